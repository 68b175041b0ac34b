"""The gazetteer: countries, subdivisions and cities of the world and of `desk.toml`, by any name."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.geography.countries import Countries
from bot.claims.geography.desk_regions import desk_countries, desk_regions
from bot.claims.geography.names import SUBDIVISION_NOUNS, key_of
from bot.claims.geography.suggest import alike
from bot.claims.geography.world_places import (
    country_region,
    entry,
    keys_from,
    positions,
    world_begins,
    world_region,
)
from bot.config import DeskRegion
from bot.errors import ConfigError
from bot.news.region import Region, RegionKind

COUNTRY_WEIGHT = 10**10
"""Stands for a country's inhabitants where bearers of one name are ranked: more than any city has."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A region that bears a name: `alias` when it is not its usual one, `weight` its inhabitants."""

    region: Region
    weight: int
    alias: bool = False
    capital: bool = False

    @property
    def of_desk(self) -> bool:
        """Whether `desk.toml` names it."""
        return self.weight > COUNTRY_WEIGHT


class Gazetteer:
    """Finds regions by name and by id; those of `desk.toml` come before the world's.

    `version` tells gazetteers with other regions of `desk.toml` apart, for what was read with them.

    Raises: ConfigError when an `in` of `desk.toml` is a code that no country or subdivision has.
    """

    def __init__(self, regions: Sequence[DeskRegion] = ()) -> None:
        self.version = hashlib.sha256(repr(tuple(regions)).encode()).hexdigest()[:8]
        self._own: dict[str, Region] = {}
        self._own_names: dict[str, list[Bearer]] = {}
        self._beginnings: set[str] = set()
        self._bearers: dict[str, tuple[Bearer, ...]] = {}
        made = desk_regions(regions)
        self.countries = Countries(desk_countries(regions, made))
        for written, region in made:
            self._add(written, region)
        named = (*self.countries.names, *self.countries.seats)
        self._beginnings.update(part for name in named for part in _beginnings(name))

    def find(self, name: str) -> tuple[Region, ...]:
        """Every region of that name, whatever its case and diacritics, the most important first.

        "Belgorod region" finds subdivisions only, "Belgorod city" cities only, "Paris, Texas" what lies
        there.
        """
        head, _, outer = name.rpartition(",")
        if head and (around := self.find(outer)):
            return tuple(each for each in self.find(head) if any(one.contains(each) for one in around))
        bearers = self.bearers(key_of(name).removeprefix("the "))
        if not bearers:
            bearers = self._qualified(key_of(name).removeprefix("the "))
        return tuple(each.region for each in sorted(bearers, key=_rank))

    def resolve(self, text: str) -> Region:
        """The region that a person means who types this name, id or command ("/belgorod").

        Raises: ConfigError with the nearest names when there is none.
        """
        wanted = text.strip()
        known = self.by_id(wanted) or self.by_command(wanted)
        found = (known,) if known else self.find(wanted)
        if found:
            return found[0]
        raise ConfigError(self._unknown(wanted), subject=wanted)

    def by_id(self, region_id: str) -> Region | None:
        """The region with that id."""
        return self._own.get(region_id) or world_region(region_id)

    def by_command(self, command: str) -> Region | None:
        """The region that `desk.toml` gives a slash command, with or without its slash."""
        wanted = "/" + command.strip().removeprefix("/").lower()
        return next((region for region in self._own.values() if region.command == wanted), None)

    def contains(self, outer_id: str, inner_id: str) -> bool:
        """Whether the second region is the first or lies in it; an unknown id lies in itself only."""
        inner = self.by_id(inner_id)
        return outer_id == inner_id or (inner is not None and outer_id in inner.within)

    def government_of(self, name: str) -> str | None:
        """The id of the country whose government a speaker's name means ("Kyiv", "the Kremlin")."""
        return self.countries.government_of(name)

    def demonym_of(self, word: str) -> str | None:
        """The id of the country of an adjective or a people ("Ukrainian", "Karvenians")."""
        return self.countries.demonym_of(word)

    def seat_of(self, name: str) -> str | None:
        """The id of the country that is governed from a seat: "Kremlin", "Downing Street"."""
        return self.countries.seats.get(key_of(name))

    def bearers(self, key: str) -> tuple[Bearer, ...]:
        """Who bears a name, by its key; those of `desk.toml` first, then by inhabitants."""
        found = self._bearers.get(key)
        if found is None:
            found = self._bearers[key] = tuple(self._look_up(key))
        return found

    def begins(self, words: str) -> bool:
        """Whether a name begins with these whole words, given as a key."""
        return words in self._beginnings or world_begins(words)

    def capital_of(self, country: str) -> Region | None:
        """The capital of a country, when it is known as a city."""
        named = self.countries.by_id.get(country)
        for capital in named.capitals if named else ():
            for bearer in self.bearers(key_of(capital)):
                if bearer.region.country == country and bearer.region.kind is RegionKind.CITY:
                    return bearer.region
        return None

    def _look_up(self, key: str) -> Iterator[Bearer]:
        own = self._own_names.get(key, [])
        yield from own
        taken = {bearer.region.id for bearer in own}
        country = self.countries.names.get(key)
        if country and not country.startswith("desk:") and country not in taken:
            yield Bearer(country_region(country), COUNTRY_WEIGHT)
        for position, alias in positions(key):
            region, weight = entry(position)
            if region.id not in taken:
                capital = (
                    region.kind is RegionKind.CITY and self.countries.capitals.get(key) == region.country
                )
                yield Bearer(self._own.get(region.id, region), weight, alias, capital)

    def _qualified(self, key: str) -> tuple[Bearer, ...]:
        """The bearers of "belgorod region" and "belgorod city", which no list of names has."""
        head, _, noun = key.rpartition(" ")
        if noun in ("city", "town"):
            wanted = RegionKind.CITY
        elif noun in SUBDIVISION_NOUNS:
            wanted = RegionKind.SUBDIVISION
        else:
            return ()
        return tuple(bearer for bearer in self.bearers(head) if bearer.region.kind is wanted)

    def _unknown(self, wanted: str) -> str:
        near = alike(key_of(wanted), self._known_keys(key_of(wanted)[:1]))
        regions = dict.fromkeys(self.find(key)[0] for key in near if self.find(key))
        names = [self._shown(region) for region in list(regions)[:3]]
        if not names:
            return f"No region is called “{wanted}”; add it to desk.toml under [[regions]]."
        return f"No region is called “{wanted}”; did you mean {_either(names)}?"

    def _known_keys(self, letter: str) -> Iterator[str]:
        yield from self._own_names
        yield from self.countries.names
        yield from keys_from(letter)

    def _shown(self, region: Region) -> str:
        around = self.by_id(region.within[-1]) if region.within else None
        return f"{region.name} ({around.name})" if around else region.name

    def _add(self, written: DeskRegion, region: Region) -> None:
        self._own[region.id] = region
        for name in {key_of(name) for name in (region.name, *region.aliases)}:
            bearer = Bearer(region, COUNTRY_WEIGHT + 1, capital=written.capital)
            self._own_names.setdefault(name, []).append(bearer)
            self._beginnings.update(_beginnings(name))


def _rank(bearer: Bearer) -> tuple[bool, ...]:
    """Desk, country, capital, subdivision, city; within a kind, usual names come before aliases."""
    kind = bearer.region.kind
    return (
        not bearer.of_desk,
        kind is not RegionKind.COUNTRY,
        not bearer.capital,
        kind is not RegionKind.SUBDIVISION,
        bearer.alias,
    )


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _beginnings(name: str) -> Iterator[str]:
    """ "port", "port au" and "port au prince" for the last of them."""
    yield name
    for place, character in enumerate(name):
        if character == " ":
            yield name[:place]
