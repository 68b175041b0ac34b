"""Digests for many subscriptions that ask for the same one: made once."""

import threading
import time
from collections.abc import Hashable
from datetime import datetime
from typing import Protocol

from bot.news.digest import Digest
from bot.news.region import Region

KEPT_S = 120.0
"""How long a digest is given again: what is hidden or stored meanwhile must soon tell."""


class Makes(Protocol):
    """What makes digests."""

    def make(
        self,
        since: datetime,
        until: datetime,
        region: Region | None = None,
        topic: str | None = None,
        team_id: str | None = None,
    ) -> Digest:
        """What became known from `since` until `until`."""
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
        region: Region | None = None,
        topic: str | None = None,
        team_id: str | None = None,
    ) -> Digest:
        """What became known from `since` until `until`."""
        key = since, until, region.id if region else None, topic, team_id
        with self._lock:
            self._forget()
            if key not in self._made:
                made = self._digests.make(since, until, region, topic, team_id)
                self._made[key] = time.monotonic(), made
            return self._made[key][1]

    def _forget(self) -> None:
        old = time.monotonic() - KEPT_S
        self._made = {key: kept for key, kept in self._made.items() if kept[0] > old}
