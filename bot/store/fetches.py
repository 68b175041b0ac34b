"""What a server said at the last fetch of an address: its validators, and whether a page is still there."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_, func, literal, select, update

from bot.store.schema import UtcDateTime, articles, fetches
from bot.store.transaction import upsert, writing


@dataclass(frozen=True, slots=True)
class Fetch:
    """The validators of one address, and the article that came of it, if one did.

    `reread_at` is when it is to be read again for corrections; `team_id` the workspace that alone has it.
    """

    url: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    article_id: int | None = None
    reread_at: datetime | None = None
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The address of an article that is to be read again: whose it is, since when it is in the store.

    `team_id` is the workspace that alone sees the article; `missing_at` since when there is no page, as far
    as it was asked for.
    """

    url: str
    article_id: int
    outlet: str
    added_at: datetime
    reread_at: datetime
    team_id: str | None = None
    missing_at: datetime | None = None


class Fetches:
    """The fetches table, by URL and workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, url: str, team_id: str | None = None) -> Fetch | None:
        """The last fetch of that address for everybody, or for a workspace, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(*_FETCH).where(_at(url, team_id))).one_or_none()
        return None if row is None else Fetch(*row)

    def save(self, fetch: Fetch) -> None:
        """Keep a fetch in place of the one before it; when it is read again stays as it was.

        A page that was missing is there again.
        """
        said = {**asdict(fetch), "team_id": fetch.team_id or ""}
        with writing(self._engine) as db:
            new = upsert(db, fetches).values(said)
            kept = {name: value for name, value in said.items() if name != "reread_at"}
            db.execute(new.on_conflict_do_update(index_elements=["url", "team_id"], set_=kept | _THERE))

    def due(self, now: datetime, limit: int) -> tuple[Page, ...]:
        """The articles that are to be read again, the longest due first."""
        query = (
            select(
                fetches.c.url,
                articles.c.id,
                articles.c.outlet,
                articles.c.added_at,
                fetches.c.reread_at,
                articles.c.team_id,
                fetches.c.missing_at,
            )
            .join(articles, articles.c.id == fetches.c.article_id)
            .where(fetches.c.reread_at <= now)
            .order_by(fetches.c.reread_at, fetches.c.url, fetches.c.team_id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple(Page(*row) for row in db.execute(query))

    def move_on(self, page: Page, reread_at: datetime | None) -> bool:
        """Set when it is read again after this time; false when another process has done so."""
        here = and_(_at(page.url, page.team_id), fetches.c.reread_at == page.reread_at)
        with writing(self._engine) as db:
            return db.execute(update(fetches).where(here).values(reread_at=reread_at)).rowcount > 0

    def missed(self, page: Page, at: datetime, again: datetime | None) -> None:
        """Keep that a page was not there, and look for it `again`.

        It is gone where it was missing before, or where `again` is null. When that was found out stays.
        """
        values: dict[str, object] = {"missing_at": page.missing_at or at}
        if again is not None and page.missing_at is None:
            values["reread_at"] = again
        else:
            values["gone_at"] = func.coalesce(fetches.c.gone_at, literal(at, UtcDateTime))
        self._mark(page, values)

    def found(self, page: Page) -> None:
        """Keep that a page is there again."""
        self._mark(page, _THERE)

    def lately_gone(self, since: datetime, until: datetime) -> dict[int, datetime]:
        """The articles that were found to be gone after a moment, up to another: since when, as `gone`."""
        lately = fetches.c.gone_at > since, fetches.c.gone_at <= until
        return self._gone(fetches.c.article_id.in_(select(fetches.c.article_id).where(*lately)))

    def gone(self, article_ids: Collection[int]) -> dict[int, datetime]:
        """Those of some articles that have no page any more, at any of their addresses: since when."""
        return self._gone(fetches.c.article_id.in_(set(article_ids)))

    def _gone(self, where: ColumnElement[bool]) -> dict[int, datetime]:
        query = (
            select(fetches.c.article_id, func.max(fetches.c.missing_at))
            .where(where)
            .group_by(fetches.c.article_id)
            .having(func.count() == func.count(fetches.c.gone_at))
        )
        with self._engine.connect() as db:
            return dict(db.execute(query).all())

    def _mark(self, page: Page, values: dict[str, object]) -> None:
        with writing(self._engine) as db:
            db.execute(update(fetches).where(_at(page.url, page.team_id)).values(values))


_FETCH = (
    *(fetches.c[name] for name in ("url", "etag", "last_modified", "fetched_at", "article_id", "reread_at")),
    func.nullif(fetches.c.team_id, ""),
)
_THERE: dict[str, object] = {"missing_at": None, "gone_at": None}


def _at(url: str, team_id: str | None) -> ColumnElement[bool]:
    return and_(fetches.c.url == url, fetches.c.team_id == (team_id or ""))
