"""The last step of every door: find the outlet, hold its policy against the text, store it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.errors import PolicyError, TargetError
from bot.ingest import policy
from bot.ingest.document import UNKNOWN_OUTLET, Details, Document, Read, incoming
from bot.ingest.urls import host_of
from bot.news.article import Outlet
from bot.store.engine import Store

Status = Literal["stored", "updated", "unchanged", "duplicate", "skipped", "failed"]
_NO_OUTLET = "No outlet was named; --outlet NAME names it."


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one target, or of one article of a target that has many.

    `reason` is a sentence; `skipped` means that a policy or robots.txt forbids it.
    """

    target: str
    status: Status
    article_id: int | None = None
    reason: str | None = None
    outlet: str | None = None
    title: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether there is something to be read that was not there before."""
        return self.status in ("stored", "updated")


class Keeper:
    """Stores documents, one article a transaction. `now` is asked once for each."""

    def __init__(self, store: Store, outlets: Mapping[str, Outlet], now: Callable[[], datetime]) -> None:
        self.store = store
        self.outlets = outlets
        self.now = now

    def keep(self, read: Read, details: Details) -> Result:
        """Store a document, or say why not."""
        if isinstance(read, TargetError):
            return refused(read.subject, read)
        url = details.url or read.url
        named = details.outlet or read.outlet or (host_of(url) if url else None)
        outlet = " ".join(named.split()) if named else UNKNOWN_OUTLET
        try:
            policy.check(self.outlets, read.via, name=outlet, url=url)
        except PolicyError as error:
            return refused(read.target, error)
        return self._stored(read, outlet, details, read.note if named else _NO_OUTLET)

    def _stored(self, document: Document, outlet: str, details: Details, reason: str | None) -> Result:
        made = incoming(document, outlet, details, self.now())
        stored = self.store.articles.add(made)
        return Result(
            document.target, stored.outcome, stored.article_id, reason, outlet=made.outlet, title=made.title
        )


def refused(target: str, error: TargetError) -> Result:
    """The result of a target that was not stored."""
    status: Status = "skipped" if isinstance(error, PolicyError) else "failed"
    return Result(target, status, reason=str(error))
