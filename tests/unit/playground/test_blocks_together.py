"""Blocks as they stand together in messages, streams, modals and Homes."""

from typing import Any

import pytest

from bot.playground.validate.message import chunk_problems, message_problems, too_long
from bot.playground.validate.view import view_problems
from tests.unit.playground.kit import (
    Json,
    actions,
    button,
    container,
    feedback,
    markdown,
    mrkdwn,
    part,
    plain,
    rich,
    section,
    typed_input,
    word,
    writing,
)


def test_a_message_holds_fifty_blocks() -> None:
    assert message_problems([section()] * 50) == []
    assert message_problems([section()] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]


def test_a_block_id_stands_once_in_a_message_and_its_containers() -> None:
    twice = [section(block_id="one"), container(section(block_id="one"))]
    words = '`block_id` "one" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]'
    assert message_problems(twice) == [words]


def test_an_action_id_may_stand_in_several_blocks() -> None:
    assert message_problems([actions(button("go")), actions(button("go"))]) == []


def test_markdown_is_summed_over_the_message() -> None:
    halves = [markdown("x" * 6_000), markdown("x" * 6_001)]
    assert message_problems(halves) == ["must be less than 12001 characters [json-pointer:/blocks]"]


@pytest.mark.parametrize(
    ("blocks", "long"),
    [
        ([section("x" * 2_900)] * 4, False),
        ([section("x" * 2_900)] * 5, True),
        ([{"type": "header", "text": plain("x" * 150)}] * 50, False),
        ([markdown("# x\n\n" * 20 + "x" * 11_000)], False),
        ([markdown("# x\n\n" * 25 + "x" * 11_000)], True),
        ([rich(part("section", word("x" * 13_201)))], True),
    ],
)
def test_all_blocks_together_hold_so_much(blocks: list[Json], long: bool) -> None:
    assert too_long(blocks) is long


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ({"type": "markdown_text", "text": "more"}, None),
        ({"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}, None),
        ({"type": "blocks", "blocks": [section()]}, None),
        ({"type": "text", "text": "more"}, "unsupported type: text [json-pointer:/chunks/0/type]"),
        (
            {"type": "task_update", "id": "1", "title": "Reading", "status": "done"},
            "must be a valid enum value [json-pointer:/chunks/0/status]",
        ),
        (
            {"type": "markdown_text", "markdown_text": "more"},
            "missing required field: text [json-pointer:/chunks/0]",
        ),
    ],
)
def test_chunks_of_a_stream(chunk: Json, words: str | None) -> None:
    assert (words in chunk_problems([chunk])) if words else not chunk_problems([chunk])


def modal(**fields: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": [section()], **fields}


def home(**fields: Any) -> Json:
    return {"type": "home", "blocks": [section()], **fields}


@pytest.mark.parametrize(
    ("view", "kind", "words"),
    [
        (modal(), "modal", None),
        (
            modal(blocks=[typed_input(writing())], submit=plain("Send"), private_metadata="x" * 3000),
            "modal",
            None,
        ),
        (modal(blocks=[{"type": "alert", "text": mrkdwn(), "level": "warning"}]), "modal", None),
        (home(blocks=[section()] * 100), "home", None),
        (home(blocks=[container(section())]), "home", None),
        (
            modal(title=plain("x" * 25)),
            "modal",
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(title=mrkdwn()), "modal", "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
        (modal(submit=None), "modal", "must provide an object [json-pointer:/view/submit]"),
        (
            modal(submit_disabled=True),
            "modal",
            "invalid additional property: submit_disabled [json-pointer:/view]",
        ),
        (
            modal(blocks=[typed_input(writing())]),
            "modal",
            "missing required field: submit [json-pointer:/view]",
        ),
        (
            modal(private_metadata="x" * 3001),
            "modal",
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (
            modal(blocks=[section()] * 101),
            "modal",
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            modal(blocks=[markdown()]),
            "modal",
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        (
            modal(blocks=[container(section())]),
            "modal",
            "unsupported type: container [json-pointer:/view/blocks/0/type]",
        ),
        (modal(), "home", "must be a valid enum value [json-pointer:/view/type]"),
        (home(title=plain()), "home", "invalid additional property: title [json-pointer:/view]"),
        (
            home(blocks=[feedback()]),
            "home",
            "unsupported type: context_actions [json-pointer:/view/blocks/0/type]",
        ),
        ({"type": "modal"}, "modal", "missing required field: blocks [json-pointer:/view]"),
        ("not a view", "modal", "must provide an object [json-pointer:/view]"),
    ],
)
def test_views(view: Any, kind: str, words: str | None) -> None:
    found = view_problems(view, kind)
    if words is None:
        assert not found
    else:
        assert found[0] == "failed to match all allowed schemas [json-pointer:/view]"
        assert words in found
