"""Who a speaker is: the names, offices and organs of one actor joined, as far as that is safe."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from bot.claims.geography.names import key_of
from bot.claims.speech.organs import organ
from bot.claims.speech.speakers import plain, roles
from bot.news.article import Outlet
from bot.news.claim import Actor
from bot.news.region import Region
from bot.news.span import Span

_GOVERNMENT = "gov:"
_OUTLET = "outlet:"
_VERIFIER = "verifier:"

_PRONOUNS = re.compile(
    r"(?:he|she|it|they|we|i|you|who|which|that|him|her|them|us|one|this|these|those)$", re.IGNORECASE
)
_OWNED = re.compile(r"^(?:his|her|its|their|our|my) ", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_INDEFINITE = re.compile(r"^an? ", re.IGNORECASE)
_TAIL = re.compile(r" (?:of|in|at|from|for|with|who|familiar|on|close|near|to|and|inside|within) |, | \(")
_UNNAMED = re.compile(
    r"(?:officials?|residents?|witness(?:es)?|eyewitness(?:es)?|sources?|people|persons?|survivors?|locals|villagers?"
    r"|spokes(?:man|woman|person|people|men|persons)|diplomats?|analysts?|experts?|aides?|advis[eo]rs?|lawmakers?"
    r"|insiders?|soldiers?|servicemen|officers?|fighters?|activists?|protesters?|relatives?|workers?|employees?"
    r"|authorities|investigators?|observers?|critics?|supporters?|neighbours?|neighbors?|drivers?|doctors?|medics?"
    r"|rescuers?|volunteers?|farmers?|teachers?|customers?|passengers?|groups?|sides?|rebels?|separatists?|militants?"
    r"|exiles?|partisans?|reports?|media|man|men|woman|women|someone|somebody|others?|some|many|several|both|two|three"
    r"|commanders?|ministers?|colleagues?|friends?|members?|leaders?|economists?|scientists?|researchers?"
    r"|representatives?|negotiators?|executives?|managers?|lawyers?|reporters?|correspondents?|journalists?)"
)
_OFFICIAL = re.compile(
    r"\b(?:officials?|authorities|spokes\w+|diplomats?|officers?|soldiers?|servicemen|commanders?|ministers?"
    r"|negotiators?|representatives?|advis[eo]rs?|aides?)$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:pro-|anti-|ex-|former|opposition|exiled?s?|separatists?|rebels?|militias?|paramilitar\w+|volunteers?|legion"
    r"|partisans?|insurgents?|proxy|proxies|mercenar\w+|self-styled|self-proclaimed)|-(?:backed|led|aligned|run|installed"
    r"|appointed|born|based)\b",
    re.IGNORECASE,
)
"""Who is not the state, whatever country stands in the name: an armed proxy stands for itself."""
_VERIFIERS = re.compile(
    r"^(?:[\w.]+ Verify|Bellingcat|.*\b(?:verification|fact-?check\w*) (?:unit|team|desk|service|department)"
    r"|Fact ?Check\w*|.* Fact ?Check|Full Fact|Conflict Intelligence Team|Centre for Information Resilience"
    r"|Airwars|Forensic Architecture|Mnemonic|GeoConfirmed|StopFake)$",
    re.IGNORECASE,
)
_CHECKS = re.compile(r"verification|fact-?checking")
_PROPER = r"[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,2}"
_CHECKING = (
    r"(?:verification|fact-?checking) (?:unit|team|desk|service|department|group|project|organisation)"
)
_CHECKER = re.compile(rf"({_PROPER}), [^,.;\n]{{0,60}}?\b{_CHECKING}\b|\b{_CHECKING},? ({_PROPER})")
_PRESS = r"(?:reporters?|correspondents?|journalists?|photographers?)"
_REPORTER = re.compile(
    rf"^(?:an? |the |one of )?{_PRESS} (?:for|from|of|with|at) (.+)$"
    rf"|^(?:an? |the )?(.+?)(?:['’]s)? {_PRESS}$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(r"^(.+?) (?:of|for|in|at) (?:the |nearby |neighbouring )?(.+)$")
_OWNER = re.compile(r"['’]s\b")
_BY_GOVERNMENT = re.compile(
    r" (?:government|authorities|leadership|cabinet|administration|regime|state)$", re.IGNORECASE
)
_OF = re.compile(r" (?:of|for|in|at) (?:the |nearby |neighbouring )?")
_POSSESSIVE = re.compile(r"^(.+?)['’]s? (.+)$")
_LONGEST_NAME_WORDS = 4
_LOCAL = re.compile(
    r"\b(?:mayor|governor|city|town|regional|local|municipal|oblast|provincial)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"(?:police|coastguard|coast guard|ministry|office|service|agency|command|staff|army|military|navy"
    r"|government|council|court|bank|embassy|board|commission|authority|administration|committee|union"
    r"|hospital|company|operator|university|parliament|prosecutors|regulator|fire brigade|airline|railway)$"
)
"""What speaks under the name of its office, even where the article does not say whose it is."""

_RANK = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|Gov|Gen|Sen|Lt|Col|Maj|Capt|Sgt|Sir|Captain|Colonel|General|Major|Admiral|Sergeant"
    r"|Lieutenant|Commander|Inspector|Chief|Judge)\.? )+(?=\w+ )"
)
_WHOLE = {
    "state department": ("US", "foreign ministry"),
    "foreign office": ("GB", "foreign ministry"),
    "home office": ("GB", "interior ministry"),
    "bundeswehr": ("DE", "armed forces"),
    "idf": ("IL", "armed forces"),
    "israel defense forces": ("IL", "armed forces"),
    "fsb": ("RU", "security service"),
    "european commission": ("EU", "commission"),
    "european council": ("EU", "council"),
    "european parliament": ("EU", "parliament"),
}
"""Organs that say whose they are by a name that only one state uses."""


class Places(Protocol):
    """What actors ask of a gazetteer."""

    def government_of(self, name: str) -> str | None: ...

    def demonym_of(self, word: str) -> str | None: ...

    def find(self, name: str) -> tuple[Region, ...]: ...


@dataclass(frozen=True, slots=True)
class Company:
    """The people and bodies that an article speaks of: full names, and the roles it gives them.

    `key` tells the article from others, for names that are not safe to join across articles; `checkers` are
    those that it calls a verification unit or the like.
    """

    key: str = ""
    names: frozenset[str] = frozenset()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checkers: frozenset[str] = frozenset()

    def full(self, name: str) -> str:
        """The one fuller name that ends in this one, else the name itself."""
        fuller = {each for each in self.names if each.endswith(f" {name}")}
        return fuller.pop() if len(fuller) == 1 else name


def company(
    text: str, sentences: Sequence[Span], speakers: Iterable[str | None] = (), key: str = ""
) -> Company:
    """The company of an article, from its text and from the speakers that were resolved in it."""
    given: dict[str, tuple[str, ...]] = {}
    for role in roles(text, sentences):
        name = _RANK.sub("", role.name)
        given[name] = (*given.get(name, ()), role.span.of(text))
    names = {_RANK.sub("", plain(name)) for name in speakers if name}
    checkers = _CHECKER.finditer(text) if _CHECKS.search(text) else iter(())
    named = frozenset(found[1] or found[2] for found in checkers)
    return Company(key, frozenset(names | set(given)), given, named)


def is_government(actor: Actor) -> bool:
    """Whether it is the government of a country."""
    return actor.id.startswith(_GOVERNMENT)


def is_outlet(actor: Actor) -> bool:
    """Whether an outlet speaks by its own reporter."""
    return actor.id.startswith(_OUTLET)


def is_verifier(actor: Actor) -> bool:
    """Whether it is one of those who check what others show."""
    return actor.id.startswith(_VERIFIER)


class Actors:
    """Resolves speakers to actors, by the gazetteer and the operator's outlets (by name)."""

    def __init__(self, places: Places, outlets: Mapping[str, Outlet] | None = None) -> None:
        self._places = places
        self._outlets = {key_of(_ARTICLE.sub("", name)): outlet for name, outlet in (outlets or {}).items()}
        self._state = lru_cache(maxsize=4096)(self._state_body)

    def of(self, speaker: str | None, company: Company = Company()) -> Actor | None:
        """The actor that a speaker's name means in an article; null where the text leaves it open.

        Ids: "gov:UA" for governments, "UA:defence ministry" and "RU-BEL:governor" for organs and offices,
        "verifier:…", "outlet:…" for an outlet's own reporter, "name:…" for others with a name, "unnamed:…".
        What is not safe to join across articles carries the article's key behind "@".
        """
        name = plain(speaker or "").strip(" ,.")
        if not name or _PRONOUNS.match(name) or _OWNED.match(name):
            return None
        if company.full(name) == name and (found := self._state(name)) is not None:
            return found
        name, said_roles = _apart(name)
        full = company.full(name)
        known_as = (*said_roles, *company.roles.get(full, ()))
        return (
            self._reporter(name)
            or self._verifier(full, company)
            or self._unnamed(name, company)
            or self._named(full, known_as, company)
        )

    def _reporter(self, name: str) -> Actor | None:
        """An outlet, or its own reporter; one that is affiliated speaks as that actor."""
        found = _REPORTER.match(name)
        outlet = (found[1] or found[2]) if found else name
        known = self._outlets.get(key_of(_ARTICLE.sub("", outlet)))
        if known is not None and known.affiliation is not None:
            return self.of(known.affiliation)
        if known is not None:
            return Actor(_OUTLET + key_of(known.name), known.name)
        is_name = found is not None and all(word[0].isupper() for word in outlet.split())
        if not is_name or self._country(outlet) is not None or self._places.find(outlet):
            return None
        return Actor(_OUTLET + key_of(outlet), outlet)

    def _verifier(self, name: str, company: Company) -> Actor | None:
        if name not in company.checkers and not (_VERIFIERS.match(name) and self._side(name) is None):
            return None
        return Actor(_VERIFIER + key_of(_ARTICLE.sub("", name)), name)

    def _state_body(self, name: str) -> Actor | None:
        return self._government(name) or self._organ(name)

    def _government(self, name: str) -> Actor | None:
        country = None if _APART.search(name) else self._places.government_of(name)
        return Actor(_GOVERNMENT + country, name, country) if country else None

    def _organ(self, name: str) -> Actor | None:
        """An organ or office of a state or region, by whatever words: "Ministry of Defence of Ukraine"."""
        if _APART.search(name) or _INDEFINITE.match(name) or "," in name:
            return None
        if whole := _WHOLE.get(key_of(_ARTICLE.sub("", name))):
            return Actor(f"{whole[0]}:{whole[1]}", name, whole[0])
        for place, country, rest in self._led(name):
            if (usual := organ(rest)) is not None:
                return Actor(f"{place}:{usual}", name, country)
        return None

    def _unnamed(self, name: str, company: Company) -> Actor | None:
        head = _uncapped(_TAIL.split(name)[0])
        if not _UNNAMED.fullmatch(head.split()[-1]):
            return None
        first = name.split()[0]
        if not first.isupper() and self._country(first) is None and not self._places.find(first):
            name = name[0].lower() + name[1:]
        return Actor(f"unnamed:{key_of(name)}@{company.key}", name, self._side(name), named=False)

    def _named(self, name: str, known_as: Iterable[str], company: Company) -> Actor:
        side = next((side for role in known_as if (side := self._side(role)) is not None), None)
        bare = _ARTICLE.sub("", name)
        proper = any(word[0].isupper() for word in bare.split())
        named = proper or (not _INDEFINITE.match(name) and _BODY.search(bare) is not None)
        safe = proper and (" " in bare or bare.isupper() or bare != name)
        return Actor(
            f"name:{key_of(_OWNER.sub('', bare))}" + ("" if safe else f"@{company.key}"), name, side, named
        )

    def _side(self, words: str) -> str | None:
        """The country for which somebody of that description speaks, by office."""
        words = _ARTICLE.sub("", words)
        if _APART.search(words):
            return None
        if (country := self._places.government_of(words)) is not None:
            return country
        for _, country, rest in self._led(words):
            if organ(rest) is not None or _OFFICIAL.search(rest):
                return country
        if (found := _OFFICE_OF.match(words)) and (_OFFICIAL.search(found[1]) or organ(found[1])):
            return self._side(found[2])
        return None

    def _led(self, name: str) -> Iterator[tuple[str, str | None, str]]:
        """The ways to read a name as a place and the rest: the place's id, its country, the rest."""
        bare = _ARTICLE.sub("", name)
        for place, rest in _splits(bare):
            local = _LOCAL.search(rest) is not None
            country = None if local else self._country(place)
            if country is not None:
                yield country, country, rest
            elif region := self._region(place):
                yield region.id, region.country, rest

    def _country(self, name: str) -> str | None:
        if _BY_GOVERNMENT.search(name):
            return None
        return self._places.government_of(name) or self._places.demonym_of(name)

    def _region(self, name: str) -> Region | None:
        """The region of that name, if all that bear it lie in one country."""
        found = self._places.find(name)
        return found[0] if found and len({region.country for region in found}) == 1 else None


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """Where a name may be split into a place and what is its: "X's Y", "X Y", "Y of X"."""
    if found := _POSSESSIVE.match(name):
        yield found[1], found[2]
    for found in _OF.finditer(name):
        yield name[found.end() :], name[: found.start()]
    words = name.split()
    for length in range(min(len(words) - 1, _LONGEST_NAME_WORDS), 0, -1):
        yield " ".join(words[:length]), " ".join(words[length:])


def _apart(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its office, and the office: "Governor Orlan Veske", "Orlan Veske, the governor"."""
    said = f"{name}, said"
    found = roles(said, [Span(0, len(said))])
    if not found:
        return name, ()
    return found[0].name, tuple(role.span.of(said) for role in found if role.name == found[0].name)


def _uncapped(name: str) -> str:
    """A name at the beginning of a sentence as it would stand within: "Local officials"."""
    rest = name[1:]
    return name[:1].lower() + rest if rest == rest.lower() else name
