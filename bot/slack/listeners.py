"""Listeners: each stores what came, wakes a worker, and returns; Bolt acknowledges it only then.

Nothing is done here that takes longer than one short transaction, and nothing that was acknowledged is lost.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.slack.bodies import Body, concerns_bot, is_talk
from bot.slack.checks import Checks
from bot.slack.intake import stored
from bot.slack.metrics import Metrics
from bot.slack.storing import Storing
from bot.slack.surface import Button, Command, Door, Event, Form, Shortcut, Surface
from bot.store.conversations import Conversations

Clock = Callable[[], datetime]


class Listeners:
    """Puts what comes in at the doors of the surfaces into the jobs queue."""

    def __init__(
        self,
        storing: Storing,
        conversations: Conversations,
        clock: Clock,
        wake: Callable[[str], None],
        metrics: Metrics,
        checks: Checks,
    ) -> None:
        self._storing = storing
        self._checks = checks
        self._conversations = conversations
        self._clock = clock
        self._wake = wake
        self._metrics = metrics

    def register(self, bolt: App, surfaces: Iterable[Surface]) -> None:
        """Listen at every door."""
        for surface in surfaces:
            for door in surface.doors:
                self._open(bolt, door, self._listener(surface.kind, door))

    def _open(self, bolt: App, door: Door, listener: Callable[..., None]) -> None:
        match door:
            case Event():
                bolt.event(door.name)(listener)
            case Command():
                bolt.command(door.name)(listener)
            case Button():
                bolt.action(door.action_id)(listener)
            case Form():
                bolt.view(door.callback_id)(listener)
            case Shortcut():
                bolt.message_shortcut(door.callback_id)(listener)

    def _listener(self, kind: str, door: Door) -> Callable[..., None]:
        def listen(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            with self._metrics.acks.labels(kind).time():
                if isinstance(door, Form) and (errors := self._checks.errors(door, kind, body)):
                    ack(response_action="errors", errors=dict(errors))
                    return
                if self._wanted(body, context.bot_user_id or ""):
                    self._store(_kind(kind, door, body), body)
                ack()

        return listen

    def _store(self, kind: str, body: Body) -> None:
        new = self._storing.put(stored(kind, body, self._clock()))
        self._metrics.received.labels(kind, "new" if new else "repeated").inc()
        if new:
            self._wake(kind)

    def _wanted(self, body: Body, bot_user_id: str) -> bool:
        """Whether there can be anything to do; the talk of a channel is not kept."""
        event = body.get("event")
        if event is None or event["type"] not in ("message", "app_mention"):
            return True
        return concerns_bot(event, bot_user_id) or self._is_open_question(body, event)

    def _is_open_question(self, body: Body, event: Body) -> bool:
        """Whether it is a question to nobody, in a channel where all questions are to be answered."""
        if not is_talk(event) or not event.get("text", "").rstrip().endswith("?"):
            return False
        return self._conversations.answers_in(body["team_id"], event["channel"]) == "always"


def _kind(kind: str, door: Door, body: Body) -> str:
    """Which surface deals with it: a command may have another where nothing is written behind it."""
    if isinstance(door, Command) and door.bare and not str(body.get("text", "")).strip():
        return door.bare
    return kind
