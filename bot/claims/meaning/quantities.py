"""The quantities of a claim: value, bound ("at least") and what they count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.news.numerals import MULTIPLES, ONES, ORDINALS, SMALL, SUFFIXES, TENS

_VAGUE = frozenset(["dozens", "scores", "hundreds", "thousands", "millions"])
_UNITS = {"%": "%", "$": "dollar", "€": "euro", "£": "pound"}
_BOUNDS = {
    tuple(words.split()): bound
    for bound, phrases in {
        ">=": "at least, no fewer than, no less than, not less than",
        ">": "more than, over, above, exceeding, upwards of",
        "<=": "up to, at most, no more than, not more than, as many as",
        "<": "fewer than, less than, under, below",
        "~": "about, around, some, roughly, approximately, nearly, almost, an estimated",
    }.items()
    for words in phrases.split(", ")
}
_OVER = frozenset(("take", "takes", "taken", "took", "taking", "hand", "handed"))
_STARTS = _VAGUE.union(SMALL, MULTIPLES, ORDINALS, ("half", "a", "an"))
_LONGEST_BOUND = 3
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCORE = re.compile(r"\d+-\d+")
_FUSED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(bn|mn|m|k|st|nd|rd|th)")
_MORE = frozenset(("more", "further", "additional"))
_JOINS = ("to", "-", "–", "and", "or")


class Quantity(NamedTuple):
    """A quantity of the tokens `at` to `end`, `lead` being where its bound begins.

    `value` is normalised text ("8", "2300000000", "3rd", "30-40", "hundreds"), `bound` one of "", ">=", ">",
    "<=", "<" and "~" (about), `unit` a sign beside it; `added` marks "two more", which counts no whole.
    """

    value: str
    at: int
    end: int
    lead: int
    bound: str = ""
    unit: str = ""
    added: bool = False


def quantities(words: Sequence[str]) -> tuple[Quantity, ...]:
    """The quantities of tokens written small; signs ("%", "€", "-") are tokens of their own."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = (
            _read(words, at) if words[at] in _STARTS or words[at][0].isdigit() or "-" in words[at] else None
        )
        if read is None:
            at += 1
            continue
        value, end = read
        made = _dressed(words, value, at, end)
        found.append(made._replace(unit="old") if _is_age(words, made, found) else made)
        at = found[-1].end
    return tuple(found)


def _is_age(words: Sequence[str], read: Quantity, before: Sequence[Quantity]) -> bool:
    """ "Aged 34 and 58" are two ages."""
    if read.at and words[read.at - 1] == "aged":
        return True
    return (
        bool(before)
        and before[-1].unit == "old"
        and list(words[before[-1].end : read.at]) in (["and"], [","])
    )


def is_number(word: str) -> bool:
    """Whether a small word is a number, or part of one."""
    return word in MULTIPLES or word in _VAGUE or word in ORDINALS or _value(word) is not None


def _read(words: Sequence[str], at: int) -> tuple[str, int] | None:
    word = words[at]
    if word in _VAGUE:
        return word, at + 1
    if word in ORDINALS and not (word == "second" and at and words[at - 1].isdigit()):
        return f"{ORDINALS[word]}th", at + 1
    if fused := _FUSED.fullmatch(word):
        if fused[2] in SUFFIXES:
            return _plain(_float(fused[1]) * SUFFIXES[fused[2]]), at + 1
        return f"{_plain(_float(fused[1]))}th", at + 1
    if _SCORE.fullmatch(word):
        return word, at + 1
    if _DIGITS.fullmatch(word):
        return _scaled(words, _float(word), at + 1)
    return _in_words(words, at)


def _float(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(round(value, 6))


def _scaled(words: Sequence[str], value: float, end: int) -> tuple[str, int]:
    if end < len(words) and words[end] in SUFFIXES:
        return _plain(value * SUFFIXES[words[end]]), end + 1
    return _plain(value), end


def _in_words(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """ "two hundred and fifty", "twenty-five", "half a dozen"; a lone "one" or "a" counts nothing."""
    if tuple(words[at : at + 3]) == ("half", "a", "dozen"):
        return "6", at + 3
    article = words[at] in ("a", "an") and at + 1 < len(words) and words[at + 1] in MULTIPLES
    total, current, end = 0, int(article), at + int(article)
    while end < len(words):
        value = _value(words[end])
        if value is not None and (current % 100 == 0 or (value < 10 <= current % 100 and current % 10 == 0)):
            current += value
        elif words[end] in MULTIPLES and current:
            factor = MULTIPLES[words[end]]
            total, current = (total, current * factor) if factor <= 100 else (total + current * factor, 0)
        elif not _links(words, at, end):
            break
        end += 1
    return (_plain(total + current), end) if end > at + int(article) else None


def _value(word: str) -> int | None:
    tens, _, ones = word.partition("-")
    if ones:
        return TENS[tens] + ONES[ones] if tens in TENS and ones in ONES else None
    return SMALL.get(word)


def _links(words: Sequence[str], at: int, end: int) -> bool:
    """Whether an "and" goes on a number ("hundred and five")."""
    is_link = words[end] == "and" and end > at and words[end - 1] in ("hundred", "thousand")
    return is_link and end + 1 < len(words) and words[end + 1] in SMALL


def _dressed(words: Sequence[str], value: str, at: int, end: int) -> Quantity:
    value, end = _ranged(words, value, end)
    unit, lead = "", at
    if lead and words[lead - 1] in _UNITS:
        lead -= 1
        unit = _UNITS[words[lead]]
    bound, lead = _bound(words, lead)
    if end < len(words) and words[end] in ("%", "percent"):
        unit, end = "%", end + 1
    elif tuple(words[end : end + 2]) == ("per", "cent"):
        unit, end = "%", end + 2
    elif tuple(words[end : end + 2]) == ("or", "more"):
        bound, end = ">=", end + 2
    added = (end < len(words) and words[end] in _MORE) or (lead > 0 and words[lead - 1] in _MORE)
    return Quantity(value, at, end, lead, bound, unit, added)


def _ranged(words: Sequence[str], value: str, end: int) -> tuple[str, int]:
    """ "30 to 40" and "30-40" are one quantity."""
    if end + 1 < len(words) and words[end] in _JOINS[:3] and words[end + 1][0].isdigit():
        upper = _read(words, end + 1)
        if upper is not None and not value.endswith("th"):
            return f"{value}-{upper[0]}", upper[1]
    return value, end


def _bound(words: Sequence[str], at: int) -> tuple[str, int]:
    for length in range(_LONGEST_BOUND, 0, -1):
        if at >= length and (found := _BOUNDS.get(tuple(words[at - length : at]))):
            phrasal = at > length and found == ">" and words[at - length - 1] in _OVER
            return ("", at) if phrasal else (found, at - length)
    return "", at
