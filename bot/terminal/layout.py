"""How lines are laid out for a terminal: wrapped, quotes behind a bar, and where each quote stands."""

import textwrap
from collections.abc import Sequence

from bot.news import shown
from bot.news.answer import Quote, Remark, Statement

WIDTH = 96


def numbered(number: int, item: Statement) -> str:
    """A statement with its label and quotes, behind its number."""
    lines = []
    label = shown.label(item)
    if label:
        lines.append(wrapped(label))
    if not shown.is_its_quote(item):
        lines.append(wrapped(item.text))
    lines += quoted(item.quotes)
    head, *rest = "\n".join(lines).split("\n")
    return "\n".join([f"{number:<3}{head}", *(f"   {line}" for line in rest)])


def quoted(quotes: Sequence[Quote]) -> list[str]:
    """Quotes one under the other, and under the last of each article where it stands."""
    lines = []
    for position, quote in enumerate(quotes):
        lines += [f"┃ {line}" for line in textwrap.wrap(" ".join(quote.text.split()), WIDTH - 5)]
        after = quotes[position + 1] if position + 1 < len(quotes) else None
        if after is None or after.article_id != quote.article_id:
            lines += placed(quote)
    return lines


def placed(quote: Quote) -> list[str]:
    """Where a quote stands; its address on a line of its own, so that it can be copied or clicked."""
    date = "undated" if quote.published is None else f"{quote.published.day} {quote.published:%B %Y}"
    if quote.link:
        return [f"{quote.outlet} · {date}", quote.link]
    title = f"“{quote.title}”" if quote.title else f"article {quote.article_id}"
    return [wrapped(f"{quote.outlet} · {date} · {title}")]


def remarked(item: Remark) -> str:
    """A remark; quotes that it already carries are not set out again."""
    said = shown.unsaid(item)
    places = [] if said else [wrapped(_cited(item.quotes))] if item.quotes else []
    return "\n".join([wrapped(item.text), *(f"   {line}" for line in [*quoted(said), *places])])


def _cited(quotes: Sequence[Quote]) -> str:
    return " · ".join(dict.fromkeys(placed(quote)[0] for quote in quotes))


def wrapped(text: str) -> str:
    """The words in lines of at most `WIDTH` columns, an indent taken off."""
    return "\n".join(textwrap.wrap(" ".join(text.split()), WIDTH - 3)) or ""
