"""Tells which region each name of a place in an English text means."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10

from bot.claims.gazetteer import COUNTRY_WEIGHT, Bearer, Gazetteer
from bot.claims.geography.names import key_of
from bot.claims.geography.place_words import COMMON, LOCATIVE, PERSONAL, STATES
from bot.claims.geography.toponym_matches import LARGE, METROPOLIS, Match, Matches
from bot.news.region import Region, RegionKind
from bot.news.span import Span

_DOUBT = 2.5
"""What a bearer of a name loses that is less likely to be meant, in powers of ten of inhabitants."""
_TITLE_WORD = re.compile(r"\w+")
_IN = re.compile(rf"\b(?:{LOCATIVE}|from|to) (?:the )?(?:[a-z-]+ern |central )?$", re.IGNORECASE)
_JOINT = re.compile(r",|,? (?:and|or) |, ")
_STATE = re.compile(r", ([A-Z][A-Za-z]*(?:\.[A-Z][a-z]?)*)\b")
_LIST_GOES_ON = re.compile(r",? (?:and|or) (?=[A-Z])|, (?=[A-Z][\w-]+(?: [A-Z][\w-]+)?,? (?:and|or) [A-Z])")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in the text with the region it means; a `seat` of government stands for its country.

    `compound` marks the first part of a word ("Tokyo-based").
    """

    span: Span
    region: Region
    seat: bool = False
    compound: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What an article speaks of: countries and subdivisions, each with the names that tell so."""

    told: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def speaks_of(self, region_id: str | None, but_for: str) -> bool:
        """Whether another name than the given one tells that the article is about a region."""
        return region_id is not None and bool(self.told.get(region_id, set()) - {but_for})


class Toponyms:
    """The names of places of one text; `title` only helps to tell what the article is about."""

    def __init__(
        self, text: str, sentences: Sequence[Span], gazetteer: Gazetteer, title: str | None = None
    ) -> None:
        self._text, self._gazetteer = text, gazetteer
        self._matches = Matches(text, sentences, gazetteer)
        found = self._matches.found
        self._title = [key_of(word) for word in _TITLE_WORD.findall(title or "")]
        self._after = {id(one): other for one, other in pairwise(found)}
        self._context = self._read_context(found)
        for one, other in pairwise(found):
            if _JOINT.fullmatch(text, one.span.end, other.span.start):
                one.listed, other.listed = one.listed or _is_country(other), _is_country(one)
                other.located |= one.located
        self._placed = {each.key for each in found if self._is_placed(each)}
        self._regional = {each.key for each in found if each.wanted is RegionKind.SUBDIVISION}

    def __iter__(self) -> Iterator[Toponym]:
        chosen: dict[str, Region] = {}
        for each in self._matches.found:
            region = self._region(each, chosen)
            if region is not None:
                yield Toponym(each.span, region, each.seat is not None, each.compound)

    def _read_context(self, found: Sequence[Match]) -> _Context:
        context = _Context()
        for key in {key_of(word) for word in self._matches.capitals} | set(self._title):
            if (country := self._gazetteer.demonym_of(key)) is not None:
                context.told[country].add(key)
        for key in self._title:
            self._note(context, self._gazetteer.bearers(key), key)
        for each in found:
            if each.seat is not None:
                context.told[each.seat].add(each.key)
            self._note(context, each.bearers, each.key)
        return context

    def _note(self, context: _Context, bearers: Sequence[Bearer], key: str) -> None:
        """A name that can hardly mean anything else tells where an article is."""
        if not bearers or key in PERSONAL or key in COMMON:
            return
        first = max(bearers, key=lambda each: each.weight)
        if (first.weight < METROPOLIS and not first.capital) or first.region.country is None:
            return
        for region_id in (first.region.id, first.region.country):
            context.told[region_id].add(key)

    def _is_placed(self, found: Match) -> bool:
        """Whether a name is a place beyond doubt where it stands."""
        shouted = self._matches.opens(found) and found.span.of(self._text).isupper()
        return found.located or shouted or self._around(found) is not None

    def _region(self, found: Match, chosen: dict[str, Region]) -> Region | None:
        """What a name means; `chosen` holds what the names before it do."""
        if found.seat is not None:
            return self._gazetteer.by_id(found.seat)
        line = self._matches.line(found)
        if found.key in self._matches.people and not _IN.search(self._text, line, found.span.start):
            return None
        around = self._around(found)
        if around is None and found.wanted is None and found.key in chosen:
            return chosen[found.key]
        region = self._choose(
            [each for each in found.bearers if self._credible(each, found, around)], found, around
        )
        if region is not None and found.wanted is not RegionKind.CITY:
            chosen[found.key] = region
        return region

    def _credible(self, bearer: Bearer, found: Match, around: Region | None) -> bool:
        """Whether a bearer is large enough, or near enough to what the article speaks of, to be meant."""
        if bearer.weight >= COUNTRY_WEIGHT or (around is not None and around.contains(bearer.region)):
            return True
        near, placed = self._context.speaks_of(bearer.region.country, found.key), found.key in self._placed
        if found.key in COMMON or found.key in PERSONAL:
            known = bearer.capital and found.key in PERSONAL and (near or bearer.weight >= METROPOLIS)
            return known or (bearer.weight >= LARGE and near and placed)
        if bearer.weight >= METROPOLIS or bearer.capital:
            return True
        return near and placed if bearer.weight < LARGE or bearer.alias else near or placed

    def _around(self, found: Match) -> Region | None:
        """What a name lies in by the words behind it: "Paris, Texas"."""
        state = _STATE.match(self._text, found.span.end)
        if state is not None and (code := STATES.get(state[1].replace(".", ""))) is not None:
            return self._gazetteer.by_id(code)
        after = self._after.get(id(found))
        if after is None or after.first != found.last + 1 or after.seat is not None:
            return None
        gap = self._text[found.span.end : after.span.start]
        listed = gap == ", " and _LIST_GOES_ON.match(self._text, after.span.end)
        if gap not in (", ", " in ", ", in ") or listed:
            return None
        within = {outer for each in found.bearers for outer in each.region.within}
        return next((each.region for each in after.bearers if each.region.id in within), None)

    def _choose(self, bearers: Sequence[Bearer], found: Match, around: Region | None) -> Region | None:
        """The bearer that size, context and the words beside the name speak for."""
        if around is not None:
            bearers = [each for each in bearers if around.contains(each.region)] or bearers
        if found.wanted is not None or found.key in self._regional:
            wanted = found.wanted or RegionKind.SUBDIVISION
            bearers = [each for each in bearers if each.region.kind is wanted] or bearers
        if not bearers:
            return None
        return max(bearers, key=lambda each: self._score(each, bearers, found)).region

    def _score(self, bearer: Bearer, bearers: Sequence[Bearer], found: Match) -> float:
        """Powers of ten of inhabitants, and one each for a country and a subdivision that are spoken of."""
        near = self._context.speaks_of(bearer.region.country, found.key)
        within = bearer.region.within[:-1]
        points = log10(bearer.weight + 1) - bearer.alias
        points += near + any(self._context.speaks_of(each, found.key) for each in within)
        unheard = bearer.weight == COUNTRY_WEIGHT and not near and not found.listed
        shadowed = any(_shadows(city, bearer) for city in bearers)
        return points - _DOUBT * (unheard + shadowed)


def _is_country(found: Match) -> bool:
    """Whether a name means a country and hardly anything else; "Georgia" beside one is a country too."""
    return any(each.weight >= COUNTRY_WEIGHT for each in found.bearers) and found.key not in PERSONAL


def _shadows(city: Bearer, other: Bearer) -> bool:
    """Whether a city is large enough to be meant where a subdivision of its country has its name too."""
    if city.region.kind is not RegionKind.CITY or other.region.kind is not RegionKind.SUBDIVISION:
        return False
    if city.region.country != other.region.country:
        return False
    if other.of_desk or (city.alias and not other.alias):
        return False
    return city.capital or city.weight >= (METROPOLIS if city.alias else LARGE)
