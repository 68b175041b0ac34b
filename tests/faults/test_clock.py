"""The clock jumps, forwards and back: what was dated meanwhile does not wait, and is not done twice."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.digest.clock import tick
from bot.news.subscription import Order, Schedule
from bot.store.engine import Store
from bot.store.jobs import Job, Jobs
from tests.faults.conftest import DENIED, Begin, Ticking

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LEASE_S = 30.0
JUMPS = [timedelta(hours=1), timedelta(days=40)]


def test_questions_are_answered_once_whatever_the_clock_does(begin: Begin, clock: Ticking) -> None:
    bot = begin(user_questions=2)
    for hours in (26, 26, 0, 0, -26, -26):
        clock.set(hours=hours)
        assert DENIED in bot.answer()


@pytest.mark.parametrize("jump", JUMPS)
def test_a_job_that_was_put_before_the_clock_went_back_is_due(store: Store, jump: timedelta) -> None:
    store.jobs.put("ask", {}, key="k", now=NOON + jump, run_after=NOON + jump)
    job = store.jobs.take("w", NOON, LEASE_S)
    assert job is not None
    assert store.jobs.take("w", NOON, LEASE_S) is None


@pytest.mark.parametrize("jump", JUMPS)
def test_a_lease_that_was_taken_before_the_clock_went_back_ends(store: Store, jump: timedelta) -> None:
    store.jobs.put("ask", {}, key="k", now=NOON)
    dead = store.jobs.take("w", NOON + jump, LEASE_S)
    again = store.jobs.take("w", NOON, LEASE_S)
    assert dead is not None
    assert again is not None
    assert not store.jobs.done(dead)
    assert store.jobs.done(again)


@pytest.mark.parametrize("jump", JUMPS)
def test_who_holds_a_job_when_the_clock_goes_forward_loses_it_and_posts_nothing_more(
    store: Store, jump: timedelta
) -> None:
    store.jobs.put("ask", {}, key="k", now=NOON)
    first = store.jobs.take("w", NOON, LEASE_S)
    second = store.jobs.take("v", NOON + jump, LEASE_S)
    assert first is not None
    assert second is not None
    assert not store.jobs.progress(first, {})  # asked before each post
    assert store.jobs.progress(second, {})


def test_a_retry_waits_its_time_where_the_clock_has_not_moved(store: Store) -> None:
    store.jobs.put("ask", {}, key="k", now=NOON)
    job = store.jobs.take("w", NOON, LEASE_S)
    assert job is not None
    store.jobs.fail(job, "later", NOON, 60)
    assert store.jobs.take("w", NOON + timedelta(seconds=59), LEASE_S) is None
    assert store.jobs.take("w", NOON + timedelta(seconds=60), LEASE_S) is not None


@pytest.mark.parametrize("jump", [timedelta(hours=30), timedelta(days=400)])
def test_a_daily_digest_comes_the_next_day_though_the_clock_was_ahead(store: Store, jump: timedelta) -> None:
    daily = Order(Schedule(tuple(range(7)), (time(8),)), "UTC")
    store.subscriptions.add(daily, _eight(1), key="k", team_id="T1", channel="C1", owner="U1")
    tick(store.subscriptions, _eight(0) + jump)
    tick(store.subscriptions, _eight(0) + timedelta(hours=1))
    for day in range(1, 4):
        tick(store.subscriptions, _eight(day))
        due = [job.payload["slot"] for job in _taken(store.jobs, _eight(day))]
        if day > 1:  # the first run is the one that the clock passed over
            assert due == [_eight(day).isoformat()]


def _eight(day: int) -> datetime:
    return NOON.replace(hour=8) + timedelta(days=day)


def _taken(jobs: Jobs, now: datetime) -> list[Job]:
    found = []
    while job := jobs.take("w", now, LEASE_S):
        jobs.done(job)
        found.append(job)
    return found
