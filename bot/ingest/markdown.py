"""Markdown to plain text, with the `key: value` lines of its front matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MARKS = "[]!*_`<>&\\\r\n"
_MOST_MARKS = 20_000  # and lines; the parser's time grows with the square of some
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Markdown:
    """`fields` are the front matter's, keys in lower case; `title` is its title, else a leading heading."""

    text: str
    title: str | None
    fields: dict[str, str]


def read_markdown(source: str) -> Markdown:
    """Read a Markdown text: paragraphs parted by an empty line, links as their words, no images.

    One with more marks and lines than any article has is kept as it stands.
    """
    found = _FRONT_MATTER.match(source)
    fields = _fields(found[1]) if found else {}
    body = source[found.end() :] if found else source
    if sum(map(body.count, _MARKS)) > _MOST_MARKS:
        return Markdown(body.strip(), fields.get("title"), fields)
    tokens = MarkdownIt("commonmark").parse(body)
    title = fields.get("title")
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = title or _words(tokens[1])
        tokens = tokens[3:]
    return Markdown("\n\n".join(_blocks(tokens)), title, fields)


def _fields(lines: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in lines.splitlines() if ":" in line)
    return {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            block = _words(token)
        elif token.type in {"code_block", "fence"}:
            block = token.content.strip()
        elif token.type == "html_block":
            block = " ".join(_TAG.sub(" ", token.content).split())
        else:
            continue
        if block:
            yield block


def _words(inline: Token) -> str:
    parts = {"softbreak": " ", "hardbreak": "\n"}
    kept = (token for token in inline.children or () if token.type not in {"image", "html_inline"})
    return "".join(parts.get(token.type, token.content) for token in kept).strip()
