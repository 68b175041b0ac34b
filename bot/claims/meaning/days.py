"""When something is said to have happened: a day, or a coarser stretch of time."""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.news.span import Span

EARLIER = "earlier"
"""The period of what is said to be of another time than the present event."""

_DAYS = [name.lower() for name in calendar.day_name]
_MONTHS = [name.lower() for name in calendar.month_name]
_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?:{'|'.join(_MONTHS[1:])}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_WHEN = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d\d-\d\d\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>(?:19|20)\d\d))?\b"
    rf"|\b(?P<month_first>{_MONTH}) (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,? (?P<year_last>(?:19|20)\d\d)\b)?"
    rf"|\b(?:in|since|during|throughout|of|last|by) (?:early |late |mid-)?(?P<lone>{_MONTH})(?! \d{{1,2}}\b)"
    r"(?: (?P<lone_year>(?:19|20)\d\d))?\b"
    rf"|\b(?:in|since|during|of) (?P<only_year>(?:19|20)\d\d)\b"
    rf"|\b(?P<last>last )?(?P<weekday>{'|'.join(_DAYS)})\b(?! to\b)"
    r"|\b(?P<relative>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))\b"
    r"|\blast (?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"day\b|days\b|\d|to(?:night|morrow)|\b(?:last|this|previous|earlier|prior|past|another)\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_EARLIER = re.compile(
    r"\b(?:previous|earlier|prior|past)\b(?= [a-z])"
    r"(?! (?:this|on|in|at|to|week|month|year|than|by|said|he|she)\b)"
    r"|\bin the past\b|\bon (?:an earlier|a previous|another) (?:day|occasion)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|should|must|plans?|(?:is|are|was|were) to)\b(?! have\b)"
    r"|\b(?:until|for)\s+(?:the )?$",
    re.IGNORECASE,
)


class When(NamedTuple):
    """`day` when it is plain; else `period`: "2024-02", "2021", a weekday, or "earlier" for other times than
    the present one. `spans` are the words that say so."""

    day: date | None = None
    period: str | None = None
    spans: tuple[Span, ...] = ()


def when(text: str, span: Span, published: datetime | None) -> When:
    """The first day that a stretch of text names, read against its publication, else its first period.

    A weekday is the last one up to the publication, the next one in what is yet to come.
    """
    if not _HINT.search(text, span.start, span.end):
        return When()
    day: date | None = None
    period: str | None = None
    spans = []
    for found in _WHEN.finditer(text, span.start, span.end):
        spans.append(Span(*found.span()))
        future = _FUTURE.search(text[span.start : found.start()]) is not None
        here, coarse = _read(found, published.date() if published else None, future=future)
        day, period = day or here, period or coarse
    if earlier := _EARLIER.search(text, span.start, span.end):
        spans.append(Span(*earlier.span()))
        period = EARLIER if day is None and period is None else period
    return When(day, None if day else period, tuple(spans))


def _read(found: re.Match[str], published: date | None, *, future: bool) -> tuple[date | None, str | None]:
    if found["iso"]:
        return _date(*map(int, found["iso"].split("-"))), None
    if month := found["month"] or found["month_first"]:
        day = int(found["day"] or found["day_second"])
        return _dated(day, _number(month), found["year"] or found["year_last"], published, future=future)
    if found["lone"]:
        return None, _month(_number(found["lone"]), found["lone_year"], published, future=future)
    if found["weekday"]:
        return _weekday(found, published, future=future)
    if found["relative"]:
        return _relative(found["relative"].lower(), published)
    return None, found["only_year"] or _last(found["unit"], published)


def _number(month: str) -> int:
    return _SHORT.index(month[:3].lower()) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(
    day: int, month: int, year: str | None, published: date | None, *, future: bool
) -> tuple[date | None, str | None]:
    if year:
        return _date(int(year), month, day), None
    if published is None:
        return None, f"{month:02}-{day:02}"
    found = _date(published.year, month, day)
    if found and found > published + timedelta(days=31) and not future:
        found = _date(published.year - 1, month, day)
    return found, None


def _month(month: int, year: str | None, published: date | None, *, future: bool) -> str | None:
    if year or published is None:
        return f"{year}-{month:02}" if year else None
    passed = month > published.month and not future
    return f"{published.year - passed}-{month:02}"


def _weekday(found: re.Match[str], published: date | None, *, future: bool) -> tuple[date | None, str | None]:
    name = found["weekday"].lower()
    if published is None:
        return None, name
    back = (published.weekday() - _DAYS.index(name)) % 7
    if future and back:
        return published + timedelta(days=7 - back), None
    return published - timedelta(days=back or (7 if found["last"] else 0)), None


def _relative(words: str, published: date | None) -> tuple[date | None, str | None]:
    if published is None:
        return None, None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0)
    return published + timedelta(days=shift), None


def _last(unit: str | None, published: date | None) -> str | None:
    if unit is None or published is None or unit.lower() == "week":
        return EARLIER if unit else None
    if unit.lower() == "year":
        return str(published.year - 1)
    before = published.replace(day=1) - timedelta(days=1)
    return f"{before.year}-{before.month:02}"
