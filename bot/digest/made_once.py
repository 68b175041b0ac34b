"""Digests for many subscriptions that ask for the same one: made once."""

import threading
from typing import Protocol

from bot.digest.brief import Brief
from bot.digest.recent import Recent
from bot.news.digest import Digest

KEPT_S = 900.0
"""How long a digest is given again: a thousand that are due at once take minutes, and Slack puts some off.

It is of a time that is over: what is hidden or stored after its end is for the next one.
"""
MOST_KEPT = 64
"""How many are kept, those last asked for: equal ones are delivered one after the other."""


class Makes(Protocol):
    """What makes digests."""

    def make(self, brief: Brief) -> Digest:
        """The digest that a brief asks for."""
        ...


class MadeOnce:
    """Makes digests one at a time, and gives the one that was just made to all who want the same."""

    def __init__(self, digests: Makes) -> None:
        self._digests = digests
        self._made: Recent[Brief, Digest] = Recent(MOST_KEPT, KEPT_S)
        self._lock = threading.Lock()

    def make(self, brief: Brief) -> Digest:
        """The digest that a brief asks for."""
        with self._lock:
            found = self._made.get(brief)
            if found is None:
                found = self._digests.make(brief)
                self._made.put(brief, found)
            return found
