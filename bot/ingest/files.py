"""Files, folders and standard input to articles."""

import codecs
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from bot.errors import TargetError
from bot.ingest.document import Document, Read, checked_url
from bot.ingest.encoding import decode, is_binary
from bot.ingest.feeds import looks_like_feed
from bot.ingest.rows import read_json, read_lines

MAX_BYTES = 5_000_000
"""The largest file that holds one article, and the longest line of JSON Lines."""
_LONGEST_TITLE = 120
_TITLE = re.compile(r"\A([^\r\n]+)(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")
_STOP = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*\s*$""")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"\s*<(?:\?xml|rss|feed|opml)\b", re.IGNORECASE)


def read_path(path: Path, url: str | None = None) -> Iterator[Read]:
    """The articles of a file or, in order of their paths, of a folder's usable files."""
    target = shown(path)
    try:
        if path.is_dir():
            yield from _folder(path, target)
        elif not path.exists():
            yield TargetError(f"{target} does not exist.", subject=target)
        elif not path.is_file():
            yield TargetError(f"{target} is neither a file nor a folder.", subject=target)
        else:
            yield from _file(path, target, url)
    except TargetError as error:
        yield error
    except OSError as error:
        yield TargetError(f"{target} cannot be read: {error.strerror}.", subject=target)


def read_stdin(stream: IO[bytes]) -> Iterator[Read]:
    """Standard input: JSON Lines when it begins with "{", otherwise the text of one article."""
    head = stream.readline(MAX_BYTES + 1)
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from read_lines(_Joined(head, stream), "-", MAX_BYTES)
        return
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    try:
        yield from _text(_checked(data, "-"), "-", None)
    except TargetError as error:
        yield error


def shown(path: Path) -> str:
    """A path as it can be printed, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


class _Joined:
    """A stream whose first line has been read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readline(self, limit: int, /) -> bytes:
        head, self._head = self._head, b""
        return head or self._rest.readline(limit)


def _folder(folder: Path, target: str) -> Iterator[Read]:
    problems: list[OSError] = []
    found = False
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            if path.suffix.lower() in _READERS:
                found = True
                yield from read_path(path)
    for problem in problems:
        place = shown(Path(problem.filename))
        yield TargetError(f"{place} cannot be read: {problem.strerror}.", subject=place)
    if not found and not problems:
        kinds = ", ".join(sorted(_READERS))
        yield TargetError(f"{target} has no files to read ({kinds}).", subject=target)


def _file(path: Path, target: str, url: str | None) -> Iterator[Read]:
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        if suffix in {".jsonl", ".ndjson"}:
            read = None
            for read in read_lines(stream, target, MAX_BYTES):
                yield read
            if read is None:
                yield TargetError(f"{target} is empty.", subject=target)
            return
        data = _checked(stream.read(MAX_BYTES + 1), target)
    reader = _READERS.get(suffix, _sniffed)
    yield from reader(data, target, url)


def _checked(data: bytes, target: str) -> bytes:
    name = "Standard input" if target == "-" else target
    if len(data) > MAX_BYTES:
        raise TargetError(f"{name} is larger than {MAX_BYTES:,} bytes.", subject=target)
    if not data.strip():
        raise TargetError(f"{name} is empty.", subject=target)
    if is_binary(data):
        raise TargetError(f"{name} is not a text file.", subject=target)
    return data


def _text(data: bytes, target: str, url: str | None) -> Iterator[Read]:
    """A plain text, kept as it is; a first line is the title only where it cannot be a sentence."""
    text = decode(data).strip()
    if not text:
        raise TargetError(f"{target} is empty.", subject=target)
    first = _TITLE.match(text)
    title = first[1].strip() if first else ""
    if first and title and len(title) <= _LONGEST_TITLE and not _STOP.search(title):
        yield Document(target, text[first.end() :], title=title, url=url)
    else:
        yield Document(target, text, url=url)


def _markdown(data: bytes, target: str, url: str | None) -> Iterator[Read]:
    from bot.ingest.markdown import read_markdown
    from bot.ingest.moments import read_moment

    read = read_markdown(decode(data))
    if not read.text:
        raise TargetError(f"{target} has no text.", subject=target)
    fields = read.fields
    yield Document(
        target,
        read.text,
        title=read.title,
        url=url or checked_url(fields.get("url"), target),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        published=read_moment(fields.get("published") or fields.get("date")),
    )


def _html(data: bytes, target: str, url: str | None) -> Iterator[Read]:
    from bot.ingest.pages import page_document

    yield page_document(data, target, url)


def _json(data: bytes, target: str, _url: str | None) -> Iterator[Read]:
    if looks_like_feed(data):
        raise TargetError(f"{target} is a feed; give its address instead.", subject=target)
    yield from read_json(data, target)


def _sniffed(data: bytes, target: str, url: str | None) -> Iterator[Read]:
    """A file of unknown kind is read as what it looks like."""
    head = decode(data[:2000])
    if _HTML.match(head):
        yield from _html(data, target, url)
    elif looks_like_feed(data):
        raise TargetError(f"{target} is a feed; give its address instead.", subject=target)
    elif _MARKUP.match(head):
        sentence = f"{target} is XML, not an article; OPML is read by `copydesk feeds import`."
        raise TargetError(sentence, subject=target)
    else:
        yield from _text(data, target, url)


_Reader = Callable[[bytes, str, str | None], Iterator[Read]]
_READERS: dict[str, _Reader] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".json": _json,
    ".jsonl": _json,
    ".ndjson": _json,
}
