"""Connecting to a database: one code path for SQLite and PostgreSQL."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from bot.errors import StoreError
from bot.store.problems import explain_errors

_CONNECT_TIMEOUT_S = 10
_LOCKED_S = 30
"""How long a writer to a SQLite file waits for those before it, unless the URL says `?timeout=`."""
_POLL_S = 0.01


def connect(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`, whose driver errors are StoreErrors.

    Nothing is opened yet; a SQLite file's folder is made.
    """
    address = _address(url)
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)
    explain_errors(engine)
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise _not_an_address() from None  # the message of the cause may hold a password
    kind = address.drivername.partition("+")[0]
    if kind == "sqlite":
        return address.set(drivername="sqlite")
    if kind not in ("postgres", "postgresql"):  # hosts hand out both
        raise _not_an_address()
    if "@" in f"{address.host}{address.database}":  # the rest of a password, which would be shown
        raise StoreError(
            "The database address is not usable; in its password write %40 for @ and %2F for /.",
            subject="DATABASE_URL",
        )
    return address.set(drivername="postgresql+psycopg")


def _not_an_address() -> StoreError:
    return StoreError(
        "The database address is not usable; write sqlite:///path/to/file or postgresql://user@host/name.",
        subject="DATABASE_URL",
    )


def _postgresql(address: URL) -> Engine:
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_TIMEOUT_S})


def _sqlite(address: URL) -> Engine:
    if address.database in (None, "", ":memory:"):
        engine = create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        _make_folder(address)
        timeout = address.query.get("timeout", str(_LOCKED_S))
        engine = create_engine(address.update_query_dict({"timeout": timeout}))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(address: URL) -> None:
    if not address.database or address.database.startswith("file:"):
        return
    folder = Path(address.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} of the database cannot be made ({error.strerror}); choose another with "
            "--database or DATABASE_URL.",
            subject=str(folder),
        ) from error


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # pysqlite begins nothing by itself: _begin_sqlite does
    connection.execute("PRAGMA foreign_keys = ON")
    _use_wal(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL, which it stays in.

    While another connection is switching, SQLite refuses at once and does not wait as it does for a lock.
    """
    [[patience_ms]] = connection.execute("PRAGMA busy_timeout")
    until = time.monotonic() + patience_ms / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_POLL_S)
        else:
            return


def _begin_sqlite(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("writes") else "BEGIN")
