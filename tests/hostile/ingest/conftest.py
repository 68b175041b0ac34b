"""A hostile server, and a store with the doors of ingest before it; a table of cases shares them."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.guard import Guard
from bot.ingest.intake import Intake
from bot.ingest.keep import Result
from bot.store.engine import Store, open_store
from tests.hostile.ingest.server import HostileServer, hostile_server

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
LIMIT_BYTES = 300_000


@dataclass(frozen=True, slots=True)
class OnlyServer(Guard):
    """The guard as it ships, but for the one server of the test, under its address or one name."""

    port: int = 0
    name: str = ""

    @classmethod
    def at(cls, port: int, name: str = "") -> "OnlyServer":
        """The guard that lets the server on this port be reached."""
        return cls((ip_network("127.0.0.1/32"),), port, name)

    def addresses(self, host: str, port: int, timeout_s: float) -> list[str]:
        """The address of that server, else what the strict guard permits."""
        here = port == self.port and host in ("127.0.0.1", self.name)
        return Guard(self.allow if here else ()).addresses(host, port, timeout_s)


class Door:
    """Takes targets into one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._opened: dict[tuple[Guard | None, float], Intake] = {}

    def take(self, target: str, guard: Guard | None = None, waiting_s: float = 30) -> list[Result]:
        """What becomes of a target; without a guard the one that ships decides.

        `waiting_s` is the time for one page.
        """
        opened = self._opened.get((guard, waiting_s))
        if opened is None:
            settings = Settings(_env_file=None, fetch_timeout_s=waiting_s, fetch_bytes=LIMIT_BYTES)
            opened = self._opened[guard, waiting_s] = Intake(self.store, {}, settings, lambda: NOW, guard)
        return list(opened.take(target, Details(), io.BytesIO()))

    def close(self) -> None:
        """Close the connections."""
        for opened in self._opened.values():
            opened.close()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was taken has stayed in the store."""
        return self.store.articles.counts() == (0, 0)


@pytest.fixture(scope="module")
def door(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """The doors of ingest before a store that all cases of a table share."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("hostile") / "store.sqlite3")
    store = open_store(f"sqlite:///{path}")
    made = Door(store)
    yield made
    made.close()
    store.close()


@pytest.fixture
def fresh(sqlite_store: Store) -> Iterator[Door]:
    """The doors of ingest before a store of the test's own."""
    made = Door(sqlite_store)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    """One hostile server for all cases of a table."""
    with hostile_server() as made:
        yield made
