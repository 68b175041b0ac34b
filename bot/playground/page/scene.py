"""What the page's reader sees at one moment, as values taken from the local Slack."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.playground.driver import LocalSlack
from bot.playground.page.place import Place
from bot.playground.state import Channel, Message, User, View

_TOGETHER = timedelta(minutes=5)
"""Messages of one author that follow each other within this time stand under one name."""
_AWAY = "{} is getting ready; it answers in a moment."


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message; `tone` picks the colour of a person's initials."""

    name: str
    is_bot: bool
    initials: str
    tone: int


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `blocks` is JSON; `joined`: it stands under the name above; `day`: one begins with it."""

    ts: str
    channel: str
    author: Author
    at: datetime
    text: str
    blocks: str
    private: bool = False
    edited: bool = False
    growing: bool = False
    thread_ts: str = ""
    replies: int = 0
    repliers: tuple[Author, ...] = ()
    reactions: tuple[tuple[str, int], ...] = ()
    joined: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A modal or an App Home. `view` is its payload as JSON, `depth` how many modals are open."""

    id: str
    version: str
    view: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation of the agent pane."""

    ts: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the page draws. `names` gives what people and channels are called, by id; `away`
    says that the app is not connected.
    """

    place: Place
    title: str
    channels: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...] = ()
    thread: tuple[Line, ...] = ()
    thread_title: str = ""
    status: str = ""
    busy: bool = False
    away: str = ""
    prompts: tuple[tuple[str, str], ...] = ()
    prompts_title: str = ""
    chats: tuple[Chat, ...] = ()
    home: Shown | None = None
    modal: Shown | None = None


def look(slack: LocalSlack, reader: User, place: Place) -> Scene | None:
    """What the reader sees at a place; null where there is no such place."""
    with slack.core.changed:
        return _Eye(slack, reader).look(place)


