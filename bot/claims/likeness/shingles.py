"""How much of one text stands in another, by runs of three words."""

import re
from collections.abc import Set
from functools import lru_cache

WORDS = 3
Shingles = frozenset[str]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(maxsize=128)
def shingles(text: str) -> Shingles:
    """All runs of three words, without case and punctuation; a shorter text is one run."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < WORDS:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(WORDS)), strict=False)))


def containment(one: Set[str], other: Set[str]) -> float:
    """The share (0 to 1) of the smaller set that stands in the larger; 0 when one is empty.

    A copy that was cut or added to keeps a high share, which `jaccard` would not show.
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def jaccard(one: Set[str], other: Set[str]) -> float:
    """The share (0 to 1) of both sets together that they have in common; 0 when both are empty."""
    common = len(one & other)
    together = len(one) + len(other) - common
    return common / together if together else 0.0
