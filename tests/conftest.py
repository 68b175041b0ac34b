"""Fixtures for all tests live in `tests/fakes`."""

import os

from hypothesis import settings

pytest_plugins = ("tests.fakes.databases", "tests.fakes.model_server", "tests.fakes.slack", "tests.fakes.web")

settings.register_profile("untimed", deadline=None)  # a slow machine is no failure
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for a process or a socket."""
    return (os.cpu_count() or 1) + 1
