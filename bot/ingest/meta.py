"""What an HTML page says about itself: JSON-LD first, then its meta tags, then its visible marks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from bot.ingest.language import declared
from bot.ingest.moments import read_moment
from bot.ingest.urls import absolute, canonical, host_of, is_home

_LONGEST_NAME = 200  # characters of an author or site name; longer is some other text
_LONGEST_TITLE = 500
_MOST_NAMES = 10
_MOST_LD_BYTES = 500_000
_SEPARATORS = re.compile(r"\s+[|·•–—»-]\s+|\s+::\s+")
_BY = re.compile(r"^(?:written\s+)?by[:\s]+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Meta:
    """A page's own account of itself.

    `closed` is true when it says that it is not free to read, `article` when it says that it is one.
    """

    title: str | None = None
    author: str | None = None
    published: datetime | None = None
    site: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    closed: bool = False
    article: bool = False


def read_meta(tree: HtmlElement, url: str | None) -> Meta:
    """Read a parsed page; `url` is where it came from, null for a file."""
    tags = _meta_tags(tree)
    linked = next(_article_data(tree), {})
    site = _short(tags.get("og:site_name")) or _short(_name(linked.get("publisher")))
    return Meta(
        title=_title(tree, tags, linked, site, url),
        author=_author(tree, tags, linked),
        published=_published(tree, tags, linked),
        site=site,
        canonical_url=_canonical(tree, tags, url),
        language=declared(tree.get("lang") or tags.get("og:locale") or tags.get("content-language")),
        article=bool(linked) or tags.get("og:type", "").lower() == "article",
        closed=str(linked.get("isAccessibleForFree", "")).lower() == "false",
    )


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = tag.get("property") or tag.get("name") or tag.get("http-equiv") or tag.get("itemprop")
        content = tag.get("content")
        if key and content and content.strip():
            found.setdefault(key.strip().lower(), content.strip())
    return found


def _article_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The schema.org articles among the page's JSON-LD, in its order; broken scripts are passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        source = script.text or ""
        if len(source) > _MOST_LD_BYTES:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _items(data) if _is_article(item))


def _items(data: Any) -> Iterator[dict[str, Any]]:
    rows = data if isinstance(data, list) else [data]
    for row in rows:
        if isinstance(row, dict):
            yield row
            graph = row.get("@graph")
            yield from (item for item in (graph if isinstance(graph, list) else []) if isinstance(item, dict))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting")) for name in names)


def _short(value: object, longest: int = _LONGEST_NAME) -> str | None:
    if not isinstance(value, str):
        return None
    text = _SPACE.sub(" ", value).strip()
    return text if 0 < len(text) <= longest else None


def _name(value: object) -> str | None:
    """A name as JSON-LD has it: a text, an object with a name, or a list of these."""
    rows = value[:_MOST_NAMES] if isinstance(value, list) else [value]
    names = (_short(row.get("name") if isinstance(row, dict) else row) for row in rows)
    return ", ".join(filter(None, names)) or None


def _title(
    tree: HtmlElement, tags: dict[str, str], linked: dict[str, Any], site: str | None, url: str | None
) -> str | None:
    headings = list(tree.iter("h1"))
    heading = _short(headings[0].text_content(), _LONGEST_TITLE) if len(headings) == 1 else None
    candidates = (tags.get("og:title"), linked.get("headline"), heading, tree.findtext(".//title"))
    chosen = next((text for value in candidates if (text := _short(value, _LONGEST_TITLE))), None)
    return None if chosen is None else _without_site(chosen, {site, host_of(url or ""), heading})


def _without_site(title: str, known: set[str | None]) -> str:
    """A title without the site's name after its last separator, where that name (or the h1) is known."""
    names = {name.casefold() for name in known if name}
    cuts = list(_SEPARATORS.finditer(title))
    for cut in cuts:
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if head and (tail.casefold() in names or head.casefold() in names):
            return head
    return title


def _author(tree: HtmlElement, tags: dict[str, str], linked: dict[str, Any]) -> str | None:
    named = _name(linked.get("author")) or _short(tags.get("author")) or _short(tags.get("article:author"))
    if named and not named.lower().startswith(("http://", "https://")):
        return _BY.sub("", named)
    marks = tree.xpath('.//*[@rel="author" or @itemprop="author" or contains(@class, "byline")]')
    seen = (_short(mark.text_content(), 120) for mark in marks[:3])
    return next((_BY.sub("", text) for text in seen if text), None)


def _published(tree: HtmlElement, tags: dict[str, str], linked: dict[str, Any]) -> datetime | None:
    marks = tree.xpath('.//time[@itemprop="datePublished" or @pubdate or ancestor::article]/@datetime')
    candidates = (
        linked.get("datePublished"),
        *(tags.get(key) for key in ("article:published_time", "datepublished", "parsely-pub-date", "date")),
        *(tags.get(key) for key in ("dc.date.issued", "dc.date", "dcterms.created", "pubdate")),
        *marks[:1],
    )
    return next((moment for value in candidates if (moment := read_moment(value))), None)


def _canonical(tree: HtmlElement, tags: dict[str, str], url: str | None) -> str | None:
    """The page's `rel=canonical`, believed only for its own host and only when it leads to an article.

    Sites with a careless template name their home page on every article; that would make them all one.
    """
    links = tree.xpath('.//link[@rel="canonical"]/@href')
    named = absolute(url or "", next(iter(links), None) or tags.get("og:url"))
    if url is None:
        return canonical(named) if named else None
    if named is None or is_home(named) or host_of(named) != host_of(url):
        return canonical(url)
    return canonical(named)
