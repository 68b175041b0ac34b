"""Reading schedules and time zones as people write them: "weekdays 7:30", "every 6 hours", "8am Kyiv"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.errors import ConfigError
from bot.news.subscription import DAYS, Schedule

_EVERY_DAY = tuple(range(7))
_GROUPS = {"daily": _EVERY_DAY, "weekday": tuple(range(5)), "weekend": (5, 6)}
_DAYS = {name: (number,) for number, name in enumerate(DAYS)} | _GROUPS
_SHORT = {"tues": "tuesday", "wednes": "wednesday", "thur": "thursday", "thurs": "thursday"}
_NAMES = {name[:3]: name for name in DAYS} | _SHORT
_SPOKEN = {"noon": time(12), "midday": time(12), "midnight": time()}

_REWRITTEN = (
    (re.compile(r"(?<=\d)\s*([ap])\.?m\b\.?"), r"\1m"),
    (re.compile(r"\b(?:every|each)\s+day\b|\beveryday\b"), "daily"),
    (re.compile(r"\bhourly\b|\bevery\s+hour\b"), "every-1-hours"),
    (re.compile(r"\bevery\s+(\d+)\s*h(?:ours?|rs?)?\b"), r"every-\1-hours"),
    (re.compile(rf"\b(?:every|each)\s+(?=weekday|weekend|{'|'.join(name[:3] for name in DAYS)})"), ""),
)
_HOURS = re.compile(r"every-(\d+)-hours")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?")
_JOINING = frozenset(["and", "&", "+", "at", "on"])
_DIVISORS = (1, 2, 3, 4, 6, 8, 12)
_HOW = "Write it as “daily 08:00”, “weekdays 7:30”, “mondays and thursdays 9am” or “every 6 hours”."


@dataclass(frozen=True, slots=True)
class Divided:
    """A text cut in three: what stands before a schedule, the schedule if there is one, and what follows."""

    before: tuple[str, ...]
    schedule: Schedule | None
    after: tuple[str, ...]


def divide(text: str) -> Divided:
    """Find the schedule in a text; words within double quotes are none of it.

    Raises: ConfigError for a schedule that cannot be, in one sentence with the right way to write it.
    """
    tokens = _tokens(text)
    start = next((at for at in range(len(tokens)) if _begins(tokens, at)), None)
    if start is None:
        return Divided(tuple(map(_unquoted, tokens)), None, ())
    end = start
    while end < len(tokens) and _belongs(tokens, end):
        end += 1
    before, after = map(_unquoted, tokens[:start]), map(_unquoted, tokens[end:])
    return Divided(tuple(before), _schedule(tokens[start:end]), tuple(after))


def schedule_named(text: str) -> Schedule:
    """The schedule that a text is, and nothing else. Raises: ConfigError with the right way to write it."""
    parts = divide(text)
    if parts.schedule is None or parts.before or parts.after:
        raise ConfigError(f"I can’t read “{text.strip()}” as a time. {_HOW}", subject=text)
    return parts.schedule


def zone_named(name: str) -> str:
    """The time zone that is meant, by its name in the tz database or by its city alone.

    Raises: ConfigError with the nearest names.
    """
    wanted = "_".join(name.split()).casefold()
    found = _zones().get(wanted)
    if found is not None:
        return found
    near = dict.fromkeys(_zones()[each] for each in get_close_matches(wanted, _zones(), 3, 0.7))
    hint = f"Did you mean {' or '.join(near)}?" if near else "Write it as Europe/Kyiv or America/New_York."
    raise ConfigError(f"I know no time zone “{name}”. {hint}", subject=name)


@cache
def _zones() -> dict[str, str]:
    """Zone names by what people may write: the full name, or the city where only one zone has it."""
    names = sorted(available_timezones() - {"localtime", "Factory"})
    places = [name for name in names if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))]
    cities = {name.rsplit("/", 1)[1].casefold(): name for name in places}
    return cities | {name.casefold(): name for name in names}


def _tokens(text: str) -> list[str]:
    """The words; those in quotes are one, and stay as they are."""
    parts = re.split(r'("[^"]*")', re.sub("[“”„]", '"', text))
    found: list[str] = []
    for part in parts:
        found += [part] if part.startswith('"') and len(part) > 1 else _rewritten(part).split()
    return found


def _rewritten(text: str) -> str:
    """Schedule words in one form each, without regard to case; all other words keep theirs."""
    for pattern, instead in _REWRITTEN:
        text = re.sub(pattern.pattern, instead, text, flags=re.IGNORECASE)
    return text.replace(",", " , ")


def _unquoted(token: str) -> str:
    return token.strip('"')


def _days(token: str) -> tuple[int, ...] | None:
    word = token.casefold().removesuffix("s") if token.casefold() not in _SHORT else token.casefold()
    return _DAYS.get(_NAMES.get(word, word))


def _is_clock(token: str) -> bool:
    """Whether a word is a time by itself, as a bare number is not."""
    word = token.casefold()
    return word in _SPOKEN or (bool(_CLOCK.fullmatch(word)) and not word.isdigit())


def _begins(tokens: Sequence[str], at: int) -> bool:
    word, rest = tokens[at].casefold(), tokens[at + 1 :]
    if word in ("at", "on"):
        return bool(rest) and (_begins(tokens, at + 1) or (word == "at" and rest[0].isdigit()))
    return _days(word) is not None or bool(_HOURS.fullmatch(word)) or _is_clock(word)


def _belongs(tokens: Sequence[str], at: int) -> bool:
    word, rest = tokens[at].casefold(), tokens[at + 1 :]
    if word in _JOINING or word == ",":
        return bool(rest) and _belongs(tokens, at + 1)
    return (
        _days(word) is not None or bool(_HOURS.fullmatch(word) or _CLOCK.fullmatch(word)) or word in _SPOKEN
    )


def _schedule(tokens: Sequence[str]) -> Schedule:
    words = [each.casefold() for each in tokens if each.casefold() not in _JOINING and each != ","]
    hours = [int(found[1]) for each in words if (found := _HOURS.fullmatch(each))]
    days = sorted({day for each in words for day in _days(each) or ()})
    times = [_time(each) for each in words if each in _SPOKEN or _CLOCK.fullmatch(each)]
    if hours:
        if times or len(hours) > 1:
            raise ConfigError(f"Hours count from midnight and stand without a time. {_HOW}")
        times = _every(hours[0])
    if not times:
        raise ConfigError(f"At what time? {_HOW}")
    return Schedule(tuple(days) or _EVERY_DAY, tuple(sorted(set(times))))


def _every(hours: int) -> list[time]:
    if hours not in _DIVISORS:
        known = ", ".join(map(str, _DIVISORS[:-1]))
        raise ConfigError(f"Every {hours} hours does not fit into a day; I can do every {known} or 12 hours.")
    return [time(hour) for hour in range(0, 24, hours)]


def _time(word: str) -> time:
    if word in _SPOKEN:
        return _SPOKEN[word]
    found = _CLOCK.fullmatch(word)
    hour, minute, half = (int(found[1]), int(found[2] or 0), found[3]) if found else (99, 0, None)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half:
        hour = 99
    if hour > 23 or minute > 59:
        raise ConfigError(f"“{word}” is no time of day. {_HOW}", subject=word)
    return time(hour, minute)
