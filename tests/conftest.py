"""Fixtures for all tests live in `tests/fakes`."""

import gc
import os
import sys

import pytest
from hypothesis import settings

pytest_plugins = ("tests.fakes.databases", "tests.fakes.model_server", "tests.fakes.slack", "tests.fakes.web")

settings.register_profile("untimed", deadline=None)  # a slow machine is no failure
settings.load_profile("untimed")

# Each worker, and each process of a test, would otherwise compile everything again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

gc.set_threshold(50_000, 20, 20)  # as the program itself does


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what stays until the end out of the garbage collector's way."""
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for a process or a socket."""
    return (os.cpu_count() or 1) + 1
