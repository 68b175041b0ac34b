"""What readers see of an answer or a digest, parted into the articles' words and the program's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.news.answer import Headline
from bot.news.article import Revision
from bot.news.characters import visible
from bot.news.shown import cited
from bot.slack.blocks import Message
from tests.fakes.mrkdwn import decoded

_BARRED = re.compile(r"\s*\d*\s*┃")
_LINK = re.compile(r"https://gull\.example/news/\S+")
_QUOTED = re.compile("“([^“”]*)”")


def own_in_slack(messages: Sequence[Message]) -> str:
    """All that messages show, their fallback text included, but for what is set as a quote."""
    fallback = [decoded(each.text) for each in messages]
    return "\n".join([*fallback, *_texts([each.blocks for each in messages])])


def own_in_terminal(printed: str) -> str:
    """All that is printed, but for what stands behind the bar."""
    return "\n".join(line for line in printed.splitlines() if not _BARRED.match(line))


def without_named(own: str, revisions: Iterable[Revision], near: Iterable[Headline]) -> str:
    """Without the articles' addresses and outlets, and without their words in quotation marks."""
    shown = [*revisions]
    stored = [cited(visible(each)) for one in shown for each in (one.title or "", one.text)]
    stored += [cited(visible(one.title)) for one in near]
    flat = " ".join(own.split())
    for outlet in {visible(name) for name in (*(one.outlet for one in shown), *(one.outlet for one in near))}:
        flat = flat.replace(outlet, "")
    named = _QUOTED.sub(lambda found: "" if any(found[1] in text for text in stored) else found[0], flat)
    return _LINK.sub("", named)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "rich_text_quote":
            return
        for key, each in value.items():
            yield from [each] if key == "text" and isinstance(each, str) else _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
