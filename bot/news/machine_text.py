"""Text in an article that addresses a program, and not its readers: it is no report, and answers nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.news.span import Span

_ROLE = re.compile(r"\s*(?:system|assistant|user|developer|human|ai)\s*:", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules)\b"
    r"|\bsystem prompt\b|\byou are (?:now )?(?:an?|the) [^.\n]{0,30}(?:assistant|model|chatbot|ai)\b"
    r"|\b(?:cite|quote) sentences? \[?\d|\breport (?:this |it |as )+\w* ?confirmed\b|\[/?S?\d+\]"
    r"|</?(?:article|system|user|assistant|instructions?|s)\b[^>\n]*>|<[!@#][^>\n]*>|\{\s*\"\w+\"\s*:|<\|[^|\n]*\|>",
    re.IGNORECASE,
)
_IN_ORDERS = (
    *("ignore", "disregard", "forget", "override", "prompt", "you are", "cite sentence", "quote sentence"),
    *("confirmed", "[", "<", "{", "\u0131", "\u0307"),
)
"""One of these stands in every order: most lines have none, and need no closer look. The last two are what
the letters become that only a regular expression takes for an "i"."""
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=512)
def addressed(text: str, sentences: tuple[Span, ...]) -> frozenset[int]:
    """The sentences of those lines of a text that give orders to a program or imitate its markers."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if _is_order(line[0])]
    return frozenset(index for index, span in enumerate(sentences) if _within_any(span, lines))


def _is_order(line: str) -> bool:
    if _ROLE.match(line):
        return True
    small = line.casefold()
    return any(word in small for word in _IN_ORDERS) and _ORDER.search(line) is not None


def _within_any(span: Span, lines: Sequence[Span]) -> bool:
    return any(span.overlaps(line) for line in lines)
