"""/digest: digests on a schedule, ordered, listed, changed, paused and deleted by words."""

import re
from collections.abc import Callable

from bot.digest.subscriptions import changed, ordered, wanted
from bot.errors import ConfigError
from bot.news.subscription import Order, Subscription
from bot.slack.blocks import listing
from bot.slack.render.subscriptions import described
from bot.slack.surface import Command, Surface
from bot.slack.surfaces import digest_acts as acts
from bot.slack.surfaces.digest_due import rendered
from bot.slack.surfaces.digest_form import NEW_KIND
from bot.slack.surfaces.membership import READ, channel_named, check_member
from bot.slack.surfaces.plainly import plainly
from bot.slack.task import Task

_HELP = (
    "/digest · a form for a new digest, with a preview",
    "/digest {region} daily 08:00 · a digest in this channel, every morning in your time zone",
    "/digest {region} weekdays 7:30 Europe/Kyiv · mondays 9am, every 6 hours and the like work too",
    "/digest “words” in {region} daily 8:00 · about a topic; without a region or words about everything",
    "/digest {region} daily 8:00 from {outlet} · of some outlets only; “not {outlet}” leaves one out",
    "/digest #channel {region} daily 8:00 · in another channel that you and I are in",
    "/digest me {region} daily 8:00 · for you alone, in our direct message",
    "Add short for the three main stories, silent for no message when nothing is new.",
    "/digest preview {region} daily 8:00 · what this would have brought last, for you alone",
    "/digest list · what comes here, with numbers",
    "/digest change N weekdays 7:30 · another time, zone, region, topic or outlets; what is not named stays",
    "/digest pause N, resume N, now N, delete N",
)
_NUMBER = re.compile(r"#?(\d{1,18})(?:\s+(.*))?", re.DOTALL)
_CHANNEL = re.compile(r"<#\w+(?:\|[^>]*)?>|#\S+|\b[CG][A-Z0-9]{8,}\b")
_WHICH = "Which one? Give its number, as in /digest {verb} 3; /digest list shows the numbers."
_NOTHING = "No digest comes here yet. Order one, as in: /digest {region} daily 08:00"


@plainly
def command(task: Task) -> None:
    """Do what the first word says; anything else is an order."""
    text = str(task.body.get("text", "")).strip()
    verb, _, rest = text.partition(" ")
    act = _VERBS.get(verb.casefold())
    if act is None:
        _add(task, text)
    else:
        act(task, rest.strip())


def _help(task: Task, _: str) -> None:
    region, outlet = acts.example_region(task), next(iter(acts.known(task).outlets), "The Courier")
    task.reply(
        [listing("Digests on a schedule", [line.format(region=region, outlet=outlet) for line in _HELP])]
    )


def _add(task: Task, text: str) -> None:
    channel, text = _target(task, text)
    made = acts.order_for(task, _ordered(task, text), channel)
    lines = [*described(made, task.now), f"/digest delete {made.id} ends it"]
    task.reply([listing("Ordered", lines)])


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
    check_member(task, channel)
    found = task.app.store.subscriptions.in_channel(task.place.team_id, channel)
    if not found:
        task.say(_NOTHING.format(region=acts.example_region(task)))
        return
    task.reply([listing("Digests that come here", [" · ".join(described(each, task.now)) for each in found])])


def _change(task: Task, text: str) -> None:
    found, rest = _named(task, "change", text)
    order = changed(found.order, wanted(rest), acts.known(task))
    if order == found.order:
        raise ConfigError(f"Change what? As in /digest change {found.id} weekdays 7:30")
    task.reply([listing("Changed", described(acts.change(task, found, order), task.now))])


def _ordered(task: Task, text: str) -> Order:
    """The order that some words make; without a zone it is the person's."""
    return ordered(wanted(text), acts.known(task), getattr(task.zone, "key", "UTC"))


def _named(task: Task, verb: str, text: str) -> tuple[Subscription, str]:
    """The subscription whose number begins the words, if the person may see to it, and the words after.

    Raises: ConfigError.
    """
    number = _NUMBER.fullmatch(text)
    if number is None:
        raise ConfigError(_WHICH.format(verb=verb))
    return acts.subscription(task, number[1]), (number[2] or "").strip()


def _target(task: Task, text: str) -> tuple[str, str]:
    """The channel that some words name (“me”: the direct message), else their own; and the other words."""
    first, _, after = text.partition(" ")
    if first.casefold() == "me":
        return channel_named(task, first, task.place), after.strip()
    found = _CHANNEL.search(text)
    if found is None:
        return task.place.channel, text
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return channel_named(task, found[0], task.place), rest


def _acting(verb: str, act: acts.Act) -> Callable[[Task, str], None]:
    def do(task: Task, text: str) -> None:
        task.say(act(task, _named(task, verb, text)[0]))

    return do


_VERBS: dict[str, Callable[[Task, str], None]] = {
    "help": _help,
    "list": _list,
    "preview": _preview,
    "change": _change,
    "pause": _acting("pause", acts.pause),
    "resume": _acting("resume", acts.resume),
    "now": _acting("now", acts.run_now),
    "delete": _acting("delete", acts.delete),
}
DIGEST = Surface(
    "digest_command",
    command,
    (
        Command(
            "/digest",
            "Digests on a schedule in this channel",
            "REGION daily 08:00 | list | preview …",
            bare=NEW_KIND,
        ),
    ),
    ("users:read", *READ),
)