class _Eye:
    """Looks about in the state. Whoever calls holds the server's lock."""

    def __init__(self, slack: LocalSlack, reader: User) -> None:
        self._slack = slack
        self._state = slack.state
        self._reader = reader
        self._zone = ZoneInfo(reader.tz)

    def look(self, place: Place) -> Scene | None:
        channel = self._channel(place)
        if channel is None or self._reader.id not in channel.members:
            return None
        people = [(each.id, each.real_name) for each in self._state.users.values()]
        rooms = [(each.id, each.name) for each in self._state.channels.values()]
        mine = [each for each in self._state.channels.values() if self._reader.id in each.members]
        scene = Scene(
            place,
            f"#{channel.name}" if place.tab == "channel" else self._slack.bot_user.real_name,
            tuple((each.id, each.name) for each in mine if each.kind != "im"),
            tuple(people),
            (*people, *rooms),
            modal=self._modal(),
            away="" if self._slack.app_is_here() else _AWAY.format(self._slack.bot_user.real_name),
        )
        beside = {"channel": self._conversation, "chat": self._chat}.get(place.tab, self._tab)
        return beside(scene, channel)

    def _channel(self, place: Place) -> Channel | None:
        if place.tab == "channel":
            return self._state.channels.get(place.channel)
        return self._state.im(self._reader.team_id, self._reader.id)

    def _conversation(self, scene: Scene, channel: Channel) -> Scene | None:
        heads = self._heads(channel)
        whispers = [each for each in self._whispers(channel) if not each.is_reply]
        scene = replace(scene, lines=self._lines([*heads, *whispers]))
        return self._with_thread(scene, channel, "Thread") if scene.place.thread_ts else scene

    def _chat(self, scene: Scene, channel: Channel) -> Scene | None:
        if scene.place.thread_ts:
            return self._with_thread(scene, channel, "")
        pane = self._state.assistant_thread(channel.id, "")
        prompts = tuple((each["title"], each["message"]) for each in pane.prompts)
        loose = [
            each for each in channel.messages.values() if each.user != self._reader.id and not each.is_reply
        ]
        whispers = [each for each in self._whispers(channel) if not each.is_reply]
        lines = self._lines([*loose, *whispers])
        return replace(scene, lines=lines, prompts=prompts, prompts_title=pane.prompts_title)

    def _tab(self, scene: Scene, channel: Channel) -> Scene:
        home = self._slack.home(self._reader)
        heads = [each for each in channel.messages.values() if not each.is_reply]
        chats = tuple(
            self._chat_of(channel, each) for each in reversed(heads) if each.user == self._reader.id
        )
        return replace(scene, home=_shown(home) if home else None, chats=chats)

    def _chat_of(self, channel: Channel, head: Message) -> Chat:
        title = self._state.assistant_thread(channel.id, head.ts).title or head.text
        return Chat(head.ts, title, self._at(head))

    def _with_thread(self, scene: Scene, channel: Channel, title: str) -> Scene | None:
        ts = scene.place.thread_ts
        if ts not in channel.messages:
            return None
        whispers = [each for each in self._whispers(channel) if each.thread_ts == ts]
        found = self._state.assistant_thread(channel.id, ts)
        status = found.status_at(self._slack.core.clock())
        growing = any(each.streaming == "open" for each in channel.thread(ts))
        return replace(
            scene,
            thread=self._lines([*channel.thread(ts), *whispers]),
            thread_title=title or found.title or channel.messages[ts].text,
            status=f"{self._slack.bot_user.real_name} {status}" if status else "",
            busy=bool(status) or growing,
        )

    def _heads(self, channel: Channel) -> list[Message]:
        """What stands outside threads, with what was sent to the channel from within one."""
        return [each for each in channel.messages.values() if not each.is_reply or each.subtype]

    def _whispers(self, channel: Channel) -> Iterator[Message]:
        for each in self._state.ephemerals:
            if each.only_for == self._reader.id and each.channel == channel.id:
                yield each

    def _lines(self, messages: Iterable[Message]) -> tuple[Line, ...]:
        made: list[Line] = []
        for each in sorted(messages, key=lambda message: message.ts):
            line = self._line(each)
            before = made[-1] if made else None
            if before is None or before.at.date() != line.at.date():
                line = replace(line, day=self._day(line.at))
            elif _go_together(before, line):
                line = replace(line, joined=True)
            made.append(line)
        return tuple(made)

    def _line(self, found: Message) -> Line:
        channel = self._state.channels[found.channel]
        replies = [] if found.is_reply else [each for each in channel.thread(found.ts) if each.is_reply]
        repliers = dict.fromkeys(self._author(each.user) for each in replies)
        return Line(
            ts=found.ts,
            channel=found.channel,
            author=self._author(found.user),
            at=self._at(found),
            text=found.text,
            blocks=json.dumps(found.blocks),
            private=found.only_for is not None,
            edited=found.edited is not None and found.bot_id is None,
            growing=found.streaming == "open",
            thread_ts=found.thread_ts or "",
            replies=len(replies),
            repliers=tuple(repliers)[:3],
            reactions=tuple((name, len(users)) for name, users in found.reactions.items()),
        )

    def _author(self, user_id: str) -> Author:
        found = self._state.users[user_id]
        initials = "".join(word[0] for word in found.real_name.split()[:2])
        return Author(found.real_name, found.is_bot, initials, sum(map(ord, found.id)) % 6)

    def _modal(self) -> Shown | None:
        views = self._slack.views(self._reader)
        return replace(_shown(views[-1]), depth=len(views)) if views else None

    def _at(self, found: Message) -> datetime:
        return datetime.fromtimestamp(float(found.ts), UTC).astimezone(self._zone)

    def _day(self, at: datetime) -> str:
        today = self._slack.core.clock().astimezone(self._zone).date()
        days = (today - at.date()).days
        return {0: "Today", 1: "Yesterday"}.get(days, f"{at:%A} {at.day} {at:%B}")


def _go_together(before: Line, line: Line) -> bool:
    alone = before.private != line.private or before.replies > 0
    return before.author == line.author and line.at - before.at < _TOGETHER and not alone


def _shown(found: View) -> Shown:
    return Shown(found.id, found.hash, json.dumps(found.payload))
