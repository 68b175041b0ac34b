"""How the words of a claim hang together, as marks: where from, before or after what, whose, only if.

A mark is a word with a space in it, which no word of a text is; it stands among a proposition's words, and
tells apart two claims that are made of the same words.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from bot.claims.meaning.concepts import CASUALTIES, FORCE, concept
from bot.claims.meaning.quantities import is_number
from bot.claims.meaning.tokens import Token, is_past
from bot.claims.speech.grammar import BARE, PREPOSITIONS, PRONOUNS, QUANTITIES, SUBORDINATE, listed

FROM = "from "
"""Where somebody or something comes from."""
REGION = "region "
"""What is a region of that name, and not the town."""
OWNED = "owned "
"""What belongs to somebody: "the mayor's driver", "the outskirts of the town"."""
PART = "part of"
"""Only some of a whole is meant."""
UNREAL = frozenset(("to do", "if so", PART, "one more"))
"""Marks that make another claim when only one of the two has them."""

CONTRARIES = (
    ("from", "to", "by"),
    ("before", "after"),
    ("for", "against"),
    ("with", "without"),
    ("in", "near"),
    ("above", "below"),
    ("morning", "afternoon", "night"),
)
"""Of the same thing, only one of these holds."""

_RELATIONS = {
    word: name
    for name, words in {
        "from": "from",
        "to": "to into onto toward towards",
        "before": "before",
        "after": "after following since",
        "for": "for",
        "against": "against",
        "with": "with",
        "without": "without",
        "in": "in inside at",
        "near": "near outside beyond",
        "above": "above",
        "below": "below beneath",
    }.items()
    for word in words.split()
}
_DAY_PARTS = {
    word: name
    for name, words in {
        "morning": "morning dawn daybreak",
        "afternoon": "afternoon noon midday lunchtime",
        "night": "evening night overnight midnight",
    }.items()
    for word in words.split()
}
_SUBDIVISIONS = listed("region province county oblast governorate prefecture voivodeship canton krai")
_SETTLEMENTS = listed(
    "village town city port hamlet suburb island region province county district state republic capital "
    "number group series hundreds thousands dozens millions member members people man woman part side"
)
_WHOLES = listed("the them those these whom which us")
_LOCAL = listed("town city district area part parts side quarter region province coast street")
_PARTS = listed("half third quarter most some many several part")
_IFS = listed("if unless whether")
_NO_VERBS = (
    PREPOSITIONS
    | SUBORDINATE
    | PRONOUNS
    | QUANTITIES
    | BARE
    | listed(
        "hospital hospitals prison jail safety death court work school power sea shore land justice office "
        "parliament police war peace date life power victory freedom first second third me him them us each "
        "have"
    )
)
_TIED = listed("due according close next thanks prior owing up opposed compared similar")
_NO_VERB_ENDINGS = ("ed", "ing", "ly", "ion", "ment", "ity")

_RELATING = {"another", "of", "'s", "’s", "'", "’", "out"}.union(_RELATIONS, _IFS, _DAY_PARTS)

KIND = "kind:"
"""What kind of thing is meant: "kind:regional court"."""
WHO = "who:"
"""Who is counted, by the figure: "who:civilian #7"."""
_CIVILIANS = listed("resident residents inhabitant inhabitants civilian civilians citizen citizens")
_ANYBODY = listed("people person persons individual individuals victim victims others other more")

Head = Callable[[Sequence[Token], int], Token | None]


def relations(tokens: Sequence[Token], head: Head) -> Iterator[str]:
    """The marks of a clause; `head` finds the noun of the phrase that begins at a token."""
    for at, token in enumerate(tokens):
        lower = token.lower
        if token.name is None and lower not in _RELATING:
            continue
        tied = at and tokens[at - 1].lower in _TIED
        if (name := _RELATIONS.get(lower)) and at + 1 < len(tokens) and not tied:
            yield from (f"{name} {key}" for key in _keys(tokens, at + 1, head))
        if lower in _IFS:
            yield "if so"
        elif lower in _DAY_PARTS:
            yield f"{_DAY_PARTS[lower]} time"
        if at + 1 < len(tokens):
            yield from _with_next(tokens, at, head)


def _with_next(tokens: Sequence[Token], at: int, head: Head) -> Iterator[str]:
    lower, following = tokens[at].lower, tokens[at + 1].lower
    if lower == "to" and _is_infinitive(tokens, at):
        yield "to do"
    elif lower == "another" and not is_number(following) and not following[0].isdigit():
        yield "one more"
    elif lower == "of":
        yield from _of(tokens, at)
    elif lower in ("'s", "’s", "'", "’") and at and (owned := head(tokens, at + 1)) and owned.content:
        yield f"{OWNED}{concept(owned.lower)}"
    elif lower == "out" and following == "of":
        yield from (f"{FROM}{key}" for key in _keys(tokens, at + 2, head))
    if tokens[at].name and following in _SUBDIVISIONS:
        yield f"{REGION}{tokens[at].name}"


def _of(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """ "three of the five" are a part; "the outskirts of Morvale" belong to it.

    An afterthought ("63 branches, most of them in the capital") leaves the whole as it is.
    """
    before, behind = tokens[max(at - 1, 0)], tokens[at + 1]
    if at > 1 and tokens[at - 2].lower == ",":
        return
    if before.lower in _PARTS:
        yield PART
    elif is_number(before.lower) or before.is_number:
        if behind.lower in _WHOLES:
            yield PART
    elif before.lower in _SUBDIVISIONS and behind.name:
        yield f"{REGION}{behind.name}"
    elif before.content and before.lower not in _SETTLEMENTS and concept(before.lower) not in FORCE:
        yield f"{OWNED}{concept(before.lower)}"


def _keys(tokens: Sequence[Token], at: int, head: Head) -> Iterator[str]:
    """What a phrase is about: its names, else its noun."""
    names: list[str] = []
    for token in tokens[at : at + 5]:
        if token.breaks_phrase or (token.name is None and names):
            break
        if token.name is not None:
            names.append(token.name)
    if names:
        yield from names
    elif (noun := head(tokens, at)) is not None and noun.content:
        yield concept(noun.lower)


def _is_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to" opens what is yet to be done ("is preparing to withdraw"), and no place or listener."""
    verb = tokens[at + 1]
    if verb.name is not None or not verb.lower.isalpha() or verb.lower in _NO_VERBS or is_number(verb.lower):
        return False
    if at and (tokens[at - 1].lower in _TIED or tokens[at - 1].is_number):
        return False
    plural = verb.lower.endswith("s") and not verb.lower.endswith("ss")
    return not plural and not verb.lower.endswith(_NO_VERB_ENDINGS)


