"""The places of an article with their roles, and which of them a clause is about."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

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
    by_sentence: defaultdict[int, list[Toponym]] = defaultdict(list)
    for name in Toponyms(text, sentences, gazetteer, title):
        by_sentence[bisect_right(sentences, name.span.start, key=_start) - 1].append(name)
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
    """The ids of the regions that a clause is about; `found` are the text's `places`, all of them.

    They are the event's places in the clause, else in its sentence, else in the nearest sentence before in
    its paragraph, else those that the report opens with, else its dateline. The place of a local official
    or of residents ("the governor of Belgorod said …") comes before those of other sentences, unless they
    lie in it. A paragraph that turns to something else ("In other news, …") takes nothing from before it.
    """
    local: tuple[str, ...] = ()
    for stretch in (span, *_backwards(text, span, sentences)):
        if ids := _ids(_standing(found, stretch)):
            return _nearest(ids, local, found)
        local = local or _local(text, found, stretch)
    return _nearest(_opening(text, span, found), local, found)


def _nearest(ids: tuple[str, ...], local: tuple[str, ...], found: Sequence[Place]) -> tuple[str, ...]:
    """The ids, if there is no local place or they lie in it; else the local one."""
    around = {each.region_id: {each.region_id, *each.within} for each in found}
    if not local or (ids and all(around[each].intersection(local) for each in ids)):
        return ids
    return local


def _local(text: str, found: Sequence[Place], within: Span) -> tuple[str, ...]:
    """Whom a local speaks for: "the governor of Belgorod", "Kyiv's mayor"."""
    mentions = _standing(found, within, PlaceRole.MENTION)
    return _ids(each for each in mentions if each.region_id != each.country and _has_local(text, each.span))


def _has_local(text: str, name: Span) -> bool:
    before = text[max(name.start - 40, 0) : name.start]
    return bool(_LOCALS_OF.search(before) or _LOCALS.match(text, name.end))


def _backwards(text: str, span: Span, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentence of a clause, then those before it in its paragraph."""
    blocks = _blocks(text)
    at = bisect_right(sentences, span.start, key=_start) - 1
    block = bisect_right(blocks, span.start, key=_start) - 1
    while at >= 0 and (block < 0 or sentences[at].start >= blocks[block].start):
        yield sentences[at]
        at -= 1


def _opening(text: str, span: Span, found: Sequence[Place]) -> tuple[str, ...]:
    """What the report, or the turn in it before a clause, opens with: an event's place, else a dateline."""
    blocks, turns = _blocks(text), _turns(text)
    turn = bisect_right(turns, span.start) - 1
    first = bisect_left(blocks, turns[turn], key=_start) if turn >= 0 else 0
    for block in blocks[first : bisect_right(blocks, span.start, key=_start)]:
        datelines = _ids(_standing(found, block, PlaceRole.DATELINE))[:1]
        if ids := _ids(_standing(found, block)) or datelines:
            return ids
    return ()


def _standing(found: Sequence[Place], within: Span, role: PlaceRole = PlaceRole.EVENT) -> Iterator[Place]:
    """The places of a role in a stretch."""
    at = bisect_left(found, within.start, key=lambda each: each.span.start)
    while at < len(found) and found[at].span.start < within.end:
        if found[at].role is role and within.covers(found[at].span):
            yield found[at]
        at += 1


def _ids(found: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.region_id for each in found if each.region_id))


def _start(span: Span) -> int:
    return span.start


@lru_cache(maxsize=8)
def _blocks(text: str) -> tuple[Span, ...]:
    return paragraphs(text)


@lru_cache(maxsize=8)
def _turns(text: str) -> tuple[int, ...]:
    """Where the paragraphs begin that turn to something else."""
    return tuple(block.start for block in _blocks(text) if _TURN.match(text, block.start))
