"""What was made of late, so that it need not be made again."""

import threading
import time
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps the `most` values last asked for, each for so many seconds; any number of threads may ask."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._kept: dict[K, tuple[float, V]] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """What was put under a key; null where nothing is left of it."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is None or found[0] <= time.monotonic() - self._seconds:
                return None
            self._kept[key] = found  # the last asked for stands last
            return found[1]

    def put(self, key: K, value: V) -> None:
        """Keep a value, and none that is old or was not asked for the longest."""
        old = time.monotonic() - self._seconds
        with self._lock:
            self._kept.pop(key, None)
            young = [(each, kept) for each, kept in self._kept.items() if kept[0] > old]
            self._kept = dict(young[max(0, len(young) + 1 - self._most) :])
            self._kept[key] = time.monotonic(), value

    def drop(self, key: K) -> None:
        """Keep nothing under a key any more."""
        with self._lock:
            self._kept.pop(key, None)
