"""How lines are laid out for a terminal: wrapped, quotes behind a bar, and where each quote stands."""

import shutil
import textwrap
from collections.abc import Sequence

from bot.news import shown
from bot.news.answer import Quote, Remark, Statement
from bot.news.characters import visible

WIDTH = 96
"""The most columns of a line; longer ones are hard to read."""
_LEAST = 40


def width() -> int:
    """The columns of a line: those of the terminal, but not more than `WIDTH`."""
    return max(_LEAST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


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
        lines += barred(quote)
        after = quotes[position + 1] if position + 1 < len(quotes) else None
        if after is None or after.article_id != quote.article_id:
            lines += placed(quote)
    return lines


def barred(quote: Quote) -> list[str]:
    """The words of an article behind a bar."""
    return [f"┃ {line}" for line in textwrap.wrap(visible(quote.text), width() - 5)]


def placed(quote: Quote) -> list[str]:
    """Where a quote stands; its address on a line of its own, so that it can be copied or clicked."""
    date = "undated" if quote.published is None else f"{quote.published.day} {quote.published:%B %Y}"
    if quote.link:
        return [visible(f"{quote.outlet} · {date}"), visible(quote.link)]
    title = shown.cited(quote.title) if quote.title else f"article {quote.article_id}"
    return [wrapped(f"{quote.outlet} · {date} · {title}")]


def remarked(item: Remark) -> str:
    """A remark; quotes that it already carries are not set out again."""
    said = shown.unsaid(item)
    places = [] if said else [wrapped(_cited(item.quotes))] if item.quotes else []
    return "\n".join([wrapped(item.text), *(f"   {line}" for line in [*quoted(said), *places])])


def _cited(quotes: Sequence[Quote]) -> str:
    return " · ".join(dict.fromkeys(placed(quote)[0] for quote in quotes))


def wrapped(text: str) -> str:
    """The words in lines that leave room for an indent."""
    return "\n".join(textwrap.wrap(visible(text), width() - 3))


def item(text: str) -> str:
    """The words as one item of a list, its further lines under its first word."""
    return wrapped(f"• {text}").replace("\n", "\n  ")
