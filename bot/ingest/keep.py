"""The last step of every door: find the outlet, hold its policy against the text, store it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.errors import PolicyError, TargetError
from bot.ingest import policy
from bot.ingest.claimed import taken_name
from bot.ingest.document import UNKNOWN_OUTLET, Details, Document, Read, incoming, one_line
from bot.ingest.urls import canonical, host_of, is_within
from bot.news.article import Outlet, Via
from bot.store.engine import Store

Status = Literal["stored", "updated", "unchanged", "duplicate", "skipped", "failed"]
LONGEST = 300_000
"""Characters of an article's text; the time to find out who says what in it grows with them."""
_TOO_LONG = "{} has {:,} characters of text, more than the {:,} of an article; take it in by parts."
_NO_OUTLET = "No outlet was named; --outlet NAME names it."
_NOT_ITS_HOST = "It calls itself {}, but {} is not known as its address; `hosts` in desk.toml names it."
_NO_HOST = "It calls itself {}, but does not show where it is from; --outlet NAME or --url URL says it."
_ANOTHERS = "{} is an article of {}, which a feed from {} does not change."


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
        if len(read.text) > LONGEST:
            sentence = _TOO_LONG.format(read.target, len(read.text), LONGEST)
            return refused(read.target, TargetError(sentence, subject=read.target))
        url = details.url or read.url
        named = details.outlet or read.outlet or (host_of(url) if url else None)
        outlet = " ".join(named.split()) if named else UNKNOWN_OUTLET
        try:
            policy.check(self.outlets, read.via, name=outlet, url=url)
        except PolicyError as error:
            return refused(read.target, error)
        if details.outlet is None and read.host is not None:
            return self._kept_as_claimed(read, read.host, outlet, details)
        return self._stored(read, outlet, details, read.note if named else _NO_OUTLET)

    def _kept_as_claimed(self, read: Document, host: str, name: str, details: Details) -> Result:
        """Store what gives itself a name: under its host's, where it may not have that name."""
        reason = read.note if name != UNKNOWN_OUTLET else _NO_OUTLET
        taken = taken_name(name, host, self.outlets, self.store.feeds.all)
        if taken is not None:
            why = (_NOT_ITS_HOST if host else _NO_HOST).format(taken.name, host)
            name, reason = host or UNKNOWN_OUTLET, f"{why} {read.note}" if read.note else why
        owner = self._owner(read, host)
        if owner not in (None, one_line(name)):
            return Result(read.target, "unchanged", reason=_ANOTHERS.format(read.url, owner, host))
        return self._stored(read, name, details, reason)

    def _owner(self, read: Document, host: str) -> str | None:
        """The outlet of the stored article that a feed links to on a host which is not the feed's."""
        if read.via is not Via.FEED or read.url is None or is_within(host_of(read.url), host):
            return None
        known = self.store.articles.shared_at(canonical(read.url))
        newest = None if known is None else self.store.articles.newest(known)
        return newest.outlet if newest else None

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
