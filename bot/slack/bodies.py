"""Reading what Slack sends: where something happened, who did it, and what was written."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.conversations import Thread

Body = Mapping[str, Any]

TALK = frozenset([None, "file_share", "thread_broadcast", "me_message"])
"""Subtypes of messages in which people talk; all others tell of edits, deletions, joins and the like."""

_LABELLED = re.compile(r"<(?:[#@!][^|>]*|[^|>]+)\|([^>]*)>")
_PERSON = re.compile(r"<[@!][^>]*>")
_LINK = re.compile(r"<([^>]+)>")
_URL = re.compile(r"<(https?://[^|>\s]+)")
_BARE_URL = re.compile(r"(?<![\w<|])https?://[^\s<>|]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened and who did it. `ts` is the message's own, `thread_ts` its thread's.

    `direct` is whether it is between the bot and one person; `foreign` whether others' workspaces share it.
    """

    team_id: str
    channel: str
    user_id: str
    ts: str | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    trigger_id: str | None = None
    direct: bool = False
    foreign: bool = False

    @property
    def thread(self) -> Thread:
        """The thread in which an answer belongs: the message's, or the one it begins."""
        return Thread(self.team_id, self.channel, self.thread_ts or self.ts or "")


def place_of(body: Body) -> Place:
    """Where an event, a command, an interaction or a shortcut comes from."""
    if "event" in body:
        return _of_event(body, body["event"])
    if "command" in body:
        return _of_command(body)
    return _of_interaction(body)


def _of_event(body: Body, event: Body) -> Place:
    thread = event.get("assistant_thread", {})
    channel = event.get("channel") or thread.get("channel_id") or ""
    return Place(
        team_id=body.get("team_id", ""),
        channel=channel,
        user_id=event.get("user") or thread.get("user_id") or "",
        ts=event.get("ts"),
        thread_ts=event.get("thread_ts") or thread.get("thread_ts"),
        direct=event.get("channel_type") == "im" or channel.startswith("D"),
        foreign=bool(body.get("is_ext_shared_channel")),
    )


def _of_command(body: Body) -> Place:
    return Place(
        team_id=body["team_id"],
        channel=body["channel_id"],
        user_id=body["user_id"],
        response_url=body.get("response_url"),
        trigger_id=body.get("trigger_id"),
        direct=body["channel_id"].startswith("D"),
    )


def _of_interaction(body: Body) -> Place:
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Place(
        team_id=(body.get("team") or {}).get("id") or "",
        channel=channel,
        user_id=body["user"]["id"],
        ts=body.get("message_ts") or container.get("message_ts") or message.get("ts"),
        thread_ts=message.get("thread_ts") or container.get("thread_ts"),
        response_url=body.get("response_url"),
        trigger_id=body.get("trigger_id"),
        direct=channel.startswith("D"),
    )


def is_talk(event: Body) -> bool:
    """Whether a person wrote a message: not a bot, not an edit, a deletion, a join or a notice."""
    return event.get("subtype") in TALK and not event.get("bot_id") and bool(event.get("user"))


def mentions(event: Body, bot_user_id: str) -> bool:
    """Whether a message calls the bot by name."""
    return f"<@{bot_user_id}>" in event.get("text", "") or f"<@{bot_user_id}|" in event.get("text", "")


def concerns_bot(event: Body, bot_user_id: str) -> bool:
    """Whether a message may be for the bot: a direct one, a mention, or a line of a thread."""
    direct = event.get("channel_type") == "im"
    return is_talk(event) and (direct or mentions(event, bot_user_id) or bool(event.get("thread_ts")))


def words(text: str) -> str:
    """What a person wrote, without Slack's markup: no mentions, the names of channels, links as written."""
    named = _LABELLED.sub(lambda found: "" if found[0].startswith(("<@", "<!")) else found[1], text)
    return " ".join(html.unescape(_LINK.sub(r"\1", _PERSON.sub(" ", named))).split())


def links(text: str) -> tuple[str, ...]:
    """The web addresses in a text, marked up by Slack or bare, each once."""
    found = [*_URL.findall(text), *_BARE_URL.findall(text)]
    return tuple(dict.fromkeys(html.unescape(each).rstrip(".,;)") for each in found))
