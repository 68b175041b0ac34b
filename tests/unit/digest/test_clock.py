"""What is due becomes jobs: equal subscriptions one after the other, and all of them spread out."""

from datetime import UTC, datetime, time, timedelta

from bot.digest.clock import APART, KIND, tick
from bot.news.subscription import Order, Schedule
from bot.store.engine import Store

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAILY = Schedule(tuple(range(7)), (time(12),))


def subscribe(store: Store, topic: str, due: datetime = NOON) -> None:
    number = len(store.subscriptions.due(NOON, 100))
    order = Order(DAILY, "UTC", topic=topic)
    store.subscriptions.add(order, due, key=str(number), team_id="T1", channel=f"C{number}", owner="U1")


def delivered(store: Store, now: datetime) -> list[str | None]:
    """The topics of the editions that may be delivered by then, in their order."""
    found = []
    while job := store.jobs.take("w", now, 60, [KIND]):
        subscription = store.subscriptions.get(job.payload["subscription"])
        found.append(subscription.order.topic if subscription else None)
    return found


def test_equal_ones_follow_each_other_and_what_is_due_longest_comes_first(sqlite_store: Store) -> None:
    for topic in ("drones", "trams", "drones", "trams"):
        subscribe(sqlite_store, topic)
    subscribe(sqlite_store, "zinc", NOON - timedelta(minutes=1))
    assert tick(sqlite_store.subscriptions, NOON) == 5
    assert delivered(sqlite_store, NOON + timedelta(minutes=1)) == [
        "zinc",
        "drones",
        "drones",
        "trams",
        "trams",
    ]


def test_those_that_are_due_at_once_are_spread_out(sqlite_store: Store) -> None:
    for _ in range(4):
        subscribe(sqlite_store, "drones")
    tick(sqlite_store.subscriptions, NOON)
    assert len(delivered(sqlite_store, NOON)) == 1
    assert len(delivered(sqlite_store, NOON + 2 * APART)) == 2
    assert len(delivered(sqlite_store, NOON + 3 * APART)) == 1
