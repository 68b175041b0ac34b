"""The door of ingest: targets as a person names them, to results."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.config import Settings
from bot.errors import TargetError
from bot.ingest.document import Details
from bot.ingest.files import read_path, read_stdin
from bot.ingest.keep import Keeper, Result, refused
from bot.ingest.urls import is_web
from bot.news.article import Outlet
from bot.store.engine import Store

if TYPE_CHECKING:
    from bot.ingest.guard import Guard
    from bot.ingest.web import Web

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


class Intake:
    """One run of ingest. Its web is opened at the first address; `guard` says where that may lead."""

    def __init__(
        self,
        store: Store,
        outlets: Mapping[str, Outlet],
        settings: Settings,
        now: Callable[[], datetime],
        guard: "Guard | None" = None,
    ) -> None:
        self._keeper = Keeper(store, outlets, now)
        self._settings = settings
        self._guard = guard
        self._web: Web | None = None

    @property
    def web(self) -> "Web":
        """Pages and feeds."""
        if self._web is None:
            from bot.ingest.fetch import Fetcher
            from bot.ingest.web import Web

            set_ = self._settings
            fetcher = Fetcher(set_.user_agent, set_.fetch_timeout_s, set_.fetch_bytes, self._guard)
            self._web = Web(self._keeper, fetcher)
        return self._web

    def close(self) -> None:
        """Close the connections that were opened."""
        if self._web is not None:
            self._web.close()

    def take(self, target: str, details: Details, stdin: IO[bytes]) -> Iterator[Result]:
        """Take in one target: a file, a folder, "-" for `stdin`, or the address of a page or a feed."""
        if is_web(target):
            yield from self.web.take(target, details)
            return
        if _SCHEME.match(target):
            yield refused(target, TargetError(f"{target} is not an http or https address.", subject=target))
            return
        reads = read_stdin(stdin) if target == "-" else read_path(Path(target), details.url)
        for read in reads:
            yield self._keeper.keep(read, details)
