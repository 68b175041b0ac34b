"""Answers as the store keeps them: what `ask --json` prints, and what it takes to show them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.news import wire
from bot.news.answer import Answer, Headline, Quote, Remark, Statement, Usage

_AGAIN = ("cue_kind", "shown")
"""What a statement has beside the keys of the command line's JSON."""


def record(made: Answer) -> wire.Record:
    """An answer with all that is shown of it."""
    statements = [
        wire.statement(item) | {name: getattr(item, name) for name in _AGAIN} for item in made.statements
    ]
    return wire.answer(made) | {"statements": statements}


def fields(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the `Answer` that a record keeps."""
    return {
        **kept,
        "as_of": _moment(kept["as_of"]),
        "statements": tuple(map(_statement, kept["statements"])),
        "remarks": tuple(Remark(each["text"], _quotes(each)) for each in kept["remarks"]),
        "nearest": tuple(Headline(**_dated(each)) for each in kept["nearest"]),
        "usage": Usage(**kept["usage"]),
    }


def _statement(kept: Mapping[str, Any]) -> Statement:
    texts = {"quotes": _quotes(kept), "speakers": tuple(kept["speakers"]), "why": tuple(kept["why"])}
    return Statement(**{**kept, **texts})


def _quotes(kept: Mapping[str, Any]) -> tuple[Quote, ...]:
    return tuple(Quote(**_dated(each)) for each in kept["quotes"])


def _dated(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, "published": _moment(kept["published"])}


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
