"""The App Home: what the desk holds, which digests come, what its reader asked lately, and help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.news import shown
from bot.news.subscription import Subscription
from bot.slack import escape, ids
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block, Element
from bot.slack.render.pack import rich_texts
from bot.slack.render.subscriptions import coming, extras, timetable
from bot.slack.text import shortened

_LISTED = 10
_DIGESTS = 20
_QUESTION = 200
_HELP = (
    "Mention me in a channel with a question, or write to me here: I answer in quotes from stored articles.",
    "/ask QUESTION · an answer that only you see, until you share it",
    "/region NAME [since] · what is confirmed, reported and claimed about a place",
    "/briefing [region or topic] [since] · a digest now",
    "/digest · digests on a schedule; /digest help shows how to order them in a line",
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
    """What the desk holds, and of one reader: the digests that come to them and to their channels, those
    that run next first, and the newest questions. `note` tells what was just done."""

    outlets: int
    articles: int
    last_fetch: datetime | None
    failing: tuple[Failing, ...] = ()
    recent: tuple[Question, ...] = ()
    digests: tuple[Subscription, ...] = ()
    note: str = ""


def home_view(state: DeskState, *, zone: tzinfo, now: datetime) -> Block:
    """The home tab of one reader."""
    questions = [_question(each, zone, now) for each in state.recent[:_LISTED]]
    failing = [kit.paragraph(f"{each.name}: {each.error}") for each in state.failing[:_LISTED]]
    blocks = [
        kit.header("The desk"),
        kit.section(_holds(state, zone, now)),
        *_list("Failing feeds", failing),
        *_left_out(len(state.failing), "failing feed"),
        kit.header("Digests"),
        *([kit.section(state.note)] if state.note else []),
        *_digests(state.digests, now),
        kit.actions([kit.button("New digest", ids.NEW_DIGEST, "new", style="primary")]),
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


def _digests(found: Sequence[Subscription], now: datetime) -> list[Block]:
    if not found:
        return [kit.section("None comes to you or to a channel that you are in.")]
    more = len(found) - _DIGESTS
    left = [kit.small(f"{shown.counted(more, 'more digest')}: /digest list in a channel shows its own")]
    listed = [block for each in found[:_DIGESTS] for block in _digest(each, now)]
    return [*listed, *(left if more > 0 else [])]


def _digest(found: Subscription, now: datetime) -> list[Block]:
    """What comes where and when, with its buttons."""
    number = str(found.id)
    direct = found.channel.startswith("D")
    where = kit.text("to you") if direct else kit.channel(found.channel)
    title = kit.paragraph(f"Digest {found.id} · {found.order.about}", bold=True)
    when = kit.line(kit.text(f"{timetable(found.order)} · "), where)
    last = " · ".join(filter(None, (coming(found, now), extras(found.order))))
    stop = kit.confirm(f"Digest {number} will not come any more; what was posted stays.", "Delete")
    buttons = [
        kit.button("Resume", ids.RESUME, number)
        if found.paused
        else kit.button("Run now", ids.RUN_NOW, number),
        *([] if found.paused else [kit.button("Pause", ids.PAUSE, number)]),
        kit.button("Change", ids.CHANGE, number),
        kit.button("Delete", ids.DELETE, number, style="danger", confirm=stop),
    ]
    return [*rich_texts([*title, when]), kit.small(last), kit.actions(buttons)]


def _left_out(number: int, noun: str) -> list[Block]:
    return [kit.small(f"{shown.counted(number - _LISTED, f'more {noun}')}")] if number > _LISTED else []


def _question(asked: Question, zone: tzinfo, now: datetime) -> list[Element]:
    said = f"{shortened(asked.text, _QUESTION)} · {shown.when(asked.asked_at, now, zone)}"
    url = escape.address(asked.url)
    return [kit.line(kit.link(url, said))] if url else kit.paragraph(said)
