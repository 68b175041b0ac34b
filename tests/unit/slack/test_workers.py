"""Workers hold the leases of what they do, whoever else is slow."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic, sleep

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from bot.app import App
from bot.config import DeskFile, load_settings
from bot.errors import SlackError
from bot.slack.metrics import Metrics
from bot.slack.poster import Bot, Poster
from bot.slack.surface import Surface
from bot.slack.task import Task
from bot.slack.workers import PATIENCE, Workers
from bot.store.engine import Store
from bot.store.jobs import State
from bot.store.schema import jobs

LEASE_S = 1.5
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
WAIT_S = 60


class Hand:
    """A handler whose attempts end when a test has it so."""

    def __init__(self) -> None:
        self.begun = [threading.Event() for _ in range(2)]
        self.end = [threading.Event() for _ in range(2)]

    def handle(self, task: Task) -> None:
        attempt = min(task.job.attempts, 2) - 1
        self.begun[attempt].set()
        assert self.end[attempt].wait(WAIT_S)


class Clock:
    """Set by hand."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workers(sqlite_store: Store, sqlite_url: str, hand: Hand, clock: Clock) -> Iterator[Workers]:
    """Two workers of one process."""
    with working(sqlite_store, sqlite_url, [Surface("slow", hand.handle, ())], clock, count=2) as made:
        yield made
        for each in hand.end:
            each.set()


@contextmanager
def working(
    store: Store, url: str, surfaces: Sequence[Surface], clock: Clock, count: int
) -> Iterator[Workers]:
    """So many workers, at work in the block."""
    app = App(load_settings(None, database_url=url, workers=count, lease_s=LEASE_S), DeskFile())
    poster = Poster(WebClient(), store.jobs, Bot("U1", "B1"))
    made = Workers(app, poster, surfaces, clock, Metrics())
    made.ready.set()
    made.start()
    yield made
    assert made.stop(WAIT_S)
    app.close()


def test_a_slow_worker_that_ends_does_not_end_the_lease_of_who_took_over(
    workers: Workers, sqlite_store: Store, hand: Hand, clock: Clock
) -> None:
    sqlite_store.jobs.put("slow", {"body": {}}, key="k", now=NOON)
    assert hand.begun[0].wait(WAIT_S)
    while not hand.begun[1].wait(0.1):
        clock.now += timedelta(hours=1)  # as if the process had slept: another worker of it takes the job
    until(lambda: held(sqlite_store)[1] > clock.now)
    lease, _ = held(sqlite_store)
    hand.end[0].set()
    for _ in range(4):
        clock.now += timedelta(seconds=LEASE_S)
        until(lambda: held(sqlite_store)[1] > clock.now + timedelta(seconds=LEASE_S))
    assert held(sqlite_store)[0] == lease


@pytest.mark.parametrize(("background", "attempt"), [(True, 1), (False, 2)])
def test_what_slack_makes_wait_is_put_off_in_the_background_and_failed_elsewhere(
    sqlite_store: Store, sqlite_url: str, clock: Clock, background: bool, attempt: int
) -> None:
    done: list[tuple[str, int]] = []

    def handle(task: Task) -> None:
        if task.job.key == "late" and clock.now == NOON:
            raise SlackError("Wait.", reason="ratelimited", retry=True, retry_after_s=60)
        done.append((task.job.key, task.job.attempts))

    surface = Surface("due", handle, (), background=background)
    for key in ("late", "other"):
        sqlite_store.jobs.put("due", {"body": {}}, key=key, now=NOON)
    with working(sqlite_store, sqlite_url, [surface], clock, count=1):
        until(lambda: bool(done))
        assert done == [("other", 1)]  # the only worker did not wait
        clock.now += timedelta(seconds=60)
        until(lambda: len(done) == 2)
    assert done[1] == ("late", attempt)


def test_what_slack_always_makes_wait_is_a_failure_in_the_end(
    sqlite_store: Store, sqlite_url: str, clock: Clock
) -> None:
    begun: list[int] = []

    def handle(task: Task) -> None:
        begun.append(task.job.attempts)
        raise SlackError("Wait.", reason="ratelimited", retry=True, retry_after_s=60)

    def waits_again(count: int) -> bool:
        return len(begun) == count and sqlite_store.jobs.counts()[State.WAITING] == 1

    sqlite_store.jobs.put("due", {"body": {}}, key="k", now=NOON)
    with working(sqlite_store, sqlite_url, [Surface("due", handle, (), background=True)], clock, count=1):
        for number in range(1, 4):
            until(partial(waits_again, number))
            clock.now += PATIENCE
    assert begun[:3] == [1, 1, 2]


def held(store: Store) -> tuple[str, datetime]:
    """The lease of the only job, and when it ends."""
    with store.engine.connect() as db:
        row = db.execute(select(jobs.c.lease, jobs.c.leased_until)).one()
    return row.lease, row.leased_until


def until(so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = monotonic() + WAIT_S
    while not so():
        assert monotonic() < end
        sleep(0.02)
