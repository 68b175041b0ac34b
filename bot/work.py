"""Due work: stages take what is due from the store and write what they made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.claims.versions import ATTRIBUTIONS, OCCURRENCES, STORIES
from bot.news.attribution import Reading
from bot.news.sentences import SPLITTER, split
from bot.search.index import TantivyIndex
from bot.store.engine import Store
from bot.store.readings import Due, Read

if TYPE_CHECKING:
    from bot.claims.recorder import Recorder

READER = 1000 * SPLITTER + ATTRIBUTIONS
"""Version of the rules that read a revision."""
PLACER = 1000 * SPLITTER + STORIES
"""Version of the rules that place a revision's sentences in stories."""

PLACED_AT_ONCE = 5
"""Revisions placed in one transaction: it computes while it holds SQLite's write lock, and what comes in from
Slack waits for that.
"""


def run_due(store: Store, index: TantivyIndex) -> None:
    """Bring what a search needs up to date with the articles: what is read out of them, then the index."""
    read_due(store)
    index.catch_up(store)


def ledger_due(store: Store, version: str, recorder: "Callable[[], Recorder]") -> None:
    """Bring the ledger up to date with what was read: occurrences, then stories.

    `recorder` is asked for only when something is due that no recorder of this version has taken in.
    """
    record_due(store, version, recorder)
    assign_due(store)


def read_due(store: Store, progress: Callable[[int], None] = lambda _: None) -> int:
    """Read every revision that these rules have not read; gives how many."""
    done = 0
    while due := store.readings.due(READER):
        store.readings.save(READER, [(item.row, _read(item)) for item in due])
        done += len(due)
        progress(done)
    return done


def record_due(store: Store, version: str, recorder: "Callable[[], Recorder]") -> int:
    """Take every revision into the ledger that no recorder of this version took in; gives how many.

    Those that newer rules recorded are theirs: two versions may run side by side for a while.
    """
    name, newer = f"{READER:06}.{version}", f"{READER:06}.{OCCURRENCES + 1:03}"
    done = 0
    while due := store.records.due(name, newer=newer):
        revisions = store.articles.many([key for _, key in due])
        read = store.readings.many([article_id for _, (article_id, _) in due])
        found = []
        for row, key in due:
            if key in revisions and key in read:
                reading = Reading(revisions[key], read[key].sentences, read[key].attributions)
                found.append((row, recorder().record(reading)))
        store.records.save(name, found)
        done += len(due)
    return done


def assign_due(store: Store) -> int:
    """Place every revision that has no place yet among the stories; gives how many."""
    done = 0
    while due := store.stories.due(PLACER, PLACED_AT_ONCE):
        from bot.claims.assign import assign

        assign(store.stories, due, PLACER)
        done += len(due)
    return done


def _read(due: Due) -> Read:
    from bot.claims.attribution import attributions

    sentences = split(due.text)
    return Read(sentences, attributions(due.text, sentences, due.language))
