"""The quantities of a text: value, unit, and the bound ("at least") that belongs to it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.desk.checks.tokens import Token
from bot.news.numerals import MULTIPLES, ONES, ORDINALS, SMALL, SUFFIXES, TENS

_VAGUE = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6, "couple": 2}
_UNITS = {
    "%": "%", "percent": "%", "percentage": "%",
    "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£",
}  # fmt: skip
_SIGNS = ("$", "€", "£")
_BOUNDS = {
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "not less than": "at "
    "least",
    "more than": "over", "over": "over", "above": "over", "exceeding": "over", "upwards of": "over",
    "up to": "up to", "at most": "up to", "no more than": "up to", "not more than": "up to", "as many "
    "as": "up to",
    "fewer than": "under", "less than": "under", "under": "under", "below": "under",
    "about": "about", "around": "about", "some": "about", "roughly": "about", "approximately": "about",
    "estimated": "about", "nearly": "nearly", "almost": "nearly", "exactly": "exactly",
}  # fmt: skip
_LONGEST_BOUND = 3
_ROLES = frozenset(["from", "to", "by"])
_AGE = frozenset(["old", "aged"])
_NEAR = 8
_OTHER_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of the tokens `at` to `end`; `lead` is where its bound begins.

    `unit` is "%", a currency sign, "th" (an ordinal), "old" (an age), "vague" ("dozens") or empty; `bound` is
    "at least", "over", "up to", "under", "about", "nearly", "exactly" or empty; `role` is the preposition
    before it that tells two quantities apart ("from", "to", "by").
    """

    value: float
    at: int
    end: int
    lead: int
    unit: str = ""
    bound: str = ""
    role: str = ""


def numbers(tokens: Sequence[Token], skip: Collection[int]) -> tuple[Number, ...]:
    """The quantities of a text; `skip` are the tokens that belong to dates."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        read = None if at in skip else _read(tokens, at)
        if read is not None:
            found.append(_with_unit(tokens, _bounded(tokens, read)))
        at = found[-1].end if read is not None else at + 1
    return tuple(_sharing_age(tokens, found))


def _sharing_age(tokens: Sequence[Token], found: Sequence[Number]) -> Iterator[Number]:
    """ "Aged 34 and 58" are two ages."""
    for number in found:
        joined = [other for other in found if _are_joined(tokens, number, other)]
        is_age = not number.unit and any(other.unit == "old" for other in joined)
        yield replace(number, unit="old") if is_age else number


def _are_joined(tokens: Sequence[Token], one: Number, other: Number) -> bool:
    first, last = sorted((one, other), key=lambda number: number.at)
    between = tokens[first.end : last.lead]
    return first.end <= last.lead and all(token.word in ("and", "or") for token in between)


def _read(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].word
    if word in _VAGUE:
        return Number(_VAGUE[word], at, at + 1, at, "vague")
    if (ratio := _ratio(tokens, at)) is not None:
        return ratio
    if word in ORDINALS:
        return Number(ORDINALS[word], at, at + 1, at, "th")
    return _in_digits(tokens, at) if word[0].isdigit() else _in_words(tokens, at)


def _ratio(tokens: Sequence[Token], at: int) -> Number | None:
    """ "One in four", "one tanker in ten", "every fourth", "a fifth of": all in per cent."""
    words = [token.word for token in tokens[at : at + 4]]
    if words[0] == "one" and "in" in words[1:3]:
        last = words.index("in") + 1
        parts = _in_words(tokens, at + last) if last < len(words) else None
        if parts is not None and parts.value > 1:
            return Number(100 / parts.value, at, parts.end, at, "%")
    following = words[1:2]
    if following and (
        words[0] == "every" or (words[0] in ("a", "one") and words[2:3] != [] and not tokens[at + 2].content)
    ):
        parts_of = ORDINALS.get(following[0].removesuffix("s"), 0)
        if parts_of > 2:
            return Number(100 / parts_of, at, at + 2, at, "%")
    return None


def _in_digits(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].word
    if ordinal := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return Number(float(ordinal[1]), at, at + 1, at, "th")
    value = _value(word)
    if value is None:
        return None
    if at + 1 < len(tokens) and tokens[at + 1].word in SUFFIXES:
        return Number(value * SUFFIXES[tokens[at + 1].word], at, at + 2, at)
    return Number(value, at, at + 1, at)


def _value(word: str) -> float | None:
    """The value of "1,200", "1200" or "3.5"; a time of day ("14:05") counts as hours and minutes."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", word):
        word = word.replace(",", "")
    try:
        return float(word.replace(":", ".").replace(",", "."))
    except ValueError:
        return None


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    """ "Two hundred and fifty", "twenty-five", "a dozen", "half a dozen"."""
    words = [token.word for token in tokens[at : at + 8]]
    if words[:3] == ["half", "a", "dozen"]:
        return Number(6, at, at + 3, at)
    article = words[0] in ("a", "an") and words[1:2] != [] and words[1] in MULTIPLES
    total, current, used = 0, int(article), int(article)
    for place, word in enumerate(words):
        if place < used:
            continue
        if word in SMALL and _may_add(words, place):
            current += SMALL[word]
        elif word in MULTIPLES and current:
            total, current = (
                (total, current * 100) if word == "hundred" else (total + current * MULTIPLES[word], 0)
            )
        elif not (
            word == "and" and place and words[place - 1] in MULTIPLES and _at(words, place + 1) in SMALL
        ):
            break
        used = place + 1
    return Number(total + current, at, at + used, at) if used else None


