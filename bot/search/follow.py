"""Following the change log: what an index takes from the store, article by article."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.news.article import Revision
from bot.news.span import Span
from bot.search.passages import passages
from bot.search.words import stems
from bot.store.articles import Change

BREAK = "¶"
"""No word: it keeps a phrase from running out of the title into the passage."""

_BATCH = 500

Spans = Mapping[tuple[int, int], tuple[Span, ...]]


class ArticleLog(Protocol):
    """The part of `store.articles` that an index reads."""

    def last_change(self) -> int:
        """The newest sequence number."""
        ...

    def changes_since(self, seq: int, limit: int = ...) -> tuple[Change, ...]:
        """The changes after `seq`, oldest first."""
        ...

    def histories(self, article_ids: Sequence[int]) -> dict[int, tuple[Revision, ...]]:
        """All revisions by article, oldest first."""
        ...


class Readings(Protocol):
    """The part of `store.readings` that an index reads."""

    def sentences(self, article_ids: Sequence[int]) -> dict[tuple[int, int], tuple[Span, ...]]:
        """The sentences by article and revision number."""
        ...


class Source(Protocol):
    """What an index is derived from."""

    @property
    def articles(self) -> ArticleLog:
        """The articles and their change log."""
        ...

    @property
    def readings(self) -> Readings:
        """What was read out of them."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of a revision as it goes into an index.

    `since` and `until` (null: still) are when the revision was the newest; `published` falls back to when
    the article was first seen.
    """

    revision: Revision
    span: Span
    since: datetime
    until: datetime | None
    published: datetime

    @property
    def words(self) -> list[str]:
        """The stems by which it is found: title, outlet and passage as one text."""
        one = self.revision
        parts = [stems(part, one.language) for part in (one.title or "", one.outlet, self.span.of(one.text))]
        return [*parts[0], BREAK, *parts[1], BREAK, *parts[2]]


@dataclass(frozen=True, slots=True)
class Step:
    """Some changes on: `articles` have these passages now (none: removed), `reached` is the last change."""

    articles: Mapping[int, tuple[Entry, ...]]
    reached: Change
    changes: int


def fits(mark: Change | None, store: Source) -> bool:
    """Whether the log has the change an index has reached; not after a restore, nor in another store."""
    return mark is None or store.articles.changes_since(mark.seq - 1, 1) == (mark,)


def steps(store: Source, mark: Change | None) -> Iterator[Step]:
    """What changed after `mark`, each article once. Stops before one whose sentences are not there yet."""
    taken: set[int] = set()
    while changes := store.articles.changes_since(mark.seq if mark else 0, _BATCH):
        ids = [one for one in dict.fromkeys(change.article_id for change in changes) if one not in taken]
        histories, spans = store.articles.histories(ids), store.readings.sentences(ids)
        ready = _before_any(
            changes, {one for one, history in histories.items() if not _is_split(history, spans)}
        )
        if not ready:
            return
        mark = ready[-1]
        named = [one for one in dict.fromkeys(change.article_id for change in ready) if one not in taken]
        yield Step({one: _entries(histories.get(one, ()), spans) for one in named}, mark, len(ready))
        taken.update(named)
        if len(ready) < len(changes):
            return


def _is_split(history: Sequence[Revision], spans: Spans) -> bool:
    return all((one.article_id, one.number) in spans for one in history)


def _before_any(changes: Sequence[Change], articles: Collection[int]) -> Sequence[Change]:
    stops = (place for place, change in enumerate(changes) if change.article_id in articles)
    return changes[: next(stops, len(changes))]


def _entries(history: Sequence[Revision], spans: Spans) -> tuple[Entry, ...]:
    ends = [*(one.existed_from for one in history[1:]), None]
    return tuple(
        Entry(one, span, one.existed_from, until, one.published or history[0].existed_from)
        for one, until in zip(history, ends[: len(history)], strict=True)
        for span in passages(one.text, spans[one.article_id, one.number])
    )
