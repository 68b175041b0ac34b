"""What changed between two verdicts on one claim."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.status import STRENGTH
from bot.news.claim import Verdict


class Direction(StrEnum):
    """Where a claim's strength went."""

    STRONGER = "stronger"
    WEAKER = "weaker"
    LEVEL = "level"  # other words for as much belief: one more speaker, one more outlet


@dataclass(frozen=True, slots=True)
class Change:
    """An old and a new verdict that would be shown in different words."""

    was: Verdict
    now: Verdict

    @property
    def direction(self) -> Direction:
        """Whether the new status asks for more belief than the old."""
        gain = STRENGTH[self.now.status] - STRENGTH[self.was.status]
        return Direction.STRONGER if gain > 0 else Direction.WEAKER if gain < 0 else Direction.LEVEL

    @property
    def text(self) -> str:
        """The new words, and the old ones with their time."""
        then = self.was.as_of
        return f"{self.now.shown} (as of {then.day} {then:%B, %H:%M} UTC: {self.was.shown})"


def change(was: Verdict | None, now: Verdict) -> Change | None:
    """What must be told to who knows the old verdict; null for a first verdict and for the same words."""
    if was is None or (was.status, was.shown) == (now.status, now.shown):
        return None
    return Change(was, now)
