"""The regions of `desk.toml`: real ones under their own ids, invented ones under a slug."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claims.geography.countries import Country, world
from bot.claims.geography.names import key_of
from bot.claims.geography.world_places import country_region, entry, positions, world_region
from bot.config import DeskRegion
from bot.errors import ConfigError
from bot.news.region import Region, RegionKind


def desk_regions(written: Sequence[DeskRegion]) -> list[tuple[DeskRegion, Region]]:
    """The regions of the file, in its order.

    Raises: ConfigError when an `in` is a code that no country or subdivision has.
    """
    by_name = {each.name: each for each in written}
    made: dict[str, Region] = {}

    def make(each: DeskRegion) -> Region:
        if each.name not in made:
            parent = make(by_name[each.within]) if each.within in by_name else _coded(each)
            made[each.name] = _desk_region(each, parent)
        return made[each.name]

    return [(each, make(each)) for each in written]


def _coded(written: DeskRegion) -> Region | None:
    if written.within is None:
        return None
    region = world_region(written.within)
    if region is None:
        raise ConfigError(
            f"desk.toml: the region {written.name!r} lies in {written.within!r}, which no country or "
            "subdivision has as its code.",
            subject=written.name,
        )
    return region


def _desk_region(written: DeskRegion, parent: Region | None) -> Region:
    kind = RegionKind(written.kind) if written.kind else None
    real = _real(written.name, parent, kind)
    if real is not None:
        return replace(real, name=written.name, aliases=written.aliases, command=written.command)
    region_id = "desk:" + key_of(written.name).replace(" ", "-")
    kind = kind or (RegionKind.CITY if parent else RegionKind.COUNTRY)
    within = (parent.id, *parent.within) if parent else ()
    country = parent.country if parent else region_id
    return Region(region_id, written.name, kind, country, within, written.aliases, written.command)


def _real(name: str, parent: Region | None, kind: RegionKind | None) -> Region | None:
    """The region of the world that an entry of the file means: of that name, in that parent, of that kind."""
    key = key_of(name)
    if parent is None:
        code = next((each.id for each in world() if key in map(key_of, (each.name, *each.aliases))), None)
        return country_region(code) if code and kind in (None, RegionKind.COUNTRY) else None
    found = [entry(position)[0] for position, _ in positions(key)]
    fitting = [each for each in found if parent.id in each.within and kind in (None, each.kind)]
    return min(fitting, key=lambda each: each.kind is not RegionKind.SUBDIVISION, default=None)


def desk_countries(
    written: Sequence[DeskRegion], made: Sequence[tuple[DeskRegion, Region]]
) -> Iterator[Country]:
    """The countries of the file with their capitals; a real one keeps what the world knows of it."""
    regions = {each.name: region for each, region in made}
    real = {each.id: each for each in world()}
    for each in written:
        region = regions[each.name]
        if region.kind is not RegionKind.COUNTRY:
            continue
        known = real.get(region.id, Country(region.id, each.name))
        capitals = tuple(
            name
            for other in written
            if other.capital and regions[other.name].country == region.id
            for name in (other.name, *other.aliases)
        )
        yield Country(
            region.id,
            each.name,
            (*known.aliases, *each.aliases),
            (*known.demonyms, *each.demonyms),
            (*capitals, *known.capitals),
            (*known.seats, *each.seats),
        )
