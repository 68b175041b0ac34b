"""What a message says: text, blocks, attachments and metadata, read from a call and held to limits."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from bot.playground.api.method import Args
from bot.playground.arguments import structure, text
from bot.playground.refusal import RefusalError
from bot.playground.state import Json
from bot.playground.validate.elements import INTERACTIVE
from bot.playground.validate.message import message_problems, too_long

TEXT_CUT = 40_000
MARKDOWN_TEXT_MOST = 12_000
UPDATE_TEXT_MOST_BYTES = 4_000
"""Slack counts the text of an update in UTF-8 bytes."""
METADATA_MOST_BYTES = 8_000
"""Slack publishes no number: this one is low, so that what is taken here is taken there."""

_HOLDERS = ("elements", "accessory", "element", "actions")


@dataclass(frozen=True)
class Content:
    """A message's content; `None` says that the call was silent about it."""

    text: str | None
    blocks: list[Json] | None
    attachments: list[Json] | None
    metadata: Json | None


def content_of(args: Args) -> Content:
    """Raises whatever Slack refuses in it."""
    blocks = blocks_of(args)
    attachments = structure(args, "attachments", "invalid_attachments")
    markdown = text(args, "markdown_text")
    if markdown and (text(args, "text") or blocks):
        raise RefusalError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT_MOST:
        raise RefusalError("msg_too_long")
    if isinstance(attachments, list) and len(attachments) > 100:
        raise RefusalError("too_many_attachments")
    said = text(args, "text") if args.get("text") is not None else None
    if markdown:
        said, blocks = markdown, _checked([{"type": "markdown", "text": markdown}])
    if not (said or "").strip() and not blocks and not attachments:
        raise RefusalError("no_text")
    return Content(said, blocks, attachments, metadata_of(args))


def blocks_of(args: Args) -> list[Json] | None:
    """The blocks of a message, checked and with their ids filled in."""
    blocks = structure(args, "blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise RefusalError("invalid_blocks_format")
    return _checked(blocks)


def _checked(blocks: list[Json]) -> list[Json]:
    problems = message_problems(blocks)
    if problems:
        raise RefusalError("invalid_blocks", problems)
    if too_long(blocks):
        raise RefusalError("msg_blocks_too_long")
    return with_ids(blocks)


def metadata_of(args: Args) -> Json | None:
    """Message metadata; an empty object takes it away."""
    found = structure(args, "metadata", "invalid_metadata_format")
    if found is None or found == {}:
        return found if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("event_type"), str):
        raise RefusalError("invalid_metadata_format")
    if set(found) - {"event_type", "event_payload", "entities"} or not _flat(found.get("event_payload")):
        raise RefusalError("invalid_metadata_schema")
    if len(json.dumps(found, ensure_ascii=False).encode()) > METADATA_MOST_BYTES:
        raise RefusalError("metadata_too_large")
    return found


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which each block and each interactive element has an id, as Slack gives them."""
    made = []
    for block in json.loads(json.dumps(blocks)):
        block.setdefault("block_id", secrets.token_hex(3))
        for holder in _HOLDERS:
            _name(block.get(holder))
        made.append(block)
        if block["type"] == "container":
            block["child_blocks"] = with_ids(block["child_blocks"])
    return made


def _name(held: Any) -> None:
    for element in held if isinstance(held, list) else [held]:
        if isinstance(element, dict) and element["type"] in INTERACTIVE:
            element.setdefault("action_id", secrets.token_hex(3))


def _flat(payload: object) -> bool:
    """Whether a payload has no object deeper than one level, as Slack's schema for it says."""
    if not isinstance(payload, dict):
        return False
    return all(_value(value, deeper=True) for value in payload.values())


def _value(value: object, *, deeper: bool) -> bool:
    if isinstance(value, str | int | float | bool):
        return True
    if isinstance(value, list) and deeper:
        return all(_value(each, deeper=True) for each in value)
    return isinstance(value, dict) and deeper and all(_value(each, deeper=False) for each in value.values())
