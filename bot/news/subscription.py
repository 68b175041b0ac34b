"""Subscriptions: who gets which digest, where and when, and the editions that came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

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
        days = _GROUPS.get(self.days) or _listed([f"{DAYS[day]}s" for day in self.days])
        return f"{days} {_listed([f'{each:%H:%M}' for each in self.times])}"

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
class Order:
    """What is subscribed to: a region (by name), words, or neither for the whole desk; when, and how much."""

    schedule: Schedule
    zone: str
    region: str | None = None
    topic: str | None = None
    length: Length = Length.FULL
    when_empty: WhenEmpty = WhenEmpty.LINE

    @property
    def about(self) -> str:
        """What it is about, in words."""
        words = f"“{self.topic}”" if self.topic else ""
        return " in ".join(part for part in (words, self.region) if part) or "the whole desk"


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

    `told` has the statuses by claim ids. `ts` is the message in `channel`. Its thread has
    the changes up to `noted_until`, the last of them since `noted_at`.
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
    noted_until: datetime | None = None
    noted_at: datetime | None = None


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
