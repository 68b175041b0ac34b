"""A desk whose sample articles are this week's, subscriptions that are due now, and what came of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.news.subscription import Order, Schedule, Subscription
from tests.fakes.serving import SAMPLES

if TYPE_CHECKING:
    from bot.app import App
    from bot.playground.driver import LocalSlack
    from bot.playground.state import Channel
    from bot.store.engine import Store


@contextmanager
def this_weeks_desk(folder: Path, database_url: str) -> Iterator["App"]:
    """The program, over any database, with the sample articles as if the newest were of today."""
    from bot.app import App
    from bot.commands.demo import store
    from bot.config import load_desk_file, load_settings
    from bot.samples.moved import moved

    now = datetime.now(UTC)
    app = App(load_settings(None, data_dir=folder, database_url=database_url), load_desk_file(SAMPLES))
    articles = folder / "articles.jsonl"
    written = (SAMPLES.parent / "articles.jsonl").read_text("utf-8")
    articles.write_text(moved(written, now.date()), "utf-8")
    try:
        store(app, [str(articles)], now)
        yield app
    finally:
        app.close()


def due_now(store: "Store", channel: "Channel", owner: str, key: str) -> Subscription:
    """A weekly subscription whose run has come this moment, for the days past; its next run is far off."""
    now = datetime.now(UTC)
    order = Order(Schedule(((now.weekday() + 3) % 7,), (time(),)), "UTC")
    return store.subscriptions.add(
        order, now, key=key, team_id=channel.team_id, channel=channel.id, owner=owner
    )


def delivered(slack: "LocalSlack", channel: "Channel") -> Counter[str]:
    """How often each edition stands in a channel, by the key of its job."""
    return Counter(_key(each.metadata) for each in slack.messages(channel) if each.bot_id)


def parts(slack: "LocalSlack", channel: "Channel") -> Sequence[list[int]]:
    """The parts of each edition in a channel, as they stand in its thread."""
    return [
        [
            each.metadata["event_payload"]["part"]
            for each in slack.messages(channel, first.ts)
            if each.metadata
        ]
        for first in slack.messages(channel)
        if first.bot_id
    ]


def _key(metadata: dict[str, object] | None) -> str:
    payload = (metadata or {}).get("event_payload")
    return str(payload["key"]) if isinstance(payload, dict) else ""
