"""Outlets, articles and their append-only revisions."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Policy(StrEnum):
    """What an outlet lets a machine do with its articles."""

    FULL = "full"
    """Pages may be fetched and stored."""
    FEED_ONLY = "feed-only"
    """What its feed carries may be stored; pages are not fetched."""
    PASTE_ONLY = "paste-only"
    """Only text that a person supplies (a file, standard input) may be stored."""
    NEVER = "never"
    """Nothing may be stored."""


class Via(StrEnum):
    """The door through which a text came in; `Policy` is held against it."""

    PASTE = "paste"
    FEED = "feed"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `family` is the publisher that owns it, `affiliation` the actor it speaks for.

    `hosts` are where its pages and feeds are, hosts below them included.
    """

    name: str
    family: str | None = None
    affiliation: str | None = None
    policy: Policy = Policy.FULL
    hosts: tuple[str, ...] = ()

    def allows(self, via: Via) -> bool:
        """Whether a text may be stored that came in by this door."""
        allowed = {
            Policy.FULL: {Via.PASTE, Via.FEED, Via.PAGE},
            Policy.FEED_ONLY: {Via.PASTE, Via.FEED},
            Policy.PASTE_ONLY: {Via.PASTE},
            Policy.NEVER: set[Via](),
        }
        return via in allowed[self.policy]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that ingest has read and that is not stored yet.

    `url` is the address to link to, `canonical_url` the one that tells articles apart; both null for a
    text without address. `published` and `fetched_at` are aware UTC. `credited` is the outlet or agency
    that a feed's `<source>` names. `partial` marks a text known to be cut (a paywall, a feed summary).
    """

    text: str
    outlet: str
    fetched_at: datetime
    via: Via = Via.PASTE
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: datetime | None = None
    author: str | None = None
    language: str | None = None
    credited: str | None = None
    partial: bool = False
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """The immutable text of an article at one fetch. Offsets into `text` are Unicode code points."""

    article_id: int
    number: int
    outlet: str
    text: str
    fetched_at: datetime
    title: str | None = None
    url: str | None = None
    published: datetime | None = None
    author: str | None = None
    language: str | None = None
    credited: str | None = None
    partial: bool = False
    team_id: str | None = None

    @property
    def existed_from(self) -> datetime:
        """From when `--as-of` sees it: a first revision from its publication, later ones from their fetch."""
        return existed_from(self.number, self.published, self.fetched_at)


Appearance = tuple[int, datetime]
"""An article, by its number, and a moment from which a revision of it could be read."""


def existed_from(number: int, published: datetime | None, fetched_at: datetime) -> datetime:
    """From when a revision could be read: the first one from its publication, later ones from their fetch."""
    return min(published, fetched_at) if number == 1 and published is not None else fetched_at


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no database takes, replaced by U+FFFD (same length)."""
    return _UNSTORABLE.sub("�", text)


def text_hash(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hex; `text` must be `storable`."""
    return hashlib.sha256(text.encode()).hexdigest()


def aware_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without zone is read as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
