"""Digests: what the stored articles say about a region or a topic, with what is confirmed kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.news.answer import Mode, Quote, Remark, Statement, Usage
from bot.news.claim import Status

MAY_GO = frozenset({Status.REPORTED, Status.ANNOUNCED, Status.CLAIMED})
"""Statuses of what may be left out before others: what is confirmed, or in doubt, is what people look for."""


def foremost(items: Sequence[Statement], most: int) -> list[Statement]:
    """At most so many of the statements of a part, in their order."""
    first = sorted(range(len(items)), key=lambda at: items[at].status in MAY_GO)[:most]
    return [items[at] for at in sorted(first)]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an earlier statement: its old and its new words, null where there is none.

    `claim_ids` are those by which the earlier statement may have been told.
    """

    text: str
    old: str | None = None
    new: str | None = None
    quotes: tuple[Quote, ...] = ()
    claim_ids: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """One event in the three parts of a digest. `heading` is `outlet`'s headline, or ours without outlet.

    `alike` has the pairs of its claims, by id, that could be told as one: nothing tells them apart. `more`
    counts the claims that are news too, and are not told for their number.
    """

    story_id: str
    heading: str
    outlet: str | None
    confirmed: tuple[Statement, ...] = ()
    reported: tuple[Statement, ...] = ()
    contested: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    alike: frozenset[frozenset[str]] = field(default=frozenset(), compare=False)
    more: int = 0

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Those of all its parts."""
        return (*self.confirmed, *self.reported, *self.contested)


@dataclass(frozen=True, slots=True)
class Older:
    """A story from before a digest's time, to be named where it has none; `last` is its newest article's."""

    heading: str
    outlet: str | None
    last: datetime


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of a stretch of time; `outlets` and `articles` count what it rests on.

    Every revision up to the number `known` was in the ledger when it was made.

    `left_out` counts the stories that it leaves out, and `thinned` the statements that a model had it leave
    out; `older` is the newest story from before, where there is none of this time. `mode` says whether a
    model put it in order, `notice` why none did though there is one.
    """

    region: str | None
    topic: str | None
    since: datetime
    until: datetime
    as_of: datetime
    outlets: int
    articles: int
    stories: tuple[Story, ...] = ()
    failing_feeds: tuple[str, ...] = ()
    older: Older | None = None
    left_out: int = 0
    usage: Usage = field(default_factory=Usage)
    mode: Mode = "extractive"
    thinned: int = 0
    notice: str | None = None
    known: int | None = None
