"""Work that goes on beside other work: a thread for each, a turn every few seconds until it is stopped."""

import logging
import threading
from collections.abc import Callable

from bot.errors import CopydeskError

_log = logging.getLogger(__name__)


class Loop:
    """Does something again and again; what fails is logged, and done again at the next turn."""

    def __init__(self, name: str, do: Callable[[], object], every_s: float) -> None:
        self._name = name
        self._do = do
        self._every_s = every_s
        self._awake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._go_on, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Take the next turn at once."""
        self._awake.set()

    def stop(self) -> None:
        """Take no further turn; `join` waits for the one under way."""
        self._stopping = True
        self._awake.set()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    @property
    def stopping(self) -> bool:
        """Whether a turn that takes long should end early."""
        return self._stopping

    def _go_on(self) -> None:
        while not self._stopping:
            self._awake.clear()
            self._turn()
            if not self._stopping:
                self._awake.wait(self._every_s)

    def _turn(self) -> None:
        try:
            self._do()
        except CopydeskError as error:
            _log.error("%s: not done, and tried again: %s", self._name, error)
        except Exception:
            _log.exception("%s: not done, and tried again.", self._name)
