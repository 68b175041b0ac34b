"""Two servers, each with a clock, on one database: killed between due and delivered, each slot comes once."""

import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.store.engine import Store
from bot.store.jobs import State
from bot.store.schema import jobs
from tests.fakes.serving import begin
from tests.fakes.subscribed import delivered, due_now, parts, this_weeks_desk

ROUNDS = 100
WAIT_S = 300.0
SETTINGS = {"CLOCK_S": "0.1", "LEASE_S": "1", "CATCH_UP_S": "60", "WORKERS": "2"}


class Servers:
    """Two processes that are started again when they are killed."""

    def __init__(self, slack: LocalSlack, data: Path, database_url: str) -> None:
        self._given = slack, data, {**SETTINGS, "DATABASE_URL": database_url}
        self._running = [self._start(), self._start()]

    def kill(self, number: int) -> None:
        """End one at once, and start another in its place."""
        end(self._running[number])
        self._running[number] = self._start()

    def stop(self) -> None:
        for process in self._running:
            end(process)

    def _start(self) -> subprocess.Popen[str]:
        slack, data, settings = self._given
        return begin(slack, data, **settings)


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


@contextmanager
def servers(slack: LocalSlack, data: Path, database_url: str) -> Iterator[Servers]:
    running = Servers(slack, data, database_url)
    try:
        slack.wait_for(lambda: slack.connections == 2, WAIT_S)
        yield running
    finally:
        running.stop()


@pytest.mark.timeout(3600)
def test_each_slot_is_delivered_once(
    slack: LocalSlack, ada: User, news: Channel, tmp_path: Path, database_url: str
) -> None:
    chance = random.Random(11)
    with this_weeks_desk(tmp_path, database_url) as app, servers(slack, tmp_path, database_url) as running:
        for number in range(ROUNDS):
            due_now(app.store, news, ada.id, f"round-{number}")
            time.sleep(chance.uniform(0, 1.5))  # the moment of the kill is what varies here
            running.kill(chance.randrange(2))
            wait_for_editions(slack, news, number + 1)
        wait_until_done(app.store)
    found = delivered(slack, news)
    assert len(found) == ROUNDS
    assert set(found.values()) == {1}
    whole = parts(slack, news)
    assert all(each == list(range(1, len(whole[0]) + 1)) for each in whole)
    assert len(whole[0]) > 1


def wait_for_editions(slack: LocalSlack, news: Channel, number: int) -> None:
    slack.wait_for(lambda: len(delivered(slack, news)) >= number, WAIT_S)


def wait_until_done(store: Store) -> None:
    while (counts := store.jobs.counts())[State.WAITING] + counts[State.RUNNING]:
        time.sleep(0.1)
    with store.engine.connect() as db:
        dead = db.execute(select(jobs.c.key, jobs.c.attempts, jobs.c.error).where(jobs.c.state == State.DEAD))
        assert dead.all() == []
