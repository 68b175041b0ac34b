"""/digest: digests on a schedule, ordered, listed, changed, paused and deleted by words."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.digest import clock
from bot.digest.schedule import next_run
from bot.digest.subscriptions import changed, ordered, wanted
from bot.errors import ConfigError, SlackError
from bot.news import shown
from bot.news.subscription import Length, Order, Subscription, WhenEmpty
from bot.slack import ids
from bot.slack.blocks import listing
from bot.slack.surface import Button, Command, Surface
from bot.slack.surfaces.digest_due import rendered
from bot.slack.surfaces.given import value_of
from bot.slack.surfaces.plainly import plainly
from bot.slack.task import Task

_PAGE = 200
_HELP = (
    "/digest {region} daily 08:00 · a digest in this channel, every morning in your time zone",
    "/digest {region} weekdays 7:30 Europe/Kyiv · mondays 9am, every 6 hours and the like work too",
    "/digest “words” in {region} daily 8:00 · about a topic; without a region or words about everything",
    "/digest #channel {region} daily 8:00 · in another channel that you and I are in",
    "/digest me {region} daily 8:00 · for you alone, in our direct message",
    "Add short for the three main stories, silent for no message when nothing is new.",
    "/digest preview {region} daily 8:00 · what this would have brought last, for you alone",
    "/digest list · what comes here, with numbers",
    "/digest change N weekdays 7:30 · another time, zone, region or topic; what is not named stays",
    "/digest pause N, resume N, now N, delete N",
)
_NUMBER = re.compile(r"#?(\d{1,18})(?:\s+(.*))?", re.DOTALL)
_CHANNEL = re.compile(r"(?:<#(\w+)(?:\|[^>]*)?>|#(\S+)|\b([CG][A-Z0-9]{8,})\b)")
_WHICH = "Which one? Give its number, as in /digest {verb} 3; /digest list shows the numbers."
_NONE = "There is no digest {number} here; /digest list shows what there is."
_NOTHING = "No digest comes here yet. Order one, as in: /digest {region} daily 08:00"
_NOT_IN = "I am not in #{name}. Invite me there with /invite, and order the digest again."
_NOT_MEMBER = "Only members of a channel may change which digests come there; join it first."
_ASK = "Ask in the thread of this digest, and mention me; or use /ask for an answer that only you see."
_CLOSED = "I can't see who is in that channel. Invite me there with /invite, and try again."


@plainly
def command(task: Task) -> None:
    """Do what the first word says; anything else is an order."""
    text = str(task.body.get("text", "")).strip()
    verb, _, rest = text.partition(" ")
    act = _VERBS.get(verb.casefold())
    if not text:
        _help(task, "")
    elif act is not None:
        act(task, rest.strip())
    else:
        _add(task, text)


def settings(task: Task) -> None:
    """Say, to the one who pressed the button, what a digest is set to and how to change it."""
    number = value_of(task)
    found = task.app.store.subscriptions.get(int(number)) if number.isdecimal() else None
    if found is None or found.team_id != task.place.team_id:
        task.tell("That digest is no longer ordered.")
        return
    lines = [
        _line(task, found),
        f"/digest change {found.id} weekdays 7:30 · another time, zone, region or topic",
        f"/digest pause {found.id}, resume {found.id}, now {found.id}, delete {found.id}",
    ]
    task.poster.whisper(task.job, task.place, [listing("This digest", lines)])


def ask_about(task: Task) -> None:
    """Say, to the one who pressed the button, how to ask about a digest."""
    task.tell(_ASK)


def _help(task: Task, _: str) -> None:
    task.reply([listing("Digests on a schedule", [line.format(region=_example(task)) for line in _HELP])])


def _example(task: Task) -> str:
    regions = task.app.desk_file.regions
    return regions[0].name if regions else "Ukraine"


def _add(task: Task, text: str) -> None:
    channel, text = _target(task, text)
    order = _ordered(task, text)
    shared = _checked(task, channel)
    place = task.place
    made = task.app.store.subscriptions.add(
        order,
        next_run(order.schedule, task.job.put_at, ZoneInfo(order.zone)),
        key=task.job.key,
        team_id=place.team_id,
        channel=channel,
        owner=place.user_id,
        shared=shared,
    )
    task.reply([listing("Ordered", [*_described(task, made), f"/digest delete {made.id} ends it"])])


def _preview(task: Task, text: str) -> None:
    found = _NUMBER.fullmatch(text)
    if found and not found[2]:
        subscription = _named(task, "preview", text)[0]
        order, team_id = subscription.order, None if subscription.shared else subscription.team_id
    else:
        order, team_id = _ordered(task, _target(task, text)[1]), task.place.team_id
    ready = task.app.editor.preview(order, task.now, team_id)
    task.reply(rendered(ready, task.now, key=task.job.key))


def _list(task: Task, text: str) -> None:
    channel, _ = _target(task, text)
    _checked(task, channel)
    found = task.app.store.subscriptions.in_channel(task.place.team_id, channel)
    if not found:
        task.say(_NOTHING.format(region=_example(task)))
        return
    task.reply([listing("Digests that come here", [_line(task, each) for each in found])])


def _change(task: Task, text: str) -> None:
    found, rest = _named(task, "change", text)
    order = changed(found.order, wanted(rest), task.app.editor.region_named)
    if order == found.order:
        raise ConfigError(f"Change what? As in /digest change {found.id} weekdays 7:30")
    task.app.store.subscriptions.change(found.id, order, _next(task, order))
    _say_now(task, found.id, "Changed")


def _pause(task: Task, text: str) -> None:
    found, _ = _named(task, "pause", text)
    task.app.store.subscriptions.pause(found.id, "by a member of the channel")
    _say_now(task, found.id, "Paused")


def _resume(task: Task, text: str) -> None:
    found, _ = _named(task, "resume", text)
    task.app.store.subscriptions.resume(found.id, _next(task, found.order))
    _say_now(task, found.id, "Resumed")


def _now(task: Task, text: str) -> None:
    found, _ = _named(task, "now", text)
    if found.paused is not None:
        raise ConfigError(
            f"Digest {found.id} is paused: {found.paused}. /digest resume {found.id} ends that."
        )
    clock.order_now(task.app.store.subscriptions, found, task.job.put_at)
    task.say(f"An edition of digest {found.id} is being made, for the time since the last one.")


def _delete(task: Task, text: str) -> None:
    found, _ = _named(task, "delete", text)
    task.app.store.subscriptions.delete(found.id)
    task.say(f"Digest {found.id} about {found.order.about} is deleted; what was posted stays.")


def _say_now(task: Task, number: int, done: str) -> None:
    found = task.app.store.subscriptions.get(number)
    if found is not None:
        task.reply([listing(done, _described(task, found))])


def _ordered(task: Task, text: str) -> Order:
    """The order that some words make; without a zone it is the person's."""
    zone = getattr(task.zone, "key", "UTC")
    return ordered(wanted(text), task.app.editor.region_named, zone)


