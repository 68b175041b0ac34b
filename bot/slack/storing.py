"""Storing what comes: whatever waits at one moment goes into one transaction.

A burst then costs a few commits instead of one for each event, and every event is acknowledged in time.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from bot.store.jobs import Jobs, NewJob

Waiting = tuple[NewJob, "Future[bool]"]

_MOST = 100
_LONGEST_S = 30.0  # Slack has given up long before, and sends the event again


class Storing:
    """One thread that stores jobs for all listeners."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._go_on, name="storing", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, when everything that waits is stored."""
        self._queue.put(None)
        self._thread.join()

    def put(self, job: NewJob) -> bool:
        """Returns when the job is stored; false when it was there. Raises: StoreError, TimeoutError."""
        stored: Future[bool] = Future()
        self._queue.put((job, stored))
        return stored.result(_LONGEST_S)

    def _go_on(self) -> None:
        while (first := self._queue.get()) is not None:
            more, ended = self._more()
            self._store([first, *more])
            if ended:
                return

    def _more(self) -> tuple[list[Waiting], bool]:
        """What waits besides, and whether the end is among it."""
        found: list[Waiting] = []
        while len(found) < _MOST:
            try:
                each = self._queue.get_nowait()
            except Empty:
                return found, False
            if each is None:
                return found, True
            found.append(each)
        return found, False

    def _store(self, waiting: Sequence[Waiting]) -> None:
        try:
            new = self._jobs.put_all([job for job, _ in waiting])
        except Exception as error:  # each listener is told, and Slack sends the event again
            for _, stored in waiting:
                stored.set_exception(error)
            return
        for job, stored in waiting:
            stored.set_result(job.key in new)
            new.discard(job.key)
