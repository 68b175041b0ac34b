"""The moments when a zone's clocks are moved, and what a schedule must do around them."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.digest.schedule import next_run
from bot.news.subscription import Schedule

FIRST, LAST = datetime(2021, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
_STEP = timedelta(days=7)  # Morocco's winter time in Ramadan, the shortest between two moves, lasts a month
_EVERY_DAY = tuple(range(7))


@cache
def transitions(name: str) -> tuple[datetime, ...]:
    """The first moments, of ten years, at which a zone has another offset than just before."""
    zone, found, at = ZoneInfo(name), [], FIRST
    while at < LAST:
        if _offset(at, zone) != _offset(at + _STEP, zone):
            found.append(_moved(at, at + _STEP, zone))
        at += _STEP
    return tuple(found)


def times_around(moved: datetime, zone: ZoneInfo) -> Iterator[time]:
    """Local times within and beside the hours that are left out or repeated."""
    before, after = (moved - timedelta(seconds=1)).astimezone(zone), moved.astimezone(zone)
    for edge in (before, after):
        for minutes in (-61, -30, -1, 0, 1, 29, 59, 61):
            yield (edge.replace(tzinfo=None) + timedelta(minutes=minutes)).time().replace(second=0)


def check(name: str, moved: datetime, at: time) -> None:
    """A daily run stands once on each local day around a move, at its time or where the gap ends."""
    zone = ZoneInfo(name)
    first_day = moved.astimezone(zone).date() - timedelta(days=3)
    start = datetime.combine(first_day, at).replace(tzinfo=zone).astimezone(UTC) - timedelta(minutes=1)
    runs, after = [], start
    for _ in range(6):
        after = next_run(Schedule(_EVERY_DAY, (at,)), after, zone)
        runs.append(after)
    for number, run in enumerate(runs):
        wanted = datetime.combine(first_day + timedelta(days=number), at)
        shown = run.astimezone(zone)
        case = f"{name} {at} around {moved}: {runs}"
        if _exists(wanted, zone):
            assert shown.replace(tzinfo=None) == wanted, case
            assert shown.fold == 0, case
        else:
            assert run == moved, case
    assert runs == sorted(set(runs)), runs


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def _moved(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()
