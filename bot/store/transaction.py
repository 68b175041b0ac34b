"""What all repositories share: write transactions, and inserts that replace."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_Row = TypeVar("_Row")


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A write transaction: committed at the end of the block, or rolled back.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE): one that began by reading could not wait
    for another writer, it would fail.
    """
    return engine.execution_options(writes=True).begin()


def batched(rows: Sequence[_Row], size: int) -> Iterator[Sequence[_Row]]:
    """Runs of at most `size`: databases take a limited number of parameters in one statement."""
    return (rows[at : at + size] for at in range(0, len(rows), size))


def upsert(db: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """The dialect's INSERT, whose `on_conflict_do_update` both databases share."""
    from sqlalchemy.dialects import (  # asyncio comes with them, and a question needs neither
        postgresql,
        sqlite,
    )

    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)
