"""Slack's markup, taken apart: a text becomes runs with their styles, and the template draws them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARTS = re.compile(
    r"```(?P<block>.+?)```|`(?P<code>[^`\n]+)`|<(?P<sign>[@#!]?)(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>"
    r"|(?<!\w)(?P<mark>[*_~])(?P<inner>\S(?:[^\n]*?\S)?)(?P=mark)(?!\w)",
    re.DOTALL,
)
_STYLE = {"*": "bold", "_": "italic", "~": "strike"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run in one style: `kind` is text, link, user, channel, broadcast or block; `target` an id, a URL."""

    text: str
    kind: str = "text"
    target: str = ""
    styles: frozenset[str] = frozenset()


def runs(marked: str, styles: frozenset[str] = frozenset()) -> Iterator[Run]:
    """The runs of a mrkdwn text, in order."""
    end = 0
    for found in _PARTS.finditer(marked):
        if found.start() > end:
            yield Run(html.unescape(marked[end : found.start()]), styles=styles)
        yield from _marked(found, styles)
        end = found.end()
    if end < len(marked):
        yield Run(html.unescape(marked[end:]), styles=styles)


def _marked(found: re.Match[str], styles: frozenset[str]) -> Iterator[Run]:
    if found["mark"]:
        yield from runs(found["inner"], styles | {_STYLE[found["mark"]]})
    elif found["block"]:
        yield Run(html.unescape(found["block"]).strip("\n"), "block")
    elif found["code"]:
        yield Run(html.unescape(found["code"]), styles=styles | {"code"})
    else:
        kind = {"@": "user", "#": "channel", "!": "broadcast"}.get(found["sign"], "link")
        target = html.unescape(found["target"])
        yield Run(html.unescape(found["label"] or found["target"]), kind, target, styles)
