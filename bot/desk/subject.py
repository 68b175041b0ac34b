"""Which of the ledger's claims a question is about: by its words, and by the regions that it names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.claims.judgement import Judged
from bot.claims.ledger import Heard
from bot.desk.extract.asked import Term
from bot.desk.extract.context import PREVIOUS
from bot.desk.extract.matching import ROOT, WIDER, Levels, Matching
from bot.news.claim import Occurrence
from bot.news.region import Region

SAME = 0.6
"""The least share of a question's words that a claim bears which says what the question asks about."""

NAME = 0.4
"""How near each of its names must stand."""

_POINTING = 2
"""Most words of a content that says nothing by itself ("the accusation")."""

_LOCAL = frozenset(("in", "at", "near", "around", "across", "inside", "outside"))

Regions = Callable[[str], Sequence[Region]]
"""The regions that a name may mean."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of the question that regions bear: the places of its words, and whether it says where."""

    places: tuple[int, ...]
    regions: frozenset[str]
    local: bool


class Subject:
    """The words of a question held against the claims of some stories."""

    def __init__(self, terms: Sequence[Term], stories: Sequence[Heard], regions: Regions) -> None:
        readings = [reading for heard in stories for reading in heard.readings.values()]
        self._matching = Matching(terms, readings)
        self._named = tuple(_named(terms, regions))

    def is_met(self, found: Sequence[Occurrence], heard: Heard) -> bool:
        """Whether a claim's occurrences are about all the words: in the text, their story's opening or place.

        What stands in the sentence before is about them too.
        """
        direct, opening = self._direct(found, heard), self._opening(found, heard)
        around = self._around(found, heard)
        inside = {place for named in self._named if _lies_in(found, heard, named) for place in named.places}
        apart = {
            place
            for named in self._named
            if not inside.issuperset(named.places) and any(one.proposition.places for one in found)
            for place in named.places
        }
        local = {place for named in self._named if named.local for place in named.places}
        return all(
            place in inside
            or (place not in apart & local and direct[place] >= WIDER)
            or (place not in apart and max(opening[place], around[place] / PREVIOUS) >= ROOT)
            for place in range(len(direct))
        )

    def nearness(self, each: Judged, heard: Heard) -> float:
        """The share of the words that a claim's own sentences bear."""
        levels = self._direct([one.occurrence for one in each.claim.bearings], heard)
        return self._matching.share(levels, range(len(levels)))

    def is_whole(self, each: Judged, heard: Heard) -> bool:
        """Whether a claim's own sentences bear every word."""
        levels = self._direct([one.occurrence for one in each.claim.bearings], heard)
        return all(level >= WIDER for level in levels)

    def is_said(self, found: Sequence[Occurrence], heard: Heard) -> bool:
        """Whether a claim's occurrences say what the words say: most of them, and every name near it."""
        said, around = self._said(found, heard), self._around(found, heard)
        words = [place for place, is_name in enumerate(self._matching.names) if not is_name]
        names = [place for place, is_name in enumerate(self._matching.names) if is_name]
        return self._matching.share(said, words or names) >= SAME and all(
            max(said[place], around[place]) >= NAME for place in names
        )

    def _direct(self, found: Iterable[Occurrence], heard: Heard) -> Levels:
        return self._most(self._matching.direct(heard.readings[_key(one)], one.sentence) for one in found)

    def _around(self, found: Iterable[Occurrence], heard: Heard) -> Levels:
        return self._most(self._matching.around(heard.readings[_key(one)], one.sentence) for one in found)

    def _opening(self, found: Iterable[Occurrence], heard: Heard) -> Levels:
        """Of the articles whose opening belongs to the story: later parts tell of something else."""
        first = {part.article_id for part in heard.story.members if part.part == 1}
        readings = [heard.readings[_key(one)] for one in found if one.article_id in first]
        return self._most(map(self._matching.opening, readings))

    def _said(self, found: Iterable[Occurrence], heard: Heard) -> Levels:
        return self._most(self._matching.hits(words) for one in found for words in _words_of(one, heard))

    def _most(self, levels: Iterable[Levels]) -> Levels:
        none = (0.0,) * len(self._matching.terms)
        return tuple(map(max, zip(none, *levels, strict=True)))


def lies_in(one: Occurrence, region_id: str, heard: Heard) -> bool:
    """Whether an occurrence is about a place in a region."""
    return any(region_id in heard.docket.path(place).split("/") for place in one.proposition.places)


def _lies_in(found: Iterable[Occurrence], heard: Heard, named: _Named) -> bool:
    return any(lies_in(one, region, heard) for one in found for region in named.regions)


def _named(terms: Sequence[Term], regions: Regions) -> Iterator[_Named]:
    """The runs of names in the question that regions bear; "city" after one tells it from a region."""
    start = 0
    while start < len(terms):
        end = start + 1
        while end < len(terms) and terms[end - 1].joined:
            end += 1
        city = [term.word for term in terms[end : end + 1] if term.word == "city"]
        name = " ".join([*(term.word for term in terms[start:end]), *city])
        if terms[start].capital and (found := regions(name)):
            places = tuple(range(start, end + len(city)))
            yield _Named(places, frozenset(one.id for one in found), terms[start].preposition in _LOCAL)
        start = end


def _words_of(one: Occurrence, heard: Heard) -> Iterator[str]:
    """What an occurrence says, and the sentence before it, where it only points back to that ("that")."""
    reading = heard.readings[_key(one)]
    text = reading.revision.text
    said = " ".join(part.of(text) for part in one.content) or one.quote.of(text)
    yield said
    if one.sentence and len(said.split()) <= _POINTING:
        yield reading.sentences[one.sentence - 1].of(text)


def _key(one: Occurrence) -> tuple[int, int]:
    return one.article_id, one.revision
