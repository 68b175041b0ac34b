"""How nearly sentences bear the words of a question: the same word, a name's root, or a like meaning."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import lru_cache

from bot.desk.extract.asked import Term
from bot.desk.extract.context import ARTICLE, OPENING, Context, context
from bot.desk.extract.words import keys, meanings, root, stem, vocabulary
from bot.news.attribution import Reading
from bot.search.thesaurus import entry, opposed

SAME, ROOT, NEWS, ALIKE, WIDER, COUSIN = 1.0, 0.9, 0.9, 0.75, 0.5, 0.25
"""What a word counts for that is the same, a name's relative, another word of the news for it, a synonym by
the thesaurus, a wider or narrower word, or one with the same wider word."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
GENERAL = vocabulary(
    "people person persons man men woman women part parts thing things place time day week month year city "
    "town village region area country number total many situation event events case side role kind way "
    "anything statement official officials amount else way whether number size name real true any group "
    "groups others left want make give find max maximum exact exactly going back far "
)
_LITTLE = 0.35
_RAREST = 3
"""A common word that no sentence has weighs like one that so many have: the articles call it otherwise."""


Levels = tuple[float, ...]
"""By the places of a question's terms, how nearly a text bears each."""


class Matching:
    """The words of one question held against the sentences of some articles."""

    def __init__(self, terms: Sequence[Term], readings: Iterable[Reading]) -> None:
        self.terms = terms
        self._contexts = {_key(reading): context(reading) for reading in readings}
        self.names = tuple(map(self._is_name, terms))
        self._none: Levels = (0.0,) * len(terms)
        self._near = self._near_names()
        self._seen: set[str] = set()
        self._hits: dict[str, Levels] = {}
        self._learn(frozenset().union(*(here.keys for here in self.contexts)))
        self._articles = {
            key: self._best((here.title, *here.sentences)) for key, here in self._contexts.items()
        }
        self._openings = {
            key: self._best((here.title, *here.sentences[:1])) for key, here in self._contexts.items()
        }
        self._far = {key: self._from_afar(key, here) for key, here in self._contexts.items()}
        self.weights = tuple(self._weights())

    @property
    def contexts(self) -> Collection[Context]:
        """The articles cut into sentences."""
        return self._contexts.values()

    def context(self, reading: Reading) -> Context:
        """One of the articles cut into sentences."""
        return self._contexts[_key(reading)]

    def direct(self, reading: Reading, index: int) -> Levels:
        """How a sentence itself covers the terms."""
        return self.hits(self._contexts[_key(reading)].sentences[index])

    def around(self, reading: Reading, index: int) -> Levels:
        """How a sentence covers the terms with what stands before it, and with its article."""
        key = _key(reading)
        here = self._contexts[key]
        levels = tuple(map(max, self.hits(here.sentences[index]), self._far[key]))
        for worth, text in here.before(index):
            if (hits := self.hits(text)) is not self._none:
                levels = tuple(max(level, worth * hit) for level, hit in zip(levels, hits, strict=True))
        return levels

    def article(self, reading: Reading) -> Levels:
        """How an article, with its title, covers the terms."""
        return self._articles[_key(reading)]

    def opening(self, reading: Reading) -> Levels:
        """How its title and first sentence cover the terms."""
        return self._openings[_key(reading)]

    def share(self, levels: Sequence[float], places: Iterable[int]) -> float:
        """The weighted mean of some terms' levels; 0 for none."""
        total = reached = 0.0
        for place in places:
            total += self.weights[place]
            reached += self.weights[place] * levels[place]
        return reached / total if total else 0.0

    def borne(self, text: str) -> float:
        """The weight of the terms that a text bears."""
        return sum(map(float.__mul__, self.hits(text), self.weights))

    def hits(self, text: str) -> Levels:
        """How nearly a text bears each term."""
        if (known := self._hits.get(text)) is None:
            known = self._hits[text] = self._levels(keys(text))
        return known

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a text has its terms: a character, and the place of the term."""
        return [
            (word.start(), place)
            for word in _WORD.finditer(text)
            for key in self._telling(keys(word[0]))
            for place, level in self._near[key]
            if level >= WIDER
        ]

    def _levels(self, found: Set[str]) -> Levels:
        met = self._telling(found)
        if not met:
            return self._none
        levels = list(self._none)
        for key in met:
            for place, level in self._near[key]:
                levels[place] = max(levels[place], level)
        return tuple(levels)

    def _telling(self, found: Set[str]) -> Set[str]:
        """Those of a text's keys that stand for a term."""
        if fresh := found - self._seen:
            self._learn(fresh)
        return found & self._near.keys()

    def _learn(self, fresh: Set[str]) -> None:
        """Find the terms that are no names for which a key stands, with how nearly."""
        self._seen |= fresh
        terms = [(place, term.word) for place, term in enumerate(self.terms) if not self.names[place]]
        for key in fresh:
            if key[0] != "^":
                near = [(place, level) for place, word in terms if (level := nearness(word, key))]
                if near:
                    self._near[key] = [*self._near.get(key, ()), *near]

    def _near_names(self) -> dict[str, list[tuple[int, float]]]:
        """By the keys that stand for a name, its place, with how nearly."""
        near: dict[str, list[tuple[int, float]]] = {}
        for place, term in enumerate(self.terms):
            if self.names[place]:
                near.setdefault(stem(term.word), []).append((place, SAME))
                for key in {root(term.word), term.word}:
                    near.setdefault(f"^{key}", []).append((place, ROOT))
        return near

    def _is_name(self, term: Term) -> bool:
        """Whether a term is written as a name, or the articles only write its like so."""
        if term.capital or any(here.has_small(term.word) for here in self.contexts):
            return term.capital
        return any(here.has_name_like(term.word) for here in self.contexts)

    def _best(self, texts: Iterable[str]) -> Levels:
        if not self.terms:
            return self._none
        return tuple(map(max, zip(*{self.hits(text) for text in texts}, strict=True)))

    def _from_afar(self, key: tuple[int, int], here: Context) -> Levels:
        """What an article and its opening lend to each of its sentences."""
        opening = self._best(here.opening)
        both = zip(self._articles[key], opening, strict=True)
        return tuple(max(ARTICLE * anywhere, OPENING * leading) for anywhere, leading in both)

    def _weights(self) -> Iterator[float]:
        hits = [self.hits(sentence) for here in self.contexts for sentence in here.sentences]
        for place, term in enumerate(self.terms):
            count = sum(levels[place] >= ROOT for levels in hits)
            count = count if count or self.names[place] else _RAREST
            yield (_LITTLE if term.word in GENERAL else 1.0) * (1 + math.log10((len(hits) + 1) / (count + 1)))


@lru_cache(maxsize=262144)
def nearness(word: str, key: str) -> float:
    """How nearly a stem, or a phrasal verb as two, means a lower-case word of the question."""
    own = stem(word)
    if own == key:
        return SAME
    if key in meanings(word):
        return NEWS
    mine, other = entry(own), entry(key)
    if key in mine.synonyms or own in other.synonyms:
        return ALIKE
    if key in mine.wider or own in other.wider:
        return WIDER
    if (mine.opposites or other.opposites) and opposed(own, key):
        return WIDER
    return COUSIN if len(mine.wider & other.wider) > 1 else 0.0


def _key(reading: Reading) -> tuple[int, int]:
    return reading.revision.article_id, reading.revision.number
