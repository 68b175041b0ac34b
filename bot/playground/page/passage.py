"""Finding the words that a text fragment names, so that a stored article can be opened at them."""

import re
from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import unquote

Run = tuple[str, bool]
"""Some words of a paragraph, and whether they are the ones that were asked for."""


def marked(paragraphs: Sequence[str], directive: str) -> list[list[Run]]:
    """The paragraphs as runs, with the words of the directive told apart; they may go over several.

    `directive` is what follows `:~:text=` in an address: `[prefix-,]start[,end][,-suffix]`, as in the WICG
    draft "URL fragment text directives". Where its words are not found, nothing is marked.
    """
    pattern = _pattern(directive)
    found = pattern.search("\n".join(paragraphs)) if pattern else None
    start, end = found.span("quote") if found else (0, 0)
    starts = accumulate((len(each) + 1 for each in paragraphs), initial=0)
    return [_runs(each, start - at, end - at) for at, each in zip(starts, paragraphs, strict=False)]


def _runs(paragraph: str, start: int, end: int) -> list[Run]:
    start, end = (min(max(each, 0), len(paragraph)) for each in (start, end))
    parts = ((paragraph[:start], False), (paragraph[start:end], True), (paragraph[end:], False))
    return [each for each in parts if each[0]]


def _pattern(directive: str) -> re.Pattern[str] | None:
    parts = directive.split(",")
    prefix = parts.pop(0).removesuffix("-") if parts[0].endswith("-") else ""
    suffix = parts.pop().removeprefix("-") if parts and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2 or not all(parts):
        return None
    quote = r"(?!\w).*?(?<!\w)".join(map(_words, parts))
    around = [_words(prefix), rf"(?<!\w)(?P<quote>{quote})(?!\w)", _words(suffix)]
    return re.compile(r"\s*".join(around), re.IGNORECASE | re.DOTALL)


def _words(encoded: str) -> str:
    return r"\s+".join(map(re.escape, unquote(encoded).split()))
