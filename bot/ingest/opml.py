"""OPML: the lists of feeds that feed readers export."""

from collections.abc import Iterator

from lxml import etree

from bot.errors import TargetError
from bot.ingest.feeds import is_crowded, xml_text
from bot.ingest.urls import problem_of

_MOST_FEEDS = 10_000


def read_opml(data: bytes, target: str) -> tuple[tuple[str, str | None], ...]:
    """The (feed address, title) pairs of an OPML file, each address once.

    Entities are not expanded and nothing is loaded. Raises: TargetError when it is not OPML.
    """
    text = xml_text(data)
    if is_crowded(text):
        raise TargetError(
            f"{target} has a tag with more than 100 attributes, too many for OPML.", subject=target
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise TargetError(f"{target} is not valid OPML.", subject=target) from None
    if str(root.tag).lower() != "opml":
        raise TargetError(f"{target} is not OPML.", subject=target)
    return tuple(dict(_feeds(root)).items())


def _feeds(root: etree._Element) -> Iterator[tuple[str, str | None]]:
    for outline in list(root.iter("outline"))[:_MOST_FEEDS]:
        given = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        url = given.get("xmlurl", "")
        if url and problem_of(url) is None:
            yield url, given.get("title") or given.get("text") or None
