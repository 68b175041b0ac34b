"""What English words mean alike, wider or the opposite: WordNet 3.1's common senses, as stems.

The data is made by `tools/make_thesaurus.py`. Keys and values are Snowball stems; a phrasal verb is two
stems with a space ("step down").
"""

import gzip
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """The stems that a stem is related to."""

    synonyms: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    opposites: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def entry(stem: str) -> Entry:
    """What is known of a stem; empty for one that the thesaurus lacks."""
    line = _lines().get(stem)
    if line is None:
        return Entry()
    return Entry(*(frozenset(group.split(",")) - {""} for group in line.split("\t")))


def alike(one: str, other: str) -> bool:
    """Whether two stems are the same or share a meaning ("resign", "step down"); it holds both ways."""
    return one == other or other in entry(one).synonyms or one in entry(other).synonyms


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites ("rise", "fall"), at first hand or through a synonym of one of them."""
    return _opposed(one, other) or _opposed(other, one)


def _opposed(one: str, other: str) -> bool:
    against = entry(one).opposites
    return other in against or not against.isdisjoint(entry(other).synonyms)


@cache
def _lines() -> dict[str, str]:
    packed = files("bot.search").joinpath("thesaurus.txt.gz").read_bytes()
    found = {}
    for line in gzip.decompress(packed).decode().split("\n"):
        key, _, rest = line.partition("\t")
        found[key] = rest
    return found
