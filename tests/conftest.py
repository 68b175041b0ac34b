"""Fixtures for all tests live in `tests/fakes`."""

pytest_plugins = ("tests.fakes.databases", "tests.fakes.model_server", "tests.fakes.web")
