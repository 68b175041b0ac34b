"""The App Home: what the desk holds, what its reader asked lately, and how to use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.news import shown
from bot.slack import escape
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block, Element
from bot.slack.render.pack import rich_texts
from bot.slack.text import shortened

_LISTED = 10
_QUESTION = 200
_HELP = (
    "Mention me in a channel with a question, or write to me here: I answer in quotes from stored articles.",
    "/ask QUESTION · an answer that only you see, until you share it",
    "/region NAME [since] · what is confirmed, reported and claimed about a place",
    "/briefing [region or topic] [since] · a digest now",
    "/digest REGION daily 08:00 · digests on a schedule in a channel",
    "/desk · feeds, adding a link, settings",
)


@dataclass(frozen=True, slots=True)
class Failing:
    """A feed that cannot be read, with the sentence that says why."""

    name: str
    error: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that this reader asked; `url` leads to the answer."""

    text: str
    asked_at: datetime
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DeskState:
    """What the desk holds, and the newest questions of one reader, newest first."""

    outlets: int
    articles: int
    last_fetch: datetime | None
    failing: tuple[Failing, ...] = ()
    recent: tuple[Question, ...] = ()


def home_view(state: DeskState, *, zone: tzinfo, now: datetime) -> Block:
    """The home tab of one reader."""
    questions = [_question(each, zone, now) for each in state.recent[:_LISTED]]
    failing = [kit.paragraph(f"{each.name}: {each.error}") for each in state.failing[:_LISTED]]
    blocks = [
        kit.header("The desk"),
        kit.section(_holds(state, zone, now)),
        *_list("Failing feeds", failing),
        *_left_out(len(state.failing), "failing feed"),
        *_list("Your questions", questions or [kit.paragraph("None yet.")]),
        *_list("Help", map(kit.paragraph, _HELP)),
    ]
    return {"type": "home", "blocks": blocks}


def _holds(state: DeskState, zone: tzinfo, now: datetime) -> str:
    fetched = shown.clock(state.last_fetch, now, zone) if state.last_fetch else "never"
    articles, outlets = shown.counted(state.articles, "article"), shown.counted(state.outlets, "outlet")
    return f"{articles} from {outlets} · last fetch: {fetched}"


def _list(title: str, items: Iterable[list[Element]]) -> list[Block]:
    lines = [kit.bullets([line]) for item in items for line in item]
    return rich_texts([*kit.paragraph(title, bold=True), *lines]) if lines else []


def _left_out(number: int, noun: str) -> list[Block]:
    return [kit.small(f"{shown.counted(number - _LISTED, f'more {noun}')}")] if number > _LISTED else []


def _question(asked: Question, zone: tzinfo, now: datetime) -> list[Element]:
    said = f"{shortened(asked.text, _QUESTION)} · {shown.when(asked.asked_at, now, zone)}"
    url = escape.address(asked.url)
    return [kit.line(kit.link(url, said))] if url else kit.paragraph(said)
