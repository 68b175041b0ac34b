"""All surfaces. Listeners and the manifest are made from this table."""

from collections.abc import Sequence

from bot.config import DeskFile
from bot.slack.surface import Surface
from bot.slack.surfaces import (
    add,
    agent,
    briefing,
    context,
    digest_acts,
    digest_ask,
    digest_command,
    digest_due,
    digest_form,
    feedback,
    question_command,
)
from bot.slack.surfaces.ask import QUESTION
from bot.slack.surfaces.desk import DESK
from bot.slack.surfaces.home import HOME
from bot.slack.surfaces.share import SHARE


def surfaces(desk_file: DeskFile) -> Sequence[Surface]:
    """What people can do; a region of `desk.toml` may have a command of its own."""
    return (
        QUESTION,
        question_command.ASK,
        question_command.WIDER,
        briefing.REGION,
        briefing.of_regions(desk_file),
        briefing.BRIEFING,
        briefing.ALL_QUOTES,
        DESK,
        SHARE,
        context.CONTEXT,
        context.WHY,
        feedback.THUMBS,
        feedback.REASON,
        feedback.REPORT,
        feedback.REPORTED,
        add.SHORTCUT,
        add.ASK_FOR_LINK,
        add.LINK,
        HOME,
        agent.STOP,
        agent.LEGACY,
        digest_command.DIGEST,
        digest_form.NEW,
        digest_form.CHANGE,
        digest_form.PREVIEW,
        digest_form.TAKEN,
        digest_acts.PRESSED,
        digest_ask.OPEN,
        digest_ask.ANSWER,
        digest_due.DUE,
        digest_due.PAUSED,
        digest_due.WATCH,
        digest_due.CHANGED,
    )
