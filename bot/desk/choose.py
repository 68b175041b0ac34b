"""Choosing the sentences that a prompt has room for."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.desk.budget import count
from bot.desk.gather import renumbered
from bot.desk.prompts import articles, line
from bot.news.evidence import Evidence
from bot.search.query import Query
from bot.search.thesaurus import entry
from bot.search.words import stems

WORDS, NUMBER, SYNONYM = 1.0, 0.6, 0.7
"""Weights beside the passage's score of at most 1.0: the question's words in a sentence, a number where one
is asked for, and a synonym beside the word itself. Between 0.6 and 2 they hardly matter (`bench/answer`)."""

_COUNTED = re.compile(r"\bhow (?:many|much|long|old|far|big|large|often|high)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those)\b")


def chosen(query: Query, evidence: Sequence[Evidence], limit_tokens: int) -> tuple[Evidence, ...]:
    """The likeliest sentences that fit the limit together with their articles' headings, numbered from 1.

    They stand in the order of `evidence`. One that points back ("He said …") brings the one before it.
    """
    scores = _scores(query, evidence)
    room = _Room(limit_tokens)
    for place in sorted(range(len(evidence)), key=lambda place: (-scores[place], place)):
        if room.take(place, evidence[place]) and _points_back(evidence, place):
            room.take(place - 1, evidence[place - 1])
    return renumbered(evidence[place] for place in sorted(room.taken))


class _Room:
    """What is left of a number of tokens, and the places taken so far."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._headed: set[tuple[int, int]] = set()
        self.taken: set[int] = set()

    def take(self, place: int, item: Evidence) -> bool:
        """Take a sentence when it fits, with its article's heading if it is the first of it."""
        article = (item.reading.revision.article_id, item.reading.revision.number)
        cost = count(f"{line(item)}\n" if article in self._headed else f"{articles([item])}\n")
        if place in self.taken or cost > self._tokens:
            return False
        self._tokens -= cost
        self._headed.add(article)
        self.taken.add(place)
        return True


def _scores(query: Query, evidence: Sequence[Evidence]) -> list[float]:
    best = max((item.score for item in evidence), default=0.0) or 1.0
    said = [frozenset(stems(item.text)) for item in evidence]
    weights = _weights(stems(" ".join((*query.terms, *query.phrases))), said)
    counted = _COUNTED.search(query.text) is not None
    return [
        item.score / best + WORDS * _share(weights, words) + NUMBER * (counted and _has_number(item.text))
        for item, words in zip(evidence, said, strict=True)
    ]


def _weights(asked: Sequence[str], said: Sequence[frozenset[str]]) -> dict[str, float]:
    """How telling each stem of the question is: the rarer in the sentences, the more (inverse frequency)."""
    found = Counter(stem for words in said for stem in words)
    return {stem: math.log(1 + len(said) / (1 + found[stem])) for stem in asked}


def _share(weights: Mapping[str, float], words: frozenset[str]) -> float:
    """The part of the question, by weight, that a sentence has; 1.0 for all of it."""
    whole = sum(weights.values())
    if not whole:
        return 0.0
    return sum(weight * _match(stem, words) for stem, weight in weights.items()) / whole


def _match(stem: str, words: frozenset[str]) -> float:
    if stem in words:
        return 1.0
    return SYNONYM if entry(stem).synonyms & words else 0.0


def _has_number(text: str) -> bool:
    return any(mark.isdigit() for mark in text)


def _points_back(evidence: Sequence[Evidence], place: int) -> bool:
    """Whether a sentence leans on the one before it, which stands there in the evidence too."""
    item = evidence[place]
    return (
        place > 0
        and evidence[place - 1].reading is item.reading
        and evidence[place - 1].sentence == item.sentence - 1
        and _POINTS_BACK.match(item.text) is not None
    )
