"""What a server said at the last fetch of an address, so that the next one can be conditional."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from bot.store.schema import fetches
from bot.store.transaction import upsert, writing


@dataclass(frozen=True, slots=True)
class Fetch:
    """The validators of one address, and the article that came of it, if one did."""

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    article_id: int | None = None


class Fetches:
    """The fetches table, by URL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, url: str) -> Fetch | None:
        """The last fetch of that address, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(fetches).where(fetches.c.url == url)).one_or_none()
        if row is None:
            return None
        return Fetch(row.url, row.etag, row.last_modified, row.fetched_at, row.article_id)

    def save(self, fetch: Fetch) -> None:
        """Keep a fetch in place of the one before it."""
        said = asdict(fetch)
        with writing(self._engine) as db:
            new = upsert(db, fetches).values(said)
            db.execute(new.on_conflict_do_update(index_elements=["url"], set_=said))
