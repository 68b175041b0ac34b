"""What people order by words: "belgorod daily 08:00 Europe/Kyiv", "drones in kyiv weekdays 7:30 short"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.digest.schedule_words import divide, zone_named
from bot.errors import ConfigError
from bot.news.subscription import Length, Order, Schedule, WhenEmpty

FindRegion = Callable[[str], str | None]
"""The name of the region that some words mean, null when they mean none."""

_ALL = frozenset(["everything", "all", "the whole desk"])
_LENGTHS = {each.value: each for each in Length}
_WHEN_EMPTY = {"silent": WhenEmpty.SILENCE, "line": WhenEmpty.LINE}
_LONGEST_TOPIC = 100
_NO_TIME = (
    "When? Add a time, as in “belgorod daily 08:00 Europe/Kyiv”; “weekdays 7:30”, “mondays 9am” and “every 6 "
    "hours” work too."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What some words ask for; null is what they leave open."""

    about: str | None
    schedule: Schedule | None
    zone: str | None
    length: Length | None
    when_empty: WhenEmpty | None


def wanted(text: str) -> Wanted:
    """Read an order. Raises: ConfigError with one sentence for what cannot be."""
    parts = divide(text)
    rest = [word for word in parts.after if word.casefold() not in _LENGTHS | _WHEN_EMPTY]
    before, options = list(parts.before), [*parts.after]
    if parts.schedule is None:
        before, options = _without_options(parts.before)
    zone = zone_named(" ".join(rest).removeprefix("in ")) if rest else None
    return Wanted(
        about=" ".join(before).strip(" ,") or None,
        schedule=parts.schedule,
        zone=zone,
        length=next((_LENGTHS[word.casefold()] for word in options if word.casefold() in _LENGTHS), None),
        when_empty=next(
            (_WHEN_EMPTY[word.casefold()] for word in options if word.casefold() in _WHEN_EMPTY), None
        ),
    )


def ordered(asked: Wanted, find_region: FindRegion, zone: str) -> Order:
    """A new order; `zone` is the time zone of the person. Raises: ConfigError when it has no time."""
    if asked.schedule is None:
        raise ConfigError(_NO_TIME)
    return changed(Order(asked.schedule, zone), asked, find_region)


def changed(order: Order, asked: Wanted, find_region: FindRegion) -> Order:
    """An order with all that was asked for, and the rest as it was. Raises: ConfigError."""
    region, topic = _subject(asked.about, find_region) if asked.about else (order.region, order.topic)
    return replace(
        order,
        schedule=asked.schedule or order.schedule,
        zone=asked.zone or order.zone,
        region=region,
        topic=topic,
        length=asked.length or order.length,
        when_empty=asked.when_empty or order.when_empty,
    )


def _subject(about: str, find_region: FindRegion) -> tuple[str | None, str | None]:
    """The region and the words: "kyiv", "drones", "drones in kyiv"."""
    if about.casefold() in _ALL:
        return None, None
    if (region := find_region(about)) is not None:
        return region, None
    topic, _, place = about.rpartition(" in ")
    if topic and (region := find_region(place)) is not None:
        return region, _topic(topic)
    return None, _topic(about)


def _topic(words: str) -> str:
    if len(words) > _LONGEST_TOPIC:
        raise ConfigError(f"That is too long for a topic; say it in up to {_LONGEST_TOPIC} characters.")
    return words


def _without_options(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of a text without a schedule, and the options at its end."""
    end = len(words)
    while end and words[end - 1].casefold() in _LENGTHS | _WHEN_EMPTY:
        end -= 1
    return list(words[:end]), list(words[end:])
