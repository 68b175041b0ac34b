"""Feeds followed by `serve`: what comes in stands in the next digest, and a correction in its thread."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import sleep

import pytest

from bot.app import App
from bot.config import load_desk_file
from bot.ingest.intake import Intake
from bot.news.subscription import Order, Schedule
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.slack.server import Server
from bot.work import PLACER
from tests.fakes.web import LOOPBACK, FakeWeb, article_html, rss
from tests.scenario.slack.conftest import SAMPLES, settings_for

MORNING = datetime(2024, 5, 20, 12, tzinfo=UTC)
"""Two days after the last of the sample articles."""
AT_TWO = MORNING + timedelta(hours=2)
MORE = (
    "The owner, Tilda Marrow, said that the roof of the mill had been rebuilt only last summer. “We shall "
    "build it again,” she told reporters on the bank of the river on Monday afternoon.",
    "Firefighters from two neighbouring districts were called in, and the road along the river stayed shut "
    "until the evening. The council of Morvale is to meet on Tuesday.",
)
FIRST = ("A fire destroyed a paper mill in Morvale on Monday. Fourteen workers were injured.", *MORE)
THEN = (
    "A fire destroyed a paper mill in Morvale on Monday. Four workers were injured.",
    *MORE,
    "Correction: An earlier version of this article said that fourteen workers were injured.",
)


class Clock:
    """Stands still, and is set by hand."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


class Desk(App):
    """The program, for a web on loopback."""

    def intake(self, now: Callable[[], datetime]) -> Intake:
        return Intake(self.store, self.outlets, self.settings, now, LOOPBACK)

    def wait_until(self, done: Callable[[], object]) -> None:
        """Wait until what goes on in the background has come that far."""
        while not done():
            sleep(0.02)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(slack: LocalSlack, data: Path, clock: Clock) -> Iterator[Desk]:
    settings = settings_for(slack, data, "socket", follow_feeds=True, clock_s=0.05)
    app = Desk(settings, load_desk_file(SAMPLES))
    server = Server(app, clock)
    server.start()
    yield app
    slack.disconnect(None)
    server.stop()
    app.close()


def told(slack: LocalSlack, channel: Channel) -> list[str]:
    """The timestamps of the digests in a channel."""
    return [each.ts for each in slack.messages(channel) if each.bot_id]


def thread(slack: LocalSlack, channel: Channel, ts: str) -> str:
    return "\n".join(each.text for each in slack.messages(channel, ts))


def edition(desk: Desk, clock: Clock, web: FakeWeb, slack: LocalSlack, ada: User, news: Channel) -> str:
    """The digest that tells what a feed brought, by its timestamp."""
    daily = Order(Schedule(tuple(range(7)), (time(14),)), "UTC")
    team = slack.workspace.id
    desk.store.subscriptions.add(daily, AT_TWO, key="daily", team_id=team, channel=news.id, owner=ada.id)
    page = web.page("/mill", article_html("Mill burns in Morvale", *FIRST), etag='"1"')
    feed = web.page("/feed", rss(f"<title>Mill burns</title><link>{page}</link>"), etag='"1"')

    clock.now = MORNING + timedelta(hours=1)
    desk.store.feeds.add(feed, "The Ridge Post", None, clock.now)
    desk.wait_until(lambda: desk.store.stories.of_articles([19]))
    clock.now = AT_TWO
    slack.wait_for(lambda: told(slack, news))
    [first] = told(slack, news)
    slack.wait_for(lambda: "Fourteen workers were injured" in thread(slack, news, first))
    return first


def test_what_a_feed_brings_is_told_and_its_correction_noted(
    desk: Desk, clock: Clock, web: FakeWeb, slack: LocalSlack, ada: User, news: Channel
) -> None:
    first = edition(desk, clock, web, slack, ada, news)

    web.page("/mill", article_html("Mill burns in Morvale", *THEN), etag='"2"')
    clock.now = AT_TWO + timedelta(hours=2, minutes=1)  # three hours after it came
    desk.wait_until(lambda: (19, 2) in desk.store.records.many({19: "The Ridge Post"}))
    desk.wait_until(lambda: not desk.store.stories.due(PLACER))
    clock.now = AT_TWO + timedelta(hours=2, minutes=15)
    slack.wait_for(lambda: "Changed since this was written" in thread(slack, news, first))
    note = slack.messages(news, first)[-1].text
    assert "ourteen workers were injured" in note
    assert "Withdrawn" in note
    assert told(slack, news) == [first]


def test_a_page_that_is_taken_down_is_noted(
    desk: Desk, clock: Clock, web: FakeWeb, slack: LocalSlack, ada: User, news: Channel
) -> None:
    first = edition(desk, clock, web, slack, ada, news)

    web.page("/mill", "", status=410)
    clock.now = AT_TWO + timedelta(hours=2, minutes=1)
    desk.wait_until(lambda: desk.store.fetches.gone([19]))
    clock.now = AT_TWO + timedelta(hours=2, minutes=15)
    slack.wait_for(lambda: "Changed since this was written" in thread(slack, news, first))
    note = slack.messages(news, first)[-1].text
    assert "The page of The Ridge Post is gone (since 20 May 16:01 UTC at the latest)" in note
    assert "Told by it alone: " in note
