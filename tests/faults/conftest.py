"""A small desk in a local Slack, whose parts a test breaks and mends while it runs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.app import App
from bot.config import DeskFile, load_settings
from bot.news.article import Incoming
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, Message, User
from bot.slack.server import Server
from bot.store.engine import open_store

QUESTION = "what did Istrova deny?"
DENIED = "denied that its forces had crossed the river"
WAIT_S = 100.0
"""How long one waits in vain: the machine may be busy."""


class Ticking:
    """The desk's clock: it goes with real time, and is set by a test."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, **ahead: float) -> None:
        """Let it go so much ahead of real time from now on: `clock.set(hours=1)`."""
        self._ahead = timedelta(**ahead)


class Bot:
    """The running bot, with those who watch it: people in Slack, the log, the metrics."""

    def __init__(self, server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
        self.server = server
        self.slack = slack
        self.ada = ada
        self.news = news

    def asked(self, question: str = QUESTION) -> str:
        """Ask in the channel; gives the question's ts."""
        return self.slack.say(self.ada, self.news, f"{self.slack.mention} {question}")

    def answers(self, ts: str) -> list[Message]:
        """What the bot has said in a thread, once it has, and has nothing more to do."""
        self.slack.wait_for(lambda: len(self.slack.messages(self.news, ts)) > 1, WAIT_S)
        self.server.wait_until_idle()
        return [each for each in self.slack.messages(self.news, ts) if each.bot_id]

    def answer(self, question: str = QUESTION) -> str:
        """Ask, and get the one answer's words."""
        [said] = self.answers(self.asked(question))
        return said.text

    def get(self, path: str) -> httpx2.Response:
        """A page of its web side."""
        with httpx2.Client(trust_env=False) as client:
            return client.get(self.server.web.url + path)

    def lines(self, level: str, logger: str) -> float:
        """How many lines of a logger the metrics have counted."""
        wanted = f'copydesk_log_lines_total{{level="{level}",logger="{logger}"}} '
        found = [line for line in self.get("/metrics").text.splitlines() if line.startswith(wanted)]
        return float(found[0].removeprefix(wanted)) if found else 0.0


Begin = Callable[..., Bot]


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack that tries again soon, and for long."""
    with LocalSlack(retries_after_s=(0.2,) * 200) as made:
        yield made


@pytest.fixture
def clock() -> Ticking:
    """The desk's clock."""
    return Ticking()


@pytest.fixture
def begin(slack: LocalSlack, clock: Ticking, sqlite_url: str, tmp_path: Path) -> Iterator[Begin]:
    """Starts the bot over a store with one article: `begin(workers=2, …)`; it is stopped at the end."""
    ada = slack.add_user("ada")
    news = slack.add_channel("news", [ada])
    with ExitStack() as running:

        def started(**settings: Any) -> Bot:
            given = {"data_dir": tmp_path / "data", "database_url": sqlite_url, **settings}
            store_article(given["database_url"])
            server = running.enter_context(served(slack, clock, **given))
            return Bot(server, slack, ada, news)

        yield started


@contextmanager
def served(slack: LocalSlack, clock: Ticking, **settings: Any) -> Iterator[Server]:
    """The bot, connected, until the block ends."""
    given = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "port": 0,
        "workers": 2,
        "lease_s": 5.0,
        "catch_up_s": 0.5,
        "follow_feeds": False,
    }
    app = App(load_settings(None, **given | settings), DeskFile())
    server = Server(app, clock)
    server.start()
    try:
        yield server
    finally:
        slack.disconnect(None)  # the client alone would wait for a last word
        server.stop()
        app.close()


def store_article(url: str) -> None:
    """Store the one article that there is to ask about."""
    text = f"Istrova’s defence ministry {DENIED} near Lindrow. Villagers heard shots before dawn, they said."
    now = datetime.now(UTC) - timedelta(hours=2)
    store = open_store(url)
    try:
        store.articles.add(Incoming(text, "The Ridge Post", now, title="A crossing denied", published=now))
    finally:
        store.close()
