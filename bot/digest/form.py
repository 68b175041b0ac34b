"""An order as a form has it: each field in the words of the one who fills it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.digest.known import Known
from bot.digest.schedule_words import schedule_named, zone_named
from bot.digest.subscriptions import topic_of
from bot.errors import ConfigError
from bot.news.subscription import Length, Order, RegionRef, Selection, WhenEmpty

T = TypeVar("T")

_TWICE = "{} cannot be both the only one and left out."


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields; each may be empty but for `schedule` and `zone`."""

    schedule: str
    zone: str
    regions: str = ""
    topic: str = ""
    only: str = ""
    without: str = ""
    length: str = Length.FULL.value
    when_empty: str = WhenEmpty.LINE.value

    @classmethod
    def of(cls, order: Order) -> "Filled":
        """The fields of an order as it stands."""
        return cls(
            str(order.schedule),
            order.zone,
            ", ".join(each.name for each in order.regions),
            order.topic or "",
            ", ".join(order.outlets.only),
            ", ".join(order.outlets.without),
            order.length.value,
            order.when_empty.value,
        )

    def read(self, known: Known, kept: Sequence[RegionRef] = ()) -> tuple[Order | None, Mapping[str, str]]:
        """The order, or null and a sentence for each field that cannot be used.

        `kept` are regions that the form had before: they are meant by their names, also where another
        region of that name is better known.
        """
        reading = _Reading()
        before = {each.name: each for each in kept}
        schedule = reading.of("schedule", lambda: schedule_named(self.schedule))
        zone = reading.of("zone", lambda: zone_named(self.zone))
        regions = reading.of("regions", lambda: known.regions(self.regions, before))
        topic = reading.of("topic", lambda: topic_of(self.topic))
        only = reading.of("only", lambda: known.outlets_named(self.only))
        without = reading.of("without", lambda: _others(known.outlets_named(self.without), only or ()))
        if schedule is None or zone is None or reading.errors:
            return None, reading.errors
        order = Order(schedule, zone, regions or (), topic, Selection(only or (), without or ()))
        return replace(order, length=Length(self.length), when_empty=WhenEmpty(self.when_empty)), {}


class _Reading:
    """Reads field by field, and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def of(self, field: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ConfigError as error:
            self.errors[field] = str(error)
            return None


def _others(without: tuple[str, ...], only: Sequence[str]) -> tuple[str, ...]:
    for name in without:
        if name in only:
            raise ConfigError(_TWICE.format(name), subject=name)
    return without
