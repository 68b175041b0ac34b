"""Fixtures for all tests live in `tests/fakes`."""

from hypothesis import settings

pytest_plugins = ("tests.fakes.databases", "tests.fakes.model_server", "tests.fakes.slack", "tests.fakes.web")

settings.register_profile("untimed", deadline=None)  # a slow machine is no failure
settings.load_profile("untimed")
