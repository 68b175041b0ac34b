"""Whatever a feed says of itself, it is polled in bounds, and the later the more often that failed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.rhythm import LONGEST, REREAD_AGES, SHORTEST, gap_between, next_poll, next_reread

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=30_000)).map(lambda since: EPOCH + since)
GAPS = st.none() | st.timedeltas(timedelta(), timedelta(days=9999))
FAILURES = st.integers(0, 10**6)


@given(st.text(), MOMENTS, GAPS, st.none() | MOMENTS, FAILURES)
def test_a_poll_is_never_sooner_than_minutes_nor_later_than_a_day(
    url: str, now: datetime, gap: timedelta | None, newest: datetime | None, failures: int
) -> None:
    wait = next_poll(url, now, gap=gap, newest=newest, failures=failures) - now
    assert SHORTEST <= wait <= LONGEST


@given(st.text(), MOMENTS, GAPS, MOMENTS, FAILURES, FAILURES)
def test_more_failures_never_bring_a_poll_forward(
    url: str, now: datetime, gap: timedelta | None, newest: datetime, one: int, other: int
) -> None:
    few, many = sorted((one, other))
    sooner = next_poll(url, now, gap=gap, newest=newest, failures=few)
    assert sooner <= next_poll(url, now, gap=gap, newest=newest, failures=many)


@given(st.lists(MOMENTS, min_size=2))
def test_the_gap_lies_between_the_smallest_and_the_largest(published: list[datetime]) -> None:
    gap = gap_between(published)
    distinct = sorted(set(published))
    assert (gap is None) == (len(distinct) < 2)
    if gap is not None:
        gaps = [later - earlier for earlier, later in pairwise(distinct)]
        assert min(gaps) - timedelta(seconds=1) <= gap <= max(gaps) + timedelta(seconds=1)


@given(MOMENTS, st.timedeltas(timedelta(), timedelta(days=30)))
def test_an_article_is_read_again_later_and_only_for_some_days(added: datetime, age: timedelta) -> None:
    again = next_reread(added, added + age)
    assert (again is None) == (age >= REREAD_AGES[-1])
    assert again is None or added + age < again <= added + REREAD_AGES[-1]
