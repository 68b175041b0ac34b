"""Editions: what became of each slot of a subscription, and what its readers were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from bot.news.subscription import Edition, Outcome
from bot.store.schema import editions
from bot.store.transaction import upsert, writing

_TOLD = (Outcome.POSTED.value, Outcome.SILENT.value)
_FIELDS = ("subscription_id", "slot", "until", "late", "since", "channel", "ts")


class Editions:
    """The editions table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, subscription_id: int, slot: datetime) -> Edition | None:
        """The edition of a slot, or null."""
        query = select(editions).where(editions.c.subscription_id == subscription_id, editions.c.slot == slot)
        with self._engine.connect() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else _edition(row)

    def before(self, edition: Edition) -> tuple[Edition | None, tuple[Edition, ...]]:
        """The last edition before that was delivered, and those since that were not, oldest first."""
        earlier = (
            select(editions)
            .where(editions.c.subscription_id == edition.subscription_id, editions.c.slot < edition.slot)
            .order_by(editions.c.slot.desc())
        )
        missed: list[Edition] = []
        with self._engine.connect() as db:
            for row in db.execute(earlier):
                if row.outcome in _TOLD:
                    return _edition(row), tuple(reversed(missed))
                missed.append(_edition(row))
        return None, tuple(reversed(missed))

    def finish(self, edition: Edition) -> None:
        """Keep what became of an edition."""
        row = _row(edition)
        here = (
            editions.c.subscription_id == row.pop("subscription_id"),
            editions.c.slot == row.pop("slot"),
        )
        with writing(self._engine) as db:
            db.execute(update(editions).where(*here).values(row))


def put_edition(db: Connection, edition: Edition) -> bool:
    """Store an edition in a transaction of another repository; false where its slot is there already."""
    new = upsert(db, editions).values(_row(edition))
    new = new.on_conflict_do_nothing(index_elements=["subscription_id", "slot"])
    return db.execute(new.returning(editions.c.slot)).first() is not None


def _row(edition: Edition) -> dict[str, Any]:
    return {
        **{name: getattr(edition, name) for name in _FIELDS},
        "outcome": edition.outcome.value,
        "told": dict(edition.told),
    }


def _edition(row: Row[Any]) -> Edition:
    kept = {name: getattr(row, name) for name in _FIELDS}
    return Edition(**kept, outcome=Outcome(row.outcome), told=row.told)
