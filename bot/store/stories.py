"""Stories: what is to be placed in them, and which story each part of an article is in."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Engine,
    Row,
    Select,
    select,
    text,
)

from bot.news.span import Span
from bot.news.story import Story
from bot.store.placing import WITHOUT_FINGERPRINT, Placing, member_of, seen_by
from bot.store.schema import articles, readings, revisions, story_parts
from bot.store.transaction import batched, writing

AT_ONCE = 1000
"""Stories, or articles, that one query asks for."""

_PLACING_LOCK = 0xC0DE7


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A revision that is to be placed in stories; `at` is its publication, else its fetch."""

    row: int
    article_id: int
    revision: int
    team_id: str | None
    title: str | None
    text: str
    sentences: tuple[Span, ...]
    published: datetime | None
    at: datetime


class Stories:
    """The stories tables. Reading methods are one transaction each; `placing` is one for all that it does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, rules: int, limit: int = 100) -> tuple[Unplaced, ...]:
        """Revisions that were read and not placed by these rules (or newer ones), oldest first."""
        query = (
            select(revisions, articles.c.team_id, readings.c.sentences)
            .join(articles, revisions.c.article_id == articles.c.id)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(readings.c.placed < rules, readings.c.reader > 0)
            .order_by(readings.c.placed, readings.c.revision_id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple(_unplaced(row) for row in db.execute(query))

    @contextmanager
    def placing(self) -> Iterator["Placing"]:
        """One write transaction that places revisions; others who place wait for it."""
        with writing(self._engine) as db:
            if db.dialect.name == "postgresql":
                db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PLACING_LOCK})
            yield Placing(db)

    def story(self, story_id: str, team_id: str | None = None) -> Story | None:
        """A story by its id, or by one that it had before it was joined with an older one; null for none."""
        with self._engine.connect() as db:
            held = db.execute(_holding(story_id, team_id)).scalar_one_or_none() or story_id
            rows = db.execute(_members(team_id).where(story_parts.c.story_id == held)).all()
        return next(iter(_stories(rows)), None)

    def since(self, since: datetime, until: datetime, team_id: str | None = None) -> tuple[Story, ...]:
        """The stories with an article in that stretch of time, all their members with them, newest first."""
        fresh = select(story_parts.c.story_id).where(story_parts.c.at >= since, story_parts.c.at <= until)
        told = fresh.join(articles, story_parts.c.article_id == articles.c.id).where(seen_by(team_id))
        with self._engine.connect() as db:
            rows = db.execute(_members(team_id).where(story_parts.c.story_id.in_(told))).all()
        return tuple(sorted(_stories(rows), key=lambda story: story.last, reverse=True))

    def many(self, story_ids: Collection[str], team_id: str | None = None) -> tuple[Story, ...]:
        """Stories by the ids that `of_articles` gives, in the order of their ids; unknown ones are absent."""
        found: list[Story] = []
        with self._engine.connect() as db:
            for some in batched(sorted(set(story_ids)), AT_ONCE):
                query = _members(team_id).where(story_parts.c.story_id.in_(some))
                found.extend(_stories(db.execute(query).all()))
        return tuple(sorted(found, key=lambda story: story.id))

    def of_articles(
        self, article_ids: Collection[int], team_id: str | None = None
    ) -> dict[int, tuple[str, ...]]:
        """The stories that some articles are in, by article, in the order of their parts."""
        found: dict[int, dict[str, None]] = {}
        columns = story_parts.c.article_id, story_parts.c.story_id
        with self._engine.connect() as db:
            for some in batched(sorted(set(article_ids)), AT_ONCE):
                query = _members(team_id).with_only_columns(*columns).where(columns[0].in_(some))
                for article_id, story_id in db.execute(query).all():
                    found.setdefault(article_id, {})[story_id] = None
        return {article_id: tuple(held) for article_id, held in found.items()}


def _holding(story_id: str, team_id: str | None) -> Select[tuple[str]]:
    """The story that the part is in now which a story id names."""
    article, _, part = story_id.removeprefix("s").partition(".")
    known = article.isdecimal() and (not part or part.isdecimal())
    named = (int(article), int(part or 1)) if known else (0, 0)
    return (
        select(story_parts.c.story_id)
        .join(articles, articles.c.id == story_parts.c.article_id)
        .where(story_parts.c.article_id == named[0], story_parts.c.part == named[1], seen_by(team_id))
    )


def _members(team_id: str | None) -> Select[Any]:
    return (
        select(*WITHOUT_FINGERPRINT)
        .join(articles, articles.c.id == story_parts.c.article_id)
        .where(seen_by(team_id))
        .order_by(story_parts.c.article_id, story_parts.c.part)
    )


def _stories(rows: Iterable[Row[Any]]) -> Iterator[Story]:
    held: dict[str, list[Row[Any]]] = {}
    for row in rows:
        held.setdefault(row.story_id, []).append(row)
    for story_id, parts in held.items():
        times = [row.at for row in parts]
        members = tuple(member_of(row) for row in parts)
        yield Story(story_id, members, min(times), max(times), all(row.background for row in parts))


def _unplaced(row: Row[Any]) -> Unplaced:
    return Unplaced(
        row=row.id,
        article_id=row.article_id,
        revision=row.number,
        team_id=row.team_id,
        title=row.title,
        text=row.text,
        sentences=tuple(Span(*pair) for pair in row.sentences),
        published=row.published,
        at=row.published or row.fetched_at,
    )
