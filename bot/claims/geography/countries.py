"""What countries are called, and who speaks for them: names, people, capitals and seats of government."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.claims.geography.names import key_of

_AUTHORITY = "government|authorities|leadership|cabinet|administration|regime|state"
_OF = re.compile(rf"^(?:{_AUTHORITY}) (?:of|in) (.+)$")
_BEARING = re.compile(rf"^(.+) (?:{_AUTHORITY})$")
_POSSESSIVE = re.compile(r"['’]s?(?= )")
_PEOPLE = frozenset(
    key_of(name) for name in ("Victoria", "Hamilton", "Stanley", "Douglas", "Kingston", "Plymouth")
)
"""Capitals that are more often somebody's name: they never speak for a government by themselves."""


@dataclass(frozen=True, slots=True)
class Country:
    """One line of `countries.txt`, or a country of `desk.toml`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Countries:
    """Looks names up among the countries of the world and those of `desk.toml`, which win."""

    def __init__(self, own: Iterable[Country] = ()) -> None:
        self.by_id: dict[str, Country] = {}
        self.names: dict[str, str] = {}
        self.demonyms: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        for country in (*world(), *own):
            self._add(country)

    def named(self, name: str) -> str | None:
        """The id of the country with that name or alias."""
        return self.names.get(_plain(name))

    def demonym_of(self, word: str) -> str | None:
        """The country of an adjective or a people: "Ukrainian", "Russians", "Danes"."""
        key = key_of(word)
        return self.demonyms.get(key) or self.demonyms.get(key.removesuffix("s"))

    def government_of(self, name: str) -> str | None:
        """The country whose government a speaker's name means; null for anything less than all of it.

        Countries, capitals, seats ("the Kremlin"), and phrases ("the Russian government", "Kyiv's
        authorities", "the government of Ukraine").
        """
        key = _plain(name)
        if (found := self._speaks(key)) is not None:
            return found
        inside = _OF.match(key) or _BEARING.match(_plain(_POSSESSIVE.sub("", name)))
        if inside is None:
            return None
        whose = _plain(inside[1])
        return self._speaks(whose) or self.demonym_of(whose)

    def _speaks(self, key: str) -> str | None:
        if key in _PEOPLE and not self.capitals.get(key, "").startswith("desk:"):
            return None
        return self.seats.get(key) or self.names.get(key) or self.capitals.get(key)

    def _add(self, country: Country) -> None:
        self.by_id[country.id] = country
        for table, names in (
            (self.names, (country.name, *country.aliases)),
            (self.demonyms, country.demonyms),
            (self.capitals, country.capitals),
            (self.seats, country.seats),
        ):
            table.update((_plain(name), country.id) for name in names)


@cache
def world() -> tuple[Country, ...]:
    """The countries of `countries.txt`."""
    lines = files("bot.claims.geography").joinpath("countries.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_country(line) for line in lines if line and not line.startswith("#"))


def _country(line: str) -> Country:
    code, name, *lists = (part.strip() for part in line.split("|"))
    return Country(code, name, *(tuple(filter(None, map(str.strip, part.split(",")))) for part in lists))


def _plain(name: str) -> str:
    return key_of(name.replace(",", " ")).removeprefix("the ")
