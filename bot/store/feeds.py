"""The feeds that are polled, and how their last poll went."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, Row, delete, func, select, update

from bot.store.schema import feeds
from bot.store.transaction import upsert, writing


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `failures` counts polls failed in a row, `error` is the sentence of the last one."""

    id: int
    url: str
    outlet: str | None = None
    title: str | None = None
    polled_at: datetime | None = None
    failures: int = 0
    error: str | None = None


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

    def polled(self, url: str, at: datetime, error: str | None = None, title: str | None = None) -> None:
        """Note how a poll went: an error counts failures up, a success sets them back to 0."""
        went = {
            "polled_at": at,
            "error": error,
            "failures": feeds.c.failures + 1 if error else 0,
            "title": func.coalesce(title, feeds.c.title),
        }
        with writing(self._engine) as db:
            db.execute(update(feeds).where(feeds.c.url == url).values(went))


def _feed(row: Row[tuple[object, ...]]) -> Feed:
    return Feed(row.id, row.url, row.outlet, row.title, row.polled_at, row.failures, row.error)
