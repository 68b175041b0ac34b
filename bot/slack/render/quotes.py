"""The articles' words, set as quotes, each with a small line that says where it stands."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from bot.news import shown
from bot.news.answer import Quote
from bot.slack import escape
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block, Element
from bot.slack.render.pack import rich_texts
from bot.slack.text import shortened

OPEN = "open at the quote"
_NAME = 200
_LINK = 3000


def quoted(
    quotes: Sequence[Quote], zone: tzinfo, now: datetime, above: Iterable[Element] = ()
) -> list[Block]:
    """Quotes one under the other, and under the last of each article where it stands; `above` comes first."""
    blocks: list[Block] = []
    elements = list(above)
    for position, quote in enumerate(quotes):
        elements += kit.quotes(quote.text)
        after = quotes[position + 1] if position + 1 < len(quotes) else None
        if after is None or after.article_id != quote.article_id:
            blocks += [*rich_texts(elements), place(quote, zone, now)]
            elements = []
    return [*blocks, *rich_texts(elements)]


def places(quotes: Iterable[Quote], zone: tzinfo, now: datetime) -> list[Block]:
    """Where quotes stand that are not set out, each article once."""
    articles = {quote.article_id: quote for quote in reversed(list(quotes))}
    return [place(quote, zone, now) for quote in reversed(list(articles.values()))]


def place(quote: Quote, zone: tzinfo, now: datetime) -> Block:
    """ "Outlet · 2 June · open at the quote"; the title in place of a link where there is none."""
    parts = [shortened(quote.outlet, _NAME), shown.when(quote.published, now, zone)]
    addresses = [url for url in map(escape.address, (quote.link, quote.url)) if url]
    links = [link for link in (escape.link(url, OPEN) for url in addresses) if len(link) <= _LINK]
    if links:
        return kit.context(kit.plain_text(" · ".join(parts)), kit.mrkdwn(links[0]))
    parts.append(shown.cited(shortened(quote.title, _NAME)) if quote.title else f"article {quote.article_id}")
    return kit.small(" · ".join(parts))
