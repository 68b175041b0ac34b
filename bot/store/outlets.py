"""The outlets an operator has described: family, affiliation, policy."""

from sqlalchemy import Engine, Row, select

from bot.news.article import Outlet, Policy
from bot.store.schema import outlets
from bot.store.transaction import upsert, writing


class Outlets:
    """The outlets table, by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str) -> Outlet | None:
        """The outlet of that name, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(outlets).where(outlets.c.name == name)).one_or_none()
        return None if row is None else _outlet(row)

    def all(self) -> tuple[Outlet, ...]:
        """Every described outlet, by name."""
        with self._engine.connect() as db:
            rows = db.execute(select(outlets)).all()
        return tuple(sorted(map(_outlet, rows), key=lambda outlet: outlet.name))

    def set(self, outlet: Outlet) -> None:
        """Describe an outlet, replacing what was said of it before."""
        said = {
            "family": outlet.family,
            "affiliation": outlet.affiliation,
            "policy": outlet.policy.value,
        }
        with writing(self._engine) as db:
            new = upsert(db, outlets).values(name=outlet.name, **said)
            db.execute(new.on_conflict_do_update(index_elements=["name"], set_=said))


def _outlet(row: Row[tuple[object, ...]]) -> Outlet:
    return Outlet(row.name, row.family, row.affiliation, Policy(row.policy))
