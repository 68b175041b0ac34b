"""Statements that may answer: put in order, and copies of one another merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.desk.extract.words import plain, tokens
from bot.news.answer import DraftStatement
from bot.news.evidence import Evidence

_ALIKE = 0.8
_EQUAL = 0.1
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that may answer, the sentence it rests on, and how well it answers, from 0 to about 1."""

    statement: DraftStatement
    evidence: Evidence
    score: float


def ordered(found: Iterable[Found], near_best: float) -> list[Found]:
    """Those near the best score, in steps of a tenth below it, the newest first within a step."""
    every = list(found)
    best = max((each.score for each in every), default=0.0)
    near = [each for each in every if each.score >= near_best * best]
    return sorted(near, key=lambda each: (int((best - each.score) / _EQUAL), -_published(each), _place(each)))


def _published(found: Found) -> float:
    return (found.evidence.reading.revision.published or _LONG_AGO).timestamp()


def _place(found: Found) -> tuple[float, int, int]:
    return -found.evidence.score, found.evidence.reading.revision.article_id, found.evidence.sentence


def merged(found: Sequence[Found]) -> list[Found]:
    """The same without those that say in nearly the same words what one before them says."""
    kept: list[tuple[Found, frozenset[str]]] = []
    for each in found:
        words = frozenset(map(plain, tokens(each.statement.quote or each.statement.text)))
        if not any(_are_alike(words, other) for _, other in kept):
            kept.append((each, words))
    return [each for each, _ in kept]


def _are_alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= _ALIKE * len(some | others)
