"""What goes on beside the answers: reading what was stored meanwhile, the clock, and forgetting old jobs."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.digest import watch
from bot.digest.clock import KIND, tick
from bot.errors import CopydeskError
from bot.slack.parts import Parts

KEPT = timedelta(days=7)
"""How long done jobs, and what was seen, are remembered; Slack's last retry comes after an hour."""

_log = logging.getLogger(__name__)


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
        self._stopping = threading.Event()
        settings = parts.settings
        self._threads = [
            self._thread("catching-up", self._catch_up, settings.catch_up_s),
            self._thread("clock", self._tick, settings.clock_s),
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after what is under way; each step of it is a transaction, so the rest is done later."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _thread(self, name: str, do: Callable[[], None], every_s: float) -> threading.Thread:
        return threading.Thread(target=self._go_on, args=(name, do, every_s), name=name, daemon=True)

    def _go_on(self, name: str, do: Callable[[], None], every_s: float) -> None:
        while not self._stopping.is_set():
            try:
                do()
            except CopydeskError as error:
                _log.error("%s: not done, and tried again: %s", name, error)
            except Exception:
                _log.exception("%s: not done, and tried again.", name)
            self._stopping.wait(every_s)

    def _catch_up(self) -> None:
        try:
            self._parts.catch_up()
        finally:
            self._caught_up.set()
        self._parts.store.jobs.purge_done(self._clock() - KEPT)

    def _tick(self) -> None:
        now, store = self._clock(), self._parts.store
        if tick(store.subscriptions, now):
            self._wake(KIND)
        if watch.due(store.jobs, now):
            self._wake(watch.KIND)
