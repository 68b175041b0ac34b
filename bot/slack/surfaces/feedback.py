"""What people think of answers: thumbs with a reason, and reports of wrong quotes."""

import logging
from dataclasses import replace

from bot.errors import SlackError
from bot.news import wire
from bot.news.answer import Quote
from bot.slack import ids
from bot.slack.blocks import Message, feedback_view, notice, quote_at, report, report_view
from bot.slack.bodies import Place
from bot.slack.ids import Ref
from bot.slack.surface import Button, Form, Surface
from bot.slack.surfaces.given import Clicked, about, clicked
from bot.slack.surfaces.origin import origin, tell_at, typed, with_origin
from bot.slack.task import Task
from bot.store.feedback import Choice, Opinion

_SENT = "Thank you. The report has gone to whoever runs the desk."
_LOGGED = "Thank you. The report is kept, and whoever runs the desk finds it in the log."
_GONE = "That answer is no longer stored here, so it cannot be reported."
_log = logging.getLogger(__name__)


def judge(task: Task) -> None:
    """Keep a thumb, and ask for a reason."""
    found = clicked(task)
    if found is None:
        return
    choice: Choice = "good" if found.ref.choice == "good" else "bad"
    task.app.store.feedback.keep(_opinion(task, found, choice, found.quotes))
    task.open_view(feedback_view(found.ref))


def explain(task: Task) -> None:
    """Keep the reason for a thumb, if one is given."""
    ref = Ref.parse(str(task.body["view"].get("private_metadata", "")))
    reason = typed(task, ids.REASON)
    if ref is not None and reason:
        task.app.store.feedback.explain(_key(task, ref), reason)


def ask_which(task: Task) -> None:
    """Ask which quote is wrong, and how."""
    found = clicked(task)
    if found is not None:
        task.open_view(with_origin(report_view(found.answer, found.ref), task.place))


def report_quote(task: Task) -> None:
    """Keep a report of a wrong quote, and pass it on to the operator's channel, else to the log."""
    own, place = origin(task)
    found = about(task, Ref.parse(own))
    if found is None:
        tell_at(task, place, notice(_GONE))
        return
    quote = quote_at(found.answer, typed(task, ids.QUOTE))
    quotes = (quote,) if quote else found.quotes
    opinion = replace(
        _opinion(task, found, "report", quotes), key=task.job.key, reason=typed(task, ids.REASON) or None
    )
    task.app.store.feedback.keep(opinion)
    tell_at(task, place, notice(_SENT if _passed_on(task, opinion, quotes) else _LOGGED))


def _passed_on(task: Task, opinion: Opinion, quotes: tuple[Quote, ...]) -> bool:
    """Whether the report has reached the operator's channel."""
    channel = task.app.settings.slack_operator_channel
    message = report(opinion.user_id, opinion.answer_id, quotes, opinion.reason, zone=task.zone, now=task.now)
    if channel is not None and _posted(task, channel, message):
        return True
    where = ", ".join(f"article {q.article_id}, revision {q.revision}, {q.start}:{q.end}" for q in quotes)
    _log.warning("A quote was reported as wrong: answer %d, %s.", opinion.answer_id, where)
    return False


def _posted(task: Task, channel: str, message: Message) -> bool:
    try:
        task.poster.post(task.job, Place(task.place.team_id, channel, task.place.user_id), [message])
    except SlackError as error:
        if error.retry:
            raise
        _log.error("SLACK_OPERATOR_CHANNEL cannot be posted in: %s", error)
        return False
    return True


def _opinion(task: Task, found: Clicked, choice: Choice, quotes: tuple[Quote, ...]) -> Opinion:
    return Opinion(
        key=_key(task, found.ref),
        team_id=task.place.team_id,
        user_id=task.place.user_id,
        answer_id=found.ref.answer_id,
        choice=choice,
        quotes=[wire.quote(each) for each in quotes],
        at=task.job.put_at,
    )


def _key(task: Task, ref: Ref) -> str:
    """One person has one opinion of one answer."""
    return f"thumb:{task.place.team_id}:{task.place.user_id}:{ref.answer_id}"


THUMBS = Surface("thumbs", judge, (Button(ids.FEEDBACK),), quick=True)
REASON = Surface("reason", explain, (Form(ids.FEEDBACK_VIEW),))
REPORT = Surface("report", ask_which, (Button(ids.MORE),), quick=True)
REPORTED = Surface("reported", report_quote, (Form(ids.REPORT_VIEW),), ("chat:write", "users:read"))
