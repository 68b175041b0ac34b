"""/desk: help, the feeds, adding a link, how the desk is doing, and when it answers without a mention."""

from collections.abc import Callable
from typing import get_args

from bot.news import shown
from bot.slack.blocks import listing
from bot.slack.bodies import words
from bot.slack.surface import Command, Surface
from bot.slack.surfaces.add import add_links
from bot.slack.surfaces.home import state
from bot.slack.surfaces.plainly import plainly
from bot.slack.task import Task
from bot.store.conversations import Answers
from bot.store.feeds import Feed

_HELP = (
    "Mention me with a question in a channel, or write to me directly: I answer in quotes from articles.",
    "/ask QUESTION · an answer that only you see, until you share it",
    "/region NAME [since] · what is confirmed, reported and claimed there, such as /region {region} 7d",
    "{commands}",
    "/briefing [region or topic] [since] · a digest now",
    "/digest {region} daily 08:00 · digests on a schedule in this channel; /digest alone opens a form",
    "/desk feeds · which feeds are read",
    "/desk add LINK · store an article for this workspace",
    "/desk status · what is stored, and how it is going",
    "/desk answers never|replies|always · when I answer questions in this channel that do not mention me",
)
_ANSWERS = {
    "never": "In this channel I answer only where I am mentioned.",
    "replies": "In this channel I answer where I am mentioned, and go on in threads with one person.",
    "always": "In this channel I answer every message that is a question.",
}
_DIRECT = "Here I answer everything. Use it in a channel."
_NO_FEEDS = "No feeds are followed; whoever runs the desk adds them."
_UNKNOWN = "I don't know /desk {}."
_FEEDS_SHOWN = 25


@plainly
def desk(task: Task) -> None:
    """Do what the first word says."""
    verb, _, rest = words(str(task.body.get("text", ""))).partition(" ")
    act = _VERBS.get(verb.lower() or "help")
    if act is None:
        _help(task, _UNKNOWN.format(f"“{verb}”"))
    else:
        act(task, rest.strip())


def _help(task: Task, above: str = "") -> None:
    regions = task.app.desk_file.regions
    commands = [each.command for each in regions if each.command]
    own = f"{', '.join(commands)} [since] · the same, for these regions" if commands else ""
    named = regions[0].name if regions else "Ukraine"
    lines = [line.format(region=named, commands=own) for line in _HELP]
    task.reply([listing(above or "What I can do", [line for line in lines if line])])


def _feeds(task: Task, _: str) -> None:
    feeds = task.app.store.feeds.all()
    if not feeds:
        task.say(_NO_FEEDS)
        return
    lines = [_feed(task, feed) for feed in feeds[:_FEEDS_SHOWN]]
    more = len(feeds) - _FEEDS_SHOWN
    task.reply([listing("Feeds", [*lines, *([f"and {more} more"] if more > 0 else [])])])


def _feed(task: Task, feed: Feed) -> str:
    name = feed.outlet or feed.title or feed.url
    read = f"read {shown.clock(feed.polled_at, task.now, task.zone)}" if feed.polled_at else "not read yet"
    failed = f"failing ({shown.counted(feed.failures, 'time')}): {feed.error}" if feed.error else ""
    return " · ".join(part for part in (name, read, failed) if part)


def _status(task: Task, _: str) -> None:
    held, settings = state(task), task.app.settings
    fetched = shown.clock(held.last_fetch, task.now, task.zone) if held.last_fetch else "never"
    model = settings.openai_model if settings.has_model else "none, answers are made of quotes alone"
    failing = ", ".join(each.name for each in held.failing)
    lines = [
        f"{shown.counted(held.articles, 'article')} from {shown.counted(held.outlets, 'outlet')}",
        f"Last fetch: {fetched}",
        f"Failing feeds: {failing or 'none'}",
        f"Language model: {model}",
        f"Who may add articles: {settings.who_may_add}",
    ]
    task.reply([listing("The desk", lines)])


def _answers(task: Task, when: str) -> None:
    place, kept = task.place, task.app.store.conversations
    chosen: dict[str, Answers] = {each: each for each in get_args(Answers)}
    if place.direct:
        task.say(_DIRECT)
    elif when.lower() in chosen:
        kept.set_answers(place.team_id, place.channel, chosen[when.lower()])
        task.say(_ANSWERS[when.lower()])
    else:
        now = _ANSWERS[kept.answers_in(place.team_id, place.channel)]
        task.say(f"{now} Change it with /desk answers {'|'.join(chosen)}.")


_VERBS: dict[str, Callable[[Task, str], None]] = {
    "help": lambda task, _: _help(task),
    "feeds": _feeds,
    "add": add_links,
    "status": _status,
    "answers": _answers,
}
DESK = Surface(
    "desk",
    desk,
    (
        Command(
            "/desk", "Feeds, adding a link, status, settings", "help | feeds | add LINK | status | answers …"
        ),
    ),
    ("users:read",),
)
