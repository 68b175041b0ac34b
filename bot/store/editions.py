"""Editions: what became of each slot of a subscription, and what its readers were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, or_, select, update

from bot.news.subscription import Edition, Outcome
from bot.store.jobs import NewJob, put_in
from bot.store.schema import editions, subscriptions
from bot.store.transaction import upsert, writing

_TOLD = (Outcome.POSTED.value, Outcome.SILENT.value)
_FIELDS = (
    "subscription_id",
    "slot",
    "until",
    "late",
    "since",
    "channel",
    "ts",
    "known",
    "noted_until",
    "noted_at",
    "noted_known",
)


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

    def watched(self, after: datetime, quiet_since: datetime) -> tuple[Edition, ...]:
        """What was posted after a moment by active subscriptions, and had no change noted of late."""
        query = (
            select(editions)
            .join(subscriptions, subscriptions.c.id == editions.c.subscription_id)
            .where(
                editions.c.slot > after,
                editions.c.outcome == Outcome.POSTED.value,
                or_(editions.c.noted_at.is_(None), editions.c.noted_at <= quiet_since),
                subscriptions.c.paused.is_(None),
            )
            .order_by(editions.c.slot)
        )
        with self._engine.connect() as db:
            return tuple(_edition(row) for row in db.execute(query) if row.told)

    def noted(self, edition: Edition, until: datetime, known: int, job: NewJob | None) -> None:
        """Keep that changes were looked for up to a moment, with the job that notes those that were found.

        Every revision up to the number `known` was in the ledger then. Where somebody else has looked
        meanwhile, nothing is kept.
        """
        values = {"noted_until": until, "noted_known": known} | ({"noted_at": until} if job else {})
        unseen = editions.c.noted_until.is_not_distinct_from(edition.noted_until)
        with writing(self._engine) as db:
            found = db.execute(update(editions).where(*_here(edition), unseen).values(values))
            if found.rowcount and job is not None:
                put_in(db, job)

    def finish(self, edition: Edition) -> None:
        """Keep what became of an edition."""
        with writing(self._engine) as db:
            db.execute(update(editions).where(*_here(edition)).values(_row(edition)))


def put_edition(db: Connection, edition: Edition) -> bool:
    """Store an edition in a transaction of another repository; false where its slot is there already."""
    new = upsert(db, editions).values(_row(edition))
    new = new.on_conflict_do_nothing(index_elements=["subscription_id", "slot"])
    return db.execute(new.returning(editions.c.slot)).first() is not None


def _here(edition: Edition) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return editions.c.subscription_id == edition.subscription_id, editions.c.slot == edition.slot


def _row(edition: Edition) -> dict[str, Any]:
    return {
        **{name: getattr(edition, name) for name in _FIELDS},
        "outcome": edition.outcome.value,
        "told": dict(edition.told),
    }


def _edition(row: Row[Any]) -> Edition:
    kept = {name: getattr(row, name) for name in _FIELDS}
    return Edition(**kept, outcome=Outcome(row.outcome), told=row.told)
