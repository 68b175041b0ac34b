"""What Slack makes of a payload: every mention, link, emoji and format in it, wherever it stands.

Written from Slack's "Formatting text for app surfaces" and the references of its blocks and composition
objects, and stricter than they are where they leave room: two marks on one line are taken for a format.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token


class Found(NamedTuple):
    """Something that Slack acts on or formats: its kind, and what it leads to or is made of."""

    kind: str
    target: str


_TOKEN = re.compile(r"<([^<>]+)>")
_SIGNS = {"@": "user", "#": "channel", "!": "special"}
_EMOJI = re.compile(r":([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:", re.IGNORECASE)
_FENCE = re.compile(r"```(.+?)```", re.DOTALL)
_FORMATS = {
    "code": re.compile(r"`([^`\n]+)`"),
    "bold": re.compile(r"\*([^*\n]+)\*"),
    "italic": re.compile(r"_([^_\n]+)_"),
    "strike": re.compile(r"~([^~\n]+)~"),
    "quote": re.compile(r"^(?:>|&gt;)+(.*)$", re.MULTILINE),
}
_ADDRESS = re.compile(r"\b(?:https?://|mailto:|www\.)\S+", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w&])[@#][\w.-]+")
_ACTS = {
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "broadcast": "range",
    "date": "timestamp",
    "emoji": "name",
    "color": "value",
    "image": "image_url",
    "team": "team_id",
}
_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Found]:
    """What stands in angle brackets: mentions, channels, broadcasts, groups, dates and links."""
    for found in _TOKEN.finditer(text):
        target = html.unescape(found[1].partition("|")[0])
        yield Found(_SIGNS.get(target[0], "link"), target)


def mrkdwn(text: str, *, verbatim: bool = False) -> list[Found]:
    """What a `mrkdwn` text object holds; without `verbatim`, bare addresses and names as well."""
    found = list(tokens(text))
    rest = _TOKEN.sub(lambda token: token[1].partition("|")[2] or " ", text)
    found += [Found("pre", block) for block in _FENCE.findall(rest)]
    rest = _FENCE.sub(" ", rest)
    for kind, pattern in _FORMATS.items():
        found += [Found(kind, inner) for inner in pattern.findall(rest)]
    found += emoji(rest)
    if not verbatim:
        found += [Found("address", each) for each in _ADDRESS.findall(rest)]
        found += [Found("name", each) for each in _NAME.findall(rest)]
    return found


def markdown(text: str) -> list[Found]:
    """What a `markdown` block holds: CommonMark with tables and strikethrough, Slack's tokens and emoji."""
    found: list[Found] = []
    for block in _COMMONMARK.parse(text):
        if block.type not in ("paragraph_open", "paragraph_close", "inline"):
            found.append(Found(block.type, block.content))
        for each in block.children or ():
            found += _inline(each)
    addresses = [Found("address", each) for each in _ADDRESS.findall(text)]
    return [*found, *tokens(text), *emoji(text), *addresses]


def _inline(each: Token) -> list[Found]:
    if each.type in ("text", "softbreak", "text_special"):
        return []
    return [Found(each.type, str(each.attrs.get("href") or each.content))]


def emoji(text: str) -> list[Found]:
    """The emoji that are named in a text."""
    return [Found("emoji", name) for name in _EMOJI.findall(text)]


def payload(value: Any) -> list[Found]:
    """What a message's arguments, blocks or a view hold, apart from styles of rich text."""
    if isinstance(value, Mapping):
        own = list(_object(value))
        text = value.get("text")
        own += tokens(text) if isinstance(text, str) and "type" not in value else []
        return own + [found for each in value.values() for found in payload(each)]
    held = value if isinstance(value, list | tuple) else ()
    return [found for each in held for found in payload(each)]


def _object(value: Mapping[str, Any]) -> Iterator[Found]:
    kind, text = value.get("type"), value.get("text")
    if kind == "mrkdwn":
        yield from mrkdwn(str(text), verbatim=value.get("verbatim") is True)
    elif kind == "markdown":
        yield from markdown(str(text))
    elif kind == "plain_text" and value.get("emoji", True):
        yield from emoji(str(text))
    elif kind == "button" and value.get("url"):
        yield Found("link", str(value["url"]))
    elif kind in _ACTS and _ACTS[kind] in value:
        yield Found(kind, str(value[_ACTS[kind]]))


def plain_of(text: str) -> str:
    """What a reader sees of a `markdown` block that holds nothing but words."""
    return "".join(each.content for block in _COMMONMARK.parse(text) for each in block.children or ())


def decoded(text: str) -> str:
    """A text with the three entities that Slack knows turned back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
