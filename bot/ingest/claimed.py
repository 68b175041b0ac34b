"""Whether a page or a feed that gives itself a name may have it: a described outlet's needs a known host."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from bot.ingest.urls import host_of, is_within
from bot.news.article import Outlet
from bot.news.characters import visible
from bot.store.feeds import Feed

# Letters that most typefaces draw like Latin ones, after Unicode's confusables.txt; then, in small letters,
# those that a capital I, a one and a nought pass for.
_DRAWN_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҺԚԜавеѕіјкмнорстухһԛԝԁӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεηικνορτυχγıɡ",
    "ABESIJKMHOPCTYXHQWabesijkmhopctyxhqwdlABEZHIKMNOPTYXaenikvoptuxyig",
)
_ONE_STROKE = str.maketrans("i10", "llo")


def taken_name(
    name: str, host: str, outlets: Mapping[str, Outlet], feeds: Callable[[], Iterable[Feed]]
) -> Outlet | None:
    """The described outlet that a name belongs to, where a document from that host may not have it.

    Null for a name of nobody's, and for a host of the outlet's: those described, those of its feeds, and its
    name, if that is one. `feeds` gives those that are followed. Spellings that look alike are one name.
    """
    owners = [outlet for outlet in outlets.values() if _alike(outlet.name) == _alike(name)]
    if not owners:
        return None
    known = {outlet.name for outlet in owners}
    sites = [site for outlet in owners for site in (outlet.name, *outlet.hosts)]
    sites += [host_of(feed.url) for feed in feeds() if feed.outlet in known]
    return None if any(is_within(host, site) for site in sites) else owners[0]


def _alike(name: str) -> str:
    """What a reader takes a name for: without case, accents, blanks, marks and a leading "the"."""
    plain = unicodedata.normalize("NFKD", visible(name)).translate(_DRAWN_ALIKE).casefold()
    letters = "".join(each for each in plain if each.isalnum())
    return letters.removeprefix("the").translate(_ONE_STROKE) or name
