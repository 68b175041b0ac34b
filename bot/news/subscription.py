"""Subscriptions: who gets which digest, where and when, and the editions that came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.news.shown import listed

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of a week, in the order of their numbers from 0."""

_GROUPS = {tuple(range(7)): "daily", tuple(range(5)): "weekdays", (5, 6): "weekends"}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Local times on days of the week (0: Monday), both in order; its `str` can be read again."""

    days: tuple[int, ...]
    times: tuple[time, ...]

    def __str__(self) -> str:
        if self.days == tuple(range(7)) and (hours := self._every_hours()):
            return "every hour" if hours == 1 else f"every {hours} hours"
        days = _GROUPS.get(self.days) or listed([f"{DAYS[day]}s" for day in self.days])
        return f"{days} {listed([f'{each:%H:%M}' for each in self.times])}"

    def _every_hours(self) -> int:
        """The hours between the times where they divide the day from midnight on, else 0."""
        step = 24 // len(self.times)
        even = tuple(time(hour) for hour in range(0, 24, step))
        return step if len(self.times) > 1 and self.times == even else 0


class Length(StrEnum):
    """How much of a digest is posted."""

    FULL = "full"
    SHORT = "short"  # the few heaviest stories


class WhenEmpty(StrEnum):
    """What is posted when nothing is new."""

    LINE = "line"  # one line that says so
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class RegionRef:
    """A region of the gazetteer, with the name that people are shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The outlets whose articles count, by name: only these where there are any, and never those without."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def takes(self, outlet: str) -> bool:
        """Whether an outlet's articles count."""
        return outlet not in self.without and (not self.only or outlet in self.only)

    def __str__(self) -> str:
        """ "from The Courier and The Gull", "not from Daily Wire"; empty where all outlets count."""
        only = f"from {listed(self.only)}" if self.only else ""
        without = f"not from {listed(self.without)}" if self.without else ""
        return ", ".join(filter(None, (only, without)))


EVERY_OUTLET = Selection()
"""The articles of all outlets count."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is subscribed to: regions, words, or neither for the whole desk; of which outlets; when, how much.

    Commas divide the `topic` into several.
    """

    schedule: Schedule
    zone: str
    regions: tuple[RegionRef, ...] = ()
    topic: str | None = None
    outlets: Selection = EVERY_OUTLET
    length: Length = Length.FULL
    when_empty: WhenEmpty = WhenEmpty.LINE

    @property
    def about(self) -> str:
        """What it is about, in words."""
        words = f"“{self.topic}”" if self.topic else ""
        places = listed([each.name for each in self.regions])
        subject = " in ".join(filter(None, (words, places))) or "the whole desk"
        return ", ".join(filter(None, (subject, str(self.outlets))))


@dataclass(frozen=True, slots=True)
class Subscription:
    """An order for a channel (or a direct message) of a workspace; `owner` is told when it has to pause.

    `shared` says that other workspaces are in the channel. `paused` is the reason, null while it is active.
    """

    id: int
    team_id: str
    channel: str
    owner: str
    order: Order
    next_run_at: datetime
    shared: bool = False
    paused: str | None = None


class Outcome(StrEnum):
    """What became of a slot."""

    DUE = "due"  # claimed, and not yet delivered
    POSTED = "posted"
    SILENT = "silent"  # there was nothing new, and the subscription asks for silence then
    SKIPPED = "skipped"  # noticed too late
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Edition:
    """The digest of one slot, which is posted once; it tells what became known `since` then `until` then.

    `told` has the statuses by claim ids. Every revision up to the number `known` was in the ledger when it
    was made, up to `noted_known` when changes were last looked for. `ts` is the message in `channel`. Its
    thread has the changes up to `noted_until`, the last of them since `noted_at`.
    """

    subscription_id: int
    slot: datetime
    until: datetime
    late: bool
    outcome: Outcome
    since: datetime | None = None
    channel: str | None = None
    ts: str | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    known: int | None = None
    noted_until: datetime | None = None
    noted_at: datetime | None = None
    noted_known: int | None = None
