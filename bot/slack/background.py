"""What goes on beside the answers: reading what was stored meanwhile, and forgetting old jobs."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.errors import CopydeskError
from bot.slack.parts import Parts

KEPT = timedelta(days=7)
"""How long done jobs, and what was seen, are remembered; Slack's last retry comes after an hour."""

_log = logging.getLogger(__name__)


class CatchingUp:
    """Does due work in a thread of its own, every few seconds."""

    def __init__(self, parts: Parts, clock: Callable[[], datetime]) -> None:
        self._parts = parts
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="catching-up", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way; each step of it is a transaction, so the rest is done later."""
        self._stopping.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._stopping.is_set():
            try:
                self._parts.catch_up()
                self._parts.store.jobs.purge_done(self._clock() - KEPT)
            except CopydeskError as error:
                _log.error("What was stored could not be read yet: %s", error)
            except Exception:
                _log.exception("What was stored could not be read yet.")
            self._stopping.wait(self._parts.settings.catch_up_s)
