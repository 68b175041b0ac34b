"""What Copydesk shows in Slack, as Block Kit: pure functions from values to messages and views."""

from bot.slack.render.answers import messages
from bot.slack.render.digests import digest
from bot.slack.render.home import DeskState, Failing, Question, home_view
from bot.slack.render.notices import change_line, notice
from bot.slack.render.pack import Message
from bot.slack.render.passages import Passage, passage
from bot.slack.render.reports import asked_by, listing, report, shared
from bot.slack.render.views import (
    add_view,
    context_view,
    feedback_view,
    question_view,
    quote_at,
    report_view,
    why_view,
)

__all__ = [
    "DeskState",
    "Failing",
    "Message",
    "Passage",
    "Question",
    "add_view",
    "asked_by",
    "change_line",
    "context_view",
    "digest",
    "feedback_view",
    "home_view",
    "listing",
    "messages",
    "notice",
    "passage",
    "question_view",
    "quote_at",
    "report",
    "report_view",
    "shared",
    "why_view",
]
