"""Runs around the moments when clocks are moved: never twice, never lost, at the right local time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.digest.schedule import next_run
from bot.digest.schedule_words import divide
from bot.news.subscription import Schedule
from tests.property.transitions import FIRST, ZONES, check, times_around, transitions

MOMENTS = st.integers(0, 3650 * 86_400).map(lambda after: FIRST + timedelta(seconds=after))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
SCHEDULES = st.builds(
    Schedule,
    st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple),
    st.sets(TIMES, min_size=1, max_size=4).map(sorted).map(tuple),
)


@settings(max_examples=60)
@given(st.data())
def test_around_a_move_each_day_has_its_run(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(ZONES))
    moves = transitions(name)
    assume(moves)
    moved = data.draw(st.sampled_from(moves))
    check(name, moved, data.draw(st.sampled_from(list(times_around(moved, ZoneInfo(name))))))


@given(SCHEDULES, MOMENTS, st.sampled_from(ZONES))
def test_the_next_run_comes_after_and_nothing_between(schedule: Schedule, after: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    found = next_run(schedule, after, zone)
    assert after < found <= after + timedelta(days=8)
    assert next_run(schedule, found - timedelta(microseconds=1), zone) == found
    assert next_run(schedule, after + (found - after) / 2, zone) == found


@given(SCHEDULES)
def test_a_schedule_in_words_is_read_as_itself(schedule: Schedule) -> None:
    assert divide(str(schedule)).schedule == schedule
