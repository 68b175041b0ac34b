"""Whom an article credits with its text: an agency or another outlet."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.claims.geography.names import key_of
from bot.claims.independence import ArticleFacts
from bot.news.article import Outlet, Revision

_AGENCIES = frozenset(
    key_of(name)
    for name in (
        "AAP", "AFP", "Agence France-Presse", "Agencia EFE", "EFE", "AGERPRES", "Anadolu", "Anadolu Agency",
        "ANI", "ANSA", "AP", "Associated Press", "The Associated Press", "APA", "Belga", "BelTA", "Bloomberg",
        "BNS", "BTA", "CTK", "DPA", "dpa", "Interfax", "Interfax-Ukraine", "IRNA", "KCNA", "Kyodo",
        "Kyodo News", "Lusa", "MTI", "NTB", "PA", "PA Media", "Press Association", "PAP", "PTI",
        "Press Trust of India", "Reuters", "RIA", "RIA Novosti", "Ritzau", "SANA", "SITA", "STT", "TASS",
        "TT", "Ukrinform", "UNIAN", "UPI", "WAFA", "Xinhua", "Yonhap",
    )
)  # fmt: skip
_AGENCY = re.compile(r"\b(?:Wire|Newswire|News Agency|Press Agency|Wire Service)$")
_BYLINE = re.compile(r"\s*(?:,|/|\||;|\band\b|\bwith\b|\bfor\b|\bin\b|\bby\b|\bvia\b)\s*", re.IGNORECASE)
_STAFF = re.compile(r"\s+(?:staff|reporters?|correspondents?|newsroom)$", re.IGNORECASE)
_CLOSING = re.compile(r"^(?:[—–-]+ ?|(?:Source|Credit|Via): ?)(?P<name>[^\n]{2,40}?)\.?$", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?P<name>[^()\n]{2,40})\)\.?$")
_DATELINE = re.compile(r"^[^\n()]{2,60} \((?P<name>[^()\n]{2,40})\)(?: ?[—–-]|\.)")


def credited(revision: Revision, outlets: Mapping[str, Outlet]) -> str | None:
    """The agency or outlet that a revision has its text from, by the operator's name; null for its own.

    Read from the feed, the byline, the dateline and the closing line. `outlets` are those of the operator's
    file by name; other names must be those of agencies.
    """
    known = {key_of(outlet.family): outlet.name for outlet in outlets.values() if outlet.family}
    known |= {key_of(name): name for name in outlets}
    if (feed := revision.credited) and key_of(feed) != key_of(revision.outlet):
        return known.get(key_of(feed), feed)
    for name in _candidates(revision):
        key = key_of(name)
        if known.get(key, name) != revision.outlet and (key in known or _is_agency(name)):
            return known.get(key, name)
    return None


def facts_of(revision: Revision, outlets: Mapping[str, Outlet], speakers: Iterable[str]) -> ArticleFacts:
    """What independence asks of a revision; `speakers` are the ids of the named actors that speak in it.

    What is credited to an affiliated outlet is that actor's, whoever prints it. The shingles of its text are
    left for when they are needed.
    """
    own, credit = outlets.get(revision.outlet), credited(revision, outlets)
    source = outlets.get(credit) if credit else own
    return ArticleFacts(
        revision.outlet,
        revision.existed_from,
        family=own.family if own else None,
        affiliation=source.affiliation if source else None,
        credit=(source.family or credit) if source and credit else credit,
        unknown_credit=credit is not None and source is None and not _is_agency(credit),
        speakers=frozenset(speakers),
    )


def _candidates(revision: Revision) -> Iterator[str]:
    """What stands where a credit stands."""
    for part in _BYLINE.split(revision.author or ""):
        yield _STAFF.sub("", part)
    first, _, _ = revision.text.lstrip().partition("\n")
    last = revision.text.rstrip().rpartition("\n")[2].strip()
    for found in (_CLOSING.match(last), _BRACKETED.search(last), _DATELINE.match(first)):
        if found is not None:
            yield found["name"]


def _is_agency(name: str) -> bool:
    return key_of(name) in _AGENCIES or _AGENCY.search(name) is not None