def _may_add(words: Sequence[str], place: int) -> bool:
    """Whether a word goes on a number ("twenty" "five", "hundred" "five") and does not begin a new one."""
    if place == 0 or words[place - 1] in ("a", "an"):
        return place == 0
    before = words[place - 1]
    return (before in TENS and words[place] in ONES) or before in MULTIPLES or before == "and"


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""


def _bounded(tokens: Sequence[Token], number: Number) -> Number:
    first = number.at
    while first and tokens[first - 1].word in (*_SIGNS, "a", "an", "the"):
        first -= 1
    for length in range(_LONGEST_BOUND, 0, -1):
        words = " ".join(token.word for token in tokens[max(first - length, 0) : first])
        if words in _BOUNDS and first >= length:
            return replace(number, bound=_BOUNDS[words], lead=first - length)
    after = " ".join(token.word for token in tokens[number.end : number.end + 2])
    if after in ("or more", "or so"):
        return replace(number, bound="at least" if after == "or more" else "about")
    before = tokens[first - 1].word if first else ""
    return replace(number, role=before if before in _ROLES else "")


def _with_unit(tokens: Sequence[Token], number: Number) -> Number:
    after = [token.word for token in tokens[number.end : number.end + 2]]
    if number.at and tokens[number.at - 1].word in _SIGNS:
        return replace(number, unit=tokens[number.at - 1].word)
    if after == ["per", "cent"]:
        return replace(number, unit="%", end=number.end + 2)
    if after and after[0] in _UNITS:
        return replace(number, unit=_UNITS[after[0]], end=number.end + 1)
    if after[:1] in (["year"], ["years"]) and _at(after, 1) in _AGE:
        return replace(number, unit="old", end=number.end + 2)
    if number.at and tokens[number.at - 1].word in _AGE:
        return replace(number, unit="old", lead=number.at - 1)
    return number


def owners(tokens: Sequence[Token], found: Sequence[Number]) -> dict[str, set[float]]:
    """The values of the numbers that each content key belongs to: the nearest, in its clause if it can be.

    Numbers joined by "and" or a comma ("34 and 58") own together; an age owns only the word behind it.
    """
    owned: dict[str, set[float]] = {}
    for at, token in enumerate(tokens):
        near = [
            (distance, number) for number in found if (distance := _distance(tokens, at, number)) <= _NEAR
        ]
        if token.content and near:
            nearest = min(near, key=lambda pair: pair[0])[1]
            owned.setdefault(token.key, set()).update(_together(tokens, found, nearest))
    return owned


def _distance(tokens: Sequence[Token], at: int, number: Number) -> float:
    steps = number.at - at + 0.5 if at < number.at else at - number.end + 1
    if number.unit == "old" and at != number.end:
        return _NEAR + 1
    return steps + _OTHER_CLAUSE * (tokens[at].clause != tokens[number.at].clause)


def _together(tokens: Sequence[Token], found: Sequence[Number], number: Number) -> Iterator[float]:
    yield number.value
    yield from (other.value for other in found if _are_joined(tokens, number, other))


def amounts_agree(one: Number, other: Number) -> bool:
    """Whether the first, a statement's, may be the second, a unit that only one of them names aside."""
    slack = 0.02 * max(one.value, other.value) if "%" in (one.unit, other.unit) else 0.0
    if other.unit == "old" and one.unit != "old":
        return False
    units = {one.unit, other.unit} - {"", "old"}
    return abs(one.value - other.value) <= slack and len(units) < 2
