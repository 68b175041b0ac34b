"""Articles and revisions: append-only, de-duplicated, each write in the change log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from bot.news.article import Appearance, Incoming, Revision, existed_from, storable, text_hash
from bot.store.schema import articles, changes, fetches, readings, revisions, workspace
from bot.store.transaction import writing

Outcome = Literal["stored", "updated", "unchanged", "duplicate"]
_CHANGE_LOG_LOCK = 0xC0DE5

# The statements of `add` are made once: making them anew cost more than running them.
_BY_URL = select(articles.c.id).where(
    articles.c.canonical_url == bindparam("url"), workspace == bindparam("team")
)
_BY_CONTENT = (
    select(func.min(articles.c.id))
    .join(revisions, revisions.c.article_id == articles.c.id)
    .where(
        revisions.c.sha256 == bindparam("sha256"),
        articles.c.outlet == bindparam("outlet"),
        workspace == bindparam("team"),
    )
)
_NEW_ARTICLE = insert(articles).returning(articles.c.id)
_NEW_REVISION = insert(revisions).returning(revisions.c.id)
_NEW_READING = insert(readings)
_NEW_CHANGE = insert(changes)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an incoming text, and the article it is now."""

    outcome: Outcome
    article_id: int


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change log: `article_id` was stored (or got a revision), or was removed."""

    seq: int
    article_id: int
    kind: Literal["stored", "removed"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """How much is stored, and when the newest of it was fetched."""

    articles: int
    outlets: int
    fetched_at: datetime | None


class Articles:
    """The articles table and what hangs on it. A method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, incoming: Incoming) -> Stored:
        """Store a text as a new article, a new revision, or not at all.

        Known by canonical URL first, then by equal text of the same outlet and workspace. The same text
        from another outlet is another article: who copies whom is a question for the claims.
        """
        clean = storable(incoming.text)
        digest = text_hash(clean)
        with writing(self._engine) as db:
            _lock_change_log(db)
            known = _by_url(db, incoming)
            if known is not None:
                newest = _newest(db, known)
                if newest.sha256 == digest:
                    return Stored("unchanged", known)
                _append(db, known, newest.number + 1, incoming, clean, digest)
                return Stored("updated", known)
            twin = _by_content(db, incoming, digest)
            if twin is not None:
                return Stored("duplicate", twin)
            article_id = _insert_article(db, incoming)
            _append(db, article_id, 1, incoming, clean, digest)
            return Stored("stored", article_id)

    def newest(self, article_id: int) -> Revision | None:
        """The newest revision, or null for an unknown article."""
        query = _revision_query().where(articles.c.id == article_id)
        with self._engine.connect() as db:
            row = db.execute(query.order_by(revisions.c.number.desc()).limit(1)).one_or_none()
        return None if row is None else _revision(row)

    def revisions(self, article_id: int) -> tuple[Revision, ...]:
        """All revisions of an article, oldest first."""
        query = _revision_query().where(articles.c.id == article_id).order_by(revisions.c.number)
        with self._engine.connect() as db:
            return tuple(_revision(row) for row in db.execute(query))

    def revision(self, article_id: int, number: int) -> Revision | None:
        """One revision, or null."""
        query = _revision_query().where(articles.c.id == article_id, revisions.c.number == number)
        with self._engine.connect() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else _revision(row)

    def many(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Revision]:
        """Revisions by (article_id, number); unknown keys are absent."""
        known = revisions.c.article_id.in_({article_id for article_id, _ in keys})  # SQLite's index needs it
        wanted = tuple_(revisions.c.article_id, revisions.c.number).in_(set(keys))
        with self._engine.connect() as db:
            found = [_revision(row) for row in db.execute(_revision_query().where(known, wanted))]
        return {(one.article_id, one.number): one for one in found}

    def histories(self, article_ids: Sequence[int]) -> dict[int, tuple[Revision, ...]]:
        """All revisions of several articles by article, oldest first; unknown articles are absent."""
        query = _revision_query().where(articles.c.id.in_(set(article_ids))).order_by(revisions.c.number)
        found: dict[int, list[Revision]] = {}
        with self._engine.connect() as db:
            for row in db.execute(query):
                found.setdefault(row.article_id, []).append(_revision(row))
        return {article_id: tuple(one) for article_id, one in found.items()}

    def appeared(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """The articles of which a revision could first be read in that time (see `Revision.existed_from`)."""
        query = select(revisions.c.article_id).distinct().where(_appeared(since, until))
        with self._engine.connect() as db:
            return tuple(db.execute(query).scalars())

    def known(self) -> int:
        """The number up to which every revision has its place in the stories; others come after it."""
        unplaced = select(func.min(readings.c.revision_id)).where(readings.c.placed == 0)
        newest = select(func.coalesce(func.max(revisions.c.id), 0))
        with self._engine.connect() as db:
            first = db.execute(unplaced).scalar_one()
            return int(db.execute(newest).scalar_one()) if first is None else first - 1

    def late(self, known: int, since: datetime, until: datetime) -> frozenset[Appearance]:
        """The revisions that could be read in that time, and were not `known` yet at some later moment."""
        query = select(
            revisions.c.article_id, revisions.c.number, revisions.c.published, revisions.c.fetched_at
        ).where(revisions.c.id > known, _appeared(since, until))
        with self._engine.connect() as db:
            found = {(row[0], existed_from(*row[1:])) for row in db.execute(query)}
        return frozenset(each for each in found if since <= each[1] < until)

    def all(self) -> Iterator[Revision]:
        """Every revision of every article, in order of article and number, streamed."""
        query = _revision_query().order_by(articles.c.id, revisions.c.number)
        with self._engine.connect().execution_options(yield_per=200) as db, db.execute(query) as rows:
            for row in rows:
                yield _revision(row)

    def changes_since(self, seq: int, limit: int = 1000) -> tuple[Change, ...]:
        """The change log after `seq`, oldest first; at most `limit` lines."""
        query = select(changes).where(changes.c.seq > seq).order_by(changes.c.seq).limit(limit)
        with self._engine.connect() as db:
            return tuple(Change(row.seq, row.article_id, row.kind, row.at) for row in db.execute(query))

    def last_change(self) -> int:
        """The newest sequence number of the change log, 0 when it is empty."""
        with self._engine.connect() as db:
            return int(db.execute(select(func.coalesce(func.max(changes.c.seq), 0))).scalar_one())

    def counts(self) -> tuple[int, int]:
        """How many articles and how many outlets are stored."""
        query = select(func.count(), func.count(articles.c.outlet.distinct())).select_from(articles)
        with self._engine.connect() as db:
            row = db.execute(query).one()
        return row[0], row[1]

    def held(self, team_id: str) -> Held:
        """What a workspace can be answered from: the shared articles, and those that it added itself."""
        query = (
            select(
                func.count(articles.c.id.distinct()),
                func.count(articles.c.outlet.distinct()),
                func.max(revisions.c.fetched_at),
            )
            .join(revisions, revisions.c.article_id == articles.c.id)
            .where(workspace.in_(["", team_id]))
        )
        with self._engine.connect() as db:
            return Held(*db.execute(query).one())

    def has_own(self, team_id: str) -> bool:
        """Whether a workspace has added articles that no other may see."""
        query = select(articles.c.id).where(articles.c.team_id == team_id).limit(1)
        with self._engine.connect() as db:
            return db.execute(query).one_or_none() is not None

    def shared_at(self, canonical_url: str) -> int | None:
        """The article at an address that every workspace sees."""
        return self.at(canonical_url, None)

    def at(self, canonical_url: str, team_id: str | None) -> int | None:
        """The article at an address that a workspace has added itself; without one, that every one sees."""
        with self._engine.connect() as db:
            return db.execute(_BY_URL, {"url": canonical_url, "team": team_id or ""}).scalar_one_or_none()

    def holder(self, canonical_url: str) -> tuple[int, str] | None:
        """The article at an address that every workspace sees, and its outlet."""
        query = select(articles.c.id, articles.c.outlet).where(
            articles.c.canonical_url == canonical_url, workspace == ""
        )
        with self._engine.connect() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else (row[0], row[1])

    def release(self, article_id: int) -> None:
        """Let the address of an article go to another: this one stays, known by its text from now on."""
        with writing(self._engine) as db:
            db.execute(update(articles).where(articles.c.id == article_id).values(canonical_url=None))
            db.execute(delete(fetches).where(fetches.c.article_id == article_id))

    def outlets(self, team_id: str | None = None) -> tuple[str, ...]:
        """The names of the outlets that have articles, sorted; with `team_id` those that it may see."""
        query = select(articles.c.outlet).distinct().order_by("outlet")
        if team_id is not None:
            query = query.where(workspace.in_(["", team_id]))
        with self._engine.connect() as db:
            return tuple(db.execute(query).scalars())

    def remove(self, article_id: int, at: datetime) -> bool:
        """Take an article out with all its revisions (`purge`, `forget`); false when there is none."""
        of_article = select(revisions.c.id).where(revisions.c.article_id == article_id)
        with writing(self._engine) as db:
            _lock_change_log(db)
            db.execute(delete(readings).where(readings.c.revision_id.in_(of_article)))
            db.execute(delete(revisions).where(revisions.c.article_id == article_id))
            db.execute(delete(fetches).where(fetches.c.article_id == article_id))
            gone = db.execute(delete(articles).where(articles.c.id == article_id)).rowcount
            if gone:
                db.execute(insert(changes).values(article_id=article_id, kind="removed", at=at))
        return gone > 0


def _appeared(since: datetime, until: datetime) -> ColumnElement[bool]:
    fetched, published = revisions.c.fetched_at, revisions.c.published
    first = revisions.c.number == 1
    return or_(
        and_(first, published <= fetched, published.between(since, until)),
        and_(or_(~first, published.is_(None), published > fetched), fetched.between(since, until)),
    )


def _lock_change_log(db: Connection) -> None:
    """Let sequence numbers appear in the order of commits, so that a follower misses none."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHANGE_LOG_LOCK})


def _by_url(db: Connection, incoming: Incoming) -> int | None:
    if incoming.canonical_url is None:
        return None
    known = {"url": incoming.canonical_url, "team": incoming.team_id or ""}
    return db.execute(_BY_URL, known).scalar_one_or_none()


def _by_content(db: Connection, incoming: Incoming, digest: str) -> int | None:
    known = {"sha256": digest, "outlet": incoming.outlet, "team": incoming.team_id or ""}
    return db.execute(_BY_CONTENT, known).scalar_one_or_none()


def _newest(db: Connection, article_id: int) -> Row[int, str]:
    query = (
        select(revisions.c.number, revisions.c.sha256)
        .where(revisions.c.article_id == article_id)
        .order_by(revisions.c.number.desc())
        .limit(1)
    )
    return db.execute(query).one()


def _insert_article(db: Connection, incoming: Incoming) -> int:
    row = {
        "team_id": incoming.team_id,
        "outlet": incoming.outlet,
        "url": incoming.url,
        "canonical_url": incoming.canonical_url,
        "added_at": incoming.fetched_at,
    }
    return int(db.execute(_NEW_ARTICLE, row).scalar_one())


def _append(
    db: Connection, article_id: int, number: int, incoming: Incoming, clean: str, digest: str
) -> None:
    row = {
        "article_id": article_id,
        "number": number,
        "text": clean,
        "sha256": digest,
        "fetched_at": incoming.fetched_at,
        "published": incoming.published,
        "title": incoming.title,
        "author": incoming.author,
        "language": incoming.language,
        "credited": incoming.credited,
        "via": incoming.via.value,
        "partial": incoming.partial,
    }
    revision_id = db.execute(_NEW_REVISION, row).scalar_one()
    db.execute(_NEW_READING, {"revision_id": revision_id, "reader": 0, "sentences": [], "attributions": []})
    db.execute(_NEW_CHANGE, {"article_id": article_id, "kind": "stored", "at": incoming.fetched_at})


def _revision_query() -> Select[tuple[object, ...]]:
    return select(
        articles.c.id.label("article_id"),
        articles.c.outlet,
        articles.c.url,
        articles.c.team_id,
        revisions,
    ).join(revisions, revisions.c.article_id == articles.c.id)


def _revision(row: Row[tuple[object, ...]]) -> Revision:
    return Revision(
        article_id=row.article_id,
        number=row.number,
        outlet=row.outlet,
        text=row.text,
        fetched_at=row.fetched_at,
        title=row.title,
        url=row.url,
        published=row.published,
        author=row.author,
        language=row.language,
        credited=row.credited,
        partial=row.partial,
        team_id=row.team_id,
    )
