"""Makes docs/pictures from the running demo with a local Chromium: python -m tools.make_pictures"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from bot.commands.demo_page import demo_page

OUT = Path(__file__).parents[1] / "docs" / "pictures"
DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCALE = 1.5
QUESTION = "What did Duvrin deny?"


def main() -> None:
    """Ask, look and press as a newcomer would, and take a picture of each step."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("No Chromium was found on the PATH.")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo_page(Path(folder), 0, []) as slack:
        address = slack.core.base_url
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=DESKTOP, device_scale_factor=SCALE)
            page.goto(address)
            _answer(page)
            _region(page)
            _digest(page)
            _app(page, address)
            phone = browser.new_page(viewport=PHONE, device_scale_factor=SCALE)
            phone.goto(address)
            phone.get_by_role("button", name=QUESTION).click()
            expect(phone.locator(".panel blockquote").first).to_be_visible()
            _take(phone, "phone")


def _take(page: Page, name: str) -> None:
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=OUT / f"{name}.png", animations="disabled")


def _answer(page: Page) -> None:
    page.get_by_role("button", name=QUESTION).click()
    expect(page.locator(".panel blockquote").first).to_be_visible()
    _take(page, "answer")
    page.locator(".panel").get_by_role("button", name="Show in context").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    _take(page, "context")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def _region(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    page.get_by_label("Message #news").fill("/region Brennick 30d")
    page.keyboard.press("Enter")
    expect(page.locator(".message.private .b-header")).to_be_visible()
    _take(page, "region")


def _digest(page: Page) -> None:
    page.reload()
    page.get_by_role("log", name="Messages in #news").evaluate("log => log.scrollTo(0, 0)")
    _take(page, "digest")
    page.get_by_label("Message #news").fill("/digest")
    page.keyboard.press("Enter")
    modal = page.get_by_role("dialog", name="New digest")
    modal.get_by_label("Regions").fill("Tessen")
    modal.get_by_label("When", exact=True).fill("daily 00:00")
    page.keyboard.press("Enter")
    expect(modal.locator(".b-header")).to_contain_text("Tessen")
    modal.get_by_role("button", name="Preview").evaluate("button => button.scrollIntoView()")
    _take(page, "order")
    modal.get_by_role("button", name="Order").click()
    expect(page.get_by_text("Ordered")).to_be_visible()


def _app(page: Page, address: str) -> None:
    page.goto(f"{address}/app/home")
    expect(page.locator(".home .b-header").first).to_be_visible()
    _take(page, "home")
    page.goto(f"{address}/app/chat")
    page.get_by_label("Message Copydesk").fill("How many people were wounded in Tessen?")
    page.keyboard.press("Enter")
    expect(page.locator(".room blockquote").first).to_be_visible()
    _take(page, "chat")


if __name__ == "__main__":
    main()
