"""What a workspace holds: people, conversations, messages, views, triggers; and how they are found."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.playground.refusal import RefusalError

Json = dict[str, Any]
Clock = Callable[[], datetime]
ConversationKind = Literal["public", "private", "im", "mpim"]

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_URL_LIFE = timedelta(minutes=30)
RESPONSE_URL_POSTS = 5
STATUS_LIFE = timedelta(minutes=2)


@dataclass
class User:
    """A person, or a bot's user."""

    id: str
    team_id: str
    name: str
    real_name: str
    is_bot: bool = False
    deleted: bool = False
    is_admin: bool = False
    tz: str = "Europe/Brussels"
    tz_offset_s: int = 3600
    locale: str = "en-GB"


@dataclass
class Workspace:
    """A team in which the app is installed, with the installation's bot and token."""

    id: str
    name: str
    domain: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    barred: str = ""


@dataclass
class Message:
    """A message, or (with `only_for`) an ephemeral one, which is in no history."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    client_msg_id: str | None = None
    only_for: str | None = None
    streaming: Literal["no", "open", "stopped"] = "no"
    streamed_at: datetime | None = None
    stopped_by_user: bool = False
    unfurl: Json = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, below its parent."""
        return self.thread_ts not in (None, self.ts)


@dataclass
class Channel:
    """A conversation: a channel, a direct message or a group of people."""

    id: str
    team_id: str
    name: str
    kind: ConversationKind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    archived: bool = False
    shared: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    replies: dict[str, list[Message]] = field(default_factory=dict)
    deleted_ts: set[str] = field(default_factory=set)
    assistant_threads: set[str] = field(default_factory=set)

    def thread(self, ts: str) -> list[Message]:
        """The parent and its replies, oldest first."""
        parent = [self.messages[ts]] if ts in self.messages else []
        return parent + self.replies.get(ts, [])

    def add(self, message: Message) -> None:
        """Put a message below those that are there; its ts is the latest."""
        self.messages[message.ts] = message
        if message.thread_ts and message.is_reply:
            self.replies.setdefault(message.thread_ts, []).append(message)

    def remove(self, message: Message) -> None:
        """Take a message out; replies to it stay."""
        del self.messages[message.ts]
        self.deleted_ts.add(message.ts)
        if message.thread_ts and message.is_reply:
            self.replies[message.thread_ts].remove(message)


@dataclass
class View:
    """A modal or an App Home as last written, with what its user typed or chose."""

    id: str
    team_id: str
    user: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        return list(self.payload["blocks"])


@dataclass
class Trigger:
    """What lets the app open a modal: once, for three seconds."""

    id: str
    team_id: str
    user: str
    until: datetime
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Where answers to a command or a click may be posted: five times in half an hour."""

    key: str
    team_id: str
    channel: str
    user: str
    until: datetime
    message_ts: str | None = None
    posts: list[Message] = field(default_factory=list)
    used: int = 0


@dataclass
class AssistantThread:
    """What the app set on a thread of the agent pane."""

    status: str = ""
    loading_messages: list[str] = field(default_factory=list)
    status_until: datetime | None = None
    title: str = ""
    prompts: list[Json] = field(default_factory=list)
    prompts_title: str = ""
    session: str = ""

    def status_at(self, now: datetime) -> str:
        """The status, empty once its two minutes are over."""
        return self.status if self.status_until is None or now < self.status_until else ""


class State:
    """Everything in memory. Not locked: whoever changes it holds the server's lock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.workspaces: dict[str, Workspace] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Message] = []
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.assistant: dict[tuple[str, str], AssistantThread] = {}
        self._numbers = 0
        self._last_ts = 0

    def number(self) -> int:
        """The next of a run of numbers, for ids."""
        self._numbers += 1
        return self._numbers

    def new_id(self, letter: str) -> str:
        """An id as Slack writes them: a letter for the kind, then ten letters and digits."""
        return f"{letter}0{self.number():09d}"

    def new_ts(self) -> str:
        """A message's ts: the clock's microseconds, later than every ts before."""
        self._last_ts = max(self._last_ts + 1, int(self.clock().timestamp() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def epoch(self) -> int:
        """The clock, in whole seconds."""
        return int(self.clock().timestamp())

    def user(self, user_id: str) -> User:
        """Raises `user_not_found`."""
        if user_id not in self.users:
            raise RefusalError("user_not_found")
        return self.users[user_id]

    def bot_of(self, team_id: str) -> User:
        """The app's user in a workspace."""
        return self.users[self.workspaces[team_id].bot_user_id]

    def im(self, team_id: str, user_id: str) -> Channel:
        """The direct message between the app and a user, opened if need be."""
        bot = self.workspaces[team_id].bot_user_id
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == {bot, user_id}:
                return channel
        return self.new_channel("", team_id, "im", [bot, user_id])

    def new_channel(self, name: str, team_id: str, kind: ConversationKind, members: list[str]) -> Channel:
        """Add a conversation."""
        letter = "D" if kind == "im" else "C"
        creator = members[0] if members else ""
        made = Channel(self.new_id(letter), team_id, name, kind, creator, self.epoch(), list(members))
        self.channels[made.id] = made
        return made

    def new_trigger(self, team_id: str, user: str, view_id: str | None = None) -> Trigger:
        """A fresh trigger_id."""
        key = f"{self.number()}.{self.number()}.{secrets.token_hex(16)}"
        made = self.triggers[key] = Trigger(key, team_id, user, self.clock() + TRIGGER_LIFE, view_id)
        return made

    def new_response_url(self, channel: Channel, user: str, message_ts: str | None = None) -> ResponseUrl:
        """A fresh response_url; with the message it can replace."""
        key = secrets.token_urlsafe(18)
        until = self.clock() + RESPONSE_URL_LIFE
        made = ResponseUrl(key, channel.team_id, channel.id, user, until, message_ts)
        self.response_urls[key] = made
        return made

    def assistant_thread(self, channel: str, thread_ts: str) -> AssistantThread:
        """What was set on an agent thread, made empty if nothing was."""
        return self.assistant.setdefault((channel, thread_ts), AssistantThread())
