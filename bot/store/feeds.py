"""The feeds that are polled, and how their last poll went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, and_, delete, func, or_, select, update

from bot.store.schema import feeds
from bot.store.transaction import upsert, writing


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `failures` counts polls failed in a row, `error` is the sentence of the last one.

    `gap` is the usual time between its entries, `newest_at` the publication of the newest, as far as known.
    """

    id: int
    url: str
    outlet: str | None = None
    title: str | None = None
    polled_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    gap: timedelta | None = None
    newest_at: datetime | None = None
    next_poll_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """How a poll went, and when the next one is due; null keeps title, gap and newest entry as they were."""

    at: datetime
    error: str | None = None
    title: str | None = None
    gap: timedelta | None = None
    newest_at: datetime | None = None
    next_poll_at: datetime | None = None


class Feeds:
    """The feeds table, by URL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, url: str, outlet: str | None, title: str | None, at: datetime) -> Feed:
        """Follow a feed; one that is followed already takes the outlet and the title that are given."""
        with writing(self._engine) as db:
            new = upsert(db, feeds).values(url=url, outlet=outlet, title=title, added_at=at)
            given = {
                "outlet": func.coalesce(new.excluded.outlet, feeds.c.outlet),
                "title": func.coalesce(new.excluded.title, feeds.c.title),
            }
            db.execute(new.on_conflict_do_update(index_elements=["url"], set_=given))
            return _feed(db.execute(select(feeds).where(feeds.c.url == url)).one())

    def all(self) -> tuple[Feed, ...]:
        """Every feed, in the order they were added."""
        with self._engine.connect() as db:
            return tuple(map(_feed, db.execute(select(feeds).order_by(feeds.c.id))))

    def failing(self) -> tuple[str, ...]:
        """The feeds whose last poll failed, by their titles or addresses."""
        return tuple(feed.title or feed.url for feed in self.all() if feed.failures)

    def get(self, url: str) -> Feed | None:
        """The feed at that address, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(feeds).where(feeds.c.url == url)).one_or_none()
        return None if row is None else _feed(row)

    def remove(self, url: str) -> bool:
        """Follow a feed no longer; false when it was not followed. Its articles stay."""
        with writing(self._engine) as db:
            return db.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0

    def due(self, now: datetime) -> tuple[Feed, ...]:
        """The feeds that are to be polled and that nobody is polling, the longest due first."""
        query = (
            select(feeds)
            .where(or_(feeds.c.next_poll_at.is_(None), feeds.c.next_poll_at <= now), _free(now))
            .order_by(func.coalesce(feeds.c.next_poll_at, feeds.c.added_at), feeds.c.id)
        )
        with self._engine.connect() as db:
            return tuple(map(_feed, db.execute(query)))

    def lease(self, feed: Feed, now: datetime, until: datetime) -> bool:
        """Keep a feed from being polled by others until then; false when somebody else is at it.

        A feed that was polled since `feed` was read is somebody else's too.
        """
        unchanged = feeds.c.polled_at.is_not_distinct_from(feed.polled_at)
        return self._hold(and_(feeds.c.id == feed.id, _free(now), unchanged), until)

    def extend(self, feed: Feed, held: datetime, until: datetime) -> bool:
        """Hold a lease that ends at `held` longer; false when it was lost."""
        return self._hold(and_(feeds.c.id == feed.id, feeds.c.leased_until == held), until)

    def polled(self, url: str, poll: Poll) -> None:
        """Note how a poll went, and end its lease: an error counts failures up, a success sets them to 0."""
        gap_s = None if poll.gap is None else round(poll.gap.total_seconds())
        went = {
            "polled_at": poll.at,
            "error": poll.error,
            "failures": feeds.c.failures + 1 if poll.error else 0,
            "title": func.coalesce(poll.title, feeds.c.title),
            "gap_s": func.coalesce(gap_s, feeds.c.gap_s),
            "newest_at": func.coalesce(poll.newest_at, feeds.c.newest_at),
            "next_poll_at": poll.next_poll_at,
            "leased_until": None,
        }
        with writing(self._engine) as db:
            db.execute(update(feeds).where(feeds.c.url == url).values(went))

    def _hold(self, which: ColumnElement[bool], until: datetime) -> bool:
        with writing(self._engine) as db:
            return db.execute(update(feeds).where(which).values(leased_until=until)).rowcount > 0


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now)


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        row.id,
        row.url,
        row.outlet,
        row.title,
        row.polled_at,
        row.failures,
        row.error,
        None if row.gap_s is None else timedelta(seconds=row.gap_s),
        row.newest_at,
        row.next_poll_at,
    )
