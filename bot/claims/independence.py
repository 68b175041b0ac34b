"""Where an outlet has its words from: the origins of a claim's occurrences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import TypeGuard

from bot.claims.actors import is_outlet
from bot.claims.geography.names import key_of
from bot.news.claim import Actor, Occurrence, Stance

Key = tuple[int, int]
"""An article's id and the number of its revision."""

REUSED_WITH_SPEAKER = 0.10
REUSED = 0.50
"""From which shares of common 3-word shingles two texts are one origin: with a named speaker in both, and
without. Measured, rewrites of a report reached 0.17 to 0.26, and reports of another hand 0.02."""

_SHORTEST = 20
"""Shingles below which a text is too short to be told from chance by its share."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What independence asks of a revision.

    `credit` is the agency or outlet it names as its source (see `credit`); where that is a name that nobody
    knows (`unknown_credit`), it is one origin with its publisher as well. `speakers` are the ids of the named
    actors that speak in it, `shingles` those of its body.
    """

    outlet: str
    published: datetime
    family: str | None = None
    affiliation: str | None = None
    credit: str | None = None
    unknown_credit: bool = False
    speakers: frozenset[str] = frozenset()
    shingles: frozenset[str] = frozenset()

    @property
    def origin(self) -> str:
        """Whom it credits, else the actor it speaks for, else its publisher."""
        return self.credit or self.affiliation or self.family or self.outlet

    @property
    def joined_by(self) -> tuple[str, ...]:
        """The names by which it is one origin with other articles: a made-up credit parts it from none."""
        return (self.origin, self.family or self.outlet) if self.unknown_credit else (self.origin,)


def origins(
    occurrences: Sequence[Occurrence],
    articles: Mapping[Key, ArticleFacts],
    reused: Mapping[Key, Key] | None = None,
) -> dict[str, str]:
    """The origin of each occurrence of one claim, by its id.

    What somebody says has its origin in the speaker. What an outlet says itself has it in the named speaker
    of its own article, else in the first named one of the story; else in the agency, the outlet or the
    publisher, those that reuse one another's text being one, under the name of the oldest. A reporter who
    saw it is an origin of the outlet's own. `reused` are the `copies` among the articles.
    """
    named = _named_speakers(occurrences, articles)
    by_article = dict(reversed(named))
    first = named[0][1] if named else None
    published = _publishers(articles, copies(articles) if reused is None else reused)

    def origin(one: Occurrence) -> str:
        key = _key(one)
        if _is_named(one.actor):
            return one.actor.id
        if one.actor is not None and is_outlet(one.actor):
            return _witness(one.actor, key, articles, published)
        return by_article.get(key) or first or published[key]

    return {one.id: origin(one) for one in occurrences}


def _witness(
    outlet: Actor, key: Key, articles: Mapping[Key, ArticleFacts], published: Mapping[Key, str]
) -> str:
    """The origin of what an outlet's own reporter saw, which another outlet may tell."""
    name = key_of(outlet.name)
    theirs = [each for each in sorted(articles) if key_of(articles[each].outlet) == name]
    return published[key if key in theirs else theirs[0]] if theirs else outlet.name


def copies(articles: Mapping[Key, ArticleFacts]) -> dict[Key, Key]:
    """The oldest of those articles that are one origin with each, by its key; itself where it is alone.

    Articles are one origin that have it from one agency or publisher, or that share their text. It carries
    over: what was cut from a rewrite has the rewrite's origin.
    """
    if len(articles) == 1:
        return {key: key for key in articles}
    oldest = sorted(articles, key=lambda key: (articles[key].published, key))
    joined = _Joined(oldest)
    by_origin: dict[str, Key] = {}
    for key in oldest:
        for name in articles[key].joined_by:
            joined.join(by_origin.setdefault(key_of(name), key), key)
    common = _common_shingles(articles)
    for first, second in combinations((key for key in oldest if common[key]), 2):
        if joined.root(first) != joined.root(second):
            shared = (common[first] & common[second]).bit_count()
            if shared and _is_reuse(articles[first], articles[second], shared):
                joined.join(first, second)
    return {key: joined.root(key) for key in articles}


def _common_shingles(articles: Mapping[Key, ArticleFacts]) -> dict[Key, int]:
    """Each article's shingles that another one has too, as bits, which are quick to compare."""
    seen: set[str] = set()
    common: set[str] = set()
    for facts in articles.values():
        common |= facts.shingles & seen
        seen |= facts.shingles
    place = {shingle: at for at, shingle in enumerate(common)}
    return {key: _bits(facts.shingles & common, place) for key, facts in articles.items()}


def _bits(shingles: Iterable[str], place: Mapping[str, int]) -> int:
    row = bytearray(len(place) // 8 + 1)
    for shingle in shingles:
        at = place[shingle]
        row[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(row, "little")


def _is_reuse(one: ArticleFacts, other: ArticleFacts, shared: int) -> bool:
    """Whether two texts are one: by the share of the shorter, so that a cut copy is found too."""
    shorter = max(min(len(one.shingles), len(other.shingles)), _SHORTEST)
    least = REUSED if one.speakers.isdisjoint(other.speakers) else REUSED_WITH_SPEAKER
    return shared / shorter >= least


def _publishers(articles: Mapping[Key, ArticleFacts], one_origin: Mapping[Key, Key]) -> dict[Key, str]:
    """The origin of what each article says itself, under the name of the oldest that is one with it."""
    names: dict[Key, str] = {}
    for key in sorted(articles, key=lambda key: (articles[key].published, key)):
        names.setdefault(one_origin[key], articles[key].origin)
    return {key: names[one_origin[key]] for key in articles}


def _named_speakers(
    occurrences: Iterable[Occurrence], articles: Mapping[Key, ArticleFacts]
) -> list[tuple[Key, str]]:
    """The named actors to whom the story attributes the proposition, with the article, oldest first."""
    found = [
        (articles[_key(one)].published, _key(one), one.quote.start, one.actor.id)
        for one in occurrences
        if one.stance is Stance.ASSERTS and _is_named(one.actor)
    ]
    return [(key, actor) for _, key, _, actor in sorted(found)]


def _key(occurrence: Occurrence) -> Key:
    return occurrence.article_id, occurrence.revision


def _is_named(actor: Actor | None) -> TypeGuard[Actor]:
    return actor is not None and actor.named and not is_outlet(actor)


class _Joined:
    """Disjoint sets of articles; the root of each is its first member in the given order."""

    def __init__(self, order: Sequence[Key]) -> None:
        self._rank = {member: rank for rank, member in enumerate(order)}
        self._parent = {member: member for member in order}

    def root(self, member: Key) -> Key:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: Key, other: Key) -> None:
        first, second = sorted((self.root(one), self.root(other)), key=self._rank.__getitem__)
        self._parent[second] = first
