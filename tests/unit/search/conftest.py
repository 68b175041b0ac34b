"""A store and its index in a folder, and a short way to put articles in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.news.article import Incoming
from bot.search.find import Hit, find
from bot.search.index import TantivyIndex, folder_for
from bot.store.engine import Store, open_store
from bot.work import run_due

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Newsroom:
    """A store, its index, and articles in a line each."""

    store: Store
    index: TantivyIndex
    url: str

    def add(self, text: str, *, days_ago: float = 1, outlet: str = "The Ridge Post", **fields: str) -> int:
        """Store an article published `days_ago` and fetched five minutes later; gives its id."""
        published = NOW - timedelta(days=days_ago)
        address = fields.pop("url", None)
        return self.store.articles.add(
            Incoming(
                text,
                outlet,
                published + timedelta(minutes=5),
                published=published,
                url=address,
                canonical_url=address,
                title=fields.get("title"),
                language=fields.get("language"),
                team_id=fields.get("team_id"),
            )
        ).article_id

    def ask(
        self, question: str, *, as_of: datetime | None = None, team: str | None = None, k: int = 10
    ) -> list[Hit]:
        """What is found once everything due is done."""
        run_due(self.store, self.index)
        return self.find(question, as_of=as_of, team=team, k=k)

    def find(
        self, question: str, *, as_of: datetime | None = None, team: str | None = None, k: int = 10
    ) -> list[Hit]:
        """What is found in the index as it is."""
        outlets = self.store.articles.outlets()
        hits = find(
            self.store, self.index, question, now=NOW, as_of=as_of, k=k, team_id=team, outlets=outlets
        )
        return list(hits)

    def articles(self, question: str, *, as_of: datetime | None = None, team: str | None = None) -> list[int]:
        """The articles found, best first."""
        return list(dict.fromkeys(hit.article_id for hit in self.ask(question, as_of=as_of, team=team)))


def open_newsroom(folder: Path) -> Newsroom:
    """The newsroom of a folder."""
    url = f"sqlite:///{folder / 'store.sqlite3'}"
    return Newsroom(open_store(url), TantivyIndex(folder_for(folder, url), wait_s=0.2), url)


@pytest.fixture
def newsroom(sqlite_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    """An empty one."""
    made = open_newsroom(tmp_path)
    assert made.url == sqlite_url  # migrated already
    yield made
    made.index.close()
    made.store.close()
