"""What blocks say, without how they say it."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.page.mrkdwn import runs


def words(text: Mapping[str, str]) -> str:
    """A text object without its marks."""
    return "".join(run.text for run in runs(text["text"])) if text["type"] == "mrkdwn" else text["text"]


def all_words(found: object) -> Iterator[str]:
    """Every text in a block of any kind, in the order of its fields."""
    if isinstance(found, Mapping):
        yield from [words(found)] if isinstance(found.get("text"), str) else _inside(found)
    elif isinstance(found, list):
        for each in found:
            yield from all_words(each)


def _inside(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        if name in ("title", "alt_text") and isinstance(value, str):
            yield value
        else:
            yield from all_words(value)
