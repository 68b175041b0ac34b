"""What goes on beside the answers: following the news, reading it, the clock, and forgetting old jobs."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.digest import watch
from bot.digest.clock import KIND, tick
from bot.loops import Loop
from bot.slack.parts import Parts

KEPT = timedelta(days=7)
"""How long done jobs, and what was seen, are remembered; Slack's last retry comes after an hour."""


class Background:
    """Does each of these in a thread of its own, every few seconds."""

    def __init__(
        self,
        parts: Parts,
        clock: Callable[[], datetime],
        wake: Callable[[str], None],
        caught_up: threading.Event,
    ) -> None:
        self._parts = parts
        self._clock = clock
        self._wake = wake
        self._caught_up = caught_up
        settings = parts.settings
        self._reading = Loop("catching-up", self._catch_up, settings.catch_up_s)
        self._following = Loop("following", self._follow, settings.clock_s)
        self._loops = [self._reading, self._following, Loop("clock", self._tick, settings.clock_s)]

    def start(self) -> None:
        """Begin."""
        for loop in self._loops:
            loop.start()

    def stop(self) -> None:
        """End after what is under way; each step of it is a transaction, so the rest is done later."""
        for loop in self._loops:
            loop.stop()
        for loop in self._loops:
            loop.join()

    def _catch_up(self) -> None:
        try:
            self._parts.catch_up()
        finally:
            self._caught_up.set()
        self._parts.store.jobs.purge_done(self._clock() - KEPT)

    def _follow(self) -> None:
        for result in self._parts.follow(self._clock):
            if result.is_new:
                self._reading.wake()
            if self._following.stopping:
                return

    def _tick(self) -> None:
        now, store = self._clock(), self._parts.store
        if tick(store.subscriptions, now):
            self._wake(KIND)
        if watch.due(store.jobs, now):
            self._wake(watch.KIND)
