"""When a feed is polled next, and when an article is read again: decisions from times alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=1)
UNDATED = timedelta(hours=1)
"""Between polls of a feed that does not say when its entries were published."""
REREAD_AGES = tuple(timedelta(hours=hours) for hours in (1, 3, 8, 24, 48, 96))
"""How old an article is when it is read again; most corrections come within hours."""
LOOKED_FOR_AGAIN = timedelta(hours=1)
"""After which a page that was not there is looked for again; then it is taken as gone."""
RUNNING = timedelta(days=2)
"""A story is over when nothing was added to it for so long."""

_NEWEST = 20  # entries whose gaps make a rhythm: what a feed did last year says little
_BACK_OFF = timedelta(minutes=10)
_SPREAD = 0.1


def gap_between(published: Iterable[datetime]) -> timedelta | None:
    """The usual time between a feed's newest entries; null when fewer than two say when they came."""
    newest = sorted(set(published), reverse=True)[:_NEWEST]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return timedelta(seconds=median(gaps)) if gaps else None


def interval(gap: timedelta | None, newest: datetime | None, now: datetime) -> timedelta:
    """How long a feed is left alone: half its usual gap, and longer when it has been silent for long."""
    if gap is None or newest is None:
        return UNDATED
    return _bounded(max(gap, (now - newest) / 4) / 2)


def next_poll(
    url: str, now: datetime, *, gap: timedelta | None, newest: datetime | None, failures: int = 0
) -> datetime:
    """When a feed that was just polled is polled again; `failures` counts the polls that failed in a row.

    Each failure doubles the wait, up to a day. Feeds are spread by up to a tenth, each time the same way.
    """
    wait = interval(gap, newest, now)
    if failures:
        wait = max(wait, _BACK_OFF * 2 ** min(failures - 1, 10))
    return now + _bounded(wait * (1 + _SPREAD * _chance(f"{url} {now.isoformat()}")))


def next_reread(added: datetime, now: datetime) -> datetime | None:
    """When an article that came at a moment is read again after now; null when it has been long enough."""
    return next((added + age for age in REREAD_AGES if added + age > now), None)


def is_running(last: datetime, now: datetime) -> bool:
    """Whether a story goes on, by the time of its newest article."""
    return now - last <= RUNNING


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)


def _chance(name: str) -> float:
    """A number from -1 to 1 that follows from a name."""
    return int.from_bytes(sha256(name.encode()).digest()[:4]) / 2**31 - 1
