"""What Slack sends to the app: deliveries, their attempts, three seconds to acknowledge, and retries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.playground.state import Clock, Json

ACK_WINDOW = timedelta(seconds=3)
RETRIES_AFTER_S = (0.0, 60.0, 300.0)
"""An event that was not acknowledged comes again at once, after a minute, and after five."""

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass
class Attempt:
    """One try to hand a delivery over; `ended` says how it went, and is empty while it is open."""

    number: int
    envelope_id: str
    sent_at: datetime
    retry_reason: str | None = None
    ended: str = ""


@dataclass
class Delivery:
    """One event, command or interaction on its way to the app; `then` runs once it is settled."""

    kind: Kind
    payload: Json
    team_id: str
    due: datetime
    attempts: list[Attempt] = field(default_factory=list)
    acked_at: datetime | None = None
    response: Json | None = None
    given_up: bool = False
    then: Callable[[], None] = lambda: None

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.acked_at is not None or self.given_up

    @property
    def failure(self) -> str:
        """Why the last attempt failed; empty when it did not."""
        return self.attempts[-1].ended if self.given_up else ""

    @property
    def event(self) -> Json:
        """The event inside; empty for commands and interactions."""
        found: Json = self.payload.get("event", {})
        return found


class Transport(Protocol):
    """How deliveries reach the app; `late` is the retry reason for an attempt that took too long."""

    late: str

    def send(self, delivery: Delivery, attempt: Attempt) -> str | None:
        """Start an attempt; gives why it failed at once, or None while it is under way."""


class Courier:
    """Holds what is on its way. Whoever calls holds the server's lock."""

    def __init__(self, clock: Clock, retries_after_s: tuple[float, ...]) -> None:
        self.log: list[Delivery] = []
        self.transport: Transport | None = None
        self._clock = clock
        self._retries = [timedelta(seconds=seconds) for seconds in retries_after_s]
        self._under_way: list[Delivery] = []
        self._open: dict[str, tuple[Delivery, Attempt]] = {}
        self._envelopes = 0

    def add(self, kind: Kind, payload: Json, team_id: str) -> Delivery:
        """Queue a delivery; the next `tick` sends it."""
        made = Delivery(kind, payload, team_id, self._clock())
        self.log.append(made)
        self._under_way.append(made)
        return made

    def tick(self) -> None:
        """End attempts whose time is over, and send what is due."""
        now = self._clock()
        for envelope_id, (_, attempt) in list(self._open.items()):
            if now - attempt.sent_at >= ACK_WINDOW:
                self.failed(envelope_id, self.transport.late if self.transport else "timeout")
        self._under_way = [delivery for delivery in self._under_way if not delivery.settled]
        for delivery in self._under_way:
            waiting = not delivery.attempts or bool(delivery.attempts[-1].ended)
            if waiting and delivery.due <= now:
                self._send(delivery, now)

    def acknowledged(self, envelope_id: str, response: Json | None) -> None:
        """The app answered; an answer that comes too late changes nothing."""
        if envelope_id not in self._open:
            return
        delivery, attempt = self._open.pop(envelope_id)
        attempt.ended = "acked"
        delivery.acked_at, delivery.response = self._clock(), response
        delivery.then()

    def failed(self, envelope_id: str, reason: str) -> None:
        """An attempt came to nothing; events are tried again, commands and interactions are not."""
        if envelope_id not in self._open:
            return
        delivery, attempt = self._open.pop(envelope_id)
        attempt.ended = reason
        done = len(delivery.attempts)
        if delivery.kind == "events_api" and done <= len(self._retries):
            delivery.due = self._clock() + self._retries[done - 1]
        else:
            delivery.given_up = True
            delivery.then()

    def _send(self, delivery: Delivery, now: datetime) -> None:
        self._envelopes += 1
        reason = delivery.attempts[-1].ended if delivery.attempts else None
        attempt = Attempt(len(delivery.attempts), f"envelope-{self._envelopes}", now, reason)
        delivery.attempts.append(attempt)
        self._open[attempt.envelope_id] = (delivery, attempt)
        refused = self.transport.send(delivery, attempt) if self.transport else "connection_failed"
        if refused:
            self.failed(attempt.envelope_id, refused)
