"""The places of the world: GeoNames (CC BY 4.0) and ISO 3166-2, in a file made by `tools/make_gazetteer.py`.

It holds two lists of lines: places, the most important first, and names, sorted by their bytes and found by
bisection, so that loading is little more than unpacking.
"""

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bot.claims.geography.countries import Country, world
from bot.news.region import Region, RegionKind


@dataclass(frozen=True, slots=True)
class _Data:
    """The file's two lists, as lines of bytes."""

    places: list[bytes]
    names: list[bytes]


@cache
def _data() -> _Data:
    packed = files("bot.claims.geography").joinpath("gazetteer.tsv.gz").read_bytes()
    places, _, names = gzip.decompress(packed).partition(b"\n\n")
    return _Data(places.split(b"\n"), names.split(b"\n"))


@cache
def _by_id() -> dict[bytes, int]:
    return {line.partition(b"\t")[0].rstrip(b"*"): position for position, line in enumerate(_data().places)}


def world_region(region_id: str) -> Region | None:
    """The country, subdivision or city of the world with that id."""
    if region_id in _codes():
        return country_region(region_id)
    position = _by_id().get(region_id.removeprefix("gn:").encode())
    return None if position is None else entry(position)[0]


@cache
def _codes() -> dict[str, Country]:
    return {each.id: each for each in world()}


@cache
def country_region(code: str) -> Region:
    """The country with that code."""
    country = _codes()[code]
    return Region(code, country.name, RegionKind.COUNTRY, code, (), country.aliases)


@lru_cache(maxsize=16384)
def entry(position: int) -> tuple[Region, int]:
    """A place of the file and its inhabitants."""
    code, name, parent, inhabitants = _data().places[position].decode().split("\t")
    country = parent[:2]
    within = (parent,) if parent == country else (parent, country)
    if code.isdigit():
        region = Region(f"gn:{code}", name, RegionKind.CITY, country, within)
    else:
        kind = RegionKind.CITY if code.endswith("*") else RegionKind.SUBDIVISION
        region = Region(code.rstrip("*"), name, kind, country, within)
    return region, int(inhabitants)


def positions(key: str) -> Iterator[tuple[int, bool]]:
    """Where the bearers of a name stand in the list of places, and whether it is an alias of theirs."""
    names, wanted = _data().names, key.encode() + b"\t"
    place = bisect_left(names, wanted)
    if key and place < len(names) and names[place].startswith(wanted):
        for one in names[place][len(wanted) :].decode().split():
            yield int(one.rstrip("a")), one.endswith("a")


@lru_cache(maxsize=65536)
def world_begins(words: str) -> bool:
    """Whether a name of the file begins with these whole words, given as a key."""
    names, wanted = _data().names, words.encode()
    place = bisect_left(names, wanted)
    if place < len(names) and names[place].startswith((wanted + b"\t", wanted + b" ")):
        return True
    place = bisect_left(names, wanted + b" ")
    return place < len(names) and names[place].startswith(wanted + b" ")


def keys_from(letter: str) -> Iterator[str]:
    """The keys of the file that begin with a letter."""
    names = _data().names
    for line in names[bisect_left(names, letter.encode()) :]:
        key = line.partition(b"\t")[0].decode()
        if not key.startswith(letter):
            return
        yield key
