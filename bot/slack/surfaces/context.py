"""Modals about an answer: its quotes in their passages, and the reasons for its labels."""

from collections.abc import Iterator, Sequence

from bot.news.answer import Quote
from bot.slack import ids
from bot.slack.blocks import Passage, context_view, passage, why_view
from bot.slack.surface import Button, Surface
from bot.slack.surfaces.given import clicked
from bot.slack.task import Task
from bot.store.engine import Store

_NO_QUOTES = "This answer has no quotes."
_REMOVED = "The articles of these quotes are no longer stored."


def show_context(task: Task) -> None:
    """Show the stored passages around the quotes of some statements."""
    found = clicked(task)
    if found is None:
        return
    passages = list(_passages(task.app.store, found.quotes))
    if passages:
        task.open_view(context_view(passages, zone=task.zone, now=task.now))
    else:
        task.tell(_REMOVED if found.quotes else _NO_QUOTES)


def show_why(task: Task) -> None:
    """Show why statements have their labels."""
    found = clicked(task)
    if found is not None:
        task.open_view(why_view(found.answer, found.ref))


def _passages(store: Store, quotes: Sequence[Quote]) -> Iterator[Passage]:
    ids = [quote.article_id for quote in quotes]
    histories, gone = store.articles.histories(ids), store.fetches.gone(ids)
    for quote in quotes:
        revisions = {one.number: one for one in histories.get(quote.article_id, ())}
        if quote.revision in revisions:
            newest = revisions[max(revisions)]
            yield passage(quote, revisions[quote.revision], newest, gone.get(quote.article_id))


CONTEXT = Surface("context", show_context, (Button(ids.SHOW_CONTEXT),), ("users:read",), quick=True)
WHY = Surface("why", show_why, (Button(ids.SHOW_WHY),), quick=True)
