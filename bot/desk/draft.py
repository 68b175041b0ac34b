"""Reading a model's reply into a draft: strictly, and without repairing broken JSON."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from bot.errors import ModelError
from bot.news.answer import Draft, DraftStatement
from bot.news.article import storable

MAX_STATEMENTS = 40
MAX_TEXT_CHARS = 2_000
MAX_SENTENCE_IDS = 40

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["answerable", "statements"],
    "properties": {
        "answerable": {"type": "boolean"},
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "sentence_ids", "quote"],
                "properties": {
                    "text": {"type": "string"},
                    "sentence_ids": {"type": "array", "items": {"type": "integer"}},
                    "quote": {"type": ["string", "null"]},
                },
            },
        },
    },
}
"""The JSON schema of a reply, in the form that strict structured output takes."""


class DraftError(ModelError):
    """A reply that is no draft; `reason` says why, in words that can be told to the model."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The model's reply could not be used: {reason}.", retry=True)
        self.reason = reason


def parse(reply: str) -> Draft:
    """The draft in a model's reply; a code fence or prose around the one JSON object is passed over.

    Only the first 40 statements are kept, and only the first 2,000 characters of a text or quote. Numbers
    of sentences that were never shown stay in: `desk.verify` drops them, with its reason.

    Raises:
        DraftError: The reply holds no JSON object, a broken one, more than one, or one of another shape.
    """
    found = only_object(reply)
    answerable = _typed(found, "answerable", bool)
    statements = _typed(found, "statements", list)[:MAX_STATEMENTS]
    return Draft(answerable, tuple(_statement(item, place) for place, item in enumerate(statements, 1)))


def only_object(reply: str) -> dict[str, Any]:
    """The one JSON object in a reply. Raises: DraftError."""
    start = reply.find("{")
    if start < 0:
        raise DraftError("it holds no JSON object")
    found, end = _decode(reply, start)
    if "{" in reply[end:]:
        raise DraftError("it holds more than one JSON object")
    return found


def _decode(reply: str, start: int) -> tuple[dict[str, Any], int]:
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    try:
        return decoder.raw_decode(reply, start)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DraftError("its JSON is broken or cut off") from error
    except ValueError as error:  # an integer of thousands of digits
        raise DraftError("it holds a number that cannot be read") from error


def _refuse_constant(name: str) -> NoReturn:
    raise DraftError(f"it holds {name}, which is not JSON")


def _statement(item: object, place: int) -> DraftStatement:
    if not isinstance(item, dict):
        raise DraftError(f"statement {place} is not an object")
    where = f" of statement {place}"
    text = _typed(item, "text", str, where)
    ids = _typed(item, "sentence_ids", list, where)
    if not all(type(number) is int for number in ids):
        raise DraftError(f"`sentence_ids`{where} must hold whole numbers only")
    quote = _typed(item, "quote", str, where) if item.get("quote") is not None else ""
    return DraftStatement(
        text=storable(text).strip()[:MAX_TEXT_CHARS],
        sentence_ids=tuple(dict.fromkeys(ids))[:MAX_SENTENCE_IDS],
        quote=storable(quote).strip()[:MAX_TEXT_CHARS] or None,
    )


def _typed(item: Mapping[str, Any], key: str, kind: type, where: str = "") -> Any:
    if key not in item:
        raise DraftError(f"`{key}`{where} is missing")
    if type(item[key]) is not kind:
        raise DraftError(f"`{key}`{where} has the wrong type")
    return item[key]
