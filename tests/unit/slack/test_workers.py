"""Workers hold the leases of what they do, whoever else is slow."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from bot.app import App
from bot.config import DeskFile, load_settings
from bot.slack.metrics import Metrics
from bot.slack.poster import Bot, Poster
from bot.slack.surface import Surface
from bot.slack.task import Task
from bot.slack.workers import Workers
from bot.store.engine import Store
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
    settings = load_settings(None, database_url=sqlite_url, workers=2, lease_s=LEASE_S)
    poster = Poster(WebClient(), sqlite_store.jobs, Bot("U1", "B1"))
    app = App(settings, DeskFile())
    made = Workers(app, poster, [Surface("slow", hand.handle, ())], clock, Metrics())
    made.ready.set()
    made.start()
    yield made
    for each in hand.end:
        each.set()
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