def kinds(tokens: Sequence[Token]) -> Iterator[str]:
    """Of each noun, the words right before it, small ones too ("the left bank", "a regional court")."""
    for at, token in enumerate(tokens[1:], 1):
        if token.content or token.lower in _LOCAL:
            before = at - 1
            while before >= 0 and _describes(tokens[before]):
                yield f"{KIND}{tokens[before].lower} {concept(token.lower)}"
                before -= 1


def _describes(token: Token) -> bool:
    lower = token.lower
    return (
        token.name is None
        and lower.isalpha()
        and not token.breaks_phrase
        and not token.title
        and lower not in _NO_VERBS
        and (lower == "left" or not is_past(lower))
        and not is_number(lower)
    )


def who(head: Token | None) -> str | None:
    """Who is counted, if that tells anything: all words for civilians are one."""
    if head is None or head.lower in _ANYBODY or concept(head.lower) in CASUALTIES:
        return None
    return "civilian" if head.lower in _CIVILIANS else concept(head.lower)


def contrary(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words set the same thing against each other: "into" against "out of".

    So do two kinds of one thing, and two sorts of people in one figure.
    """
    left, right = _by_thing(one), _by_thing(other)
    return any(_clash(left[thing], right[thing]) for thing in left.keys() & right.keys())


@lru_cache(maxsize=4096)
def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sayings of one thing, by their relations to it, are against each other."""
    for group in CONTRARIES:
        mine, theirs = one.intersection(group), other.intersection(group)
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return any(_differ(one, other, prefix) for prefix in (KIND, WHO))


def _differ(one: frozenset[str], other: frozenset[str], prefix: str) -> bool:
    mine, theirs = ({word for word in each if word.startswith(prefix)} for each in (one, other))
    return not (mine <= theirs or theirs <= mine)


@lru_cache(maxsize=16384)
def _by_thing(words: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        relation, gap, thing = word.partition(" ")
        if gap:
            found.setdefault(thing, set()).add(relation)
    return {thing: frozenset(relations) for thing, relations in found.items()}
