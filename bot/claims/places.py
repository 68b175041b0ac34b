"""The places of an article with their roles, and which of them a clause is about."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.claims.gazetteer import Gazetteer
from bot.claims.geography.place_roles import roles
from bot.claims.geography.toponyms import Toponym, Toponyms
from bot.news.attribution import Attribution
from bot.news.region import Place, PlaceRole
from bot.news.sentences import paragraphs
from bot.news.span import Span

_TURN = re.compile(
    r"(?:in (?:other news|other developments|another development|a separate|unrelated)|elsewhere|separately)"
    r"\b",
    re.IGNORECASE,
)
"""How a paragraph opens that leaves the place of those before."""
_LOCAL = "governor|mayor|residents?|inhabitants|villagers|council|hospital|fire service|waterworks|schools?"
_LOCALS_OF = re.compile(rf"\b(?:{_LOCAL}) (?:of|in|at|for) (?:the )?(?:\w+ ){{0,2}}$", re.IGNORECASE)
_LOCALS = re.compile(rf"(?:['’]s?)? (?:regional |city |town |local )?(?:{_LOCAL})\b", re.IGNORECASE)


def places(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    gazetteer: Gazetteer,
    language: str | None = "en",
    title: str | None = None,
) -> tuple[Place, ...]:
    """The places that an English text names, in order; none in another language (null is read as English).

    Adjectives ("Ukrainian forces") are no places: they only tell what an article is about. Names that may
    be a person, a word or another place are left out unless their neighbours or the article speak for one.
    """
    if language is not None and not language.lower().startswith("en"):
        return ()
    starts = [sentence.start for sentence in sentences]
    by_sentence: defaultdict[int, list[Toponym]] = defaultdict(list)
    for name in Toponyms(text, sentences, gazetteer, title):
        by_sentence[bisect_right(starts, name.span.start) - 1].append(name)
    said: defaultdict[int, list[Attribution]] = defaultdict(list)
    for each in attributions:
        said[each.sentence].append(each)
    return tuple(
        _place(text, name, role, gazetteer)
        for index, names in by_sentence.items()
        if index >= 0
        for name, role in zip(names, roles(text, sentences[index], names, said[index]), strict=True)
    )


def _place(text: str, name: Toponym, role: PlaceRole, gazetteer: Gazetteer) -> Place:
    region = name.region
    if name.seat and role is PlaceRole.EVENT:
        region = gazetteer.capital_of(region.id) or region
    return Place(name.span, name.span.of(text), region.id, region.country, role, region.within)


def event_places(text: str, span: Span, found: Sequence[Place], sentences: Sequence[Span]) -> tuple[str, ...]:
    """The ids of the regions that one clause is about (see `EventPlaces`)."""
    return EventPlaces(text, found, sentences).of(span)


class EventPlaces:
    """Which regions the clauses of a text are about; `found` are the text's `places`, all of them.

    They are the event's places in the clause, else in its sentence, else in the nearest sentence before in
    its paragraph, else those that the report opens with, else its dateline. The place of a local official
    or of residents ("the governor of Belgorod said …") comes before those of other sentences, unless they
    lie in it. A paragraph that turns to something else ("In other news, …") takes nothing from before it.
    """

    def __init__(self, text: str, found: Sequence[Place], sentences: Sequence[Span]) -> None:
        self._text, self._found, self._sentences = text, found, sentences
        self._starts = [each.span.start for each in found]
        self._sentence_starts = [each.start for each in sentences]
        self._blocks = paragraphs(text)
        self._block_starts = [each.start for each in self._blocks]
        self._turns = [each.start for each in self._blocks if _TURN.match(text, each.start)]

    def of(self, span: Span) -> tuple[str, ...]:
        """The ids for one clause."""
        if not self._found:
            return ()
        local: tuple[str, ...] = ()
        for stretch in (span, *self._backwards(span)):
            if ids := self._ids(stretch):
                return self._nearest(ids, local)
            local = local or self._local(stretch)
        return self._nearest(self._opening(span), local)

    def _nearest(self, ids: tuple[str, ...], local: tuple[str, ...]) -> tuple[str, ...]:
        """The ids, if there is no local place or they lie in it; else the local one."""
        if not local or (ids and all(self._around[each].intersection(local) for each in ids)):
            return ids
        return local

    @cached_property
    def _around(self) -> dict[str | None, set[str | None]]:
        """The ids of the regions that each lies in, with its own."""
        return {each.region_id: {each.region_id, *each.within} for each in self._found}

    def _local(self, within: Span) -> tuple[str, ...]:
        """Whom a local speaks for: "the governor of Belgorod", "Kyiv's mayor"."""
        mentions = self._standing(within, PlaceRole.MENTION)
        regions = (each for each in mentions if each.region_id != each.country)
        return _ids(each for each in regions if _has_local(self._text, each.span))

    def _backwards(self, span: Span) -> Iterator[Span]:
        """The sentence of a clause, then those before it in its paragraph."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        block = bisect_right(self._block_starts, span.start) - 1
        while at >= 0 and (block < 0 or self._sentence_starts[at] >= self._block_starts[block]):
            yield self._sentences[at]
            at -= 1

    def _opening(self, span: Span) -> tuple[str, ...]:
        """What the report, or the turn in it before a clause, opens with: an event's place, or a dateline."""
        turn = bisect_right(self._turns, span.start) - 1
        first = bisect_left(self._block_starts, self._turns[turn]) if turn >= 0 else 0
        opened = self._opened[first : bisect_right(self._block_starts, span.start)]
        return next(filter(None, opened), ())

    @cached_property
    def _opened(self) -> list[tuple[str, ...]]:
        """The event's places of each paragraph, else its dateline."""
        return [self._ids(block) or self._ids(block, PlaceRole.DATELINE)[:1] for block in self._blocks]

    def _ids(self, within: Span, role: PlaceRole = PlaceRole.EVENT) -> tuple[str, ...]:
        return _ids(self._standing(within, role))

    def _standing(self, within: Span, role: PlaceRole) -> list[Place]:
        """The places of a role in a stretch."""
        first, last = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        here = self._found[first:last]
        return [each for each in here if each.role is role and within.covers(each.span)]


def _has_local(text: str, name: Span) -> bool:
    before = text[max(name.start - 40, 0) : name.start]
    return bool(_LOCALS_OF.search(before) or _LOCALS.match(text, name.end))


def _ids(found: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.region_id for each in found if each.region_id))
