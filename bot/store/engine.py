"""Opening the store."""

from dataclasses import dataclass

from sqlalchemy import Engine

from bot.store.answers import Answers
from bot.store.articles import Articles
from bot.store.connect import connect
from bot.store.conversations import Conversations
from bot.store.editions import Editions
from bot.store.feedback import Feedback
from bot.store.feeds import Feeds
from bot.store.fetches import Fetches
from bot.store.jobs import Jobs
from bot.store.migrate import ensure_current
from bot.store.outlets import Outlets
from bot.store.readings import Readings
from bot.store.records import Records
from bot.store.stories import Stories
from bot.store.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Store:
    """The repositories of one database."""

    engine: Engine
    articles: Articles
    readings: Readings
    records: Records
    stories: Stories
    outlets: Outlets
    feeds: Feeds
    fetches: Fetches
    answers: Answers
    jobs: Jobs
    conversations: Conversations
    feedback: Feedback
    subscriptions: Subscriptions
    editions: Editions

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at `url`, making or migrating it when it is not at the newest schema.

    Raises: StoreError when it cannot be opened; the sentence names the database without its password.
    """
    engine = connect(url)
    try:
        ensure_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(
        engine,
        articles=Articles(engine),
        readings=Readings(engine),
        records=Records(engine),
        stories=Stories(engine),
        outlets=Outlets(engine),
        feeds=Feeds(engine),
        fetches=Fetches(engine),
        answers=Answers(engine),
        jobs=Jobs(engine),
        conversations=Conversations(engine),
        feedback=Feedback(engine),
        subscriptions=Subscriptions(engine),
        editions=Editions(engine),
    )
