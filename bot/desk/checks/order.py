"""Who did what to whom, what came first, and which name goes with which noun: word order, compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.desk.checks import lexicon
from bot.desk.checks.facts import Facts
from bot.desk.checks.tokens import Token, name_key, same_name

_NEIGHBOURS = 3
_WINDOW = 4
_BE = frozenset(lexicon.words("is are was were be been being gets got"))
_SOURCE_OF_MOTION = frozenset(["from"])
_TO = frozenset(["to", "into", "towards", "toward"])
_TITLES = frozenset(
    lexicon.words(
        "mr mrs ms dr president minister prime governor mayor general colonel captain sergeant judge "
        "inspector chief senator professor king queen sir chancellor secretary"
    )
)
_DETERMINERS = frozenset(
    lexicon.words("a an the its his her their this that these those another some any all")
)
_BEFORE_NOUNS = _DETERMINERS | frozenset(lexicon.words("by of in on at with from for"))
_PARTICIPLE = re.compile(r"(?:ed|en|wn|un|t|d|ck|ng)$(?<!ing)(?<!open)")
_PLACES = frozenset(
    map(
        lexicon.key,
        lexicon.words("region city town village district border capital country side county province state"),
    )
)
_BESIDE = 2
"""How many characters part neighbours: a blank, and a quotation mark."""
_VERBAL = re.compile(r"(?:ed|en|wn|un|t|d|ck|ng|s|ew|ank|ang|oke|ave|ook|ell|ose|ade|ote|ove|ore|aw)$")
_AT = frozenset(["in", "at", "near", "of", "on", "against"])
_TIME_ORDER = frozenset(["after", "before"])


@dataclass(frozen=True, slots=True)
class _Sides:
    """The keys on either side of a word, those on both left out; `names` are the name keys among them."""

    left: frozenset[str]
    right: frozenset[str]
    left_names: frozenset[str]
    right_names: frozenset[str]

    @classmethod
    def of(cls, left: Sequence[Token], right: Sequence[Token]) -> "_Sides":
        """The sides made of these words."""
        one, other = {token.key for token in left}, {token.key for token in right}
        names, other_names = _names(left), _names(right)
        return cls(frozenset(one - other), frozenset(other - one), names - other_names, other_names - names)

    def turned(self) -> "_Sides":
        """The same the other way round."""
        return _Sides(self.right, self.left, self.right_names, self.left_names)

    def contradicts(self, other: "_Sides") -> bool:
        """Whether what stands left here stands right there and the reverse."""
        if self.left_names & other.right_names and not self.left & other.left:
            return True
        if self.left_names & other.right_names and self.right_names & other.left_names:
            return True
        crossed = bool(self.left & other.right) and bool(self.right & other.left)
        return crossed and not self.left & other.left


def _names(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(name_key(token.word) for token in tokens if token.capital)


def nobody_swapped(statement: Facts, sources: Sequence[Facts]) -> str | None:
    """Who did it and to whom it was done have not changed places, the passive taken into account."""
    for facts in sources:
        for at, there in _shared(statement, facts):
            mine, theirs = _acting(statement, at), _acting(facts, there)
            if mine is not None and theirs is not None and mine.contradicts(theirs):
                return f"who did what to whom (“{statement.tokens[at].word}”) is not as in the cited sentence"
    return None


def _shared(statement: Facts, facts: Facts) -> Iterator[tuple[int, int]]:
    for at, token in enumerate(statement.tokens):
        noun = at > 0 and statement.tokens[at - 1].word in _BEFORE_NOUNS
        if token.content and not token.capital and not noun and _VERBAL.search(token.word):
            for there, other in enumerate(facts.tokens):
                if other.content and other.key == token.key:
                    yield at, there


def _acting(facts: Facts, at: int) -> _Sides | None:
    """The words of who acts, left, and of what is acted on, right; null where grammar does not show it."""
    clause = facts.tokens[at].clause
    before = [token for token in facts.tokens[:at] if token.content and token.clause == clause]
    after = [token for token in facts.tokens[at + 1 :] if token.content and token.clause == clause]
    sides = _Sides.of(before[-_NEIGHBOURS:], after[:_NEIGHBOURS])
    if _is_passive(facts, at):
        return sides.turned()
    return sides if _has_object(facts, at) else None


def _is_passive(facts: Facts, at: int) -> bool:
    before, after = facts.tokens[max(at - 2, 0) : at], facts.tokens[at + 1 : at + 1 + _WINDOW]
    to_be = any(token.word in _BE and token.clause == facts.tokens[at].clause for token in before)
    to_be = to_be and before[-1].word != "to"
    by_somebody = any(
        token.word == "by" and (other.content or other.word in _DETERMINERS)
        for token, other in pairwise(after)
    )
    return _PARTICIPLE.search(facts.tokens[at].word) is not None and (to_be or by_somebody)


def _has_object(facts: Facts, at: int) -> bool:
    following, before = facts.tokens[at + 1 : at + 2], facts.tokens[max(at - 1, 0) : at]
    if any(token.word in _BE for token in before) and not facts.tokens[at].word.endswith("ing"):
        return False
    return any(token.content or token.word in _DETERMINERS for token in following)


def times_in_order(statement: Facts, sources: Sequence[Facts]) -> str | None:
    """What came after is not said to have come before."""
    for facts in sources:
        for mine in _orders(statement):
            for theirs in _orders(facts):
                if mine.contradicts(theirs):
                    return "what came first is not as in the cited sentence"
    return None


def _orders(facts: Facts) -> Iterator[_Sides]:
    """For each "after" and "before": what was earlier, left, and what was later, right."""
    for token in facts.tokens:
        if token.word in _TIME_ORDER:
            inside = [other for other in facts.content if other.clause == token.clause and other != token]
            outside = [other for other in facts.content if other.clause != token.clause]
            sides = _Sides.of(inside, outside)
            yield sides if token.word == "after" else sides.turned()


def ways_stand(statement: Facts, sources: Sequence[Facts]) -> str | None:
    """What leads from a place does not lead to it."""
    theirs = [way for facts in sources for way in _ways(facts)]
    for name, mine in _ways(statement):
        same = {way for other, way in theirs if same_name(name, other)}
        if same and mine not in same:
            return f"the cited sentences do not say “{mine} {name}”"
    return None


def _ways(facts: Facts) -> Iterator[tuple[str, str]]:
    """(place, "from" or "to") of "from Ersk" and "to the border"."""
    for at, token in enumerate(facts.tokens[1:], 1):
        before = facts.tokens[at - 1].word
        if before in _DETERMINERS and at > 1:
            before = facts.tokens[at - 2].word
        if token.content and before in _SOURCE_OF_MOTION | _TO:
            yield name_key(token.word), "from" if before in _SOURCE_OF_MOTION else "to"


def names_attached(statement: Facts, sources: Sequence[Facts]) -> str | None:
    """A noun keeps its name: "Norlan guns" are not "Sudran guns", nor is Ostby's hospital that in Ersk."""
    theirs = [bond for facts in sources for bond in _bonds(facts)]
    for mine in _bonds(statement):
        rivals = [other for other in theirs if (other.noun, other.owns) == (mine.noun, mine.owns)]
        if rivals and not any(mine.shares_name(other) for other in rivals):
            return f"the cited sentences do not say that of {mine.names[-1].capitalize()} ({mine.noun})"
    return None


