"""How nearly sentences bear the words of a question: the same word, a name's root, or a like meaning."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.desk.extract.asked import Term
from bot.desk.extract.context import ARTICLE, Context, context
from bot.desk.extract.words import meanings, plain, root, stem, tokens, vocabulary
from bot.news.attribution import Reading
from bot.search.thesaurus import entry, opposed

SAME, ROOT, NEWS, ALIKE, WIDER, COUSIN = 1.0, 0.9, 0.9, 0.75, 0.5, 0.25
"""What a word counts for that is the same, a name's relative, another word of the news for it, a synonym by
the thesaurus, a wider or narrower word, or one with the same wider word."""

_CAPITALS = re.compile(r"(?!The |A |An |In |On |At )[A-Z]\w+(?: (?:of |for |and |the )*[A-Z]\w+)+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_PARTICLES = vocabulary("up down out off back over away in on")
GENERAL = vocabulary(
    "people person persons man men woman women part parts thing things place time day week month year city "
    "town village region area country number total many situation event events case side role kind way "
    "anything statement official officials amount else way whether number size name real true any group "
    "groups others left want make give find max maximum exact exactly going back far "
)
_LITTLE = 0.35
_RAREST = 3
"""A common word that no sentence has weighs like one that so many have: the articles call it otherwise."""


@dataclass(frozen=True, slots=True)
class Cover:
    """By the places of a question's terms, how nearly a sentence bears each: itself, and with its context."""

    direct: tuple[float, ...]
    around: tuple[float, ...]


class Matching:
    """The words of one question held against the sentences of some articles."""

    def __init__(self, terms: Sequence[Term], readings: Iterable[Reading]) -> None:
        self.terms = terms
        self._contexts = {_key(reading): context(reading) for reading in readings}
        small = frozenset().union(*(_small(here.sentences) for here in self._contexts.values()))
        written = {root(name) for here in self._contexts.values() for name in here.names}
        self.names = tuple(
            term.capital or (term.word not in small and root(term.word) in written) for term in terms
        )
        self._nearness: dict[str, tuple[tuple[int, float], ...]] = {}
        self._hits: dict[str, tuple[float, ...]] = {}
        self._articles = {key: self._best(self._texts(here)) for key, here in self._contexts.items()}
        self._openings = {
            key: self._best((here.title, *here.sentences[:1])) for key, here in self._contexts.items()
        }
        self.weights = tuple(self._weights())

    @property
    def contexts(self) -> Collection[Context]:
        """The articles cut into sentences."""
        return self._contexts.values()

    def context(self, reading: Reading) -> Context:
        """One of the articles cut into sentences."""
        return self._contexts[_key(reading)]

    def of(self, reading: Reading, index: int) -> Cover:
        """How a sentence covers the terms."""
        here = self._contexts[_key(reading)]
        direct = self.hits(here.sentences[index])
        return Cover(direct, self._around(here, index, direct, self._articles[_key(reading)]))

    def article(self, reading: Reading) -> tuple[float, ...]:
        """How an article, with its title, covers the terms."""
        return self._articles[_key(reading)]

    def opening(self, reading: Reading) -> tuple[float, ...]:
        """How its title and first sentence cover the terms."""
        return self._openings[_key(reading)]

    def share(self, levels: Sequence[float], places: Iterable[int]) -> float:
        """The weighted mean of some terms' levels; 0 for none."""
        chosen = list(places)
        total = sum(self.weights[place] for place in chosen)
        return sum(self.weights[place] * levels[place] for place in chosen) / total if total else 0.0

    def borne(self, text: str) -> float:
        """The weight of the terms that a text bears."""
        return sum(map(float.__mul__, self.hits(text), self.weights))

    def hits(self, text: str) -> tuple[float, ...]:
        """How nearly a text bears each term."""
        if (known := self._hits.get(text)) is None:
            levels = [0.0] * len(self.terms)
            for key in _keys(text):
                for place, level in self._near(key):
                    levels[place] = max(levels[place], level)
            known = self._hits[text] = tuple(levels)
        return known

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a text has its terms: a character, and the place of the term."""
        words = _WORD.finditer(text)
        near = ((word.start(), self._near(key)) for word in words for key in _keys(word[0]))
        return [(start, place) for start, terms in near for place, level in terms if level >= WIDER]

    def _around(
        self, here: Context, index: int, direct: Sequence[float], article: Sequence[float]
    ) -> tuple[float, ...]:
        levels = [max(own, ARTICLE * far) for own, far in zip(direct, article, strict=True)]
        for worth, text in here.around(index):
            levels = [max(level, worth * hit) for level, hit in zip(levels, self.hits(text), strict=True)]
        return tuple(levels)

    def _best(self, texts: Iterable[str]) -> tuple[float, ...]:
        return tuple(map(max, zip(*(self.hits(text) for text in texts), strict=True)))

    def _texts(self, here: Context) -> Iterator[str]:
        yield here.title
        yield from here.sentences

    def _near(self, key: str) -> tuple[tuple[int, float], ...]:
        """The terms that a key of a sentence stands for, with how nearly."""
        if (known := self._nearness.get(key)) is None:
            found = ((place, self._nearness_of(place, key)) for place in range(len(self.terms)))
            known = self._nearness[key] = tuple((place, level) for place, level in found if level)
        return known

    def _nearness_of(self, place: int, key: str) -> float:
        term = self.terms[place]
        if self.names[place]:
            if key[0] == "^":
                return ROOT if key[1:] in (root(term.word), term.word) else 0.0
            return SAME if key == stem(term.word) else 0.0
        return 0.0 if key[0] == "^" else nearness(term.word, key)

    def _weights(self) -> Iterator[float]:
        sentences = [sentence for here in self._contexts.values() for sentence in here.sentences]
        for place, term in enumerate(self.terms):
            count = sum(self.hits(sentence)[place] >= ROOT for sentence in sentences)
            count = count if count or self.names[place] else _RAREST
            yield (_LITTLE if term.word in GENERAL else 1.0) * (
                1 + math.log10((len(sentences) + 1) / (count + 1))
            )


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


@lru_cache(maxsize=8192)
def _keys(text: str) -> frozenset[str]:
    """The stems of a text, phrasal verbs as two stems, and roots of capital words after a "^"."""
    words = tokens(text)
    stems = [stem(plain(word)) for word in words]
    found = {*stems, *(f"^{root(plain(word))}" for word in words if word[0].isupper())}
    found.update(f"{one} {two}" for one, two in pairwise(stems) if two in _PARTICLES)
    found.update(f"^{_initials(run)}" for run in _CAPITALS.findall(text))
    return frozenset(found - {""})


def _initials(run: str) -> str:
    return "".join(word[0] for word in run.split() if word[0].isupper()).lower()


@lru_cache(maxsize=512)
def _small(sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(word) for sentence in sentences for word in tokens(sentence) if word[0].islower())


def _key(reading: Reading) -> tuple[int, int]:
    return reading.revision.article_id, reading.revision.number
