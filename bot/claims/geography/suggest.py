"""Names like one that was typed wrongly."""

from collections.abc import Iterable
from difflib import SequenceMatcher

LIKE = 0.74
"""Least likeness of a name that is offered."""


def alike(typed: str, known: Iterable[str]) -> list[str]:
    """The known names most like the typed one, best first; at most six."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(typed)
    rated = []
    for name in set(known):
        if abs(len(name) - len(typed)) > 3:
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE:
            rated.append((-matcher.ratio(), name))
    return [name for rate, name in sorted(rated)[:6] if -rate >= LIKE]