@dataclass(frozen=True, slots=True)
class _Bond:
    """A noun and its name, which owns or holds it ("guns of Ersk") or qualifies it ("Norlan guns")."""

    names: tuple[str, ...]
    noun: str
    owns: bool

    def shares_name(self, other: "_Bond") -> bool:
        """Whether a name is in both."""
        return any(same_name(one, two) for one in self.names for two in other.names)


def _bonds(facts: Facts) -> Iterator[_Bond]:
    for run in _runs(facts):
        names = tuple(name_key(token.word) for token in facts.tokens[run.start : run.stop])
        last = facts.tokens[run.stop - 1]
        for noun in facts.tokens[run.stop : run.stop + 1]:
            beside = last.clause == noun.clause and noun.start - last.end <= _BESIDE
            if beside and noun.content and noun.key not in _PLACES:
                yield _Bond(names, noun.key, owns=last.word.endswith(("'s", "s'")))
        owns_more = last.word.endswith("'s")  # "an attack on Norland's capital"
        if run.start >= 2 and facts.tokens[run.start - 1].word in _AT and not owns_more:
            noun = facts.tokens[run.start - 2]
            if noun.content and not noun.capital:
                yield _Bond(names, noun.key, owns=True)


def _runs(facts: Facts) -> Iterator[range]:
    """Where capitalised words follow one another; a possessive ends a name."""
    start = 0
    for at, token in enumerate(facts.tokens):
        if not (token.capital and token.content):
            start = at + 1
            continue
        following = facts.tokens[at + 1] if at + 1 < len(facts.tokens) else None
        goes_on = following is not None and following.capital and following.content
        if following is None or not goes_on or following.start - token.end > 1 or token.word.endswith("'s"):
            yield range(start, at + 1)
            start = at + 1


def names_whole(statement: Facts, sources: Sequence[Facts]) -> str | None:
    """No name is made of parts of two ("Mara" of Mara Ilves with "Roe" of Ada Roe)."""
    theirs = [_keys(facts, run) for facts in sources for run in _runs(facts)]
    known = frozenset().union(*theirs)
    for run in _runs(statement):
        keys = [name_key(token.word) for token in statement.tokens[run.start : run.stop]]
        for one, other in pairwise(key for key in keys if key not in _TITLES):
            together = any(one in each and other in each for each in theirs)
            if {one, other} <= known and one != other and not together:
                return f"the cited sentences know no “{one.capitalize()} {other.capitalize()}”"
    return None


def _keys(facts: Facts, run: range) -> frozenset[str]:
    return frozenset(name_key(token.word) for token in facts.tokens[run.start : run.stop])


GATES = (nobody_swapped, times_in_order, ways_stand, names_attached, names_whole)
"""Each takes a statement and the facts of its sources, and gives the reason against it, or null."""
