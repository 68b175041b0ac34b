"""Due work: stages take what is due from the store and write what they made."""

from collections.abc import Callable

from bot.claims.attribution import RULES, attributions
from bot.news.sentences import SPLITTER, split
from bot.search.index import TantivyIndex
from bot.store.engine import Store
from bot.store.readings import Due, Read

READER = 1000 * SPLITTER + RULES
"""Version of the rules that read a revision."""


def run_due(store: Store, index: TantivyIndex) -> None:
    """Bring everything derived up to date with the articles: what is read out of them, then the index."""
    read_due(store)
    index.catch_up(store)


def read_due(store: Store, progress: Callable[[int], None] = lambda _: None) -> int:
    """Read every revision that these rules have not read; gives how many."""
    done = 0
    while due := store.readings.due(READER):
        store.readings.save(READER, [(item.row, _read(item)) for item in due])
        done += len(due)
        progress(done)
    return done


def _read(due: Due) -> Read:
    sentences = split(due.text)
    return Read(sentences, attributions(due.text, sentences, due.language))
