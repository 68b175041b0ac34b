"""The local Slack itself: what it holds, what it sends to the app, and the record of what the app asked."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition

from bot.playground.app_settings import AppSettings
from bot.playground.deliveries import Courier
from bot.playground.events import Events
from bot.playground.refusal import RefusalError
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Clock, Json, State, Workspace
from bot.playground.wire import APP_ID


@dataclass
class Call:
    """One Web API call, as it came and as it was answered."""

    method: str
    args: Json
    at: datetime
    workspace: Workspace | None = None
    reply: Json = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether Slack said yes."""
        return bool(self.reply.get("ok"))


@dataclass
class Fault:
    """A refusal on demand; with `after` the work is done first, as when a reply is lost on the way."""

    refusal: RefusalError
    left: int
    after: bool


class Slack:
    """Everything that the endpoints and the driver share; `changed` is its lock."""

    def __init__(self, clock: Clock, settings: AppSettings, retries_after_s: tuple[float, ...]) -> None:
        self.changed = Condition()
        self.clock = clock
        self.settings = settings
        self.state = State(clock)
        self.app_token = f"xapp-1-{APP_ID}-1-{secrets.token_hex(16)}"
        self.base_url = ""
        self.calls: list[Call] = []
        self.rates: Callable[[Call], None] | None = None
        self.courier = Courier(clock, retries_after_s)
        self.events = Events(self.state, self.courier, settings)
        self.socket = SocketMode(self.courier, self.changed, APP_ID)
        self._faults: dict[str, deque[Fault]] = {}

    def fail_next(self, method: str, fault: Fault) -> None:
        """Refuse the next calls of a method (`*`: of any)."""
        self._faults.setdefault(method, deque()).append(fault)

    def fault(self, method: str) -> Fault | None:
        """The refusal that is on order for a call, counted down."""
        for waiting in (self._faults.get(method), self._faults.get("*")):
            if waiting:
                found = waiting[0]
                found.left -= 1
                if not found.left:
                    waiting.popleft()
                return found
        return None
