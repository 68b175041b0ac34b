"""Articles as JSON: one object, an array, or a line each."""

import json
from collections.abc import Iterator
from typing import Any, Protocol

from bot.errors import TargetError
from bot.ingest.document import Document, Read, checked_url
from bot.ingest.encoding import decode
from bot.ingest.moments import read_moment


class Lines(Protocol):
    """A stream that is read by lines."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, at most `limit` bytes of it; empty at the end."""
        ...


_FIELDS = ("url", "title", "outlet", "author", "published")


def read_json(data: bytes, target: str) -> Iterator[Read]:
    """The articles of a JSON file: one object, or an array of them."""
    value = _parsed(decode(data), target)
    if not isinstance(value, list):
        yield _attempt(value, target)
        return
    for number, row in enumerate(value, 1):
        yield _attempt(row, f"{target}:{number}")


def read_lines(stream: Lines, target: str, limit: int) -> Iterator[Read]:
    """The articles of JSON Lines, one after the other; a line may have `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{target}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield TargetError(f"{place} is longer than {limit:,} bytes.", subject=place)
        elif line.strip():
            try:
                yield article_of(_parsed(decode(line), place), place)
            except TargetError as error:
                yield error


def article_of(row: object, target: str) -> Document:
    """An article from `{url, title, text, outlet?, published?, author?}`; other keys are ignored.

    Raises: TargetError naming the target and the field that is wrong.
    """
    if not isinstance(row, dict):
        raise TargetError(f"{target} is no JSON object with url, title and text.", subject=target)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise TargetError(f"{target} has no text.", subject=target)
    for field in _FIELDS:
        if not isinstance(row.get(field), str | None):
            raise TargetError(f"The {field} of {target} must be text.", subject=target)
    published = row.get("published")
    moment = read_moment(published)
    if published and moment is None:
        raise TargetError(f"The published {published!r} of {target} is no ISO 8601 time.", subject=target)
    return Document(
        target=target,
        text=text.strip(),
        outlet=row.get("outlet") or None,
        title=row.get("title") or None,
        url=checked_url(row.get("url"), target),
        published=moment,
        author=row.get("author") or None,
    )


def _attempt(row: object, target: str) -> Read:
    try:
        return article_of(row, target)
    except TargetError as error:
        return error


def _parsed(source: str, target: str) -> Any:
    try:
        return json.loads(source)
    except (ValueError, RecursionError) as error:
        where = f" (column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise TargetError(f"{target} is not valid JSON{where}.", subject=target) from None
