"""What Copydesk asks of a search index; Tantivy stands behind it, and a cluster could."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import SearchError
from bot.search.dates import Window
from bot.search.follow import Source
from bot.search.query import Query

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that matches: `start` and `end` in code points of the revision's text; `score` is BM25."""

    article_id: int
    revision: int
    start: int
    end: int
    published: datetime
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage as it stands in the store: `text` is `[start:end]` of that revision.

    A larger `score` is better; scores compare within one question only.
    """

    article_id: int
    revision: int
    start: int
    end: int
    score: float
    text: str
    title: str | None
    url: str | None
    outlet: str
    published: datetime | None


class IndexDamagedError(SearchError):
    """The index on disk cannot be used as it is; rebuilding it helps."""


class PassageIndex(Protocol):
    """An index of passages, derived from a store through its change log."""

    def catch_up(self, store: Source) -> int:
        """Follow the change log to its end; gives how many passages were written."""
        ...

    def search(
        self,
        query: Query,
        k: int,
        *,
        within: Window | None = None,
        as_of: datetime | None = None,
        team_id: str | None = None,
    ) -> tuple[Found, ...]:
        """The `k` best passages, best first, of articles published `within`, as they stood `as_of`.

        Null `as_of`: as they stand now. Null `team_id`: only what all workspaces share.
        """
        ...

    def rebuild(self, store: Source, progress: Progress = ...) -> int:
        """Make the index anew; gives how many passages it has."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
