"""What a person reads in a terminal: answers, with the articles' words set as quotes."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.news import shown
from bot.news.answer import Answer, Headline
from bot.news.characters import visible
from bot.news.lead import lead
from bot.terminal.layout import numbered, remarked, wrapped

_ADVICE = "What could help: other words, other dates, or another article (copydesk ingest)."

FOLD = 5
"""Statements shown before the rest is folded into a line."""


def answer(made: Answer, everything: bool = False) -> str:
    """An answer as lines of at most `WIDTH` columns; statements past `FOLD` are counted, not shown."""
    first = lead(made)
    blocks = [] if first is None else [wrapped(first)]
    listed = made.statements if everything else made.statements[:FOLD]
    blocks += [numbered(number, item) for number, item in enumerate(listed, 1)]
    if len(listed) < len(made.statements):
        blocks.append(f"({len(made.statements) - len(listed)} more: --all shows them)")
    blocks += [remarked(item) for item in made.remarks]
    blocks += _nearest(made.nearest, made.as_of)
    blocks += [] if made.answered else [_ADVICE]
    blocks.append(_footer(made))
    return "\n\n".join(blocks) + "\n"


def _nearest(headlines: Iterable[Headline], now: datetime) -> list[str]:
    lines = [f"  {visible(shown.headline(near, now))}" for near in headlines]
    return ["\n".join(["Nearest:", *lines])] if lines else []


def _footer(made: Answer) -> str:
    moment = made.as_of.astimezone(UTC)
    as_of = f"as of {moment.day} {moment:%B %Y %H:%M} UTC"
    return " · ".join(part for part in (shown.rests_on(made), as_of, shown.how(made)) if part)
