"""Regions (countries, their subdivisions, cities) and the places of an article that mean them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.news.span import Span


class RegionKind(StrEnum):
    """How large a region is."""

    COUNTRY = "country"
    SUBDIVISION = "subdivision"
    CITY = "city"


class PlaceRole(StrEnum):
    """What a place does in its sentence."""

    EVENT = "event"  # something happens or is there: "in Shebekino", "an attack on Kyiv"
    ACTOR = "actor"  # it speaks or acts: "Kyiv denied", "Russia launched"
    DATELINE = "dateline"  # where a report was written: "BRENNICK, Karvenia —"
    MENTION = "mention"  # it only qualifies: "Kyiv's mayor", "the governor of Belgorod"


@dataclass(frozen=True, slots=True)
class Region:
    """A country, subdivision or city, under an id that does not change.

    Ids: ISO 3166-1 alpha-2 for countries ("UA"; "XK" for Kosovo, "EU" for the union), ISO 3166-2 for
    subdivisions and for cities that are one ("RU-BEL", "UA-30"; "PS-GZ" and "PS-WB" are ours), "gn:" and a
    GeoNames number for other cities ("gn:495112"), "desk:" and a slug for what only `desk.toml` knows
    ("desk:tessen"). `within` holds the ids of what it lies in, nearest first.
    """

    id: str
    name: str
    kind: RegionKind
    country: str | None = None
    within: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    command: str | None = None

    def contains(self, other: "Region") -> bool:
        """Whether the other is this region or lies in it."""
        return other.id == self.id or self.id in other.within


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a region: `text[span.start:span.end]` is `name`.

    A seat of government ("the Kremlin") stands for its country as an actor and for the capital as an
    event's place. `within` holds the ids of what the region lies in, nearest first.
    """

    span: Span
    name: str
    region_id: str | None
    country: str | None
    role: PlaceRole
    within: tuple[str, ...] = ()
