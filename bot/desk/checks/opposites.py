"""Words that exclude each other: what is said of one side is not said of the other."""

from functools import lru_cache
from typing import Final

import snowballstemmer

from bot.search import thesaurus

_OPPOSITES: Final = """
kill killed killing killings die died dying dies dead death deaths fatal fatality perish lethal slain /
  injure injury wound hurt wounded
arrest detain detention / free release freed released
rise rose risen rising increase grow grew grown growth climb gain surge soar raise /
  fall fell fallen decrease decline drop dip reduce reduction lower shrink shrank plunge
win won winner victory / lose lost loss defeat
profit profitable surplus / loss deficit
open opened reopen / close closed closure shut
begin began begun start commence / end finish cease stop halt
support back favour favor endorse approve accept welcome agree / oppose reject doubt condemn resist object
confirm admit acknowledge concede / deny denied denial dismiss refute reject
guilty convict / innocent acquit
buy bought purchase / sell sold sale
arrive arrival enter / leave left depart departure exit
more / fewer less
many / few
double doubled / halve halved half
allow permit / ban forbid prohibit bar block
publish disclose reveal / withhold conceal
true genuine authentic / false fake forged
legal lawful / illegal unlawful
success succeed successful / fail failure
strong strengthen / weak weaken
north northern / south southern / east eastern / west western
maximum most / minimum least
import / export
lend lent lender / borrow borrower
cause provoke lead led trigger / prevent avert avoid
withdraw withdrew withdrawn retreat / advance
"""
"""Sides by "/", lines by the indent; each side's words count as one word."""

_RIVALS: Final = """
man men / woman women / child children
boy / girl
father son husband brother / mother daughter wife sister
first / second / third / last latest / next / only
before / after / until / since
all every / most / some / many / several / few / none no / half / both / neither
always / often / sometimes / rarely / never / once / twice
second / minute / hour / day / week / month / year / decade / century
millimetre millimeter mm / centimetre centimeter cm / metre meter m / kilometre kilometer km /
  mile / foot feet / inch / yard
gram / kilogram kg / tonne ton / pound
dollar / euro / pound / yen / franc / yuan / rouble
morning / afternoon / evening / night
spring / summer / autumn / winter
monday / tuesday / wednesday / thursday / friday / saturday / sunday
government minister / opposition / rebel / army military / police
customer client passenger patient / staff employee worker crew / shareholder investor / supplier
owner employer / contractor / tenant / regulator
teacher / pupil student / parent
prosecutor prosecution / defence defendant / judge / witness / victim
may might could / must shall / will would
for / against
from / to
with / without
in / outside
"""
"""Words that exclude each other where one stands in the other's place."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The English stem of a lower-case word without its possessive."""
    bare = word.removesuffix("'s").removesuffix("'").replace("’s", "")
    return str(snowballstemmer.stemmer("english").stemWord(bare))


def _rows(table: str) -> list[str]:
    return table.strip().replace("\n ", " ").split("\n")


def _sides(table: str) -> dict[str, dict[int, int]]:
    """By stem, the side on which it stands in each line."""
    found: dict[str, dict[int, int]] = {}
    for line, row in enumerate(_rows(table)):
        for side, listed in enumerate(row.split("/")):
            for word in listed.split():
                found.setdefault(stem(word), {}).setdefault(line, side)
    return found


def _first_words(table: str) -> dict[str, str]:
    sides = [row.split() for line in _rows(table) for row in line.split("/")]
    found: dict[str, str] = {}
    for side in sides:
        for word in side:
            found.setdefault(stem(word), stem(side[0]))
    return found


_FIRST: Final = _first_words(_OPPOSITES)
_OPPOSED: Final = _sides(_OPPOSITES)
_EXCLUSIVE: Final = _sides(_RIVALS)


def opposed(one: str, other: str) -> bool:
    """Whether two stems are opposites, wherever they stand."""
    return _excluded(_OPPOSED, one, other)


def rivals(one: str, other: str) -> bool:
    """Whether two stems exclude each other where one stands in the other's place."""
    return _excluded(_EXCLUSIVE, one, other) or opposed(one, other) or thesaurus.opposed(one, other)


def _excluded(sides: dict[str, dict[int, int]], one: str, other: str) -> bool:
    mine, theirs = sides.get(one, {}), sides.get(other, {})
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[line] != theirs[line] for line in shared)


def canonical(root: str) -> str:
    """The first word of the side on which a stem stands, or the stem."""
    return _FIRST.get(root, root)


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two stems may stand for each other."""
    if one == other:
        return True
    mine, theirs = _OPPOSED.get(one, {}), _OPPOSED.get(other, {})
    if mine.keys() & theirs.keys():
        return any(mine[line] == theirs[line] for line in mine.keys() & theirs.keys())
    return thesaurus.alike(one, other)


@lru_cache(maxsize=65536)
def related(one: str, other: str) -> bool:
    """Whether two stems are alike, one is wider than the other, or both are alike to a third."""
    if alike(one, other):
        return True
    mine, theirs = thesaurus.entry(one), thesaurus.entry(other)
    near, far = mine.synonyms | {one}, theirs.synonyms | {other}
    return bool(near & far or near & theirs.wider or far & mine.wider)
