"""When feeds are polled and articles read again, by times alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.ingest.rhythm import (
    LONGEST,
    REREAD_AGES,
    SHORTEST,
    UNDATED,
    gap_between,
    interval,
    is_running,
    next_poll,
    next_reread,
)

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://courier.example/feed"


@pytest.mark.parametrize(
    ("hours", "gap"),
    [
        ([], None),
        ([5], None),
        ([5, 5], None),  # a feed that gives all its entries the moment of its making
        ([5, 7], 2 * HOUR),
        ([1, 2, 3, 40], HOUR),  # one long silence is no rhythm
        ([*range(20), *(100 * number for number in range(1, 20))], HOUR),  # nor is last year's
    ],
)
def test_the_usual_gap_is_that_of_the_newest_entries(hours: list[int], gap: timedelta | None) -> None:
    assert gap_between(NOON - hour * HOUR for hour in hours) == gap


@pytest.mark.parametrize(
    ("gap", "silent", "wait"),
    [
        (None, None, UNDATED),
        (HOUR, 0 * HOUR, HOUR / 2),
        (MINUTE, 0 * HOUR, SHORTEST),
        (9 * DAY, 0 * HOUR, LONGEST),
        (HOUR, 8 * HOUR, HOUR),
        (MINUTE, 30 * DAY, LONGEST),
        (HOUR, -HOUR, HOUR / 2),  # an entry dated ahead
    ],
)
def test_a_feed_is_left_alone_by_its_own_rhythm(
    gap: timedelta | None, silent: timedelta | None, wait: timedelta
) -> None:
    newest = None if silent is None else NOON - silent
    assert interval(gap, newest, NOON) == wait


@pytest.mark.parametrize(
    ("failures", "least", "most"),
    [(1, 9, 11), (2, 18, 22), (4, 72, 88), (8, 1152, 1440), (500, 1296, 1440)],
)
def test_failures_in_a_row_double_the_wait(failures: int, least: int, most: int) -> None:
    wait = next_poll(URL, NOON, gap=MINUTE, newest=NOON, failures=failures) - NOON
    assert least * MINUTE <= wait <= most * MINUTE


def test_feeds_of_one_rhythm_are_spread_and_each_the_same_way_again() -> None:
    urls = [f"https://{number}.example/feed" for number in range(50)]
    times = [next_poll(url, NOON, gap=2 * HOUR, newest=NOON) for url in urls]
    assert len(set(times)) == len(urls)
    assert times == [next_poll(url, NOON, gap=2 * HOUR, newest=NOON) for url in urls]


def test_an_article_is_read_again_at_growing_intervals_and_then_no_more() -> None:
    found, now = [], NOON
    while (now_or_none := next_reread(NOON, now)) is not None:
        now = now_or_none
        found.append(now - NOON)
    assert tuple(found) == REREAD_AGES
    gaps = [later - earlier for earlier, later in pairwise(found)]
    assert gaps == sorted(gaps)


def test_missed_times_are_not_made_up_for() -> None:
    assert next_reread(NOON, NOON + 9 * HOUR) == NOON + DAY
    assert next_reread(NOON, NOON + 9 * DAY) is None


@pytest.mark.parametrize(("last", "runs"), [(HOUR, True), (2 * DAY, True), (2 * DAY + MINUTE, False)])
def test_a_story_is_over_when_nothing_was_added_for_two_days(last: timedelta, runs: bool) -> None:
    assert is_running(NOON - last, NOON) is runs
