"""When a digest is due: by the clock on the wall, also in the nights when clocks are moved."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digest.schedule import claim, last_run, next_run
from bot.digest.schedule_words import divide
from bot.news.subscription import Schedule

BRUSSELS = ZoneInfo("Europe/Brussels")


def schedule(words: str) -> Schedule:
    found = divide(words).schedule
    assert found is not None
    return found


def local(text: str, zone: str = "Europe/Brussels") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "after", "expected"),
    [
        ("daily 08:00", "2026-06-01 07:59", "2026-06-01 08:00"),
        ("daily 08:00", "2026-06-01 08:00", "2026-06-02 08:00"),
        ("weekdays 7:30", "2026-06-05 07:30", "2026-06-08 07:30"),
        ("mondays 09:00", "2026-06-02 00:00", "2026-06-08 09:00"),
        ("sundays 09:00", "2026-06-02 00:00", "2026-06-07 09:00"),
        ("daily 8:00 and 18:00", "2026-06-01 08:00", "2026-06-01 18:00"),
        ("every 6 hours", "2026-06-01 13:00", "2026-06-01 18:00"),
        ("daily midnight", "2026-12-31 12:00", "2027-01-01 00:00"),
    ],
)
def test_the_next_run(words: str, after: str, expected: str) -> None:
    assert next_run(schedule(words), local(after), BRUSSELS) == local(expected)


@pytest.mark.parametrize(
    ("zone", "words", "after", "runs"),
    [
        # Clocks go from 02:00 to 03:00: 02:30 is not there, and runs as the gap ends.
        (
            "Europe/Brussels",
            "daily 2:30",
            "2026-03-28 00:00",
            ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"],
        ),
        # They go from 03:00 back to 02:00: 02:30 is there twice, and the first counts.
        (
            "Europe/Brussels",
            "daily 2:30",
            "2026-10-24 00:00",
            ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"],
        ),
        # The hour that is there twice has one run, and so has the one that is not, with the next.
        (
            "Europe/Brussels",
            "every hour",
            "2026-10-24 23:30",
            ["2026-10-24T22:00", "2026-10-24T23:00", "2026-10-25T00:00", "2026-10-25T02:00"],
        ),
        (
            "Europe/Brussels",
            "every hour",
            "2026-03-29 00:30",
            ["2026-03-29T00:00", "2026-03-29T01:00", "2026-03-29T02:00"],
        ),
        ("America/New_York", "daily 2:30", "2026-03-08 00:00", ["2026-03-08T07:00", "2026-03-09T06:30"]),
        ("America/New_York", "daily 1:30", "2026-11-01 00:00", ["2026-11-01T05:30", "2026-11-02T06:30"]),
        # Half an hour, and an hour at midnight.
        ("Australia/Lord_Howe", "daily 2:15", "2026-10-03 00:00", ["2026-10-02T15:45", "2026-10-03T15:30"]),
        ("Africa/Cairo", "daily 0:30", "2026-04-23 12:00", ["2026-04-23T22:00", "2026-04-24T21:30"]),
        # A whole day that was left out, when the islands moved to the other side of the date line.
        ("Pacific/Apia", "daily 8:00", "2011-12-29 00:00", ["2011-12-29T18:00", "2011-12-30T10:00"]),
    ],
)
def test_the_nights_when_clocks_are_moved(zone: str, words: str, after: str, runs: list[str]) -> None:
    at, found = local(after, zone), []
    for _ in runs:
        at = next_run(schedule(words), at, ZoneInfo(zone))
        found.append(at)
    assert found == [utc(each) for each in runs]


def test_the_last_run_is_found_from_the_next() -> None:
    daily = schedule("daily 08:00")
    assert last_run(daily, local("2026-06-02 08:00"), BRUSSELS) == local("2026-06-01 08:00")
    assert last_run(schedule("mondays 9am"), local("2026-06-01 09:00"), BRUSSELS) == local("2026-05-25 09:00")


HOURS = timedelta(hours=6)


@pytest.mark.parametrize(
    ("due", "now", "slot", "late", "skipped"),
    [
        ("2026-06-01 08:00", "2026-06-01 08:00", "2026-06-01 08:00", False, 0),
        ("2026-06-01 08:00", "2026-06-01 08:15", "2026-06-01 08:00", False, 0),
        ("2026-06-01 08:00", "2026-06-01 08:16", "2026-06-01 08:00", True, 0),
        ("2026-06-01 08:00", "2026-06-01 14:00", "2026-06-01 08:00", True, 0),
        ("2026-06-01 08:00", "2026-06-01 14:01", None, False, 1),
        ("2026-06-01 08:00", "2026-06-03 08:01", "2026-06-03 08:00", False, 2),
        ("2026-06-01 08:00", "2026-06-03 07:59", None, False, 2),
        ("2025-06-01 08:00", "2026-06-01 08:00", "2026-06-01 08:00", False, 31),
    ],
)
def test_what_is_claimed_of_what_was_missed(
    due: str, now: str, slot: str | None, late: bool, skipped: int
) -> None:
    found = claim(schedule("daily 08:00"), BRUSSELS, local(due), local(now), HOURS)
    assert found.slot == (local(slot) if slot else None)
    assert (found.late, len(found.skipped)) == (late, skipped)
    assert found.next_run_at == next_run(schedule("daily 08:00"), local(now), BRUSSELS) > local(now)


def test_runs_missed_within_the_grace_are_one_late_edition() -> None:
    every_hour = Schedule(tuple(range(7)), tuple(time(hour) for hour in range(24)))
    found = claim(every_hour, BRUSSELS, local("2026-06-01 04:00"), local("2026-06-01 12:10"), HOURS)
    assert found.slot == local("2026-06-01 12:00")
    assert found.late
    assert found.skipped == (
        local("2026-06-01 04:00"),
        local("2026-06-01 05:00"),
        local("2026-06-01 06:00"),
    )
