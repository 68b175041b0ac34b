"""The door of search: from a question to passages that stand in the store."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from bot.news.article import Revision
from bot.search import rank
from bot.search.dates import Window
from bot.search.follow import ArticleLog, Readings
from bot.search.passage_index import Found, IndexDamagedError, PassageIndex
from bot.search.passage_index import Hit as Hit
from bot.search.query import Query, read
from bot.search.rank import Scored

CANDIDATES = 100
"""Passages that the index is asked for before ranking."""
NEAR_CANDIDATES = 50
"""As many again from where the question looks more closely: the last weeks, or the date it names."""
SPARE = 5
"""Passages read beyond those asked for, since some are copies."""


class _Revisions(ArticleLog, Protocol):
    def many(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Revision]: ...


class Archive(Protocol):
    """The part of a store that search reads."""

    @property
    def articles(self) -> _Revisions:
        """The articles."""
        ...

    @property
    def readings(self) -> Readings:
        """What was read out of them."""
        ...


def find(
    store: Archive,
    index: PassageIndex,
    question: str | Query,
    *,
    now: datetime,
    as_of: datetime | None = None,
    k: int = 10,
    team_id: str | None = None,
    outlets: Collection[str] = (),
    per_article: int = 3,
) -> tuple[Hit, ...]:
    """The `k` best passages for a question asked at `now`, best first; what existed `as_of`, when given.

    `outlets` are the names to look for in the question. A damaged index is rebuilt.
    Raises: SearchError, StoreError.
    """
    moment = as_of or now
    query = read(question, moment, outlets) if isinstance(question, str) else question
    found = _candidates(store, index, query, rank.window(query, moment), as_of, team_id)
    best = rank.capped(rank.weighed(found, query, moment), per_article)
    return tuple(rank.originals_first(_hits(store, best[: 3 * k], k + SPARE, team_id), k))


def _hits(store: Archive, best: Sequence[Scored], step: int, team_id: str | None) -> Iterator[Hit]:
    """The passages as the store has them, read as they are asked for."""
    for start in range(0, len(best), step):
        part = best[start : start + step]
        keys = list(dict.fromkeys((one.article_id, one.revision) for _, one in part))
        revisions = store.articles.many(keys)
        for score, one in part:
            revision = revisions.get((one.article_id, one.revision))
            if revision is not None and revision.team_id in (None, team_id):
                yield _hit(score, one, revision)


def _candidates(
    store: Archive,
    index: PassageIndex,
    query: Query,
    near: Window | None,
    as_of: datetime | None,
    team_id: str | None,
) -> list[Found]:
    def search() -> list[Found]:
        found = list(index.search(query, CANDIDATES, as_of=as_of, team_id=team_id))
        if near is not None and len(found) == CANDIDATES:
            found += index.search(query, NEAR_CANDIDATES, within=near, as_of=as_of, team_id=team_id)
        return list({(one.article_id, one.revision, one.start): one for one in found}.values())

    try:
        return search()
    except IndexDamagedError:
        index.rebuild(store)
        return search()


def _hit(score: float, found: Found, revision: Revision) -> Hit:
    return Hit(
        found.article_id,
        found.revision,
        found.start,
        found.end,
        score,
        revision.text[found.start : found.end],
        revision.title,
        revision.url,
        revision.outlet,
        revision.published,
    )
