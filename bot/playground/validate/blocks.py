"""Blocks, and on which surface each may stand. The numbers are those of Slack's Block Kit reference."""

from collections.abc import Mapping
from typing import Literal

from bot.playground.validate.elements import (
    BUTTON,
    ID,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    URL_SOURCE,
)
from bot.playground.validate.rich_text import RICH_TEXT
from bot.playground.validate.schema import (
    Rule,
    at_least_one,
    boolean,
    by_type,
    either,
    fields,
    items,
    one_of,
    problem,
    string,
    typed,
    url,
)
from bot.playground.validate.texts import plain, text

Surface = Literal["message", "modal", "home"]


def _block(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *more: Rule) -> Rule:
    return typed(required, {"block_id": ID, **(optional or {})}, *more)


def _same_columns(value: object, pointer: str) -> list[str]:
    assert isinstance(value, dict)
    widths = {len(row) for row in value["rows"]}
    return (
        []
        if len(widths) == 1
        else [problem("all rows must have the same number of cells", f"{pointer}/rows")]
    )


def _folds_or_not(value: object, pointer: str) -> list[str]:
    assert isinstance(value, dict)
    folds = value.get("is_collapsible", False)
    if value.get("default_collapsed") and not folds:
        return [problem("default_collapsed requires is_collapsible", pointer)]
    if value.get("has_header_divider") and folds:
        return [problem("has_header_divider is not allowed with is_collapsible", pointer)]
    return []


def _not_pending(value: object, pointer: str) -> list[str]:
    pending = isinstance(value, dict) and value.get("status") == "pending"
    return [problem("must be a valid enum value", f"{pointer}/status")] if pending else []


_rich = by_type({"rich_text": RICH_TEXT})
_image = by_type({"image": IMAGE})
_CELL = by_type({"raw_text": typed({"text": string()}), "rich_text": RICH_TEXT})
_COLUMN = fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
_TASK_FIELDS: dict[str, Rule] = {
    "task_id": ID,
    "title": string(),
    "status": one_of("pending", "in_progress", "complete", "error"),
}
_TASK_MORE: dict[str, Rule] = {
    "details": _rich,
    "output": _rich,
    "sources": items(by_type({"url": URL_SOURCE})),
}

_BASIC: dict[str, Rule] = {
    "actions": _block({"elements": items(by_type(IN_ACTIONS), 25)}),
    "context": _block(
        {"elements": items(by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}), 10)}
    ),
    "divider": _block({}),
    "header": _block({"text": plain(150)}),
    "image": _block(
        {"alt_text": string(2000)},
        {"image_url": url(), "slack_file": fields({}, {"id": ID, "url": url()}), "title": plain(2000)},
        either("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain(2000), "element": by_type(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": _block(
        {},
        {
            "text": text(3000),
            "fields": items(text(2000), 10),
            "accessory": by_type(IN_SECTION),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
}
_TABLE = _block(
    {"rows": items(items(_CELL, 20), 100)}, {"column_settings": items(_COLUMN, 20)}, _same_columns
)
_CARD = _block(
    {},
    {
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "icon": _image,
        "hero_image": _image,
        "actions": items(by_type({"button": BUTTON}), 3),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)
_CONTAINER = _block(
    {"child_blocks": items(by_type({**_BASIC, "table": _TABLE}), 10)},
    {
        "title": plain(150),
        "rich_text_title": _rich,
        "subtitle": text(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": _image,
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    at_least_one("title", "rich_text_title"),
    _folds_or_not,
)
_PLAN = _block(
    {"title": string()}, {"tasks": items(by_type({"task_card": _block(_TASK_FIELDS, _TASK_MORE)}), 50)}
)
_ALERT = _block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")})

ON: dict[Surface, Rule] = {
    "message": by_type(
        {
            **_BASIC,
            "card": _CARD,
            "container": _CONTAINER,
            "context_actions": _block({"elements": items(by_type(IN_CONTEXT_ACTIONS), 5)}),
            "markdown": _block({"text": string(12_000)}),
            "plan": _PLAN,
            "table": _TABLE,
            "task_card": _block(_TASK_FIELDS, _TASK_MORE, _not_pending),
        }
    ),
    "modal": by_type({**_BASIC, "alert": _ALERT, "card": _CARD}),
    "home": by_type({**_BASIC, "card": _CARD, "container": _CONTAINER, "table": _TABLE}),
}
