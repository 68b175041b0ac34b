"""Dates in a text, written in any of the usual ways, made comparable."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.desk.checks import lexicon

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        lexicon.words(
            "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug "
            "september,sept,sep "
            "october,oct november,nov december,dec"
        ),
        1,
    )
    for name in names.split(",")
}
_WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(lexicon.words("monday tuesday wednesday thursday friday saturday sunday"))
}
_NEAR_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR: Final = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?\b"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<monthno>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH + _YEAR,
        r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)" + _YEAR,
        r"\b" + _MONTH + _YEAR,
        r"\b(?P<weekday>" + "|".join(_WEEKDAYS) + r")\b",
        r"\b(?P<near>" + "|".join(_NEAR_DAYS) + r")\b",
        r"\b(?P<which>this|last|next|past|previous)\s+(?P<period>week|month|year)\b",
        r"(?<=\b(?:in|of))\s+(?P<year>(?:19|20)\d\d)\b(?!,\d)",
        r"(?<=\bsince)\s+(?P<year>(?:19|20)\d\d)\b(?!,\d)",
    )
)

Form = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. `form` is what is written, `forms` all that it also is, once resolved."""

    start: int
    end: int
    form: Form
    forms: frozenset[Form]


def dates(text: str, published: datetime | None = None) -> tuple[DateMention, ...]:
    """The dates of a text in order; those counted from today are resolved from `published`."""
    found: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(other.start < match.end() and match.start() < other.end for other in found):
                continue
            if not _is_modal(match) and (mention := _mention(match, published)) is not None:
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def of_day(day: date) -> frozenset[Form]:
    """All the forms of a day."""
    return frozenset(
        {
            ("day", day.year, day.month, day.day),
            ("day", None, day.month, day.day),
            ("month", day.year, day.month),
            ("month", None, day.month),
            ("year", day.year),
            ("weekday", day.weekday()),
        }
    )


def _is_modal(match: re.Match[str]) -> bool:
    """Whether it is the verb "may" (or "march"), not a month."""
    written = match[0]
    if written.casefold() not in ("may", "march", "mar", "dec", "jan"):
        return False
    before = match.string[: match.start()].rstrip()
    at_start = not before or before[-1] in '.!?“"'
    return not written[0].isupper() or at_start


def _mention(match: re.Match[str], published: datetime | None) -> DateMention | None:
    parts = match.groupdict()
    if parts.get("weekday"):
        return _weekday(match, published)
    if parts.get("near"):
        return _near_day(match, published)
    if parts.get("period"):
        form: Form = ("period", _which(parts["which"]), parts["period"].casefold())
        return DateMention(match.start(), match.end(), form, frozenset({form}))
    return _calendar(match, parts, published)


def _which(word: str) -> str:
    return "last" if word.casefold() in ("last", "past", "previous") else word.casefold()


def _weekday(match: re.Match[str], published: datetime | None) -> DateMention:
    number = _WEEKDAYS[match["weekday"].casefold()]
    forms: frozenset[Form] = frozenset({("weekday", number)})
    if published is not None:
        back = (published.weekday() - number) % 7
        forms |= of_day(published.date() - timedelta(days=back))
    return DateMention(match.start(), match.end(), ("weekday", number), forms)


def _near_day(match: re.Match[str], published: datetime | None) -> DateMention:
    shift = _NEAR_DAYS[match["near"].casefold()]
    form: Form = ("near", shift)
    forms = frozenset({form})
    if published is not None:
        forms |= of_day(published.date() + timedelta(days=shift))
    return DateMention(match.start(), match.end(), form, forms)


def _calendar(
    match: re.Match[str], parts: dict[str, str | None], published: datetime | None
) -> DateMention | None:
    year = int(parts.get("year") or 0) or None
    month = (
        int(parts["monthno"] or 0)
        if parts.get("monthno")
        else _MONTHS.get((parts.get("month") or "").casefold())
    )
    day = int(parts.get("day") or 0) or None
    form: Form = ("day", year, month, day) if day else ("month", year, month) if month else ("year", year)
    forms = {form, *_looser(year, month, day)}
    if year is None and published is not None:
        forms |= _in_year(published.year, month, day)
    elif year is not None:
        forms |= _in_year(year, month, day)
    return DateMention(match.start(), match.end(), form, frozenset(forms))


def _looser(year: int | None, month: int | None, day: int | None) -> set[Form]:
    forms: set[Form] = {("month", None, month)} if month else set()
    if day:
        forms.add(("day", None, month, day))
    if year:
        forms.add(("year", year))
    return forms


def _in_year(year: int, month: int | None, day: int | None) -> set[Form]:
    if not month:
        return {("year", year)}
    if not day:
        return {("month", year, month)}
    try:
        return set(of_day(date(year, month, day)))
    except ValueError:
        return set()
