"""The demo's page in a Chromium of this computer; where there is none, these tests are not collected."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from bot.playground.driver import LocalSlack

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PATIENCE_MS = 20_000
"""How long something may take to appear: the tests share the machine with each other."""
collect_ignore = [] if CHROMIUM else ["test_page.py"]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator["LocalSlack"]:
    """The demo, running."""
    from bot.commands.demo_page import demo_page

    with demo_page(tmp_path_factory.mktemp("demo"), 0, []) as slack:
        yield slack


@pytest.fixture
def page(browser: "Browser", room: "LocalSlack") -> Iterator["Page"]:
    """The page as it is first seen; its console must stay free of errors."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page, errors = context.new_page(), list[str]()
        page.on(
            "console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(room.core.base_url)
        yield page
        assert errors == []
