"""Measuring and cutting text for Slack's limits."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.news.characters import clusters
from bot.news.span import Span

PIECE = 2800
"""The weight of one rich text element: below the 3,000 characters that Slack gives a text object."""


_JSON = json.JSONEncoder(check_circular=False)


def weight(value: Any) -> int:
    """How much of a message something takes: its length as ASCII JSON, never less than Slack counts.

    Slack's limit on all blocks together is not documented; it was met at 13,172 to 13,297 characters of
    text (slackapi/bolt-js#2509) and at fewer in many small elements (#2867).
    """
    return len(_JSON.encode(value))


def pieces(text: str, limit: int = PIECE) -> Iterator[str]:
    """The text in parts of at most that weight, cut at white space if possible; joined they are the text."""
    start = 0
    while start < len(text):
        end = start + _fitting(text[start : start + limit], limit)
        if end < len(text):
            space = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1
            end = space if space > (start + end) // 2 else _whole(text, start, end)
        yield text[start:end]
        start = end


def _fitting(text: str, limit: int) -> int:
    """How many characters, at least one, weigh no more than the limit."""
    if weight(text) <= limit:
        return len(text)
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if weight(text[:middle]) <= limit else (low, middle - 1)
    return low


def _whole(text: str, start: int, end: int) -> int:
    """The last place up to `end` that parts no character from its marks; `end` where there is none."""
    *_, last = clusters(text, Span(start, end + 1))
    return last.start if last.start > start else end


def shortened(text: str, limit: int) -> str:
    """The text in at most that many UTF-16 units, which is how Slack counts; a cut shows as "…"."""
    if _units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while _units(kept) > limit - 1:
        kept = kept[:-1]
    return f"{kept[: _whole(text, 0, len(kept))].rstrip()}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def lines_within(lines: Iterable[str], limit: int) -> str:
    """As many whole lines as fit in the limit; where some do not, a last line "…" says so."""
    kept: list[str] = []
    for line in lines:
        if _units("\n".join([*kept, line, "…"])) > limit:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)
