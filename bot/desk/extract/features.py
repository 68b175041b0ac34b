"""What speaks for a sentence as the answer to a question, as numbers, and their weighted sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.desk.extract.asked import Kind, Question
from bot.desk.extract.context import points_back
from bot.desk.extract.expected import Expected, expected
from bot.desk.extract.matching import GENERAL, ROOT, Levels, Matching
from bot.desk.extract.speaking import Speaking
from bot.news.attribution import Reading
from bot.news.evidence import Evidence

WEIGHTS: Mapping[str, float] = {
    "direct": 1.3,
    "around": 5.9,
    "special": 1.8,
    "special around": 1.1,
    "names direct": -1.5,
    "names around": 5.0,
    "fit": 2.7,
    "unfit": -2.1,
    "fit and special": -0.7,
    "near": 2.6,
    "verb": 1.2,
    "search": 1.6,
    "article": 7.1,
    "opening": -1.3,
    "speaker": 4.7,
    "cue": 2.8,
}
"""What each feature counts for: fitted so that, in questions with known answers, the right sentence wins."""

_NOT_ASKED = 0.5
"""The value of a feature that the question does not ask for."""

_UNKNOWN, _FAR = 0.3, 150
"""How near what is asked for stands where no word of the question is found; characters that are far."""

_OPENING = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question held against some articles: its words by kind, as places of its terms, and who speaks.

    `names` and `content` make up all terms; `telling` are those of the content that are neither general nor
    part of how the kind of answer is asked for; `head` is the verb.
    """

    question: Question
    matching: Matching
    speaking: Speaking
    expected: Expected | None
    names: tuple[int, ...]
    content: tuple[int, ...]
    telling: tuple[int, ...]
    head: tuple[int, ...]


def asked(question: Question, readings: Sequence[Reading]) -> Asked:
    """The question held against the articles."""
    matching, wanted = Matching(question.terms, readings), expected(question)
    places = range(len(question.terms))
    content = tuple(place for place in places if not matching.names[place])
    idle = GENERAL | (wanted.said if wanted else frozenset())
    return Asked(
        question,
        matching,
        Speaking(question, readings),
        wanted,
        tuple(place for place in places if matching.names[place]),
        content,
        tuple(place for place in content if question.terms[place].word not in idle),
        tuple(place for place in content if question.terms[place].word == question.head),
    )


@dataclass(frozen=True)
class Held:
    """A sentence held against a question; each value is worked out when it is first asked for."""

    of: Asked
    item: Evidence

    @cached_property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.item.text

    @cached_property
    def direct(self) -> Levels:
        """How the sentence itself covers the terms."""
        return self.of.matching.direct(self.item.reading, self.item.sentence)

    @cached_property
    def around(self) -> Levels:
        """The same with what stands around it."""
        return self.of.matching.around(self.item.reading, self.item.sentence)

    @cached_property
    def borne(self) -> Levels:
        """The same with the sentence that its opening points back to."""
        index = self.item.sentence
        if not index or not points_back(self.text):
            return self.direct
        return tuple(map(max, self.direct, self.of.matching.direct(self.item.reading, index - 1)))

    @cached_property
    def own(self) -> list[int]:
        """The telling words that are not in the article's title or opening: they tell its sentences apart."""
        opening = self.of.matching.opening(self.item.reading)
        return [place for place in self.of.telling if opening[place] < ROOT]

    @cached_property
    def fit(self) -> float:
        """How well it holds the kind of thing that is asked for."""
        return self.of.expected.fit(self.text) if self.of.expected else _NOT_ASKED

    @cached_property
    def nearness(self) -> float:
        """1 where what is asked for stands beside a word of the question, 0 where it stands far off."""
        if self.of.expected is None:
            return _NOT_ASKED
        found = self.of.matching.places(self.text)
        words = [at for at, place in found if place in self.own]
        words = words or [at for at, place in found if place in self.of.content]
        gaps = [abs(one - other) for one in self.of.expected.places(self.text) for other in words]
        return max(0.0, 1 - min(gaps, default=_FAR) / _FAR) if words else _UNKNOWN

    @cached_property
    def speaker(self) -> float:
        """How surely the asked speaker speaks."""
        return self.of.speaking.share(self.item)

    @property
    def is_typed(self) -> bool:
        """Whether a kind of thing is asked for, and not just yes or no."""
        return self.of.expected is not None and self.of.question.kind is not Kind.YES_NO

    def share(self, levels: Levels, places: Sequence[int]) -> float:
        """The weighted mean of some terms' levels."""
        return self.of.matching.share(levels, places)


class Scores:
    """What speaks for the sentences of some articles, each against the best."""

    def __init__(self, of: Asked, evidence: Sequence[Evidence]) -> None:
        self._best_search = max((item.score for item in evidence), default=0.0) or 1.0
        readings = {id(item.reading): item.reading for item in evidence}
        self._articles = {key: _covered(of, reading) for key, reading in readings.items()}
        self._best_article = max(self._articles.values(), default=0.0) or 1.0

    def __call__(self, held: Held) -> float:
        """The weighted sum of a sentence's features."""
        return sum(WEIGHTS[name] * value for name, value in self._features(held).items())

    def _features(self, held: Held) -> dict[str, float]:
        """Each about from 0 to 1, by name."""
        of, item = held.of, held.item
        special = _share(held, held.direct, held.own)
        return {
            "direct": _share(held, held.direct, of.content),
            "around": _share(held, held.around, of.content),
            "special": special,
            "special around": _share(held, held.around, held.own),
            "names direct": _share(held, held.direct, of.names),
            "names around": _share(held, held.around, of.names),
            "fit": held.fit,
            "unfit": float(held.fit == 0),
            "fit and special": held.fit * special if of.expected else 0.0,
            "near": held.nearness,
            "verb": max((held.direct[place] for place in of.head), default=_NOT_ASKED),
            "search": item.score / self._best_search,
            "article": self._articles[id(item.reading)] / self._best_article,
            "opening": float(item.sentence < _OPENING),
            "speaker": held.speaker,
            "cue": float(any(each.cue_kind in of.question.cue_kinds for each in of.speaking.meant(item))),
        }


def _share(held: Held, levels: Levels, places: Sequence[int]) -> float:
    return held.share(levels, places) if places else _NOT_ASKED


def _covered(of: Asked, reading: Reading) -> float:
    """How well an article covers the question's words and its speaker."""
    both = (of.matching, of.speaking.matching)
    weights = [weight for one in both for weight in one.weights]
    levels = [level for one in both for level in one.article(reading)]
    return sum(map(float.__mul__, levels, weights)) / (sum(weights) or 1.0)
