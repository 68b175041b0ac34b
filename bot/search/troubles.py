"""What an index library reports, as errors that say what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SearchError
from bot.search.passage_index import IndexDamagedError

_HOPELESS = (
    (
        re.compile("no space left|quota exceeded|file too large", re.IGNORECASE),
        "The search index in {} cannot be written: the disk is full. Make room and try again.",
    ),
    (
        re.compile("permission ?denied|read-only file system", re.IGNORECASE),
        "The search index in {} cannot be written: permission denied. Set COPYDESK_DATA_DIR.",
    ),
)


@contextmanager
def troubles(folder: Path) -> Iterator[None]:
    """Tell what a rebuild can mend from what it cannot; Tantivy raises ValueError for all, or panics.

    Raises: IndexDamagedError, SearchError.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        raise _named(folder, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of no module that can be imported
            raise
        raise _named(folder, error) from error


def _named(folder: Path, error: BaseException) -> SearchError:
    said, subject = str(error), str(folder)
    for pattern, sentence in _HOPELESS:
        if pattern.search(said):
            return SearchError(sentence.format(subject), subject=subject, retry=True)
    return IndexDamagedError(said.split("\n", 1)[0][:200], subject=subject, retry=True)
