"""What speaks for a sentence as the answer to a question, as numbers, and their weighted sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.extract.asked import Question
from bot.desk.extract.expected import Expected, expected
from bot.desk.extract.matching import GENERAL, ROOT, Cover, Matching
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

    def own(self, reading: Reading) -> list[int]:
        """The telling words that are not in the article's title or opening: they tell its sentences apart."""
        opening = self.matching.opening(reading)
        return [place for place in self.telling if opening[place] < ROOT]


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


class Features:
    """The features of the sentences of some articles."""

    def __init__(self, of: Asked, evidence: Sequence[Evidence]) -> None:
        self._of = of
        self._best_search = max((item.score for item in evidence), default=0.0) or 1.0
        readings = {id(item.reading): item.reading for item in evidence}
        self._articles = {key: self._article(reading) for key, reading in readings.items()}
        self._best_article = max(self._articles.values(), default=0.0) or 1.0

    def __call__(self, item: Evidence, cover: Cover) -> dict[str, float]:
        """The features of a sentence, each about from 0 to 1, by name."""
        of, own = self._of, self._of.own(item.reading)
        fit = of.expected.fit(item.text) if of.expected else _NOT_ASKED
        special = self._share(cover.direct, own)
        return {
            "direct": self._share(cover.direct, of.content),
            "around": self._share(cover.around, of.content),
            "special": special,
            "special around": self._share(cover.around, own),
            "names direct": self._share(cover.direct, of.names),
            "names around": self._share(cover.around, of.names),
            "fit": fit,
            "unfit": float(fit == 0),
            "fit and special": fit * special if of.expected else 0.0,
            "near": self._nearness(of.expected, item, own) if of.expected else _NOT_ASKED,
            "verb": max((cover.direct[place] for place in of.head), default=_NOT_ASKED),
            "search": item.score / self._best_search,
            "article": self._articles[id(item.reading)] / self._best_article,
            "opening": float(item.sentence < _OPENING),
            "speaker": of.speaking.share(item),
            "cue": float(any(each.cue_kind in of.question.cue_kinds for each in of.speaking.meant(item))),
        }

    def _share(self, levels: Sequence[float], places: Sequence[int]) -> float:
        return self._of.matching.share(levels, places) if places else _NOT_ASKED

    def _nearness(self, wanted: Expected, item: Evidence, own: Sequence[int]) -> float:
        """1 where what is asked for stands beside a word of the question, 0 where it stands far off."""
        found = self._of.matching.places(item.text)
        words = [at for at, place in found if place in own]
        words = words or [at for at, place in found if place in self._of.content]
        gaps = [abs(one - other) for one in wanted.places(item.text) for other in words]
        return max(0.0, 1 - min(gaps, default=_FAR) / _FAR) if words else _UNKNOWN

    def _article(self, reading: Reading) -> float:
        """How well an article covers the question's words and its speaker."""
        both = (self._of.matching, self._of.speaking.matching)
        weights = [weight for one in both for weight in one.weights]
        levels = [level for one in both for level in one.article(reading)]
        return sum(map(float.__mul__, levels, weights)) / (sum(weights) or 1.0)


def score(features: Mapping[str, float]) -> float:
    """The weighted sum of a sentence's features."""
    return sum(WEIGHTS[name] * value for name, value in features.items())
