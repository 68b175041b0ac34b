"""Blocks that the local Slack takes, and those that it refuses, with the words of its refusals."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.validate.message import message_problems
from bot.playground.validate.view import view_problems
from tests.unit.playground.kit import (
    Json,
    actions,
    button,
    container,
    feedback,
    markdown,
    menu,
    mrkdwn,
    option,
    part,
    plain,
    rich,
    section,
    table,
    task,
    typed_input,
    word,
    writing,
)

CONFIRM = {"title": plain("Sure?"), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No")}

ACCEPTED = {
    "section with the longest text": section("x" * 3000),
    "section with fields alone": {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    "section with a button": section(accessory=button(confirm=CONFIRM, style="danger", value="v" * 2000)),
    "section with a picture": section(
        accessory={"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A map"}
    ),
    "longest header": {"type": "header", "text": plain("x" * 150), "block_id": "b" * 255},
    "divider": {"type": "divider"},
    "context of ten": {"type": "context", "elements": [mrkdwn("x")] * 10},
    "twenty-five buttons": actions(*(button(f"b{number}") for number in range(25))),
    "all menus": actions(
        menu(initial_option=option()),
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}},
        {"type": "overflow", "action_id": "o", "options": [option()]},
        {"type": "datepicker", "action_id": "d", "initial_date": "2024-05-18"},
        {"type": "timepicker", "action_id": "t", "initial_time": "09:30"},
        {"type": "checkboxes", "action_id": "x", "options": [option("a"), option("b")]},
        {"type": "radio_buttons", "action_id": "r", "options": [{"text": mrkdwn("*A*"), "value": "a"}]},
    ),
    "menu of groups": actions(
        {
            "type": "static_select",
            "option_groups": [{"label": plain("Group"), "options": [option()]}],
        }
    ),
    "rich text of all kinds": rich(
        part("section", word(style={"bold": True}), {"type": "user", "user_id": "U1"}),
        part("quote", word("“quoted”")),
        part("list", part("section", word()), style="bullet", indent=1),
        part("preformatted", word("code")),
        part("section", {"type": "link", "url": "https://example.org/a#:~:text=b", "text": "b"}),
    ),
    "longest markdown": markdown("x" * 12_000),
    "table": table(["a", "b"], ["c", "d"], column_settings=[{"align": "right"}]),
    "feedback buttons": feedback(),
    "folded container": container(section(), actions(button()), is_collapsible=True, default_collapsed=True),
    "input in a message": typed_input(writing(multiline=True), optional=True),
    "task": task(sources=[{"type": "url", "url": "https://example.org", "text": "Source"}]),
    "plan": {"type": "plan", "title": "Plan", "tasks": [task(status="pending")]},
    "card": {"type": "card", "title": mrkdwn("Title"), "actions": [button()]},
    "link button": actions(button(url="https://example.org/?a=1#b")),
}

REFUSED = {
    "text too long": (
        section("x" * 3001),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "text empty": (
        section(""),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "text a bare string": (
        {"type": "section", "text": "words"},
        "must provide an object [json-pointer:/blocks/0/text]",
    ),
    "text of another type": (
        section() | {"text": {"type": "markdown", "text": "x"}},
        "unsupported type: markdown [json-pointer:/blocks/0/text/type]",
    ),
    "text null": (
        section() | {"text": mrkdwn() | {"text": None}},
        "must provide a string [json-pointer:/blocks/0/text/text]",
    ),
    "emoji on mrkdwn": (
        section() | {"text": mrkdwn() | {"emoji": True}},
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "verbatim on plain text": (
        section() | {"text": plain() | {"verbatim": True}},
        "invalid additional property: verbatim [json-pointer:/blocks/0/text]",
    ),
    "why a text does not fit": (
        section(""),
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
    ),
    "section of nothing": (
        {"type": "section"},
        "must define either `text` or `fields` [json-pointer:/blocks/0]",
    ),
    "eleven fields": (
        {"type": "section", "fields": [mrkdwn()] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "field too long": (
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "unknown field": (
        section(color="red"),
        "invalid additional property: color [json-pointer:/blocks/0]",
    ),
    "input as accessory": (
        section(accessory=writing()),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ),
    "unknown block": ({"type": "marquee"}, "unsupported type: marquee [json-pointer:/blocks/0/type]"),
    "no type": ({"text": mrkdwn()}, "missing required field: type [json-pointer:/blocks/0]"),
    "alert, which is for modals": (
        {"type": "alert", "text": mrkdwn()},
        "unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
    "header in mrkdwn": (
        {"type": "header", "text": mrkdwn()},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "header too long": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "block_id too long": (
        {"type": "divider", "block_id": "b" * 256},
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    "divider with a text": (
        {"type": "divider", "text": mrkdwn()},
        "invalid additional property: text [json-pointer:/blocks/0]",
    ),
    "context of eleven": (
        {"type": "context", "elements": [mrkdwn()] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "context of nothing": (
        {"type": "context", "elements": []},
        "no less than 1 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "button in a context": (
        {"type": "context", "elements": [button()]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "twenty-six buttons": (
        actions(*(button(f"b{number}") for number in range(26))),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "button text too long": (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "button text in mrkdwn": (
        actions(button(text=mrkdwn())),
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "button value too long": (
        actions(button(value="v" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "button value a number": (
        actions(button(value=7)),
        "must provide a string [json-pointer:/blocks/0/elements/0/value]",
    ),
    "button style unknown": (
        actions(button(style="default")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "button address without a scheme": (
        actions(button(url="example.org")),
        "must be a valid url [json-pointer:/blocks/0/elements/0/url]",
    ),
    "button address too long": (
        actions(button(url="https://example.org/" + "x" * 3000)),
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    "action_id too long": (
        actions(button("a" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "action_id twice in a block": (
        actions(button("go"), button("go")),
        '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    "confirmation too long": (
        actions(button(confirm=CONFIRM | {"confirm": plain("x" * 31)})),
        "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]",
    ),
    "confirmation without a refusal": (
        actions(button(confirm={name: CONFIRM[name] for name in ("title", "text", "confirm")})),
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    "menu without options": (
        actions({"type": "static_select", "action_id": "m"}),
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "menu of 101": (
        actions(menu(options=[option(str(number)) for number in range(101)])),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "option text too long": (
        actions(menu(options=[option(text="x" * 76)])),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "option value too long": (
        actions(menu(options=[option("v" * 151)])),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "option with a type": (
        actions(menu(options=[option() | {"type": "option"}])),
        "invalid additional property: type [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "initial option of another menu": (
        actions(menu(initial_option=option("z"))),
        "initial_option must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "initial option null": (
        actions(menu(initial_option=None)),
        "must provide an object [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "overflow of six": (
        actions({"type": "overflow", "options": [option(str(number)) for number in range(6)]}),
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "checkboxes of eleven": (
        actions({"type": "checkboxes", "options": [option(str(number)) for number in range(11)]}),
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "date of another form": (
        actions({"type": "datepicker", "initial_date": "18.05.2024"}),
        "must be a valid date [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "input among actions": (
        actions(writing()),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "button in an input": (
        typed_input(button()),
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    "input without a label": (
        {"type": "input", "element": writing()},
        "missing required field: label [json-pointer:/blocks/0]",
    ),
    "input of 3,001 characters": (
        typed_input(writing(max_length=3001)),
        "must be less than 3001 [json-pointer:/blocks/0/element/max_length]",
    ),
    "rich text of nothing": (rich(), "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    "rich text with an empty word": (
        rich(part("section", word(""))),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    "rich text, unknown style": (
        rich(part("section", word(style={"red": True}))),
        "invalid additional property: red [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "rich text, unknown part": (
        rich(part("heading", word())),
        "unsupported type: rich_text_heading [json-pointer:/blocks/0/elements/0/type]",
    ),
    "rich text in a list without a section": (
        rich(part("list", word(), style="bullet")),
        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "rich text list too deep": (
        rich(part("list", part("section", word()), style="bullet", indent=9)),
        "must be less than 9 [json-pointer:/blocks/0/elements/0/indent]",
    ),
    "link that is a script": (
        rich(part("section", {"type": "link", "url": "javascript:alert(1)"})),
        "must be a valid url [json-pointer:/blocks/0/elements/0/elements/0/url]",
    ),
    "markdown too long": (
        markdown("x" * 12_001),
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    "markdown of many headings": (
        markdown("# Heading\n\nwords\n\n" * 26),
        "no more than 50 items allowed [json-pointer:/blocks]",
    ),
    "table of 21 columns": (
        table(["x"] * 21),
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    "table with an empty cell": (
        table([""]),
        "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
    ),
    "table with ragged rows": (
        table(["a", "b"], ["c"]),
        "all rows must have the same number of cells [json-pointer:/blocks/0/rows]",
    ),
    "six context actions": (
        {"type": "context_actions", "elements": feedback()["elements"] * 6},
        "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "feedback button with mrkdwn": (
        feedback(positive_button={"text": mrkdwn(), "value": "up"}),
        "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/positive_button/text/type]",
    ),
    "container of eleven": (
        container(*([section()] * 11)),
        "no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]",
    ),
    "container in a container": (
        container(container(section())),
        "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    "container with blocks for children": (
        {"type": "container", "title": plain(), "blocks": [section()]},
        "missing required field: child_blocks [json-pointer:/blocks/0]",
    ),
    "picture without words": (
        {"type": "image", "image_url": "https://example.org/a.png"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "task still to come": (
        task(status="pending"),
        "must be a valid enum value [json-pointer:/blocks/0/status]",
    ),
    "alt text missing in context": (
        {"type": "context", "elements": [{"type": "image", "image_url": "https://example.org/a.png"}]},
        "missing required field: alt_text [json-pointer:/blocks/0/elements/0]",
    ),
}


@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_block_is_taken(block: Json) -> None:
    assert message_problems([block]) == []


@pytest.mark.parametrize(("block", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_block_is_refused_in_slacks_words(block: Json, words: str) -> None:
    assert words in message_problems([block])


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
PLACES = [(block, name) for block in ACCEPTED.values() for name in block if name != "type"]


@given(ANY_JSON)
def test_whatever_comes_is_judged(anything: Any) -> None:
    assert isinstance(message_problems(anything), list)
    assert view_problems(anything, "modal")


@given(st.sampled_from(PLACES), ANY_JSON)
def test_a_block_with_anything_in_it_is_judged(place: tuple[Json, str], anything: Any) -> None:
    block, name = place
    found = message_problems([block | {name: anything}])
    assert all("[json-pointer:/blocks" in each for each in found)
