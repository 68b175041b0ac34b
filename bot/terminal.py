"""What a person reads in a terminal: answers, with the articles' words set as quotes."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.attribution import CueKind
from bot.news.lead import lead

WIDTH = 96
_ADVICE = "What could help: other words, other dates, or another article (copydesk ingest)."

FOLD = 5
"""Statements shown before the rest is folded into a line."""

_LABELS = {
    CueKind.ASSERT: "Said by",
    CueKind.CLAIM: "Claimed by",
    CueKind.DENY: "Denied by",
    CueKind.CONFIRM: "Said by",
    CueKind.VERIFY: "Examined by",
    CueKind.ANNOUNCE: "Announced by",
    CueKind.NO_RESPONSE: "No response from",
    CueKind.COMMENT: "Comment by",
}


def answer(made: Answer, everything: bool = False) -> str:
    """An answer as lines of at most `WIDTH` columns; statements past `FOLD` are counted, not shown."""
    first = lead(made)
    blocks = [] if first is None else [_wrapped(first)]
    shown = made.statements if everything else made.statements[:FOLD]
    blocks += [_statement(number, item) for number, item in enumerate(shown, 1)]
    if len(shown) < len(made.statements):
        blocks.append(f"({len(made.statements) - len(shown)} more: --all shows them)")
    blocks += [_remark(item) for item in made.remarks]
    blocks += _nearest(made.nearest, made.as_of)
    blocks += [] if made.answered else [_ADVICE]
    blocks.append(_footer(made))
    return "\n\n".join(blocks) + "\n"


def day(moment: datetime | None, now: datetime) -> str:
    """A date as a person writes it; the year only when it is not this year's."""
    if moment is None:
        return "undated"
    return f"{moment.day} {moment:%B}" + ("" if moment.year == now.year else f" {moment.year}")


def _statement(number: int, item: Statement) -> str:
    lines = []
    label = _label(item)
    if label:
        lines.append(_wrapped(label))
    if [quote.text for quote in item.quotes] != [item.text]:
        lines.append(_wrapped(item.text))
    lines += _quotes(item.quotes)
    head, *rest = "\n".join(lines).split("\n")
    return "\n".join([f"{number:<3}{head}", *(f"   {line}" for line in rest)])


def _label(item: Statement) -> str | None:
    if item.cue_kind is None or not item.speakers:
        return None
    scope = f" · {item.scope}" if item.scope else ""
    return f"{_LABELS[CueKind(item.cue_kind)]} {', '.join(item.speakers)}{scope}"


def _quotes(quotes: Sequence[Quote]) -> list[str]:
    """Quotes one under the other, and under the last of each article where it stands."""
    lines = []
    for position, quote in enumerate(quotes):
        lines += [f"┃ {line}" for line in textwrap.wrap(" ".join(quote.text.split()), WIDTH - 5)]
        after = quotes[position + 1] if position + 1 < len(quotes) else None
        if after is None or after.article_id != quote.article_id:
            lines += _place(quote)
    return lines


def _place(quote: Quote) -> list[str]:
    """Where a quote stands; its address on a line of its own, so that it can be copied or clicked."""
    date = "undated" if quote.published is None else f"{quote.published.day} {quote.published:%B %Y}"
    if quote.link:
        return [f"{quote.outlet} · {date}", quote.link]
    title = f"“{quote.title}”" if quote.title else f"article {quote.article_id}"
    return [_wrapped(f"{quote.outlet} · {date} · {title}")]


def _remark(item: Remark) -> str:
    """A remark; quotes that it already carries are not set out again."""
    said = [quote for quote in item.quotes if quote.text.rstrip(".") not in item.text]
    places = [] if said else [_wrapped(_cited(item.quotes))] if item.quotes else []
    return "\n".join([_wrapped(item.text), *(f"   {line}" for line in [*_quotes(said), *places])])


def _cited(quotes: Sequence[Quote]) -> str:
    return " · ".join(dict.fromkeys(_place(quote)[0] for quote in quotes))


def _nearest(headlines: Iterable[Headline], now: datetime) -> list[str]:
    lines = [f"  “{near.title}” ({near.outlet}, {day(near.published, now)})" for near in headlines]
    return ["\n".join(["Nearest:", *lines])] if lines else []


def _footer(made: Answer) -> str:
    quotes = [quote for item in made.statements for quote in item.quotes]
    articles = len({quote.article_id for quote in quotes})
    outlets = len({quote.outlet for quote in quotes})
    rest = f"{_counted(articles, 'article')}, {_counted(outlets, 'outlet')} · " if quotes else ""
    how = "with a model" if made.mode == "model" else "no model used"
    moment = made.as_of.astimezone(UTC)
    return f"{rest}as of {moment.day} {moment:%B %Y %H:%M} UTC · {how}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), WIDTH - 3)) or ""
