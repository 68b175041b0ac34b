"""Blocks and their parts, short to write."""

from typing import Any

Json = dict[str, Any]


def mrkdwn(text: str = "words") -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str = "words") -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "words", **fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text)} | fields


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(action_id: str = "go", **fields: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": action_id, **fields}


def option(value: str = "a", text: str = "A") -> Json:
    return {"text": plain(text), "value": value}


def menu(**fields: Any) -> Json:
    return {"type": "static_select", "action_id": "m", "options": [option()], **fields}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def part(kind: str, *inline: Json, **fields: Any) -> Json:
    return {"type": f"rich_text_{kind}", "elements": list(inline), **fields}


def word(text: str = "word", **fields: Any) -> Json:
    return {"type": "text", "text": text, **fields}


def markdown(text: str = "**words**") -> Json:
    return {"type": "markdown", "text": text}


def typed_input(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **fields}


def writing(**fields: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "w", **fields}


def container(*blocks: Json, **fields: Any) -> Json:
    return {"type": "container", "title": plain("More"), "child_blocks": list(blocks), **fields}


def feedback(**fields: Any) -> Json:
    up, down = {"text": plain("Good"), "value": "up"}, {"text": plain("Bad"), "value": "down"}
    buttons = {"type": "feedback_buttons", "action_id": "f", "positive_button": up, "negative_button": down}
    return {"type": "context_actions", "elements": [buttons | fields]}


def table(*rows: list[str], **fields: Any) -> Json:
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    return {"type": "table", "rows": cells, **fields}


def task(**fields: Any) -> Json:
    return {"type": "task_card", "task_id": "t", "title": "Reading", "status": "complete", **fields}
