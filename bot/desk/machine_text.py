"""Text in an article that addresses a program, and not its readers: it is no report, and answers nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.news.span import Span

_ADDRESSED = re.compile(
    r"(?:^|\n)\s*(?:system|assistant|user|developer|human|ai)\s*:|\b(?:ignore|disregard|forget"
    r"|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules)\b|\bsystem prompt\b"
    r"|\byou are (?:now )?(?:an?|the) [^.\n]{0,30}(?:assistant|model|chatbot|ai)\b|\b(?:cite"
    r"|quote) sentences? \[?\d|\breport (?:this |it |as )+\w* ?confirmed\b|\[/?S?\d+\]|</?(?:article"
    r"|system|user|assistant|instructions?|s)\b[^>\n]*>|<[!@#][^>\n]*>|\{\s*\"\w+\"\s*:|<\|[^|\n]*\|>",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=512)
def addressed(text: str, sentences: tuple[Span, ...]) -> frozenset[int]:
    """The sentences of those lines of a text that give orders to a program or imitate its markers."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text) if _ADDRESSED.search(line[0])]
    return frozenset(index for index, span in enumerate(sentences) if _within_any(span, lines))


def _within_any(span: Span, lines: Sequence[Span]) -> bool:
    return any(span.overlaps(line) for line in lines)
