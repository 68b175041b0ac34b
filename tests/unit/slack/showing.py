"""Invented answers, and what a reader sees of messages: one line for each thing shown."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from bot.news.answer import Answer, Headline, Quote, Remark, Statement

NOW = datetime(2026, 6, 3, 9, 5, tzinfo=UTC)
PAGE = "https://courier.example/a"


def quote(text: str, article_id: int = 1, url: str | None = PAGE, outlet: str = "The Courier") -> Quote:
    link = f"{url}#:~:text=x&y" if url else None
    at = datetime(2026, 5, 2, 10, tzinfo=UTC)
    return Quote(text, 0, len(text), article_id, 1, outlet, "Bridge shut", url, link, at)


def denial(of: str, **more: Any) -> Statement:
    said = quote(f"Halden has denied {of}.")
    return Statement(f"Halden denied {of}.", (said,), ("Halden",), "has denied", "deny", **more)


def answer(*statements: Statement, remarks: tuple[Remark, ...] = (), **more: Any) -> Answer:
    return Answer("What did Halden deny?", bool(statements), "extractive", NOW, statements, remarks, **more)


def abstention(*nearest: Headline) -> Answer:
    return Answer("Who won?", False, "extractive", NOW, nearest=nearest)


def lines(blocks: Iterable[Any]) -> list[str]:
    """Each section, quote, bullet, small line and row of buttons as one line of text."""
    return [line for block in blocks for line in _lines(block)]


def _lines(block: Any) -> Iterator[str]:
    if block["type"] == "rich_text":
        for element in block["elements"]:
            mark = {"rich_text_quote": "┃ ", "rich_text_list": "• "}.get(element["type"], "")
            parts = element["elements"] if element["type"] == "rich_text_list" else [element]
            yield from (mark + "".join(map(_word, part["elements"])) for part in parts)
    elif "elements" in block:
        yield " ".join(_words(element) for element in block["elements"])
    else:
        yield block.get("text", block.get("label"))["text"]


def _words(element: Any) -> str:
    if element["type"] in ("button", "plain_text", "mrkdwn"):
        text = element["text"]
        return f"[{text['text']}]" if isinstance(text, dict) else str(text)
    if element["type"] == "overflow":
        return "⋯ " + ", ".join(option["text"]["text"] for option in element["options"])
    return "👍 👎"


def _word(element: Any) -> str:
    return f"#{element['channel_id']}" if element["type"] == "channel" else str(element["text"])
