"""What must hold of the feed, page and file doors whatever bytes come in."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import TargetError
from bot.ingest.document import Details, Document, incoming
from bot.ingest.feeds import MAX_ENTRIES, discover, looks_like_feed, read_feed
from bot.ingest.files import read_path
from bot.ingest.pages import page_document
from bot.ingest.urls import problem_of
from bot.news.article import storable

URL = "https://meridian.example/news/a"
_NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
SUFFIXES = (".txt", ".md", ".html", ".json", ".jsonl", ".page")


def through_feed_door(data: bytes, charset: str | None) -> None:
    """A feed is read to entries that can be stored, or refused in a sentence."""
    looks_like_feed(data)
    discover(data, URL, charset)
    with suppress(TargetError):
        channel = read_feed(data, URL)
        assert len(channel.entries) <= MAX_ENTRIES
        for entry in channel.entries:
            document = Document(
                URL,
                entry.text,
                title=entry.title,
                url=entry.url,
                published=entry.published,
                author=entry.author,
            )
            _check(document)


def through_page_door(data: bytes, charset: str | None) -> None:
    """A page is read to an article that can be stored, or refused in a sentence."""
    with suppress(TargetError):
        _check(page_document(data, URL, URL, charset=charset))


def through_file_door(folder: Path, data: bytes, suffixes: Iterable[str] = SUFFIXES) -> None:
    """A file of any kind is read to articles that can be stored, or refused in sentences that name it."""
    for suffix in suffixes:
        path = folder / f"any{suffix}"
        path.write_bytes(data)
        for read in read_path(path):
            if isinstance(read, TargetError):
                assert str(path) in str(read)
            else:
                assert read.text.strip()
                _check(read)


def _check(document: Document) -> None:
    made = incoming(document, document.outlet or "The Meridian", Details(), _NOW)
    names = [name for name in (made.title, made.author, made.outlet) if name]
    assert made.text == storable(made.text)
    assert all(name == storable(name) and "\n" not in name for name in names)
    assert all(problem_of(url) is None for url in (made.url, made.canonical_url) if url)
    assert made.published is None or made.published.utcoffset() is not None
