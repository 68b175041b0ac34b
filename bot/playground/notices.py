"""Whom a message would call: the mentions in it that Slack would act on, wherever they stand."""

import re
from collections.abc import Iterator

from bot.playground.state import Json, Message

_MENTION = re.compile(r"<(![a-z]+|!subteam\^\w+|@[UW]\w+)(?:\|[^>]*)?>")
_READ = {"mrkdwn", "markdown"}


def called(message: Message) -> list[str]:
    """`!channel`, `!here`, `@U…` in texts that Slack reads as marked up, and rich text's own mentions."""
    found = [match[1] for match in _MENTION.finditer(message.text)]
    for block in message.blocks:
        found += _called_in(block)
    return found


def _called_in(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _called_in(each)
    elif isinstance(value, dict):
        yield from _marked(value)
        for each in value.values():
            yield from _called_in(each)


def _marked(value: Json) -> Iterator[str]:
    kind = value.get("type")
    if kind in _READ:
        yield from (match[1] for match in _MENTION.finditer(str(value.get("text"))))
    elif kind == "broadcast":
        yield f"!{value['range']}"
    elif kind == "user" and "user_id" in value:
        yield f"@{value['user_id']}"
    elif kind == "usergroup":
        yield f"!subteam^{value['usergroup_id']}"
