"""What a server said at the last fetch of an address, so that the next one can be conditional."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Engine, and_, select, update

from bot.store.schema import articles, fetches
from bot.store.transaction import upsert, writing


@dataclass(frozen=True, slots=True)
class Fetch:
    """The validators of one address, and the article that came of it, if one did.

    `reread_at` is when it is to be read again for corrections.
    """

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    article_id: int | None = None
    reread_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The address of an article that is to be read again: whose it is, since when it is in the store."""

    url: str
    article_id: int
    outlet: str
    added_at: datetime
    reread_at: datetime


class Fetches:
    """The fetches table, by URL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, url: str) -> Fetch | None:
        """The last fetch of that address, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(fetches).where(fetches.c.url == url)).one_or_none()
        return None if row is None else Fetch(*row)

    def save(self, fetch: Fetch) -> None:
        """Keep a fetch in place of the one before it; when it is read again stays as it was."""
        said = asdict(fetch)
        with writing(self._engine) as db:
            new = upsert(db, fetches).values(said)
            kept = {name: value for name, value in said.items() if name != "reread_at"}
            db.execute(new.on_conflict_do_update(index_elements=["url"], set_=kept))

    def due(self, now: datetime, limit: int) -> tuple[Page, ...]:
        """The articles that are to be read again, the longest due first."""
        query = (
            select(fetches.c.url, articles.c.id, articles.c.outlet, articles.c.added_at, fetches.c.reread_at)
            .join(articles, articles.c.id == fetches.c.article_id)
            .where(fetches.c.reread_at <= now)
            .order_by(fetches.c.reread_at, fetches.c.url)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple(Page(*row) for row in db.execute(query))

    def move_on(self, page: Page, reread_at: datetime | None) -> bool:
        """Set when it is read again after this time; false when another process has done so."""
        here = and_(fetches.c.url == page.url, fetches.c.reread_at == page.reread_at)
        with writing(self._engine) as db:
            return db.execute(update(fetches).where(here).values(reread_at=reread_at)).rowcount > 0
