"""Articles that come after the edition of the time in which they were published: the next one tells them."""

from datetime import datetime, time, timedelta

import pytest

from bot.claims.ledger import Ledger
from bot.claims.recorder import Recorder
from bot.digest.clock import tick
from bot.digest.deliver import Editor, Ready
from bot.digest.make import LATE_MAX, Digests
from bot.digest.watch import NOTE_KIND, look
from bot.news.article import Incoming
from bot.news.digest import Digest
from bot.news.subscription import Order, Schedule
from bot.work import ledger_due, read_due
from tests.unit.digest.newsdesk import HERALD, NOON, POST, NewsDesk

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRE = "A fire destroyed nine boats in Port Ansel on Monday"
MILL = "Shells hit a mill in Brennick on Monday"
DENIED = "The harbour office denied that a fire had destroyed nine boats in Port Ansel on Monday"


class Daily:
    """A desk with a subscription to all of it, delivered at noon of every day."""

    def __init__(self, desk: NewsDesk) -> None:
        self.desk, self.store = desk, desk.store
        ledger = Ledger(desk.store, desk.outlets, desk.gazetteer)
        self.editor = Editor(desk.store, Digests(desk.store, ledger, desk.gazetteer), desk.gazetteer)
        daily = Order(Schedule(tuple(range(7)), (time(12),)), "UTC")
        self.subscription = self.store.subscriptions.add(
            daily, NOON, key="k", team_id="T1", channel="C1", owner="U1"
        )

    def comes(self, text: str, published: datetime, fetched: datetime, outlet: str = HERALD) -> None:
        """An article is stored; the ledger does not have it yet."""
        new = Incoming(f"{text}.", outlet, fetched, published=published, language="en")
        self.store.articles.add(new)

    def reads(self) -> None:
        """The ledger takes in what is stored."""
        read_due(self.store)
        recorder = Recorder(self.desk.gazetteer, self.desk.outlets)
        ledger_due(self.store, recorder.version, lambda: recorder)

    def edition(self, slot: datetime) -> Digest:
        """What is posted for a slot."""
        posted: list[Ready] = []

        def post(ready: Ready) -> str:
            posted.append(ready)
            return "1.0"

        tick(self.store.subscriptions, slot)
        self.editor.deliver(self.subscription, slot, post)
        return posted[0].made

    def tells(self, slot: datetime) -> set[str]:
        """The statements that are posted for a slot."""
        return {said.quotes[0].text for story in self.edition(slot).stories for said in story.statements}


@pytest.fixture
def daily(desk: NewsDesk) -> Daily:
    return Daily(desk)


def test_what_was_published_before_an_edition_and_came_after_it_is_told_by_the_next_alone(
    daily: Daily,
) -> None:
    daily.comes(MILL, NOON - HOUR, NOON - HOUR)
    daily.reads()
    assert daily.tells(NOON) == {MILL}
    daily.comes(FIRE, NOON - 10 * MINUTE, NOON + 5 * MINUTE)
    daily.reads()
    assert daily.tells(NOON + DAY) == {FIRE}
    assert daily.tells(NOON + 2 * DAY) == set()


def test_what_came_before_an_edition_and_was_read_after_it_is_told_by_the_next(daily: Daily) -> None:
    daily.comes(FIRE, NOON - HOUR, NOON - MINUTE)
    assert daily.tells(NOON) == set()
    daily.reads()
    assert daily.tells(NOON + DAY) == {FIRE}


def test_what_came_between_an_editions_hour_and_its_making_is_told_once(daily: Daily) -> None:
    daily.comes(FIRE, NOON - MINUTE, NOON + MINUTE)
    daily.reads()
    assert daily.tells(NOON) == {FIRE}
    assert daily.tells(NOON + DAY) == set()


@pytest.mark.parametrize(("before", "told"), [(LATE_MAX - HOUR, {FIRE}), (LATE_MAX + HOUR, set())])
def test_an_archive_is_no_news(daily: Daily, before: timedelta, told: set[str]) -> None:
    daily.edition(NOON)
    daily.comes(FIRE, NOON - before, NOON + HOUR)
    daily.reads()
    assert daily.tells(NOON + DAY) == told


def test_a_first_edition_tells_its_own_time_alone(daily: Daily) -> None:
    daily.comes(FIRE, NOON - DAY - HOUR, NOON - HOUR)
    daily.reads()
    assert daily.tells(NOON) == set()


def test_a_change_by_what_came_late_is_a_change(daily: Daily) -> None:
    daily.comes(FIRE, NOON - 2 * HOUR, NOON - 2 * HOUR)
    daily.reads()
    assert daily.tells(NOON) == {FIRE}
    daily.comes(DENIED, NOON - HOUR, NOON + HOUR, POST)
    daily.reads()
    [story] = daily.edition(NOON + DAY).stories
    [change] = story.changes
    assert change.old == "Reported by Harbour Herald"
    assert change.new == "Disputed: Harbour Herald reports, the harbour office denies"


def test_a_change_by_what_came_late_is_noted_in_the_thread(daily: Daily) -> None:
    daily.comes(FIRE, NOON - 2 * HOUR, NOON - 2 * HOUR)
    daily.reads()
    daily.edition(NOON)
    look(daily.editor, NOON + 15 * MINUTE, 1, NOON)
    daily.comes(DENIED, NOON - HOUR, NOON + 5 * MINUTE, POST)
    daily.reads()
    look(daily.editor, NOON + 30 * MINUTE, 1, NOON)
    look(daily.editor, NOON + 3 * HOUR, 1, NOON)
    [note] = notes(daily)
    assert (note["since"], note["known"]) == ((NOON + 15 * MINUTE).isoformat(), 1)


def notes(daily: Daily) -> list[dict[str, object]]:
    """What the jobs say that note changes."""
    found = []
    while job := daily.store.jobs.take("w", NOON + DAY, 60, [NOTE_KIND]):
        found.append(dict(job.payload))
    return found


def test_an_older_story_is_dated_by_what_was_there(desk: NewsDesk) -> None:
    desk.add(f"{FIRE}.", hours=-30)
    desk.add(f"{FIRE}. Divers looked for anchors.", POST, hours=5)
    older = desk.digest(region="Port Ansel").older
    assert older is not None
    assert older.last == NOON - 30 * HOUR
