"""Sharing: what one person was shown goes to the channel, once, with their name."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from bot.errors import SlackError
from bot.slack import ids, troubles
from bot.slack.blocks import Message, messages, notice, shared
from bot.slack.ids import Ref
from bot.slack.surface import Button, Surface
from bot.slack.surfaces.briefing import remade
from bot.slack.surfaces.given import about, value_of
from bot.slack.task import Task

_SHARED = "Shared with the channel."
_GONE = "That can no longer be shared; please ask again."
_CLOSED = (
    "I can't post in this channel ({reason}). Invite me with /invite @Copydesk and press the button again."
)


def share(task: Task) -> None:
    """Post an answer or a digest in the channel, and take its private copy away."""
    made = _messages(task)
    if not made:
        task.tell(_GONE)
        return
    place, value = replace(task.place, ts=None, response_url=None), value_of(task)
    # Pressed twice, it is found by this key and written anew in place.
    digest = sha256(value.encode()).hexdigest()[:16]
    job = replace(task.job, key=f"share:{place.channel}:{place.user_id}:{digest}", attempts=2)
    try:
        task.poster.post(job, place, shared(place.user_id, made))
    except SlackError as error:
        if error.reason not in troubles.PLACE:
            raise
        task.tell(_CLOSED.format(reason=error.reason.replace("_", " ")))
        return
    task.poster.rewrite(task.place, notice(_SHARED))


def _messages(task: Task) -> Sequence[Message] | None:
    value = value_of(task)
    ref = Ref.parse(value)
    if ref is None:
        return remade(task, value, private=False)
    found = about(task, ref)
    if found is None:
        return None
    return messages(found.answer, answer_id=ref.answer_id, zone=task.zone, now=task.now, key=task.job.key)


SHARE = Surface("share", share, (Button(ids.SHARE),), ("chat:write", "users:read", "channels:history"))
