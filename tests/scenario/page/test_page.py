"""The demo's page as people use it: with the mouse, with the keyboard alone, on a phone."""

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

QUESTION = "What did Duvrin deny?"
DENIAL = "Duvrin has denied having had a hand in these strikes."


def answer(page: Page) -> Any:
    """The answer in the open thread."""
    return page.locator(".panel .message").nth(1)


def test_a_question_is_clicked_and_its_answer_held_against_the_article(page: Page) -> None:
    expect(page.get_by_role("heading", name="See it in a minute")).to_be_visible()
    expect(page.locator(".room .b-header")).to_contain_text("Tessen")

    page.get_by_role("button", name=QUESTION).click()
    expect(answer(page).locator("blockquote", has_text=DENIAL)).to_be_visible()

    answer(page).get_by_role("button", name="Show in context").click()
    modal = page.get_by_role("dialog", name="In context")
    expect(modal.locator("b", has_text=DENIAL)).to_be_visible()
    modal.get_by_role("button", name="Close").first.click()
    expect(modal).to_be_hidden()

    answer(page).get_by_role("button", name="Why these labels?").click()
    expect(page.get_by_role("dialog", name="Why these labels?")).to_contain_text("Denied by Duvrin")
    page.keyboard.press("Escape")

    with page.expect_popup() as opened:
        answer(page).get_by_role("link", name="open at the quote").nth(1).click()
    expect(opened.value.get_by_text(DENIAL)).to_be_in_viewport()


def test_a_wrong_quote_is_reported(page: Page) -> None:
    page.get_by_role("button", name=QUESTION).click()
    answer(page).get_by_label("More actions").click()
    answer(page).get_by_role("button", name="Report a wrong quote").click()
    modal = page.get_by_role("dialog", name="Report a wrong quote")
    modal.get_by_label("Which quote?").select_option(index=1)
    modal.get_by_label("What is wrong with it?").fill("It was another strike.")
    modal.get_by_role("button", name="Send").click()
    expect(modal).to_be_hidden()
    expect(page.get_by_text("Only visible to you").first).to_be_visible()


def test_everything_by_the_keyboard_alone(page: Page) -> None:
    page.get_by_role("link", name="Close").focus()
    page.keyboard.press("Escape")
    composer = page.get_by_label("Message #news")
    expect(composer).to_be_focused()

    page.keyboard.type("/reg")
    expect(page.get_by_role("option", name="/region")).to_be_visible()
    page.keyboard.press("Tab")
    expect(composer).to_have_value("/region ")
    page.keyboard.type("Brennick 30d")
    page.keyboard.press("Enter")
    expect(page.locator(".message.private .b-header")).to_contain_text("Brennick")

    page.keyboard.type("@cop")
    page.keyboard.press("Enter")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reply in the thread")).to_be_focused()
    expect(answer(page).locator("blockquote").first).to_be_visible()

    button = answer(page).get_by_role("button", name="Show in context")
    while not button.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    modal = page.get_by_role("dialog", name="In context")
    expect(modal.get_by_role("heading", name="In context")).to_be_focused()
    page.keyboard.press("Escape")
    expect(modal).to_be_hidden()
    expect(button).to_be_focused()


def test_the_app_home_and_a_chat(page: Page) -> None:
    page.get_by_role("link", name="App Home").click()
    expect(page.locator(".home")).to_contain_text("18 articles from 7 outlets")
    page.get_by_role("link", name="Chat").click()
    page.get_by_label("Message Copydesk").fill("Who is Orlan Veske?")
    page.keyboard.press("Enter")
    expect(page.locator(".room .message").nth(1)).to_contain_text("the governor of Tessen")


def test_a_digest_stands_in_the_channel_with_its_quotes_in_its_thread(page: Page) -> None:
    page.locator(".replies").first.click()
    expect(page.locator(".panel .b-header")).to_contain_text("Tessen")
    expect(answer(page).locator("blockquote").first).to_be_visible()
    expect(answer(page).get_by_role("link", name="open at the quote").first).to_be_visible()


def test_a_digest_is_ordered_in_a_modal_that_shows_what_it_would_have_brought(page: Page) -> None:
    page.get_by_role("button", name="/digest").click()
    modal = page.get_by_role("dialog", name="New digest")
    expect(modal.get_by_label("Where")).to_be_focused()
    modal.get_by_label("Topics").fill("depot")
    modal.get_by_label("Regions").fill("Brennick")
    page.keyboard.press("Enter")
    expect(modal.locator(".content")).to_contain_text(re.compile("(in Brennick since|Brennick · depot)"))
    expect(modal.get_by_label("Topics")).to_have_value("depot")
    modal.get_by_role("button", name="Order").click()
    expect(modal).to_be_hidden()
    expect(page.locator(".message.private").last).to_contain_text("Ordered")

    page.goto(f"{page.url.partition('/c/')[0]}/app/home")
    digests = page.get_by_role("button", name="Delete")
    expect(digests).to_have_count(2)
    sure = page.get_by_role("dialog", name="Are you sure?")
    for pressed, left in (("No", 2), ("Delete", 1)):
        digests.first.click()
        sure.get_by_role("button", name=pressed).click()
        expect(sure).to_be_hidden()
        expect(digests).to_have_count(left)


def test_an_article_of_ones_own(page: Page) -> None:
    text = "Ferry pier to close\n\nThe harbour office of Aldmouth denied that the Quarrel pier would close."
    page.get_by_label("A link, or the text of an article").fill(text)
    page.get_by_label("Outlet").fill("My Notes")
    page.get_by_role("button", name="Add to the desk").click()
    expect(page.locator(".tour .note")).to_contain_text("Added")
    page.get_by_label("Message #news").fill("@copydesk What did the harbour office deny?")
    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text("the Quarrel pier would close")


@pytest.mark.parametrize("at", ["/", "/app/home", "/app/chat", "thread"])
def test_nothing_is_nameless_and_nothing_scrolls_sideways(page: Page, at: str) -> None:
    if at == "thread":
        page.goto(page.url.removesuffix("/tour"))
        page.locator(".replies").first.click()
    else:
        page.goto(f"{page.url.partition('/c/')[0]}{at}")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        nodes = accessible(page)
        assert not [each for each in nodes if each[0] in NAMED and not each[1]]
        assert [each[0] for each in nodes].count("main") == 1
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(FAINT) == []


NAMED = {"button", "link", "textbox", "combobox", "dialog", "region", "navigation", "option", "log"}


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FAINT = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const ground = (element) => {
        for (; element; element = element.parentElement) {
            const found = parts(getComputedStyle(element).backgroundColor);
            if ((found[3] ?? 1) === 1) return found;
        }
        return parts(getComputedStyle(document.documentElement).backgroundColor);
    };
    const luminance = (colour) => {
        const [red, green, blue] = colour.slice(0, 3).map((each) => each / 255)
            .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (element) => {
        const both = [ground(element), parts(getComputedStyle(element).color)].map(luminance).sort();
        return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const read = texts.currentNode.data.trim() && element.checkVisibility();
        if (read && contrast(element) < 4.5) found.push([texts.currentNode.data.trim(), contrast(element)]);
    }
    return found;
}"""
"""What is read against WCAG AA: texts whose colour does not stand out from the ground that they are on."""


def accessible(page: Page) -> list[tuple[str, str]]:
    """What assistive technology is told: roles and names."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    told = [each for each in tree["nodes"] if not each["ignored"]]
    return [(each["role"]["value"], each.get("name", {}).get("value", "")) for each in told]