def _next(task: Task, order: Order) -> datetime:
    return next_run(order.schedule, task.job.put_at, ZoneInfo(order.zone))


def _named(task: Task, verb: str, text: str) -> tuple[Subscription, str]:
    """The subscription whose number begins the words, if the person may see to it, and the words after.

    Raises: ConfigError.
    """
    number = _NUMBER.fullmatch(text)
    if number is None:
        raise ConfigError(_WHICH.format(verb=verb))
    found = task.app.store.subscriptions.get(int(number[1]))
    if found is None or found.team_id != task.place.team_id:
        raise ConfigError(_NONE.format(number=number[1]))
    _checked_member(task, found.channel)
    return found, (number[2] or "").strip()


def _target(task: Task, text: str) -> tuple[str, str]:
    """The channel that some words name (“me”: the direct message), else their own; and the other words."""
    if text.casefold().split()[:1] == ["me"]:
        opened = task.poster.call(task.poster.client.conversations_open, users=task.place.user_id)
        return str(opened["channel"]["id"]), text[2:].strip()
    found = _CHANNEL.search(text)
    if found is None:
        return task.place.channel, text
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    if (channel := found[1] or found[3]) is not None:
        return channel, rest
    name = found[2].casefold()
    for each in _our_channels(task):
        if str(each["name"]).casefold() == name:
            return str(each["id"]), rest
    raise ConfigError(_NOT_IN.format(name=name), subject=name)


def _our_channels(task: Task) -> Iterator[dict[str, Any]]:
    """The channels that the bot is in: far fewer than a large workspace has."""
    cursor = ""
    while True:
        page = task.poster.call(
            task.poster.client.users_conversations,
            types="public_channel,private_channel",
            exclude_archived=True,
            limit=_PAGE,
            cursor=cursor,
        )
        yield from page["channels"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _checked(task: Task, channel: str) -> bool:
    """Whether other workspaces are in a channel that both the person and the bot are in.

    Raises: ConfigError where one of them is not.
    """
    _checked_member(task, channel)
    said = task.poster.call(task.poster.client.conversations_info, channel=channel)
    return bool(said["channel"].get("is_ext_shared"))


def _checked_member(task: Task, channel: str) -> None:
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


def _described(task: Task, found: Subscription) -> list[str]:
    order = found.order
    extras = [
        "the three main stories" if order.length is Length.SHORT else "",
        "no message when nothing is new" if order.when_empty is WhenEmpty.SILENCE else "",
    ]
    lines = [
        f"Digest {found.id} about {order.about}: {order.schedule} ({order.zone})",
        f"Paused: {found.paused}" if found.paused else f"Next: {_moment(task, found)}",
        ", ".join(filter(None, extras)),
    ]
    return [line for line in lines if line]


def _line(task: Task, found: Subscription) -> str:
    return " · ".join(_described(task, found))


def _moment(task: Task, found: Subscription) -> str:
    zone = ZoneInfo(found.order.zone)
    return f"{found.next_run_at.astimezone(zone):%A} {shown.clock(found.next_run_at, task.now, zone)}"


_VERBS: dict[str, Callable[[Task, str], None]] = {
    "help": _help,
    "list": _list,
    "preview": _preview,
    "change": _change,
    "pause": _pause,
    "resume": _resume,
    "now": _now,
    "delete": _delete,
}
_READ = ("im:write", "channels:read", "groups:read", "im:read", "mpim:read", "users:read")
DIGEST = Surface(
    "digest_command",
    command,
    (Command("/digest", "Digests on a schedule in this channel", "REGION daily 08:00 | list | preview …"),),
    _READ,
)
ABOUT = Surface("digest_about", ask_about, (Button(ids.ASK_ABOUT),), ("users:read",))
SETTINGS = Surface("digest_settings", settings, (Button(ids.SETTINGS),), ("users:read",))
