"""Subscriptions and editions on SQLite and PostgreSQL: a slot is claimed by one clock, with its job."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.digest.clock import KIND, order_now, tick
from bot.news.subscription import (
    Edition,
    Length,
    Order,
    Outcome,
    RegionRef,
    Schedule,
    Selection,
    Subscription,
    WhenEmpty,
)
from bot.store.engine import Store, open_store
from bot.store.jobs import Job, NewJob, State

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAILY = Order(Schedule(tuple(range(7)), (time(12),)), "UTC", regions=(RegionRef("desk:tessen", "Tessen"),))
ODD = Order(
    Schedule((0, 4), (time(7, 30), time(18))),
    "Europe/Kyiv",
    topic="drones",
    outlets=Selection(("The Courier",), ("Daily Wire", "The Gull")),
    length=Length.SHORT,
    when_empty=WhenEmpty.SILENCE,
)
DAY = timedelta(days=1)


def add(
    store: Store, key: str = "a", order: Order = DAILY, at: datetime = NOON, channel: str = "C1"
) -> Subscription:
    return store.subscriptions.add(order, at, key=key, team_id="T1", channel=channel, owner="U1")


def taken(store: Store, at: datetime = NOON) -> list[Job]:
    found = []
    while (job := store.jobs.take("w", at, 60.0, [KIND])) is not None:
        store.jobs.done(job)
        found.append(job)
    return found


@pytest.mark.parametrize("order", [DAILY, ODD])
def test_an_order_comes_back_as_it_was_given(store: Store, order: Order) -> None:
    made = add(store, order=order)
    assert made.order == order
    assert store.subscriptions.get(made.id) == made
    assert store.subscriptions.in_channel("T1", "C1") == (made,)
    assert store.subscriptions.in_channel("T2", "C1") == ()


def test_the_same_command_orders_once(store: Store) -> None:
    assert add(store) == add(store, order=ODD)


def test_changed_paused_resumed_and_deleted(store: Store) -> None:
    made = add(store)
    store.subscriptions.change(made.id, ODD, NOON + DAY)
    assert store.subscriptions.get(made.id) == replace(made, order=ODD, next_run_at=NOON + DAY)
    assert store.subscriptions.pause(made.id, "archived")
    assert not store.subscriptions.pause(made.id, "again")
    assert store.subscriptions.due(NOON + 9 * DAY, 10) == ()
    store.subscriptions.resume(made.id, NOON)
    assert [each.paused for each in store.subscriptions.due(NOON, 10)] == [None]
    tick(store.subscriptions, NOON)
    store.subscriptions.delete(made.id)
    assert store.subscriptions.get(made.id) is None
    assert store.editions.get(made.id, NOON) is None


def test_pausing_stores_the_job_that_tells_of_it_once(store: Store) -> None:
    made = add(store)
    for number in range(2):
        store.subscriptions.pause(made.id, "gone", NewJob("told", {}, f"told:{number}", None, NOON))
    assert store.jobs.counts()[State.WAITING] == 1


def test_a_tick_claims_what_is_due_and_moves_it_on(store: Store) -> None:
    made, later = add(store), add(store, "b", at=NOON + timedelta(seconds=1))
    assert tick(store.subscriptions, NOON) == 1
    assert tick(store.subscriptions, NOON) == 0
    [job] = taken(store)
    assert job.payload["subscription"] == made.id
    assert datetime.fromisoformat(job.payload["slot"]) == NOON
    assert store.editions.get(made.id, NOON) == Edition(made.id, NOON, NOON, False, Outcome.DUE)
    moved = store.subscriptions.get(made.id)
    assert moved is not None
    assert moved.next_run_at == NOON + DAY
    assert store.subscriptions.get(later.id) == later


def test_any_number_of_clocks_claim_a_slot_once(database_url: str, store: Store) -> None:
    for number in range(20):
        add(store, f"key-{number}", channel=f"C{number}")
    stores = [open_store(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        claimed = sum(pool.map(lambda each: tick(each.subscriptions, NOON), stores))
    for each in stores:
        each.close()
    assert claimed == 20
    assert len(taken(store, NOON + DAY)) == 20


def test_what_is_due_at_once_is_spread(store: Store) -> None:
    for number in range(9):
        add(store, f"key-{number}", channel=f"C{number}")
    tick(store.subscriptions, NOON)
    assert len(taken(store, NOON)) == 1
    assert len(taken(store, NOON + timedelta(seconds=1))) == 4
    assert len(taken(store, NOON + timedelta(minutes=5))) == 4


def test_what_was_missed_is_kept_as_skipped(store: Store) -> None:
    made = add(store)
    assert tick(store.subscriptions, NOON + 3 * DAY + timedelta(hours=1)) == 1
    slot = NOON + 3 * DAY
    edition = store.editions.get(made.id, slot)
    assert edition is not None
    assert (edition.late, edition.until) == (True, slot + timedelta(hours=1))
    last, missed = store.editions.before(edition)
    assert last is None
    assert [each.slot for each in missed] == [NOON, NOON + DAY, NOON + 2 * DAY]


def test_the_last_edition_is_the_last_that_was_delivered(store: Store) -> None:
    made = add(store)
    outcomes = [Outcome.POSTED, Outcome.SILENT, Outcome.FAILED, Outcome.DUE]
    for number, outcome in enumerate(outcomes):
        tick(store.subscriptions, NOON + number * DAY)
        found = store.editions.get(made.id, NOON + number * DAY)
        assert found is not None
        done = replace(found, outcome=outcome, since=NOON, channel="C1", ts="1.2", told={"c1": "denied"})
        store.editions.finish(done)
        assert store.editions.get(made.id, found.slot) == done
    last, missed = store.editions.before(done)
    assert last is not None
    assert last.slot == NOON + DAY
    assert [each.outcome for each in missed] == [Outcome.FAILED]


@pytest.mark.parametrize(
    "change",
    [
        lambda store, made: store.subscriptions.pause(made.id, "by a member"),
        lambda store, made: store.subscriptions.change(made.id, ODD, NOON + DAY),
        lambda store, made: store.subscriptions.delete(made.id),
    ],
    ids=["paused", "changed", "deleted"],
)
def test_what_somebody_changed_meanwhile_is_not_claimed(
    store: Store, change: Callable[[Store, Subscription], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add(store)
    change(store, made)
    monkeypatch.setattr(store.subscriptions, "due", lambda *_: (made,))  # as it was found a moment ago
    assert tick(store.subscriptions, NOON) == 0
    assert taken(store) == []


def test_an_edition_is_ordered_now_once_a_command(store: Store) -> None:
    made = add(store)
    order_now(store.subscriptions, made, NOON - timedelta(hours=1))
    order_now(store.subscriptions, made, NOON - timedelta(hours=1))
    assert len(taken(store)) == 1
    assert store.subscriptions.get(made.id) == made
