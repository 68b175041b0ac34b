"""A statement laid beside a sentence: which words agree, and which stands in another's place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from bot.desk.checks.facts import Facts
from bot.desk.checks.numbers import Number
from bot.desk.checks.tokens import Token, matches

_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, or a number with its unit."""

    token: Token
    key: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands in the statement (`mine`) where the sentence has something else; either may be empty."""

    mine: tuple[Atom, ...]
    theirs: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The gaps between the words that agree in order, and the share of the statement's words which do."""

    gaps: tuple[Gap, ...]
    agreeing: float


@lru_cache(maxsize=1024)
def aligned(statement: Facts, source: Facts) -> Alignment:
    """The statement laid beside the sentence."""
    mine, theirs = atoms(statement), atoms(source)
    matcher = SequenceMatcher(None, _keys(mine, theirs), [atom.key for atom in theirs], autojunk=False)
    gaps = [
        Gap(mine[start:end], theirs[low:high])
        for kind, start, end, low, high in matcher.get_opcodes()
        if kind != "equal"
    ]
    same = sum(block.size for block in matcher.get_matching_blocks())
    return Alignment(tuple(gaps), same / max(len(mine), 1))


def atoms(facts: Facts) -> tuple[Atom, ...]:
    """The words and numbers of a text, in order."""
    starts = {number.at: number for number in facts.numbers}
    inside = {at for number in facts.numbers for at in range(number.at, number.end)}
    found = []
    for at, token in enumerate(facts.tokens):
        if at in starts:
            number = starts[at]
            found.append(Atom(token, f"{number.value:g}{number.unit}", number))
        elif at not in inside:
            found.append(Atom(token, token.key))
    return tuple(found)


def _keys(mine: Sequence[Atom], theirs: Sequence[Atom]) -> list[str]:
    """The keys of the statement's words, put as the sentence puts those that are alike."""
    known = {atom.key for atom in theirs}
    return [atom.key if atom.key in known else _alike(atom, theirs) for atom in mine]


def _alike(atom: Atom, theirs: Sequence[Atom]) -> str:
    if atom.number is not None or not atom.token.content:
        return atom.key
    words = [other for other in theirs if other.number is None and other.token.content]
    return next((other.key for other in words if matches(atom.token, other.token)), atom.key)


def replaced(statement: Facts, source: Facts) -> Iterator[tuple[Atom, Atom]]:
    """Each word of the statement with each that it stands in the place of."""
    for gap in aligned(statement, source).gaps:
        if max(len(gap.mine), len(gap.theirs)) <= _LONGEST_GAP:
            yield from ((one, other) for one in gap.mine for other in gap.theirs)
        elif gap.mine and gap.theirs:
            mine, theirs = _words(gap.mine), _words(gap.theirs)
            yield from ((mine[at], theirs[at]) for at in (0, -1) if mine and theirs)


def _words(part: Sequence[Atom]) -> list[Atom]:
    return [atom for atom in part if atom.token.content and atom.number is None]
