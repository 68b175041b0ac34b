"""What an edition covers, what is said about it, and that it is posted once."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.claims.gazetteer import Gazetteer
from bot.digest.brief import Brief
from bot.digest.clock import tick
from bot.digest.deliver import Editor, Ready
from bot.digest.made_once import KEPT_S, MOST_KEPT, MadeOnce
from bot.errors import SlackError
from bot.news.answer import Statement
from bot.news.digest import Change, Digest, Story
from bot.news.subscription import (
    Edition,
    Length,
    Order,
    Outcome,
    Schedule,
    Subscription,
    WhenEmpty,
)
from bot.store.engine import Store

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DAILY = Schedule(tuple(range(7)), (time(12),))
TODAY = Brief(NOON, NOON + DAY)
DENIED = Statement("They denied it.", (), status="denied", claim_id="c1")


class Makes:
    """Gives digests of so many stories, and remembers what it was asked for."""

    def __init__(self, stories: int = 1, changes: tuple[Change, ...] = ()) -> None:
        self.stories, self.changes = stories, changes
        self.asked: list[tuple[datetime, datetime, str | None]] = []

    def make(self, brief: Brief) -> Digest:
        self.asked.append((brief.since, brief.until, brief.team_id))
        stories = tuple(
            Story(f"s{number}", "Heading", None, contested=(DENIED,), changes=self.changes)
            for number in range(self.stories)
        )
        return Digest(None, brief.topic, brief.since, brief.until, brief.until, 1, 1, stories)


class Channel:
    """Keeps what is posted."""

    def __init__(self) -> None:
        self.posted: list[Ready] = []

    def post(self, ready: Ready) -> str:
        self.posted.append(ready)
        return f"{len(self.posted)}.0"


def subscribed(store: Store, shared: bool = False, **order: Any) -> Subscription:
    made = Order(DAILY, "UTC", **order)
    return store.subscriptions.add(made, NOON, key="k", team_id="T1", channel="C1", owner="U1", shared=shared)


def editor(store: Store, makes: Makes) -> Editor:
    return Editor(store, makes, Gazetteer(()))


def kept(store: Store, made: Subscription, slot: datetime) -> Edition:
    found = store.editions.get(made.id, slot)
    assert found is not None
    return found


def test_an_edition_goes_on_where_the_last_ended_and_keeps_what_it_told(sqlite_store: Store) -> None:
    made, makes, channel = subscribed(sqlite_store), Makes(), Channel()
    for number in range(2):
        tick(sqlite_store.subscriptions, NOON + number * DAY)
        editor(sqlite_store, makes).deliver(made, NOON + number * DAY, channel.post)
    assert makes.asked == [(NOON - DAY, NOON, "T1"), (NOON, NOON + DAY, "T1")]
    last = kept(sqlite_store, made, NOON + DAY)
    assert (last.outcome, last.ts, last.channel) == (Outcome.POSTED, "2.0", "C1")
    assert (last.since, last.told) == (NOON, {"c1": "denied"})


def test_what_was_delivered_is_not_posted_again(sqlite_store: Store) -> None:
    made, channel = subscribed(sqlite_store), Channel()
    tick(sqlite_store.subscriptions, NOON)
    for _ in range(2):
        editor(sqlite_store, Makes()).deliver(made, NOON, channel.post)
    assert len(channel.posted) == 1


def test_one_that_is_put_off_is_not_made_again(sqlite_store: Store) -> None:
    made, makes, seen = subscribed(sqlite_store), Makes(), list[Ready]()
    desk = editor(sqlite_store, makes)

    def post(ready: Ready) -> str:
        seen.append(ready)
        if len(seen) == 1:
            raise SlackError("Slack asks to wait.", reason="ratelimited", retry=True, retry_after_s=1)
        return "1.0"

    tick(sqlite_store.subscriptions, NOON)
    with pytest.raises(SlackError):
        desk.deliver(made, NOON, post)
    desk.deliver(made, NOON, post)
    assert seen[0] is seen[1]
    assert len(makes.asked) == 1
    assert kept(sqlite_store, made, NOON).outcome is Outcome.POSTED


def test_one_that_could_not_be_delivered_is_covered_and_named_by_the_next(sqlite_store: Store) -> None:
    made, makes, channel = subscribed(sqlite_store), Makes(), Channel()
    tick(sqlite_store.subscriptions, NOON)
    tick(sqlite_store.subscriptions, NOON + DAY)
    editor(sqlite_store, makes).deliver(made, NOON + DAY, channel.post)
    assert makes.asked == [(NOON - DAY, NOON + DAY, "T1")]
    [note] = channel.posted[0].notes
    assert note == "Not delivered before: 9 March 12:00 UTC. This edition covers that time too."


def test_a_very_long_time_is_not_covered_at_once(sqlite_store: Store) -> None:
    made, makes = subscribed(sqlite_store), Makes()
    tick(sqlite_store.subscriptions, NOON + 90 * DAY)
    editor(sqlite_store, makes).deliver(made, NOON + 90 * DAY, Channel().post)
    assert makes.asked == [(NOON + 59 * DAY, NOON + 90 * DAY, "T1")]


@pytest.mark.parametrize(
    ("when_empty", "outcome", "posts"),
    [(WhenEmpty.LINE, Outcome.POSTED, 1), (WhenEmpty.SILENCE, Outcome.SILENT, 0)],
)
def test_where_nothing_is_new(
    sqlite_store: Store, when_empty: WhenEmpty, outcome: Outcome, posts: int
) -> None:
    made, channel = subscribed(sqlite_store, when_empty=when_empty), Channel()
    tick(sqlite_store.subscriptions, NOON)
    editor(sqlite_store, Makes(stories=0)).deliver(made, NOON, channel.post)
    assert kept(sqlite_store, made, NOON).outcome is outcome
    assert len(channel.posted) == posts


@pytest.mark.parametrize(("stories", "shown", "notes"), [(3, 3, ()), (5, 3, ("2 more stories",))])
def test_a_short_digest_says_what_it_leaves_out(
    sqlite_store: Store, stories: int, shown: int, notes: tuple[str, ...]
) -> None:
    order = Order(DAILY, "UTC", length=Length.SHORT)
    ready = editor(sqlite_store, Makes(stories)).preview(order, NOON + DAY, "T1")
    assert len(ready.made.stories) == shown
    assert [note[:14] for note in ready.notes] == list(notes)


def test_what_is_private_here_is_not_told_where_others_read(sqlite_store: Store) -> None:
    made, makes = subscribed(sqlite_store, shared=True), Makes()
    tick(sqlite_store.subscriptions, NOON)
    editor(sqlite_store, makes).deliver(made, NOON, Channel().post)
    assert makes.asked == [(NOON - DAY, NOON, None)]


def test_only_changes_of_what_was_told_are_changes_for_its_readers(sqlite_store: Store) -> None:
    told = Change("They denied it.", "Denied", "Disputed", claim_ids=frozenset(["c1", "older"]))
    other = Change("It rained.", "Reported", "Confirmed", claim_ids=frozenset(["c2"]))
    made, desk = subscribed(sqlite_store), editor(sqlite_store, Makes(changes=(told, other)))
    tick(sqlite_store.subscriptions, NOON)
    desk.deliver(made, NOON, Channel().post)
    edition = kept(sqlite_store, made, NOON)
    assert desk.changed(made, edition, NOON + DAY) == (told,)
    assert desk.changed(made, edition, NOON) == ()


def test_equal_digests_are_made_once_and_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    makes, now = Makes(), 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    once = MadeOnce(makes)
    assert once.make(TODAY) is once.make(TODAY)
    once.make(replace(TODAY, topic="drones"))
    assert len(makes.asked) == 2
    now = KEPT_S
    once.make(TODAY)
    assert len(makes.asked) == 3


def test_of_many_digests_those_last_asked_for_are_kept() -> None:
    makes = Makes()
    once = MadeOnce(makes)
    once.make(TODAY)
    for number in range(MOST_KEPT + 5):
        once.make(replace(TODAY, topic=f"topic {number}"))
        once.make(TODAY)
    assert len(makes.asked) == MOST_KEPT + 6
    once.make(replace(TODAY, topic="topic 0"))
    assert len(makes.asked) == MOST_KEPT + 7
