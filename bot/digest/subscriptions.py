"""What people order by words: "belgorod daily 08:00 Europe/Kyiv", "drones in kyiv weekdays 7:30 short"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.digest.known import Known
from bot.digest.schedule_words import divide, zone_named
from bot.errors import ConfigError
from bot.news.subscription import Length, Order, RegionRef, Schedule, Selection, WhenEmpty

LONGEST_TOPIC = 100
"""Characters of a topic."""

_ALL = frozenset(["everything", "all", "the whole desk"])
_ALL_OUTLETS = frozenset(["all", "all outlets", "every outlet", "everyone", "everywhere"])
_LENGTHS = {each.value: each for each in Length}
_WHEN_EMPTY = {"silent": WhenEmpty.SILENCE, "line": WhenEmpty.LINE}
_OUTLETS = re.compile(
    r"(?:^|(?<=\s))(?:(?P<only>(?:only\s+)?from)|not(?:\s+from)?|without|except)\s+", re.IGNORECASE
)
_OUTLET_WORDS = frozenset(["only", "from", "not", "without", "except"])
_NO_TIME = (
    "When? Add a time, as in “belgorod daily 08:00 Europe/Kyiv”; “weekdays 7:30”, “mondays 9am” and “every 6 "
    "hours” work too."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What some words ask for; null is what they leave open. `about` has the outlets in it."""

    about: str | None
    schedule: Schedule | None
    zone: str | None
    length: Length | None
    when_empty: WhenEmpty | None


def wanted(text: str) -> Wanted:
    """Read an order. Raises: ConfigError with one sentence for what cannot be."""
    parts = divide(text)
    before, options = list(parts.before), [*parts.after]
    if parts.schedule is None:
        before, options = _without_options(parts.before)
    zone, outlets = _zone_and_outlets(parts.after)
    return Wanted(
        about=" ".join([*before, *outlets]).strip(" ,") or None,
        schedule=parts.schedule,
        zone=zone_named(" ".join(zone).removeprefix("in ")) if zone else None,
        length=next((_LENGTHS[word.casefold()] for word in options if word.casefold() in _LENGTHS), None),
        when_empty=next(
            (_WHEN_EMPTY[word.casefold()] for word in options if word.casefold() in _WHEN_EMPTY), None
        ),
    )


def ordered(asked: Wanted, known: Known, zone: str) -> Order:
    """A new order; `zone` is the time zone of the person. Raises: ConfigError when it has no time."""
    if asked.schedule is None:
        raise ConfigError(_NO_TIME)
    return changed(Order(asked.schedule, zone), asked, known)


def changed(order: Order, asked: Wanted, known: Known) -> Order:
    """An order with all that was asked for, and the rest as it was. Raises: ConfigError."""
    subject, outlets = _outlets_apart(asked.about or "", known)
    regions, topic = _subject(subject, known) if subject else (order.regions, order.topic)
    return replace(
        order,
        schedule=asked.schedule or order.schedule,
        zone=asked.zone or order.zone,
        regions=regions,
        topic=topic,
        outlets=order.outlets if outlets is None else outlets,
        length=asked.length or order.length,
        when_empty=asked.when_empty or order.when_empty,
    )


def topic_of(words: str) -> str | None:
    """A topic as it is kept, null for none. Raises: ConfigError for one that is too long."""
    if len(words) > LONGEST_TOPIC:
        raise ConfigError(f"That is too long for a topic; say it in up to {LONGEST_TOPIC} characters.")
    return ", ".join(filter(None, (each.strip() for each in words.split(",")))) or None


def _subject(about: str, known: Known) -> tuple[tuple[RegionRef, ...], str | None]:
    """The regions and the words: "kyiv", "drones", "drones in kyiv and belgorod"."""
    if about.casefold() in _ALL:
        return (), None
    if regions := _regions(about, known):
        return regions, None
    topic, _, places = about.rpartition(" in ")
    if topic and (regions := _regions(places, known)):
        return regions, topic_of(topic)
    return (), topic_of(about)


def _regions(words: str, known: Known) -> tuple[RegionRef, ...]:
    """The regions that all of the words name, else none."""
    try:
        return known.regions(words)
    except ConfigError:
        return ()


def _outlets_apart(about: str, known: Known) -> tuple[str, Selection | None]:
    """What stands before the outlets, and their selection, null where none is named.

    "from" can belong to a topic as well: it begins outlets where one of the names behind it is known.
    """
    marks = list(_OUTLETS.finditer(about))
    ends = [mark.start() for mark in marks[1:]] + [len(about)] * bool(marks)
    named = [(mark, about[mark.end() : end].strip(" ,")) for mark, end in zip(marks, ends, strict=True)]
    while named and not (named[0][1].casefold() in _ALL_OUTLETS or known.is_like_an_outlet(named[0][1])):
        named = named[1:]
    if not named:
        return about, None
    only: list[str] = []
    without: list[str] = []
    for mark, names in named:
        if names.casefold() not in _ALL_OUTLETS:
            (only if mark["only"] else without).extend(known.outlets_named(names))
    return about[: named[0][0].start()].strip(" ,"), Selection(tuple(only), tuple(without))


def _zone_and_outlets(after: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words behind a schedule, without options: those of a time zone, and those of outlets."""
    rest = [word for word in after if word.casefold() not in _LENGTHS | _WHEN_EMPTY]
    at = next((at for at, word in enumerate(rest) if word.casefold() in _OUTLET_WORDS), len(rest))
    return [word for word in rest[:at] if word != ","], rest[at:]


def _without_options(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of a text without a schedule, and the options at its end."""
    end = len(words)
    while end and words[end - 1].casefold() in _LENGTHS | _WHEN_EMPTY:
        end -= 1
    return list(words[:end]), list(words[end:])
