"""Slack's rate limits, on request: so many calls of a method a minute, a post a second a channel."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

from bot.playground.api.dispatch import METHODS
from bot.playground.core import Call
from bot.playground.refusal import ratelimited
from bot.playground.state import Clock

_MINUTE = timedelta(minutes=1)
_POST_BURST = 5
"""Slack lets short bursts of posts through; how short, it does not say."""


class Rates:
    """Counts calls by the clock it is given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)

    def __call__(self, call: Call) -> None:
        """Raises `ratelimited` with the seconds after which the call would be let through."""
        team = call.workspace.id if call.workspace else ""
        if call.method == "chat.postMessage":
            self._count((str(call.args.get("channel")), team), _POST_BURST, timedelta(seconds=_POST_BURST))
        else:
            self._count((call.method, team), METHODS[call.method].a_minute, _MINUTE)

    def _count(self, key: tuple[str, str], most: int, window: timedelta) -> None:
        now, made = self._clock(), self._made[key]
        while made and now - made[0] >= window:
            made.popleft()
        if len(made) >= most:
            raise ratelimited(max(1, int((made[0] + window - now).total_seconds())))
        made.append(now)
