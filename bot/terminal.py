"""What a person reads in a terminal: answers, with the articles' words set as quotes."""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.news import shown
from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.lead import lead

WIDTH = 96
_ADVICE = "What could help: other words, other dates, or another article (copydesk ingest)."

FOLD = 5
"""Statements shown before the rest is folded into a line."""


def answer(made: Answer, everything: bool = False) -> str:
    """An answer as lines of at most `WIDTH` columns; statements past `FOLD` are counted, not shown."""
    first = lead(made)
    blocks = [] if first is None else [_wrapped(first)]
    listed = made.statements if everything else made.statements[:FOLD]
    blocks += [_statement(number, item) for number, item in enumerate(listed, 1)]
    if len(listed) < len(made.statements):
        blocks.append(f"({len(made.statements) - len(listed)} more: --all shows them)")
    blocks += [_remark(item) for item in made.remarks]
    blocks += _nearest(made.nearest, made.as_of)
    blocks += [] if made.answered else [_ADVICE]
    blocks.append(_footer(made))
    return "\n\n".join(blocks) + "\n"


def _statement(number: int, item: Statement) -> str:
    lines = []
    label = shown.label(item)
    if label:
        lines.append(_wrapped(label))
    if not shown.is_its_quote(item):
        lines.append(_wrapped(item.text))
    lines += _quotes(item.quotes)
    head, *rest = "\n".join(lines).split("\n")
    return "\n".join([f"{number:<3}{head}", *(f"   {line}" for line in rest)])


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
    said = shown.unsaid(item)
    places = [] if said else [_wrapped(_cited(item.quotes))] if item.quotes else []
    return "\n".join([_wrapped(item.text), *(f"   {line}" for line in [*_quotes(said), *places])])


def _cited(quotes: Sequence[Quote]) -> str:
    return " · ".join(dict.fromkeys(_place(quote)[0] for quote in quotes))


def _nearest(headlines: Iterable[Headline], now: datetime) -> list[str]:
    lines = [f"  {shown.headline(near, now)}" for near in headlines]
    return ["\n".join(["Nearest:", *lines])] if lines else []


def _footer(made: Answer) -> str:
    moment = made.as_of.astimezone(UTC)
    as_of = f"as of {moment.day} {moment:%B %Y %H:%M} UTC"
    return " · ".join(part for part in (shown.rests_on(made), as_of, shown.how(made)) if part)


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), WIDTH - 3)) or ""
