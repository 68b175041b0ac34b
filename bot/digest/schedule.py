"""Schedules: when a digest is due, by the clock on the wall of its time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from apscheduler.triggers.cron import CronTrigger

from bot.news.subscription import DAYS, Schedule

GRACE = timedelta(hours=6)
"""A slot that is noticed later than this is skipped."""
LATE = timedelta(minutes=15)
"""An edition that is later than this says so."""
_MOST_SKIPPED = 50
_LONGEST = timedelta(days=8)  # a schedule has a run in every week, and a run can be put off by a gap
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a look at the clock finds due: one slot to deliver or none, those to skip, and the next run."""

    slot: datetime | None
    late: bool
    skipped: tuple[datetime, ...]
    next_run_at: datetime


def next_run(schedule: Schedule, after: datetime, zone: tzinfo) -> datetime:
    """The first run after a moment, in UTC.

    A local time that does not exist on a day (clocks are put forward) runs at the end of the gap; one that
    exists twice (clocks are put back) runs the first time only.
    """
    wall = after.astimezone(zone).replace(tzinfo=UTC)
    while True:
        wall = _next_on_wall(schedule, wall)
        found = _instant(wall.replace(tzinfo=zone))
        if found > after:
            return found


def last_run(schedule: Schedule, before: datetime, zone: tzinfo) -> datetime:
    """The last run before a moment, in UTC."""
    return max(_runs(schedule, before - _LONGEST, before - _TICK, zone))


def claim(schedule: Schedule, zone: tzinfo, due: datetime, now: datetime, grace: timedelta = GRACE) -> Claim:
    """What to do about a run that was due at a moment that has come.

    Several runs that were missed become one edition, that of the last one, if that is not too old.
    """
    missed = [due, *_runs(schedule, max(due, now - timedelta(days=31)), now, zone)]
    in_time = [slot for slot in missed if now - slot <= grace]
    return Claim(
        slot=in_time[-1] if in_time else None,
        late=bool(in_time) and now - in_time[0] > LATE,
        skipped=tuple(slot for slot in missed if now - slot > grace)[-_MOST_SKIPPED:],
        next_run_at=next_run(schedule, now, zone),
    )


def _runs(schedule: Schedule, after: datetime, until: datetime, zone: tzinfo) -> Iterator[datetime]:
    found = next_run(schedule, after, zone)
    while found <= until:
        yield found
        found = next_run(schedule, found, zone)


def _next_on_wall(schedule: Schedule, wall: datetime) -> datetime:
    """The next run as the wall shows it; the trigger counts in UTC, which has no gaps and no doubles."""
    found: list[datetime] = [
        trigger.get_next_fire_time(None, wall + _TICK) for trigger in _triggers(schedule)
    ]
    return min(found)


@lru_cache(maxsize=512)
def _triggers(schedule: Schedule) -> tuple[CronTrigger, ...]:
    """A trigger for each time; days by name, since the library's numbers are not crontab's."""
    days = ",".join(DAYS[day][:3] for day in schedule.days)
    return tuple(
        CronTrigger(day_of_week=days, hour=each.hour, minute=each.minute, timezone=UTC)
        for each in schedule.times
    )


def _instant(local: datetime) -> datetime:
    """The moment of a local time: the first of two, and the end of a gap in which it does not exist."""
    zone, found = local.tzinfo, local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _end_of_gap(local)


def _end_of_gap(local: datetime) -> datetime:
    """The moment when the clocks were put forward over a local time."""
    zone = local.tzinfo
    before, after = local.replace(fold=1).astimezone(UTC), local.astimezone(UTC)
    offset = after.astimezone(zone).utcoffset()
    while after - before > _TICK:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
