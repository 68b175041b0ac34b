"""The places of an article with their roles, and which of them a clause is about."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.claims.gazetteer import Gazetteer
from bot.claims.place_roles import roles
from bot.claims.toponyms import Toponym, Toponyms
from bot.news.attribution import Attribution
from bot.news.region import Place, PlaceRole
from bot.news.sentences import paragraphs
from bot.news.span import Span

_TURN = re.compile(
    r"(?:in other (?:news|developments)|elsewhere|separately|in (?:a separate|unrelated|another development))\b",
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
    by_sentence: defaultdict[int, list[Toponym]] = defaultdict(list)
    starts = [sentence.start for sentence in sentences]
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
    return Place(name.span, name.span.of(text), region.id, region.country, role)


def event_places(text: str, span: Span, found: Sequence[Place], sentences: Sequence[Span]) -> tuple[str, ...]:
    """The ids of the regions that a clause is about, in the order in which they are named.

    They are the event's places in the clause, else in its sentence, else in the nearest sentence before in
    its paragraph, else those that the report opens with, else its dateline. Where a sentence has none, the
    place of a local official or of residents in it will do ("the governor of Belgorod said …"). A paragraph
    that turns to something else ("In other news, …") takes nothing from those before it.
    """
    for stretch in (span, *_backwards(text, span, sentences)):
        if ids := _ids(found, stretch) or _local(text, found, stretch):
            return ids
    return _opening(text, span, found)


def _local(text: str, found: Sequence[Place], within: Span) -> tuple[str, ...]:
    return _ids(
        [
            replace(each, role=PlaceRole.EVENT)
            for each in found
            if each.role is PlaceRole.MENTION and _speaks_for(text, each)
        ],
        within,
    )


def _speaks_for(text: str, place: Place) -> bool:
    """Whether a mention names whom a local speaks for: "the governor of Belgorod", "Kyiv's mayor"."""
    if place.region_id == place.country:
        return False
    before = text[max(place.span.start - 40, 0) : place.span.start]
    return bool(_LOCALS_OF.search(before) or _LOCALS.match(text, place.span.end))


def _backwards(text: str, span: Span, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentence of a clause, then those before it in its paragraph."""
    starts = [sentence.start for sentence in sentences]
    at = bisect_right(starts, span.start) - 1
    block = _block_of(text, span)
    while at >= 0 and sentences[at].start >= block.start:
        yield sentences[at]
        at -= 1


def _opening(text: str, span: Span, found: Sequence[Place]) -> tuple[str, ...]:
    """What the nearest paragraph that opens a subject opens with."""
    blocks = [block for block in _blocks(text) if block.start <= span.start]
    turns = [place for place, block in enumerate(blocks) if _TURN.match(text, block.start)]
    for block in blocks[turns[-1] if turns else 0 :]:
        if ids := _ids(found, block):
            return ids
    if turns:
        return ()
    return tuple(each.region_id for each in found if each.role is PlaceRole.DATELINE and each.region_id)[:1]


def _ids(found: Sequence[Place], within: Span) -> tuple[str, ...]:
    ids = (
        each.region_id
        for each in found
        if each.role is PlaceRole.EVENT and each.region_id and within.covers(each.span)
    )
    return tuple(dict.fromkeys(ids))


def _block_of(text: str, span: Span) -> Span:
    return next((block for block in reversed(_blocks(text)) if block.start <= span.start), Span(0, len(text)))


@lru_cache(maxsize=8)
def _blocks(text: str) -> tuple[Span, ...]:
    return paragraphs(text)
