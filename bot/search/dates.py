"""Date words of a question, read against the moment it is asked. All times are aware UTC."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bot.errors import ConfigError
from bot.news.article import aware_utc
from bot.news.span import Span

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_DAYS = [name.lower() for name in calendar.day_name]
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
_UNIT_HOURS = {"hour": 1, "day": 24, "week": 168, "fortnight": 336, "month": 720, "year": 8760}
_OLDEST = datetime(1600, 1, 1, tzinfo=UTC)
_TOLD_WITHIN = timedelta(days=1)
"""What happened by the end of a stretch may be told a day later."""


class Window(NamedTuple):
    """The stretch of time `start <= moment < end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Dates:
    """What the date words of a question say, and where they stand in it.

    `since` and `until` bound when an article was published. `focus` is when something happened, which may
    also be told later: it draws articles near and shuts none out.
    """

    since: datetime | None = None
    until: datetime | None = None
    focus: Window | None = None
    spans: tuple[Span, ...] = ()


_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ATOMS = {
    "iso": r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)\b",
    "day_first": rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b",
    "month_first": rf"{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?\b",
    "month_year": rf"{_MONTH}(?:\s+of)?,?\s+{_YEAR}\b",
    "quarter": rf"(?:q(?P<q>[1-4])|(?:the\s+)?(?P<qth>{'|'.join(_ORDINALS)})\s+quarter)"
    rf"(?:\s+of)?(?:,?\s+{_YEAR})?\b",
    "relative_day": r"(?:the\s+day\s+before\s+yesterday|yesterday|today|tonight|last\s+night"
    r"|this\s+(?:morning|afternoon|evening))\b",
    "relative": r"(?P<which>this|last)\s+(?P<unit>week|month|year)\b",
    "weekday": rf"(?P<last>last\s+)?(?P<weekday>{'|'.join(_DAYS)})\b",
    "month": rf"(?:early\s+|late\s+|mid-?\s*)?(?P<lone>last\s+|this\s+)?{_MONTH}(?![\w'’])",
    "lone_month": rf"(?P<lone>last\s+|this\s+){_MONTH}(?![\w'’])",
    "year_only": rf"{_YEAR}\b(?!-)",
}
_BARE = (
    "lone_month",
    "iso",
    "day_first",
    "month_first",
    "month_year",
    "quarter",
    "relative_day",
    "relative",
    "weekday",
)
_TELLING = {"relative_day", "relative"}
"""Words by which people mean what has been told in that time."""

Reader = Callable[[re.Match[str], datetime], "Window | None"]


def _compiled(kind: str) -> re.Pattern[str]:
    return re.compile(_ATOMS[kind], re.IGNORECASE)


_PATTERNS = {kind: _compiled(kind) for kind in _ATOMS}
_LEAD = re.compile(
    r"\b(?:(?P<range>between|from)|(?P<since>since|starting)|(?P<after>after)|(?P<until>until|till|up\s+to)"
    r"|(?P<before>before|prior\s+to)|(?P<in>in|on|during|throughout|by|of|for|over))\s+(?=\w)",
    re.IGNORECASE,
)
_NAMES_YEAR = re.compile("in|during|throughout", re.IGNORECASE)  # and not "over 2000 people"
_JOIN = re.compile(r"\s*(?:\band\b|\bto\b|\buntil\b|\btill\b|\bthrough\b|–|—|-)\s*", re.IGNORECASE)
_LAST_UNITS = re.compile(
    rf"\b(?:in\s+|over\s+|during\s+|within\s+)?(?:the\s+)?(?:last|past|previous)\s+"
    rf"(?:(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)}|few|couple\s+of)\s+)?(?P<unit>hour|day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?P<unit>hour|day|week|month|year)s?\s+ago\b",
    re.IGNORECASE,
)
_SINCE_OPTION = re.compile(r"\s*(\d{1,5})\s*(h|d|w|y|hours?|days?|weeks?|months?|years?)\s*", re.IGNORECASE)
_OPTION_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}


def since(value: str, now: datetime) -> datetime:
    """An option such as "24h", "7d", "2w" (before `now`) or an ISO 8601 date.

    Raises: ConfigError in one sentence for anything else.
    """
    found = _SINCE_OPTION.fullmatch(value)
    try:
        if found:
            return now - int(found[1]) * timedelta(hours=_UNIT_HOURS[_OPTION_UNITS[found[2][0].lower()]])
        return aware_utc(datetime.fromisoformat(value.strip()))
    except (ValueError, OverflowError):
        sentence = (
            f"--since needs a length such as 24h, 7d or 2w, or a date such as 2026-03-09, not {value!r}."
        )
        raise ConfigError(sentence, subject="--since") from None


def read(text: str, now: datetime) -> Dates:
    """The first date words of each kind in a question, the longest reading of each place."""
    found = Dates()
    taken: list[Span] = []
    for one in sorted(_expressions(text, now), key=lambda dates: (dates.spans[0].start, -dates.spans[0].end)):
        if any(span.overlaps(other) for span in one.spans for other in taken):
            continue
        taken.extend(_with_possessive(text, span) for span in one.spans)
        found = Dates(
            found.since or one.since, found.until or one.until, found.focus or one.focus, tuple(sorted(taken))
        )
    return found


def _with_possessive(text: str, span: Span) -> Span:
    return Span(span.start, span.end + (text[span.end : span.end + 2] in ("'s", "’s")) * 2)


def _expressions(text: str, now: datetime) -> Iterator[Dates]:
    """Everything that can be read as a date; each gives one span."""
    for lead in _LEAD.finditer(text):
        if (atom := _atom(text, lead.end(), now)) is not None:
            yield from _led(text, lead, atom, now)
    for match in _LAST_UNITS.finditer(text):
        if match["count"] or match["unit"].lower() in ("hour", "day", "fortnight"):
            yield Dates(since=_before(now, match), spans=(Span(*match.span()),))
    for match in _AGO.finditer(text):
        yield Dates(focus=_around(match, now), spans=(Span(*match.span()),))
    for kind in _BARE:
        for match in _PATTERNS[kind].finditer(text):
            if not _inside_word(text, match) and (window := _READERS[kind](match, now)) is not None:
                yield _meant(kind, window, Span(*match.span()))


class _Atom(NamedTuple):
    kind: str
    window: Window
    end: int


def _atom(text: str, position: int, now: datetime) -> _Atom | None:
    for kind, pattern in _PATTERNS.items():
        match = pattern.match(text, position)
        if match and (window := _READERS[kind](match, now)) is not None:
            return _Atom(kind, window, match.end())
    return None


def _led(text: str, lead: re.Match[str], atom: _Atom, now: datetime) -> Iterator[Dates]:
    """A date after a preposition."""
    span = Span(lead.start(), atom.end)
    word = lead.lastgroup
    if word == "range":
        join = _JOIN.match(text, atom.end)
        last = _atom(text, join.end(), now) if join else None
        if last is not None:
            yield _between(atom.window, last.window, Span(lead.start(), last.end))
        elif lead[0].lower().startswith("from"):
            yield Dates(since=atom.window.start, spans=(span,))
    elif word == "since":
        yield Dates(since=atom.window.start, spans=(span,))
    elif word == "after":
        yield Dates(since=atom.window.end, spans=(span,))
    elif word in ("until", "before"):
        yield Dates(until=atom.window.end if word == "until" else atom.window.start, spans=(span,))
    elif atom.kind != "year_only" or _NAMES_YEAR.match(lead[0]):
        yield _meant(atom.kind, atom.window, span)


def _between(first: Window, last: Window, span: Span) -> Dates:
    """Of two dates where only the second has a year, the first comes before it."""
    start = first.start
    if start > last.start:
        start = start.replace(year=start.year - 1) if (start.month, start.day) != (2, 29) else last.start
    return Dates(focus=Window(min(start, last.start), last.end), spans=(span,))


def _meant(kind: str, window: Window, span: Span) -> Dates:
    if kind in _TELLING:
        return Dates(since=window.start, until=window.end + _TOLD_WITHIN, spans=(span,))
    return Dates(focus=window, spans=(span,))


def _inside_word(text: str, match: re.Match[str]) -> bool:
    return match.start() > 0 and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-.,/")


def _before(now: datetime, match: re.Match[str]) -> datetime:
    """The moment so many units before; nothing is older than the oldest news."""
    count = (match["count"] or "1").lower()
    number = int(count) if count.isdigit() else _NUMBERS.get(count, 3)
    length = number * timedelta(hours=_UNIT_HOURS[match["unit"].lower()])
    return now - length if length < now - _OLDEST else _OLDEST


def _around(match: re.Match[str], now: datetime) -> Window:
    """The day meant by "five days ago"; the days about the one meant by "two weeks ago"."""
    wide = timedelta(hours=max(24, _UNIT_HOURS[match["unit"].lower()]))
    start = _midnight(_before(now, match) - wide / 2 + timedelta(hours=12))
    return Window(start, start + wide)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _month(year: int, month: int, months: int = 1) -> Window:
    after = month - 1 + months
    return Window(
        datetime(year, month, 1, tzinfo=UTC), datetime(year + after // 12, after % 12 + 1, 1, tzinfo=UTC)
    )


def _day(year: int, month: int, day: int) -> Window | None:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
        return Window(start, start + timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _read_iso(match: re.Match[str], _: datetime) -> Window | None:
    parts = [int(part) for part in match["iso"].split("-")]
    if len(parts) == 3:
        return _day(*parts)
    return _month(*parts) if 1 <= parts[1] <= 12 and 1 <= parts[0] < 9999 else None


def _read_date(match: re.Match[str], now: datetime) -> Window | None:
    month, day = _month_number(match["month"]), int(match["day"])
    if match["year"]:
        return _day(int(match["year"]), month, day)
    this_year = _day(now.year, month, day)
    return this_year if this_year and this_year.start <= now else _day(now.year - 1, month, day)


def _read_month(match: re.Match[str], now: datetime) -> Window | None:
    month = _month_number(match["month"])
    groups = match.groupdict()
    if groups.get("year"):
        return _month(int(match["year"]), month)
    if "lone" in groups and len(match["month"]) < len(_MONTHS[month - 1]) and month != 5:
        return None  # "in Mar" and "in Jan" are more often names
    year = now.year if month <= now.month else now.year - 1
    if (groups.get("lone") or "").lower().startswith("last") and month == now.month:
        year -= 1
    return _month(year, month)


def _read_quarter(match: re.Match[str], now: datetime) -> Window | None:
    quarter = int(match["q"]) if match["q"] else _ORDINALS[match["qth"].lower()]
    month = quarter * 3 - 2
    year = int(match["year"]) if match["year"] else now.year - (month > now.month)
    return _month(year, month, 3)


def _read_relative_day(match: re.Match[str], now: datetime) -> Window | None:
    words, today = match[0].lower().split(), _midnight(now)
    if words[-1] == "night":
        return Window(today - timedelta(hours=6), today + timedelta(hours=12))
    back = 2 if words[0] == "the" else int(words[0] == "yesterday")
    start = today - timedelta(days=back)
    return Window(start, start + timedelta(days=1))


def _read_relative(match: re.Match[str], now: datetime) -> Window | None:
    last = match["which"].lower() == "last"
    unit = match["unit"].lower()
    if unit == "week":
        start = _midnight(now) - timedelta(days=now.weekday() + 7 * last)
        return Window(start, start + timedelta(days=7))
    if unit == "month":
        before = now.year * 12 + now.month - 1 - last
        return _month(before // 12, before % 12 + 1)
    return _month(now.year - last, 1, 12)


def _read_weekday(match: re.Match[str], now: datetime) -> Window | None:
    back = (now.weekday() - _DAYS.index(match["weekday"].lower())) % 7
    if match["last"] and back == 0:
        back = 7
    start = _midnight(now) - timedelta(days=back)
    return Window(start, start + timedelta(days=1))


def _read_year(match: re.Match[str], _: datetime) -> Window | None:
    return _month(int(match["year"]), 1, 12)


_READERS: dict[str, Reader] = {
    "iso": _read_iso,
    "day_first": _read_date,
    "month_first": _read_date,
    "month_year": _read_month,
    "quarter": _read_quarter,
    "relative_day": _read_relative_day,
    "relative": _read_relative,
    "weekday": _read_weekday,
    "month": _read_month,
    "lone_month": _read_month,
    "year_only": _read_year,
}
