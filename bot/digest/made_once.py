"""Digests for many subscriptions that ask for the same one: made once."""

import threading
import time
from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Protocol

from bot.news.digest import Digest
from bot.news.region import Region
from bot.news.subscription import EVERY_OUTLET, Selection

KEPT_S = 120.0
"""How long a digest is given again: what is hidden or stored meanwhile must soon tell."""


class Makes(Protocol):
    """What makes digests."""

    def make(
        self,
        since: datetime,
        until: datetime,
        regions: Sequence[Region] = (),
        topic: str | None = None,
        team_id: str | None = None,
        *,
        outlets: Selection = EVERY_OUTLET,
        known: int | None = None,
    ) -> Digest:
        """What became known from `since` until `until`, and late of what was not `known` to the last one."""
        ...


class MadeOnce:
    """Makes digests one at a time, and gives the one that was just made to all who want the same."""

    def __init__(self, digests: Makes) -> None:
        self._digests = digests
        self._made: dict[Hashable, tuple[float, Digest]] = {}
        self._lock = threading.Lock()

    def make(
        self,
        since: datetime,
        until: datetime,
        regions: Sequence[Region] = (),
        topic: str | None = None,
        team_id: str | None = None,
        *,
        outlets: Selection = EVERY_OUTLET,
        known: int | None = None,
    ) -> Digest:
        """What became known from `since` until `until`, and late of what was not `known` to the last one."""
        key = since, until, tuple(region.id for region in regions), topic, team_id, outlets, known
        with self._lock:
            self._forget()
            if key not in self._made:
                made = self._digests.make(since, until, regions, topic, team_id, outlets=outlets, known=known)
                self._made[key] = time.monotonic(), made
            return self._made[key][1]

    def _forget(self) -> None:
        old = time.monotonic() - KEPT_S
        self._made = {key: kept for key, kept in self._made.items() if kept[0] > old}
