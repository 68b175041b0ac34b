"""Subscriptions, and the claims of what is due: a slot belongs to the one clock that moves it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, Row, delete, or_, select, update

from bot.news.subscription import (
    Edition,
    Length,
    Order,
    RegionRef,
    Schedule,
    Selection,
    Subscription,
    WhenEmpty,
)
from bot.store.editions import put_edition
from bot.store.jobs import NewJob, put_in
from bot.store.schema import subscriptions
from bot.store.transaction import upsert, writing

_FARTHEST = timedelta(days=9)  # a schedule has a run in every week, which a gap of the clock may put off


@dataclass(frozen=True, slots=True)
class Slots:
    """What a clock has found due: editions, a job if the last of them is to be delivered, the next run."""

    editions: Sequence[Edition]
    job: NewJob | None
    next_run_at: datetime


class Subscriptions:
    """The subscriptions table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        order: Order,
        next_run_at: datetime,
        *,
        key: str,
        team_id: str,
        channel: str,
        owner: str,
        shared: bool = False,
    ) -> Subscription:
        """Keep a new subscription; one whose key is there already stays as it is, and is given."""
        row = {
            "key": key,
            "team_id": team_id,
            "channel": channel,
            "owner": owner,
            "shared": shared,
            "next_run_at": next_run_at,
            **_row(order),
        }
        with writing(self._engine) as db:
            db.execute(upsert(db, subscriptions).values(row).on_conflict_do_nothing(index_elements=["key"]))
            return _subscription(db.execute(select(subscriptions).where(subscriptions.c.key == key)).one())

    def get(self, number: int) -> Subscription | None:
        """The subscription of that number, or null."""
        with self._engine.connect() as db:
            row = db.execute(select(subscriptions).where(subscriptions.c.id == number)).one_or_none()
        return None if row is None else _subscription(row)

    def in_channel(self, team_id: str, channel: str) -> tuple[Subscription, ...]:
        """The subscriptions of a channel, oldest first."""
        found = select(subscriptions).where(
            subscriptions.c.team_id == team_id, subscriptions.c.channel == channel
        )
        with self._engine.connect() as db:
            return tuple(map(_subscription, db.execute(found.order_by(subscriptions.c.id))))

    def of_team(self, team_id: str) -> tuple[Subscription, ...]:
        """All subscriptions of a workspace, those that run next first."""
        found = select(subscriptions).where(subscriptions.c.team_id == team_id)
        order = subscriptions.c.next_run_at, subscriptions.c.id
        with self._engine.connect() as db:
            return tuple(map(_subscription, db.execute(found.order_by(*order))))

    def set_shared(self, number: int, shared: bool) -> None:
        """Note whether other workspaces are in its channel."""
        self._update(number, shared=shared)

    def change(self, number: int, order: Order, next_run_at: datetime) -> None:
        """Take another order."""
        self._update(number, **_row(order), next_run_at=next_run_at)

    def pause(self, number: int, why: str, job: NewJob | None = None) -> bool:
        """Post nothing until it is resumed; false, and no job stored, where it is paused already."""
        active = update(subscriptions).where(subscriptions.c.id == number, subscriptions.c.paused.is_(None))
        with writing(self._engine) as db:
            if db.execute(active.values(paused=why)).rowcount == 0:
                return False
            if job is not None:
                put_in(db, job)
        return True

    def resume(self, number: int, next_run_at: datetime) -> None:
        """Go on; what was due meanwhile is not made up for."""
        self._update(number, paused=None, next_run_at=next_run_at)

    def delete(self, number: int) -> None:
        """Forget a subscription and its editions; what was posted stays."""
        with writing(self._engine) as db:
            db.execute(delete(subscriptions).where(subscriptions.c.id == number))

    def due(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """The active subscriptions whose next run has come, the longest due first.

        And those whose next run is further off than any can be, because a clock that was ahead has set it.
        """
        come = or_(subscriptions.c.next_run_at <= now, subscriptions.c.next_run_at > now + _FARTHEST)
        query = (
            select(subscriptions)
            .where(come, subscriptions.c.paused.is_(None))
            .order_by(subscriptions.c.next_run_at, subscriptions.c.id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple(map(_subscription, db.execute(query)))

    def claim(self, due: Subscription, slots: Slots) -> bool:
        """Move a subscription on to its next run, with all that comes of the slots that were due.

        False, and nothing stored, where another clock has moved it, or somebody has changed or paused it.
        """
        moved = update(subscriptions).where(
            subscriptions.c.id == due.id,
            subscriptions.c.next_run_at == due.next_run_at,
            subscriptions.c.paused.is_(None),
        )
        with writing(self._engine) as db:
            if db.execute(moved.values(next_run_at=slots.next_run_at)).rowcount == 0:
                return False
            new = [put_edition(db, each) for each in slots.editions]
            if slots.job is not None and new[-1]:
                put_in(db, slots.job)
        return True

    def run_now(self, edition: Edition, job: NewJob) -> None:
        """Have an edition made beside the schedule; once, however often it is asked for by the same job."""
        with writing(self._engine) as db:
            if put_edition(db, edition):
                put_in(db, job)

    def _update(self, number: int, **values: Any) -> None:
        with writing(self._engine) as db:
            db.execute(update(subscriptions).where(subscriptions.c.id == number).values(values))


def _row(order: Order) -> dict[str, Any]:
    return {
        "regions": [[each.id, each.name] for each in order.regions],
        "topic": order.topic,
        "only": list(order.outlets.only),
        "without": list(order.outlets.without),
        "days": list(order.schedule.days),
        "times": [f"{each:%H:%M}" for each in order.schedule.times],
        "zone": order.zone,
        "length": order.length.value,
        "when_empty": order.when_empty.value,
    }


def _subscription(row: Row[Any]) -> Subscription:
    schedule = Schedule(tuple(row.days), tuple(time.fromisoformat(each) for each in row.times))
    order = Order(
        schedule,
        row.zone,
        tuple(RegionRef(*each) for each in row.regions),
        row.topic,
        Selection(tuple(row.only), tuple(row.without)),
        Length(row.length),
        WhenEmpty(row.when_empty),
    )
    return Subscription(
        row.id, row.team_id, row.channel, row.owner, order, row.next_run_at, row.shared, row.paused
    )
