"""How well sentences cover the words of a question, by themselves and by what stands before them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.asked import Term
from bot.desk.context import ARTICLE, DIRECT, SUBJECT, Context, context, elsewhere
from bot.desk.words import meanings, plain, root, stem, tokens, vocabulary
from bot.news.attribution import Reading
from bot.news.span import Span

_GENERAL = vocabulary(
    "people person persons man men woman women part parts thing things place time day week month year city "
    "town village region area country number total many situation event events case side role kind way "
    "anything statement official officials money amount"
)
_AFFAIRS = vocabulary("disaster tragedy accident crisis affair scandal incident inquiry investigation")
"""Words that say little about what answers; those of affairs only after a preposition ("in the disaster")."""

_LITTLE = 0.3
_OF_SETTING = 0.6
"""What a word after a preposition weighs: it says where or about what, and may stand elsewhere."""

_MOST_OF_A_NAME = 0.45
"""The share of a name's weight that stands for the whole, where its last word does not."""


@dataclass(frozen=True, slots=True)
class Score:
    """The share of a question's words, by weight, that a stretch and what stands before it bear.

    Of `all` of them, of the `content` without names, and of the content `direct` in the stretch itself.

    `levels` has, by the place of a word in the question, what it is worth here (see `context`).
    """

    all: float
    content: float
    direct: float
    levels: Mapping[int, float]

    def has(self, place: int) -> bool:
        """Whether a word stands in the sentence or in one that its opening points back to."""
        return self.levels.get(place, 0) >= SUBJECT


class Coverage:
    """The words of one question held against the sentences of some articles."""

    def __init__(self, terms: Sequence[Term], readings: Iterable[Reading]) -> None:
        self._terms = terms
        self._contexts = {_key(reading): context(reading) for reading in readings}
        self._names = self._runs()
        self._in_name = frozenset(place for run in self._names for place in run)
        self._stems, self._roots = self._index()
        self._starts = frozenset(key[:2] for key in self._stems)
        self._hits: dict[str, frozenset[int]] = {}
        self._weights = self._weigh()

    @property
    def only_names(self) -> bool:
        """Whether the question has no word beside names."""
        return len(self._in_name) == len(self._terms)

    def of_sentence(self, reading: Reading, index: int) -> Score | None:
        """The score of a sentence; null where a name of the question is missing or the place is another."""
        here = self._contexts[_key(reading)]
        return self._score(here, index, self._found(here.sentences[index]))

    def of_parts(
        self, reading: Reading, index: int, parts: Iterable[Span], points_back: bool = False
    ) -> Score | None:
        """The score of some stretches of a sentence; `points_back` if they mean what stands before it."""
        here = self._contexts[_key(reading)]
        direct = [self._found(part.of(reading.revision.text)) for part in parts]
        before = here.sentences[index - 1] if points_back and index > here.opens[index] else ""
        return self._score(here, index, frozenset().union(*direct), self._found(before))

    def is_name(self, term: Term) -> bool:
        """Whether a term is a name, by the question's writing or by the articles'."""
        return self._terms.index(term) in self._in_name

    def borne(self, text: str) -> float:
        """The weight of the question's words that a text has."""
        return self._weight(self._found(text))

    def _score(
        self, here: Context, index: int, direct: frozenset[int], meant: Iterable[int] = ()
    ) -> Score | None:
        levels = dict.fromkeys(meant, SUBJECT) | dict.fromkeys(direct, DIRECT)
        if len(levels) < len(self._terms):
            for level, around in here.before(index):
                for term in self._found(around):
                    levels.setdefault(term, level)
        if not all(self._stands(run, levels) for run in self._names) or self._is_elsewhere(
            here, index, levels
        ):
            return None
        return self._shares(levels)

    def _stands(self, run: Sequence[int], levels: Mapping[int, float]) -> bool:
        """Whether a name is near enough: a setting anywhere before, who acts by the subject's sentence."""
        least = ARTICLE if self._terms[run[0]].preposition else SUBJECT
        here = [place for place in run if levels.get(place, 0) >= least]
        share = self._weight(here) / self._weight(run)
        return run[-1] in here or share >= _MOST_OF_A_NAME

    def _is_elsewhere(self, here: Context, index: int, levels: Mapping[int, float]) -> bool:
        return any(
            elsewhere(self._asked_place(run), index, here, self._contexts.values())
            for run in self._names
            if self._terms[run[0]].preposition and levels.get(run[-1]) != DIRECT
        )

    def _asked_place(self, run: Sequence[int]) -> str:
        """The name as a place: with "city", where the question tells a city from the region around it."""
        following = self._terms[run[-1] + 1 : run[-1] + 2]
        city = [term.word for term in following if term.word == "city"]
        return " ".join([*(self._terms[place].word for place in run), *city])

    def _shares(self, levels: Mapping[int, float]) -> Score:
        everything = range(len(self._terms))
        content = [place for place in everything if place not in self._in_name]
        near = {place: level for place, level in levels.items() if level >= SUBJECT}
        has_own = not content or any(levels.get(place) == DIRECT for place in content)
        return Score(
            self._covered(everything, levels),
            self._covered(content, levels),
            self._covered(content, near) if has_own else 0.0,
            levels,
        )

    def _covered(self, places: Sequence[int], levels: Mapping[int, float]) -> float:
        total = self._weight(places)
        return sum(self._weights[place] * levels.get(place, 0) for place in places) / total if total else 1.0

    def _weight(self, places: Iterable[int]) -> float:
        return sum(self._weights[place] for place in places)

    def _runs(self) -> tuple[tuple[int, ...], ...]:
        """The names of the question as places of its terms; articles show what small letters hide."""
        runs: list[tuple[int, ...]] = []
        for place, term in enumerate(self._terms):
            if term.joined and runs and runs[-1][-1] == place - 1:
                runs[-1] += (place,)
            elif term.capital or any(term.word in here.names for here in self._contexts.values()):
                runs.append((place,))
        return tuple(runs)

    def _index(self) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
        stems: defaultdict[str, list[int]] = defaultdict(list)
        roots: defaultdict[str, list[int]] = defaultdict(list)
        for place, term in enumerate(self._terms):
            named = place in self._in_name
            for key in {stem(term.word)} if named else meanings(term.word):
                stems[key].append(place)
            if named:
                roots[root(term.word)].append(place)
        return dict(stems), dict(roots)

    def _found(self, text: str) -> frozenset[int]:
        """The terms that a text has, as places in the question."""
        if (known := self._hits.get(text)) is None:
            known = self._hits[text] = frozenset(self._matches(text))
        return known

    def _matches(self, text: str) -> Iterable[int]:
        for token in tokens(text):
            word = plain(token)
            if word[:2] in self._starts:
                yield from self._stems.get(stem(word), ())
            if self._roots and token[0].isupper():
                yield from self._roots.get(root(word), ())

    def _weigh(self) -> tuple[float, ...]:
        """What each term counts for: more, the fewer sentences have it."""
        sentences = [sentence for here in self._contexts.values() for sentence in here.sentences]
        counts = [0] * len(self._terms)
        for sentence in sentences:
            for term in self._found(sentence):
                counts[term] += 1
        return tuple(
            _importance(term) * (1 + math.log10((len(sentences) + 1) / (count + 1)))
            for term, count in zip(self._terms, counts, strict=True)
        )


def _importance(term: Term) -> float:
    if term.word in _GENERAL or (term.preposition and term.word in _AFFAIRS):
        return _LITTLE
    return _OF_SETTING if term.preposition else 1.0


def _key(reading: Reading) -> tuple[int, int]:
    return reading.revision.article_id, reading.revision.number
