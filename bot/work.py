"""Due work: stages take what is due from the store and write what they made."""

from collections.abc import Callable

from bot.news.sentences import SPLITTER, split
from bot.search.index import TantivyIndex
from bot.store.engine import Store


def run_due(store: Store, index: TantivyIndex) -> None:
    """Bring everything derived up to date with the articles: sentences, then the search index."""
    split_due(store)
    index.catch_up(store)


def split_due(store: Store, progress: Callable[[int], None] = lambda _: None) -> int:
    """Split every revision that this version of the rules has not split; gives how many."""
    done = 0
    while due := store.sentences.due(SPLITTER):
        store.sentences.save(SPLITTER, [(row, split(text)) for row, text in due])
        done += len(due)
        progress(done)
    return done
