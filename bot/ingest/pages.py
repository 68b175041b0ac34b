"""HTML to an article: the text without what surrounds it, and what the page says about itself."""

import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import lxml.html
from lxml.etree import LxmlError, XPath
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from bot.errors import TargetError
from bot.ingest.boilerplate import PAYWALL, article_lines, is_cut
from bot.ingest.document import Document
from bot.ingest.encoding import decode_html
from bot.ingest.hidden import drop_hidden
from bot.ingest.language import detect
from bot.ingest.meta import read_meta
from bot.ingest.moments import read_moment
from bot.ingest.urls import host_of, is_home
from bot.news.article import Via

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it reports, our own sentences say better
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_MOST_TAGS = 25_000  # the longest pages of encyclopaedias have 20,000; the extractor's time grows with them
_ATTRIBUTE = r"""[\s/]++[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+"""
_TAG = re.compile(rf"<[^\s/><!?][^\s/><]*+(?=[\s/])(?>{_ATTRIBUTE}){{0,499}}+(?P<more>{_ATTRIBUTE})?")
# The extractor's second opinion takes time with the square of the pieces of text, and with their length. Real
# pages for which it was asked had 1,100 pieces and 19,000 characters at most.
_MOST_ELEMENTS, _MOST_PIECES, _MOST_CHARACTERS = 3_000, 1_500, 100_000
_SHORTEST_BYTES = 60  # UTF-8 bytes: one short sentence of breaking news, also in Chinese
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile("&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?", re.IGNORECASE)
_VISIBLE = XPath(
    ".//body//text()[not(parent::script or parent::style or parent::template)]", smart_strings=False
)
_EMBEDDED = [  # somebody else's words, which would read as the article's own
    f'.//blockquote[contains(@class, "{name}")]'
    for name in ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed")
]
_SENTENCE_END = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*(?:\s|$)""")


@dataclass(frozen=True, slots=True)
class Page:
    """An article read out of HTML. Paragraphs of `text` are parted by an empty line."""

    text: str
    title: str | None = None
    author: str | None = None
    published: datetime | None = None
    site: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    partial: bool = False


def parse_html(data: bytes | str, charset: str | None = None) -> HtmlElement | None:
    """The tree of a page, or null when there is nothing to parse or far too much. Any bytes will do."""
    source = _without_controls(data if isinstance(data, str) else decode_html(data, charset))
    if source.count("<") > _MOST_TAGS or _is_crowded(source):
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return tree


def _is_crowded(source: str) -> bool:
    """Whether a tag has 500 attributes; the time to parse one grows with the square of their number."""
    return any(tag["more"] for tag in _TAG.finditer(source))


def _without_controls(source: str) -> str:
    """HTML without the characters that no XML may hold, plain or by number: trees do not take them back."""
    return _REFERENCE.sub(_kept_reference, _CONTROLS.sub("", source))


def _kept_reference(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    return "" if code <= sys.maxunicode and _CONTROLS.match(chr(code)) else found[0]


def read_page(data: bytes | str, url: str | None = None, charset: str | None = None) -> Page | None:
    """The article of an HTML page, or null when the page has none."""
    tree = parse_html(data, charset)
    if tree is None:
        return None
    meta = read_meta(tree, url)
    if url and is_home(url) and not meta.article:
        return None  # a front page is made of many articles' first lines
    drop_hidden(tree)
    visible = _visible(tree)
    lines = article_lines(_extracted(tree, visible), meta.title, meta.author)
    text = "\n\n".join(lines)
    if len(text.encode("utf-8", "replace")) < _SHORTEST_BYTES or _SENTENCE_END.search(text) is None:
        return None
    return Page(
        text=text,
        title=meta.title,
        author=meta.author,
        published=meta.published or _guessed_day(tree, url),
        site=meta.site,
        canonical_url=meta.canonical_url,
        language=meta.language or detect(text),
        partial=meta.closed or is_cut(text) or PAYWALL.search(visible) is not None,
    )


def html_to_text(fragment: str) -> str:
    """The visible words of a piece of HTML, a block a line, as feeds carry them."""
    tree = parse_html(f"<div>{fragment}</div>")
    if tree is None:
        return ""
    drop_hidden(tree)
    for unseen in tree.xpath(".//script | .//style | .//figure | .//template | .//iframe"):
        unseen.drop_tree()
    for block in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "ul", "ol"):
        block.tail = f"\n{block.tail or ''}"
        if block.tag != "br":
            block.text = f"\n{block.text or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n\n".join(article_lines([line for line in lines if line]))


def _extracted(tree: HtmlElement, visible: str) -> list[str]:
    """The main text by lines; tables only where the page is laid out in them.

    The extractor's slow second opinion replaces a first one only when it is more than twice as long, so it
    need not be asked where the page has not that much text at all. It is not asked of the largest pages
    either.
    """
    slow = len(visible) <= _MOST_CHARACTERS and _has_at_most(tree.iter(), _MOST_ELEMENTS)
    slow = slow and _has_at_most((piece for piece in _VISIBLE(tree) if piece.strip()), _MOST_PIECES)
    for fast, tables in ((True, False), (not slow, False), (not slow, True)):
        found = _bare_text(tree, fast=fast, tables=tables)
        if found and (not slow or not fast or len(visible) <= 2 * len(found)):
            return found.split("\n")
    return []


def _has_at_most(things: Iterator[object], most: int) -> bool:
    return next(islice(things, most, None), None) is None


def _bare_text(tree: HtmlElement, *, fast: bool, tables: bool) -> str:
    try:
        found = bare_extraction(
            tree, fast=fast, include_comments=False, include_tables=tables, prune_xpath=_EMBEDDED
        )
    except Exception:  # whatever a hostile page makes the extractor trip over, it ends with that page
        return ""
    return str(getattr(found, "text", None) or "")


def _guessed_day(tree: HtmlElement, url: str | None) -> datetime | None:
    from htmldate import find_date

    try:
        return read_moment(find_date(tree, url=url, original_date=True, extensive_search=False))
    except Exception:  # as above; a guess is not worth the article
        return None


def _visible(tree: HtmlElement) -> str:
    return " ".join(" ".join(_VISIBLE(tree)).split())


def page_document(
    data: bytes | str, target: str, url: str | None, *, via: Via = Via.PASTE, charset: str | None = None
) -> Document:
    """The article of an HTML page or file. Raises: TargetError when it has none."""
    page = read_page(data, url, charset)
    if page is None:
        raise TargetError(f"No article was found in {target}.", subject=target)
    return Document(
        target=target,
        text=page.text,
        via=via,
        outlet=page.site,
        title=page.title,
        url=url or page.canonical_url,
        canonical_url=page.canonical_url,
        published=page.published,
        author=page.author,
        language=page.language,
        partial=page.partial,
        host=host_of(url) if url else "",
    )
