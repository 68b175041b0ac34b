"""Generated news text with the word distribution of real text, for every bench that needs much of it.

Half of the running words are English function words at their usual rates; the rest follow a Zipf law over a
large vocabulary of made-up words, and a third of those come from the few words of the article's topic, so
that words repeat within an article as they do in real ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_FUNCTION_TEXT = """
the of to and in a that is was for on said it with as he by at from his be has have an are but not they
this which had who were their its will been or after would about one up more when we also there she than
last her two out if other into first new over no all him could before time what some can people only years
them may these against under between did how where during while
"""
FUNCTION_WORDS = _FUNCTION_TEXT.split()
_FUNCTION_SHARE = 0.48
_TOPIC_SHARE = 0.33
_ONSETS = [*"bdfgklmnprstvwz", "ch", "sh", "th", "br", "gr", "st", "tr"]
_SYLLABLES: list[str] = [onset + vowel for onset in _ONSETS for vowel in "aeiou"]
_ENDINGS = ["", "", "n", "r", "s", "ck", "l", "ing", "ed", "tion", "ers", "ly"]
_OUTLETS = 40
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
LAST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NewsText:
    """One generated article: passages of about `Corpus.words` words, each of whole sentences."""

    number: int
    title: str
    outlet: str
    published: datetime
    passages: tuple[str, ...]


class Corpus:
    """`passages` passages in articles of one to seven, the same for the same arguments."""

    def __init__(
        self,
        passages: int,
        *,
        vocabulary: int = 400_000,
        topics: int = 2_000,
        words: int = 180,
        seed: int = 7,
    ) -> None:
        self.passages = passages
        self.words = words
        self._seed = seed
        draw = np.random.default_rng(seed)
        self.vocabulary = np.array([_word(number) for number in range(vocabulary)], dtype=object)
        self._tail = np.cumsum(1 / (np.arange(vocabulary) + 20.0) ** 1.35)
        self._topics = (50 * 800 ** draw.random((topics, 60))).astype(
            int
        )  # ranks 50 to 40,000, evenly by scale
        self._topic_ranks = np.cumsum(1 / (np.arange(60) + 2.0))

    def _content(self, uniform: Numbers) -> Numbers:
        found: Numbers = np.searchsorted(self._tail, uniform * self._tail[-1])
        return found

    @cached_property
    def _function(self) -> Numbers:
        return np.cumsum(1 / (np.arange(len(FUNCTION_WORDS)) + 1.5))

    def articles(self) -> Iterator[NewsText]:
        """The articles, oldest first."""
        draw = np.random.default_rng(self._seed + 1)
        made = number = 0
        while made < self.passages:
            number += 1
            count = min(int(draw.integers(1, 8)), self.passages - made)
            topic = int(draw.integers(len(self._topics)))
            rows = [" ".join(self._row(draw, topic)) for _ in range(count)]
            title = " ".join(self.vocabulary[self._from_topic(draw, topic, 6)]).capitalize()
            yield NewsText(
                number,
                title,
                f"Ridge {int(draw.integers(_OUTLETS))} Post",
                FIRST_DAY + (LAST_DAY - FIRST_DAY) * (made / self.passages),
                tuple(rows),
            )
            made += count

    def _from_topic(self, draw: np.random.Generator, topic: int, size: int) -> Numbers:
        ranks = np.searchsorted(self._topic_ranks, draw.random(size) * self._topic_ranks[-1])
        found: Numbers = self._topics[topic][ranks]
        return found

    def _row(self, draw: np.random.Generator, topic: int) -> list[str]:
        size = int(draw.normal(self.words, self.words / 10))
        size = max(self.words // 2, size)
        kind = draw.random(size)
        words = self.vocabulary[self._content(draw.random(size))]
        content = kind >= _FUNCTION_SHARE
        bursty = content & (draw.random(size) < _TOPIC_SHARE)
        words[bursty] = self.vocabulary[self._from_topic(draw, topic, int(bursty.sum()))]
        ranks = np.searchsorted(self._function, draw.random(size) * self._function[-1])
        words[~content] = np.array(FUNCTION_WORDS, dtype=object)[ranks[~content]]
        return _sentences(words.tolist())

    def questions(self, count: int, *, stopwords: bool) -> list[str]:
        """Six-term questions, each about one topic; with `stopwords` they read as English questions do."""
        draw = np.random.default_rng(self._seed + 2)
        made = []
        for _ in range(count):
            topic = int(draw.integers(len(self._topics)))
            ids: dict[int, None] = {}
            while len(ids) < 6:
                ids[int(self._from_topic(draw, topic, 1)[0])] = None
            a, b, c, d, e, f = (self.vocabulary[i] for i in ids)
            plain = f"{a} {b} {c} {d} {e} {f}"
            made.append(
                f"what did the {a} {b} say about the {c} of the {d} and {e} in {f}" if stopwords else plain
            )
        return made


def _sentences(words: list[str]) -> list[str]:
    for start in range(0, len(words), 22):
        words[start] = words[start].capitalize()
        last = min(start + 21, len(words) - 1)
        words[last] += "."
    return words


def _word(number: int) -> str:
    ending: str = _ENDINGS[number % len(_ENDINGS)]
    base, rest = len(_SYLLABLES), number * 7919 + 13
    stem = ""
    while True:
        stem += _SYLLABLES[rest % base]
        rest //= base
        if rest == 0:
            return stem + ending
