"""Digests on request, for the person who asks: /region, the regions' own commands, and /briefing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.config import DeskFile
from bot.digest.brief import Brief
from bot.digest.deliver import HEAVIEST, LINES
from bot.errors import ConfigError
from bot.news import shown
from bot.news.digest import Digest
from bot.news.region import Region
from bot.slack import ids
from bot.slack.blocks import Message, digest
from bot.slack.bodies import words
from bot.slack.surface import Button, Command, Surface
from bot.slack.surfaces.given import value_of
from bot.slack.surfaces.plainly import plainly
from bot.slack.surfaces.since import split
from bot.slack.task import Task

DAYS = (1, 7)
"""How far back one looks who does not say since when: further if there is nothing."""

_LONGEST = 200
_WHICH = "Name a region, and since when if you like: /region {example} 7d"
_LONG = "That is too long for the name of a region or a topic."
_NOTHING = "The stored articles have nothing about {about} since {since}."
_FURTHER = " A longer time can be given at the end, such as 30d."
_GONE = "That digest cannot be made again; please ask for it anew."


@dataclass(frozen=True, slots=True)
class Request:
    """What a digest was asked for, so that the same one can be made again."""

    region_id: str | None
    topic: str | None
    since: datetime
    until: datetime

    def __str__(self) -> str:
        """What goes into a button's value."""
        return json.dumps([self.region_id, self.topic, self.since.isoformat(), self.until.isoformat()])

    @classmethod
    def parse(cls, value: str) -> "Request | None":
        """What came back; null for anything else."""
        try:
            region_id, topic, since, until = json.loads(value)
            return cls(region_id, topic, datetime.fromisoformat(since), datetime.fromisoformat(until))
        except (ValueError, TypeError):
            return None


@plainly
def region(task: Task) -> None:
    """The latest about the region that is named."""
    text, since = _asked(task)
    if not text:
        task.say(_WHICH.format(example=_example(task)))
        return
    _show(task, task.app.gazetteer.resolve(text), None, since)


@plainly
def own_region(task: Task) -> None:
    """The latest about the region whose own command was used; what is written behind it is a topic."""
    text, since = _asked(task)
    _show(task, task.app.gazetteer.resolve(task.body["command"]), text or None, since)


@plainly
def briefing(task: Task) -> None:
    """The latest about everything, a region or a topic."""
    text, since = _asked(task)
    if not text:
        _show(task, None, None, since)
        return
    try:
        _show(task, task.app.gazetteer.resolve(text), None, since)
    except ConfigError as error:
        _show(task, None, text, since, unknown=str(error))


def all_quotes(task: Task) -> None:
    """Show every line of a digest with its quotes, to the one who asked for it."""
    made = remade(task, value_of(task), private=True)
    if made is None:
        task.tell(_GONE)
    else:
        task.reply(made[1:])


def remade(task: Task, value: str, *, private: bool) -> Sequence[Message] | None:
    """The messages of the digest that a button stands for; null when it cannot be made again."""
    request = Request.parse(value)
    if request is None:
        return None
    made = _made(task, request)
    value = value if private else ""
    return digest(made, zone=task.zone, now=task.now, value=value, key=task.job.key, private=private)


def _asked(task: Task) -> tuple[str, datetime | None]:
    text, since = split(words(str(task.body.get("text", ""))), task.job.put_at, task.zone)
    if len(text) > _LONGEST:
        raise ConfigError(_LONG, subject=task.job.key)
    return text, since


def _show(
    task: Task, place: Region | None, topic: str | None, since: datetime | None, unknown: str = ""
) -> None:
    until = task.job.put_at
    begins = [since] if since else [until - timedelta(days=days) for days in DAYS]
    for begin in begins:
        request = Request(place.id if place else None, topic, begin, until)
        made = _made(task, request)
        if made.stories:
            break
    else:
        task.say(_nothing(task, place, topic, begin, unknown))
        return
    [first, *_] = digest(
        made, zone=task.zone, now=task.now, value=str(request), key=task.job.key, private=True
    )
    task.reply([first])


def _made(task: Task, request: Request) -> Digest:
    place = task.app.gazetteer.by_id(request.region_id) if request.region_id else None
    places = (place,) if place else ()
    brief = Brief(request.since, request.until, places, request.topic, task.place.team_id)
    made = task.app.digests.make(replace(brief, heaviest=HEAVIEST, lines=LINES))
    return replace(made, failing_feeds=())  # for the home and /desk feeds, not for who asks about a place


def _nothing(task: Task, place: Region | None, topic: str | None, since: datetime, unknown: str) -> str:
    named = [each for each in (place.name if place else None, f"“{topic}”" if topic else None) if each]
    said = _NOTHING.format(
        about=" and ".join(named) or "anything", since=shown.clock(since, task.now, task.zone)
    )
    return f"{said} {unknown}" if "did you mean" in unknown else said + _FURTHER


def _example(task: Task) -> str:
    regions = task.app.desk_file.regions
    return regions[0].name if regions else "Ukraine"


def of_regions(desk_file: DeskFile) -> Surface:
    """The regions' own commands."""
    commands = [
        Command(each.command, f"The latest about {each.name}: confirmed, reported, claimed", "[since]")
        for each in desk_file.regions
        if each.command
    ]
    return Surface("own_region", own_region, tuple(commands), _SCOPES)


_SCOPES = ("users:read",)
REGION = Surface(
    "region",
    region,
    (Command("/region", "The latest about a region: confirmed, reported, claimed", "NAME [since]"),),
    _SCOPES,
)
BRIEFING = Surface(
    "briefing",
    briefing,
    (Command("/briefing", "A digest now, which only you see", "[region or topic] [since]"),),
    _SCOPES,
)
ALL_QUOTES = Surface("all_quotes", all_quotes, (Button(ids.ALL_QUOTES),), _SCOPES)
