"""The agent pane: suggested questions, a session with a title while an answer is made, and Stop."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Literal

from bot.errors import SlackError
from bot.news.explained import StoryLine
from bot.slack.escape import plain
from bot.slack.surface import Event, Surface
from bot.slack.task import Task
from bot.slack.text import shortened

DAYS = (1, 7, 30)
"""How far back stories are looked for that questions can be made of: further if there are none."""

_MOST = 4
_TITLE, _MESSAGE, _SESSION = 60, 300, 200
_ABOVE = "Ask about today's stories"
_log = logging.getLogger(__name__)


def suggest(task: Task) -> None:
    """Suggest questions about the newest stories; in a thread only where the pane is of the older kind."""
    stories = _stories(task)
    if not stories:
        return
    legacy = "assistant_thread" in task.event
    client = task.poster.client
    try:
        task.poster.call(
            client.assistant_threads_setSuggestedPrompts,
            channel_id=task.place.channel,
            thread_ts=task.place.thread_ts if legacy else None,
            title=_ABOVE,
            prompts=[_prompt(story) for story in stories],
        )
    except SlackError as error:
        _log.warning("No questions could be suggested: %s", error)


def stop(task: Task) -> None:
    """Note that Stop was pressed: what is being made for the thread is not posted."""
    thread = task.place.thread
    task.app.store.conversations.stop(thread, task.job.put_at)
    task.poster.set_status(thread, "")
    _session(task, "active", "")


@contextmanager
def session(task: Task, title: str) -> Iterator[None]:
    """A thread of the pane while an answer is made: it has a title, and Slack shows a Stop button."""
    if not (task.place.direct and task.place.ts):
        yield
        return
    _session(task, "processing", title)
    try:
        yield
    finally:
        _session(task, "active", title)


def _session(task: Task, status: Literal["processing", "active"], title: str) -> None:
    thread, client = task.place.thread, task.poster.client
    try:
        task.poster.call(
            client.agents_sessions_setStatus,
            channel_id=thread.channel,
            thread_ts=thread.ts,
            status=status,
            title=shortened(plain(title), _SESSION) or None,
        )
    except SlackError as error:
        _log.info("A session could not be shown: %s", error)  # the answer comes all the same


def _stories(task: Task) -> Sequence[StoryLine]:
    ledger, until = task.app.ledger, task.now
    for days in DAYS:
        lines = ledger.lines(until - timedelta(days=days), until, task.place.team_id)
        found = [line for line in lines if line.outlet]  # the others have no headline to ask about
        if found:
            return found[:_MOST]
    return ()


def _prompt(story: StoryLine) -> dict[str, str]:
    heading = plain(story.heading)
    return {
        "title": shortened(heading, _TITLE),
        "message": f"{shortened(heading, _MESSAGE)}?",
    }


STOP = Surface(
    "stop", stop, (Event("agent_session_stopped", (("agent_session_stopped", None),)),), quick=True
)
LEGACY = Surface(
    "legacy_pane", suggest, (Event("assistant_thread_started", ()),), ("assistant:write", "chat:write")
)
