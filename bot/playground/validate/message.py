"""Messages and streamed chunks: their blocks, and how much all of them may hold together."""

from collections.abc import Iterator

from markdown_it import MarkdownIt

from bot.playground.state import Json
from bot.playground.validate.blocks import ON
from bot.playground.validate.elements import ID, URL_SOURCE
from bot.playground.validate.schema import by_type, items, one_of, problem, string, typed
from bot.playground.validate.surface import surface_problems

BLOCKS_MOST = 50
MARKDOWN_MOST = 12_000
SHOWN_MOST = 13_200
"""About so many characters a message may show; undocumented, found by those who ran into it."""
HEADER_COSTS = 100
"""What a header takes of that beyond its text."""

_WORDS = ("text", "title", "alt_text", "fallback")
_markdown = MarkdownIt("commonmark").enable("table")

_CHUNK = by_type(
    {
        "markdown_text": typed({"text": string(MARKDOWN_MOST)}),
        "task_update": typed(
            {"id": ID, "title": string(), "status": one_of("pending", "in_progress", "complete", "error")},
            {"details": string(), "output": string(), "sources": items(by_type({"url": URL_SOURCE}))},
        ),
        "plan_update": typed({"title": string()}),
        "blocks": typed({"blocks": items(ON["message"], BLOCKS_MOST)}),
    }
)


def message_problems(blocks: object) -> list[str]:
    """What Slack says against a message's blocks; a markdown block counts as those that Slack makes of it."""
    found = surface_problems(blocks, "message", BLOCKS_MOST)
    if found or not isinstance(blocks, list):
        return found
    if sum(_made_of(block) for block in blocks) > BLOCKS_MOST:
        return [problem(f"no more than {BLOCKS_MOST} items allowed", "/blocks")]
    written = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if written > MARKDOWN_MOST:
        return [problem(f"must be less than {MARKDOWN_MOST + 1} characters", "/blocks")]
    return []


def chunk_problems(chunks: object) -> list[str]:
    """What Slack says against the chunks of a stream."""
    return items(_CHUNK, least=0)(chunks, "/chunks")


def too_long(blocks: list[Json]) -> bool:
    """Whether blocks that are right one by one hold too much together."""
    return (
        sum(len(words) for block in blocks for words in _shown(block))
        + HEADER_COSTS * sum(_headers(block) for block in blocks)
        > SHOWN_MOST
    )


def _made_of(block: Json) -> int:
    """Into how many blocks Slack turns one: markdown's headings, rules, tables and runs of the rest."""
    if block["type"] != "markdown":
        return 1
    made, in_run = 0, False
    for token in _markdown.parse(block["text"]):
        if token.level == 0 and token.nesting >= 0:
            apart = token.type in ("heading_open", "hr", "table_open")
            made += apart or not in_run
            in_run = not apart
    return made


def _headers(block: Json) -> int:
    if block["type"] == "markdown":
        return sum(token.type == "heading_open" for token in _markdown.parse(block["text"]))
    return int(block["type"] == "header")


def _shown(value: object) -> Iterator[str]:
    """Every text that a reader sees."""
    if isinstance(value, list):
        for each in value:
            yield from _shown(each)
    elif isinstance(value, dict):
        for name, held in value.items():
            if name in _WORDS and isinstance(held, str):
                yield held
            else:
                yield from _shown(held)
