"""Which channel somebody means, and whether they and the bot are in it."""

import re
from collections.abc import Iterator
from typing import Any

from bot.errors import ConfigError, SlackError
from bot.slack.bodies import Place
from bot.slack.task import Task

READ = ("im:write", "channels:read", "groups:read", "im:read", "mpim:read")
"""The scopes that looking about takes."""

_PAGE = 500
_ME = frozenset(["me", "myself"])
_MARKED = re.compile(r"<#(\w+)(?:\|[^>]*)?>|([CG][A-Z0-9]{8,})")
_NOT_IN = "I am not in #{name}. Invite me there with /invite, and try again."
_NO_PLACE = "Write the name of a channel that you and I are in, or “me” for our direct message."
_NOT_MEMBER = "Only members of a channel may change which digests come there; join it first."
_CLOSED = "I can’t see who is in that channel. Invite me there with /invite, and try again."


def channel_named(task: Task, name: str, here: Place) -> str:
    """The channel that a person means: by its name or id, "me" for their direct message, "here".

    Raises: ConfigError where the bot is in no such channel; SlackError.
    """
    wanted = name.strip()
    if wanted.casefold() in _ME:
        return direct(task, task.place.user_id)
    if wanted.casefold() == "here" and here.channel:
        return here.channel
    if marked := _MARKED.fullmatch(wanted):
        return marked[1] or marked[2]
    wanted = wanted.removeprefix("#").casefold()
    if not wanted:
        raise ConfigError(_NO_PLACE)
    for each in conversations(task, "public_channel,private_channel"):
        if str(each["name"]).casefold() == wanted:
            return str(each["id"])
    raise ConfigError(_NOT_IN.format(name=wanted), subject=wanted)


def direct(task: Task, user_id: str) -> str:
    """The direct message between a person and the bot. Raises: SlackError."""
    opened = task.poster.call(task.poster.client.conversations_open, users=user_id)
    return str(opened["channel"]["id"])


def conversations(task: Task, types: str, user_id: str | None = None) -> Iterator[dict[str, Any]]:
    """The channels that the bot, or a person and the bot, are in: far fewer than a large workspace has.

    Raises: SlackError.
    """
    cursor = ""
    while True:
        page = task.poster.call(
            task.poster.client.users_conversations,
            types=types,
            user=user_id,
            exclude_archived=True,
            limit=_PAGE,
            cursor=cursor,
        )
        yield from page["channels"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def is_shared(task: Task, channel: str) -> bool:
    """Whether other workspaces are in a channel. Raises: SlackError."""
    said = task.poster.call(task.poster.client.conversations_info, channel=channel)
    return bool(said["channel"].get("is_ext_shared"))


def check_member(task: Task, channel: str) -> None:
    """Raises: ConfigError where the person or the bot is not in a channel; SlackError."""
    try:
        members = set(_members(task, channel))
    except SlackError as error:
        if error.retry:
            raise
        raise ConfigError(_CLOSED) from None
    if task.place.user_id not in members:
        raise ConfigError(_NOT_MEMBER)
    if task.poster.bot.user_id not in members:
        raise ConfigError(_CLOSED)


def _members(task: Task, channel: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = task.poster.call(
            task.poster.client.conversations_members, channel=channel, limit=_PAGE, cursor=cursor
        )
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
