"""The last step of every door: find the outlet, hold its policy against the text, store it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.errors import PolicyError, TargetError
from bot.ingest import policy
from bot.ingest.claimed import outlet_at, owns, taken_name
from bot.ingest.document import UNKNOWN_OUTLET, Details, Document, Read, incoming, one_line
from bot.ingest.moments import is_believable
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
_NOT_THEN = "It gives {:%Y-%m-%d} as its day, when it cannot have been published; it counts as undated."
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
        claimed = _claimed(read, details, url)
        name, why = self._named(claimed, read, details)
        try:
            for each in (claimed, name):
                policy.check(self.outlets, read.via, name=each, url=url)
        except PolicyError as error:
            return refused(read.target, error)
        if details.team_id is None and url is not None:
            self.make_room(name, read.canonical_url or canonical(url))
            holder = self._untouchable(name, read, url)
            if holder is not None:
                return Result(read.target, "unchanged", reason=_ANOTHERS.format(url, holder, read.host))
        return self._stored(read, name, details, why)

    def make_room(self, name: str | None, address: str) -> None:
        """Free an address of this outlet's from an article that another one's feed has brought for it.

        That article stays, under the name of who brought it. Without a name the host says whose it is.
        """
        held = self.store.articles.holder(address)
        if held is None or held[1] == name:
            return
        host, feeds = host_of(address), self.store.feeds.all()
        own = name or outlet_at(host, self.outlets, lambda: feeds)
        if own is None or owns(held[1], host, self.outlets, feeds):
            return
        if owns(own, host, self.outlets, feeds):
            self.store.articles.release(held[0])

    def _named(self, claimed: str, read: Document, details: Details) -> tuple[str, str | None]:
        """The outlet that a document is stored under, and what is to be said of that.

        Where the operator does not name it, the host from which it came decides, as far as it is known.
        """
        nobody = _NO_OUTLET if claimed == UNKNOWN_OUTLET else None
        if details.outlet is not None or read.host is None:
            return claimed, nobody
        own = outlet_at(read.host, self.outlets, self.store.feeds.all)
        if own is not None:
            return own, None
        taken = taken_name(claimed, read.host, self.outlets, self.store.feeds.all)
        if taken is None:
            return claimed, nobody
        why = (_NOT_ITS_HOST if read.host else _NO_HOST).format(taken.name, read.host)
        return read.host or UNKNOWN_OUTLET, why

    def _untouchable(self, name: str, read: Document, url: str) -> str | None:
        """The other outlet that has an article where a feed links to, on a host that is not the feed's."""
        if read.via is not Via.FEED or read.host is None or is_within(host_of(url), read.host):
            return None
        held = self.store.articles.holder(canonical(url))
        return None if held is None or held[1] == name else held[1]

    def _stored(self, document: Document, outlet: str, details: Details, why: str | None) -> Result:
        now = self.now()
        made = incoming(document, outlet, details, now)
        undated = None
        if made.published is not None and not is_believable(made.published, now):
            undated = _NOT_THEN.format(made.published)
            made = replace(made, published=None)
        stored = self.store.articles.add(made)
        reason = " ".join(filter(None, (why, document.note, undated))) or None
        return Result(
            document.target, stored.outcome, stored.article_id, reason, outlet=made.outlet, title=made.title
        )


def _claimed(read: Document, details: Details, url: str | None) -> str:
    """The outlet as the operator, else the document, else its address names it."""
    named = details.outlet or read.outlet or (host_of(url) if url else None)
    return one_line(named or "") or UNKNOWN_OUTLET


def refused(target: str, error: TargetError) -> Result:
    """The result of a target that was not stored."""
    status: Status = "skipped" if isinstance(error, PolicyError) else "failed"
    return Result(target, status, reason=str(error))
