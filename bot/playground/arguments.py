"""The arguments of a call: from the query, a form or JSON, and read as the types that Slack expects."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.refusal import RefusalError, missing
from bot.playground.state import Json


def merged(query: str, content_type: str, body: bytes) -> Json:
    """All arguments of a request; the body's win over the query's.

    Raises `invalid_json`, `json_not_object`, `invalid_form_data` or `invalid_post_type`.
    """
    args: Json = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.split(";")[0].strip().lower()
    if not body:
        return args
    if kind == "application/json":
        return args | _json_object(body)
    if kind == "application/x-www-form-urlencoded":
        return args | dict(parse_qsl(_decoded(body), keep_blank_values=True))
    raise RefusalError("invalid_post_type")


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        raise RefusalError("invalid_json") from None
    if not isinstance(found, dict):
        raise RefusalError("json_not_object")
    return {key: value for key, value in found.items() if key != "token"}


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise RefusalError("invalid_form_data") from None


def require(args: Mapping[str, Any], names: Iterable[str]) -> None:
    """Raises `invalid_arguments` for what is not there."""
    absent = [name for name in names if args.get(name) in (None, "")]
    if absent:
        raise missing(*absent)


def text(args: Mapping[str, Any], name: str) -> str:
    """A text, empty when it was not given."""
    found = args.get(name)
    if found is None:
        return ""
    if isinstance(found, bool | dict | list):
        raise RefusalError("invalid_arguments", [f"must provide a string [json-pointer:/{name}]"])
    return str(found)


def flag(args: Mapping[str, Any], name: str) -> bool:
    """Whether something was asked for."""
    return str(args.get(name, "")).lower() in ("1", "true")


def number(args: Mapping[str, Any], name: str, default: int, most: int) -> int:
    """A whole number between 1 and `most`."""
    found = args.get(name)
    if found in (None, ""):
        return default
    if not str(found).isdecimal() or not 1 <= int(str(found)) <= most:
        raise RefusalError("invalid_limit" if name == "limit" else "invalid_arguments")
    return int(str(found))


def structure(args: Mapping[str, Any], name: str, error: str) -> Any:
    """A JSON value, itself or written as text; None when it was not given. Raises `error`."""
    found = args.get(name)
    if found is None or found == "":
        return None
    if not isinstance(found, str):
        return found
    try:
        return json.loads(found)
    except ValueError:
        raise RefusalError(error) from None


def names(args: Mapping[str, Any], name: str) -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(args, name).split(",") if part.strip()]
