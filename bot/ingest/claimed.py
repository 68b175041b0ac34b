"""Whose a host is, and whether what comes from there may have the name that it gives itself."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from bot.ingest.urls import host_of, is_within, plain_host
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

    Null for a name of nobody's, and for a host of the outlet's. `feeds` gives those that are followed.
    Spellings that look alike are one name.
    """
    owners = [outlet for outlet in outlets.values() if _alike(outlet.name) == _alike(name)]
    if not owners:
        return None
    followed = tuple(feeds())
    at_home = any(_site_at(host, outlet, followed) for outlet in owners)
    return None if at_home else owners[0]


def outlet_at(host: str, outlets: Mapping[str, Outlet], feeds: Callable[[], Iterable[Feed]]) -> str | None:
    """The described outlet that a host belongs to: the one with the nearest site, null where two share it."""
    followed = tuple(feeds()) if outlets else ()
    sites = [(len(site), each) for each in outlets.values() if (site := _site_at(host, each, followed))]
    longest = max((length for length, _ in sites), default=0)
    nearest = [outlet for length, outlet in sites if length == longest]
    return nearest[0].name if len(nearest) == 1 else None


def owns(name: str, host: str, outlets: Mapping[str, Outlet], feeds: Iterable[Feed]) -> bool:
    """Whether a host is known as that outlet's, be it described or not."""
    return bool(_site_at(host, outlets.get(name, Outlet(name)), feeds))


def bears_name(host: str, name: str) -> bool:
    """Whether a host is called like an outlet ("feeds.ridgepost.example" for The Ridge Post).

    Only such a host is the outlet's because of a feed there: others may be platforms that many write on.
    """
    return _alike(name) in map(_alike, host.split(".")[:-1])


def _site_at(host: str, outlet: Outlet, feeds: Iterable[Feed]) -> str:
    """The nearest site of an outlet that a host is within, else "".

    Sites are the hosts described, those of its feeds that bear its name, and its name, if that is a host.
    """
    hosts = (host_of(feed.url) for feed in feeds if feed.outlet == outlet.name)
    sites = (outlet.name, *outlet.hosts, *(each for each in hosts if bears_name(each, outlet.name)))
    return max((plain_host(site) for site in sites if is_within(host, site)), key=len, default="")


def _alike(name: str) -> str:
    """What a reader takes a name for: without case, accents, blanks, marks and a leading "the"."""
    plain = unicodedata.normalize("NFKD", visible(name)).translate(_DRAWN_ALIKE).casefold()
    letters = "".join(each for each in plain if each.isalnum())
    return letters.removeprefix("the").translate(_ONE_STROKE) or name
