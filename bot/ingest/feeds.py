"""Feeds: RSS, Atom, RDF and JSON Feed, told by their content and read from bytes we fetched."""

import calendar
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.errors import TargetError
from bot.ingest.document import one_line
from bot.ingest.encoding import decode
from bot.ingest.moments import read_moment
from bot.ingest.urls import absolute

MAX_ENTRIES = 200
"""Entries read of one feed; the newest stand first."""
MAX_TAGS = 100_000
"""Tags of one feed; the parser's time and memory grow with them."""
# A tag with more than 100 attributes: the parser's time grows with the square of their number. In XML that
# parses no value holds a "<", so that each tag is seen here wherever it stands.
_CROWDED = re.compile(r"""<[^\s<>!?/][^\s<>]*+(?>\s++[^\s=<>]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){101}""")
_HEAD_BYTES = 4096
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_BLANKS = re.compile(r"(?<!\s)\s{200,}")  # feedparser's look for a document type takes their square in time
_XML_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `text` is plain, `whole` says whether the feed claims to carry the full content.

    `credited` is the outlet or agency that the entry's `<source>` names.
    """

    url: str | None
    title: str | None
    text: str
    whole: bool
    published: datetime | None = None
    author: str | None = None
    credited: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed as it was read."""

    title: str | None
    entries: tuple[Entry, ...]


def looks_like_feed(data: bytes) -> bool:
    """Whether bytes are a feed, by how they begin (a JSON Feed may name its version anywhere)."""
    head = decode(data[:_HEAD_BYTES]).lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return _XML_FEED.search(head.partition("<html")[0]) is not None
    return head.startswith("{") and _JSON_FEED.search(decode(data)) is not None


def xml_text(data: bytes) -> str:
    """The text of XML bytes, by the encoding that they declare where they are no UTF-8."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    return decode(data, declared[1].decode("ascii") if declared else None)


def is_crowded(source: str) -> bool:
    """Whether a tag of an XML text has more than 100 attributes, which would keep a parser busy for hours."""
    return _CROWDED.search(source) is not None


def read_feed(data: bytes, url: str) -> Channel:
    """Read a feed that was fetched from `url`. Raises: TargetError when it is none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    return _xml_feed(data, url)


def discover(data: bytes, url: str, charset: str | None) -> str | None:
    """The address of the first feed that an HTML page names in its head, or null."""
    from bot.ingest.pages import parse_html

    tree = parse_html(data, charset)
    links = [] if tree is None else tree.xpath('.//link[contains(@rel, "alternate")]')
    named = (link.get("href") for link in links if (link.get("type") or "").strip().lower() in _TYPES)
    return next((address for href in named if (address := absolute(url, href))), None)


def _xml_feed(data: bytes, url: str) -> Channel:
    import feedparser

    source = _harmless(data, url)
    # From a stream: feedparser takes bytes for an address or a file name first.
    try:
        parsed = feedparser.parse(
            io.BytesIO(source.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # its loose parser raises whatever a broken feed makes it trip over
        parsed = {}
    if not parsed.get("version") and not parsed.get("entries"):
        raise TargetError(f"{url} is not a feed that can be read.", subject=url)
    # As plain dicts: feedparser's own answer for some missing keys with others, and a warning.
    rows = [dict(entry) for entry in parsed["entries"][:MAX_ENTRIES]]
    return Channel(_line(dict(parsed["feed"]).get("title")), tuple(_xml_entry(row, url) for row in rows))


def _harmless(data: bytes, url: str) -> str:
    """The text of an XML feed without entities of its own, which could grow without measure.

    Raises: TargetError for a feed that would keep the parser busy for hours.
    """
    text = xml_text(data)
    if text.count("<") > MAX_TAGS:
        raise TargetError(f"{url} has more than {MAX_TAGS:,} tags, too many for a feed.", subject=url)
    if is_crowded(text):
        sentence = f"{url} has a tag with more than 100 attributes, too many for a feed."
        raise TargetError(sentence, subject=url)
    return _BLANKS.sub("\n", text).replace("<!ENTITY", "<!entity")  # XML knows the word in capitals only


def _xml_entry(entry: dict[str, Any], url: str) -> Entry:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    content = max(contents, key=lambda part: len(part["value"]), default=None)
    part = content or entry.get("summary_detail") or {}
    value = part.get("value") or ""
    source = entry.get("source") or {}
    return Entry(
        url=absolute(url, entry.get("link")),
        title=_line(entry.get("title")),
        text=_plain(value, part.get("type") == "text/plain" and "<" not in value),
        whole=content is not None,
        published=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        author=_line(entry.get("author")),
        credited=_line(source.get("title")),
    )


def _json_feed(data: bytes, url: str) -> Channel:
    try:
        feed = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise TargetError(f"{url} is not a feed that can be read.", subject=url) from None
    items = feed.get("items")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    return Channel(_line(feed.get("title")), tuple(_json_entry(row, url) for row in rows[:MAX_ENTRIES]))


def _json_entry(row: dict[str, Any], url: str) -> Entry:
    html, text = _string(row.get("content_html")), _string(row.get("content_text"))
    authors = ", ".join(_names(row.get("authors") or [row.get("author")]))
    return Entry(
        url=absolute(url, _string(row.get("url")) or _string(row.get("external_url"))),
        title=_line(row.get("title")),
        text=_plain(html) if html else _plain(text or _string(row.get("summary")), plain=True),
        whole=bool(html or text),
        published=read_moment(row.get("date_published")) or read_moment(row.get("date_modified")),
        author=authors or None,
    )


def _names(people: object) -> Iterator[str]:
    for person in people if isinstance(people, list) else []:
        name = _line(person.get("name")) if isinstance(person, dict) else None
        if name:
            yield name


def _plain(value: str, plain: bool = False) -> str:
    if plain:
        return value.strip()
    from bot.ingest.pages import html_to_text

    return html_to_text(value) if value.strip() else ""


def _line(value: object) -> str | None:
    """A title or a name on one line, without markup."""
    text = _string(value)
    if "<" in text or "&" in text:
        text = _plain(text)
    return one_line(text) or None


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
