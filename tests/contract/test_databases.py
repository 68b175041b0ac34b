"""Opening and migrating databases, and what is said when that fails, on SQLite and PostgreSQL."""

import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from bot.errors import StoreError
from bot.news.article import Incoming
from bot.store.connect import connect
from bot.store.engine import Store, open_store
from bot.store.migrate import ensure_current
from bot.store.schema import HEAD, metadata

SECRET = "sw0rdfish"
NOTE = Incoming("The bridge is closed.", "The Courier", datetime(2026, 3, 9, tzinfo=UTC))


def test_a_database_is_made_once(empty_database_url: str) -> None:
    engine = connect(empty_database_url)

    assert ensure_current(engine) is None
    assert ensure_current(engine) == HEAD
    engine.dispose()


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_the_tables_of_the_schema_on_postgresql(postgresql_url: str) -> None:
    engine = connect(postgresql_url)
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    engine.dispose()


def test_migrations_make_the_tables_of_the_schema_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    # Alembic cannot compare an index on an expression there; SQLite keeps the statements themselves.
    made = create_engine(f"sqlite:///{tmp_path / 'made.sqlite3'}")
    metadata.create_all(made)
    made.dispose()

    assert statements(f"{tmp_path / 'made.sqlite3'}") == statements(sqlite_url.removeprefix("sqlite:///"))


def statements(path: str) -> set[str]:
    db = sqlite3.connect(path)
    rows = db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'")
    found = {" ".join(sql.split()) for (sql,) in rows}
    db.close()
    return found


OPENER = """
import sys
import alembic.command
from bot.store.engine import open_store

print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


def test_two_processes_may_make_it_at_once(empty_database_url: str) -> None:
    command = [sys.executable, "-c", OPENER, empty_database_url]
    both = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        process.communicate()

    assert [process.returncode for process in both] == [0, 0]
    assert opens(empty_database_url) == (0, 0)


def test_the_switch_to_wal_waits_for_a_writer(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    with monkeypatch.context() as waiting:
        waiting.setattr("bot.store.connect.time.sleep", lambda _: other.close())
        assert opens(sqlite_url) == (0, 0)

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):  # it was waited for
        other.rollback()
    again = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert again.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
    again.close()


def test_the_switch_to_wal_waits_no_longer_than_it_may(sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match=r"store\.sqlite3 is locked by another program"):
        open_store(f"{sqlite_url}?timeout=0")
    other.close()


def opens(url: str) -> tuple[int, int]:
    store = open_store(url)
    counts = store.articles.counts()
    store.close()
    return counts


def test_an_unknown_schema_is_left_alone(database_url: str, store: Store) -> None:
    with store.engine.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match=r"has the schema '9999', which this Copydesk does not know; update"):
        open_store(database_url)


def test_tables_of_another_program_are_left_alone(empty_database_url: str) -> None:
    engine = connect(empty_database_url)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE articles (title TEXT)"))

    with pytest.raises(StoreError, match=r"holds tables of another program \(articles…\); choose another"):
        ensure_current(engine)
    with engine.connect() as db:
        assert db.execute(text("SELECT title FROM articles")).all() == []
    engine.dispose()


def test_a_read_only_database_can_be_read(database_url: str, store: Store) -> None:
    store.articles.add(NOTE)
    reader = open_store(read_only(database_url))

    assert reader.articles.counts() == (1, 1)
    with pytest.raises(StoreError, match="may not be written to; give write permission"):
        reader.articles.remove(1, NOTE.fetched_at)
    reader.close()


def read_only(url: str) -> str:
    if url.startswith("sqlite"):
        return url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    return url + "&options=-c%20default_transaction_read_only%3Don"


def test_a_locked_file_is_named(sqlite_url: str) -> None:
    store = open_store(f"{sqlite_url}?timeout=0")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match=r"store\.sqlite3 is locked by another program; try again") as caught:
        store.articles.add(NOTE)
    assert caught.value.retry
    assert store.articles.counts() == (0, 0)  # readers need not wait

    other.close()
    assert store.articles.add(NOTE).outcome == "stored"
    store.close()


def test_a_full_disk_is_named(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as db:
        db.execute(text("PRAGMA max_page_count = 60"))  # of this connection, which the pool hands out again

    with pytest.raises(StoreError, match="has no room left on its disk"):
        sqlite_store.articles.add(Incoming("Long. " * 100_000, "The Courier", NOTE.fetched_at))
    assert sqlite_store.articles.counts() == (0, 0)


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database at all.\n" * 100)

    with pytest.raises(StoreError, match=r"notes\.txt is no usable SQLite database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "Not a database at all.\n" * 100


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened; check its path"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_copy_that_sqlite_made_is_a_whole_store(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.articles.add(NOTE)
    copy = tmp_path / "copy.sqlite3"
    with sqlite3.connect(sqlite_store.engine.url.database or "") as running:
        running.execute("VACUUM INTO ?", [str(copy)])
    running.close()

    assert opens(f"sqlite:///{copy}") == (1, 1)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert opens(f"sqlite:///{tmp_path / 'a' / 'b' / 'store.sqlite3'}") == (0, 0)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"The folder \S+ of the database cannot be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'store.sqlite3'}")


@pytest.mark.parametrize(
    "url", ["", "news.db", f"mysql://u:{SECRET}@host/x", f"postgresql://u:{SECRET}@h:port/x"]
)
def test_what_is_no_database_address_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="The database address is not usable; write sqlite:///") as caught:
        open_store(url)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("password", [f"{SECRET}@more", f"a@{SECRET}/b", f"{SECRET}/@{SECRET}"])
def test_a_password_that_is_not_encoded_is_not_shown(password: str) -> None:
    with pytest.raises(StoreError, match="in its password write %40 for @") as caught:
        open_store(f"postgresql://editor:{password}@127.0.0.1:1/news")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_a_server_that_does_not_answer_is_named_without_its_password(scheme: str) -> None:
    with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1:1/news cannot be reached") as caught:
        open_store(f"{scheme}://editor:{SECRET}@127.0.0.1:1/news")
    assert caught.value.retry
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_database_that_does_not_exist_is_named(postgresql_server: Callable[[str], str]) -> None:
    with pytest.raises(StoreError, match="/nowhere does not exist on its server; create it"):
        open_store(postgresql_server("nowhere"))


def test_a_wrong_login_is_named_without_its_password(postgresql_url: str) -> None:
    wrong = postgresql_url.replace("//postgres:@", f"//nobody:{SECRET}@")

    with pytest.raises(StoreError, match="refuses the user or the password; correct DATABASE_URL") as caught:
        open_store(wrong)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_connection_that_the_server_closed_is_replaced(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    assert store.articles.counts() == (0, 0)
    with psycopg.connect(postgresql_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert store.articles.add(NOTE).outcome == "stored"
    store.close()


def test_a_store_in_memory_keeps_what_it_is_told() -> None:
    store = open_store("sqlite://")
    assert store.articles.add(NOTE).outcome == "stored"
    assert [one.text for one in store.articles.all()] == [NOTE.text]
    store.close()
