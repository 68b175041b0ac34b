"""A job that Slack makes wait goes on where it stopped, and no worker waits for it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import DeskFile
from bot.errors import SlackError
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel
from bot.slack.app import who_am_i
from bot.slack.blocks import Message, notice
from bot.slack.bodies import Place
from bot.slack.connect import web_client
from bot.slack.manifest import manifest
from bot.slack.poster import Poster
from bot.store.engine import Store
from bot.store.jobs import Job

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
BURST = 5  # posts in a channel that the local Slack takes at once


class Clock:
    """Set by hand."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[LocalSlack]:
    with LocalSlack(manifest=manifest(DeskFile(), None), enforce_rates=True, clock=clock) as made:
        yield made


@pytest.fixture
def channel(slack: LocalSlack) -> Channel:
    return slack.add_channel("news", [slack.add_user("ada")])


@pytest.fixture
def poster(slack: LocalSlack, sqlite_store: Store) -> Poster:
    client = web_client(slack.bot_token, slack.api_url)
    return Poster(client, sqlite_store.jobs, who_am_i(client)).unwaiting()


def edition(parts: int, first: str = "Part 1") -> list[Message]:
    return [notice(first), *(notice(f"Part {part}") for part in range(2, parts + 1))]


def put_off(poster: Poster, store: Store, channel: Channel) -> float:
    """Post an edition that is two messages too long for one go; gives the seconds that Slack asks for."""
    store.jobs.put("due", {}, key="k", now=NOON)
    job = taken(store)
    with pytest.raises(SlackError) as told:
        poster.post(job, Place(channel.team_id, channel.id, ""), edition(BURST + 2))
    assert store.jobs.put_off(job, NOON, told.value.retry_after_s)
    return told.value.retry_after_s


def taken(store: Store, now: datetime = NOON) -> Job:
    job = store.jobs.take("w", now, 60)
    assert job is not None
    return job


def shown(slack: LocalSlack, channel: Channel) -> list[str]:
    [first] = slack.messages(channel)
    return [each.text for each in slack.messages(channel, first.ts)]


@pytest.mark.parametrize(("messages", "wait_s"), [(1, 2), (4, 4), (40, BURST)])
def test_it_waits_until_slack_takes_several_of_the_messages_that_are_left(
    slack: LocalSlack, poster: Poster, sqlite_store: Store, channel: Channel, messages: int, wait_s: int
) -> None:
    sqlite_store.jobs.put("due", {}, key="k", now=NOON)
    slack.fail_next("chat.postMessage", retry_after_s=2)
    with pytest.raises(SlackError) as told:
        poster.post(taken(sqlite_store), Place(channel.team_id, channel.id, ""), edition(messages))
    assert told.value.retry_after_s == wait_s


def test_what_was_put_off_goes_on_where_it_stopped(
    slack: LocalSlack, poster: Poster, sqlite_store: Store, channel: Channel, clock: Clock
) -> None:
    wait_s = put_off(poster, sqlite_store, channel)
    assert len(shown(slack, channel)) == BURST
    assert sqlite_store.jobs.take("w", NOON, 60) is None

    clock.now += timedelta(seconds=wait_s)
    poster.post(taken(sqlite_store, clock.now), Place(channel.team_id, channel.id, ""), edition(BURST + 2))

    assert shown(slack, channel) == [f"Part {part}" for part in range(1, BURST + 3)]
    again = ("chat.update", "conversations.history", "conversations.replies")
    assert not any(slack.calls_of(method) for method in again)


def test_what_changed_meanwhile_is_written_anew_in_place(
    slack: LocalSlack, poster: Poster, sqlite_store: Store, channel: Channel, clock: Clock
) -> None:
    wait_s = put_off(poster, sqlite_store, channel)
    clock.now += timedelta(seconds=wait_s)
    job = taken(sqlite_store, clock.now)
    poster.post(job, Place(channel.team_id, channel.id, ""), edition(BURST - 1, first="Anew"))
    assert shown(slack, channel) == ["Anew", *(f"Part {part}" for part in range(2, BURST))]


def test_a_crash_after_it_was_put_off_is_looked_into(
    slack: LocalSlack, poster: Poster, sqlite_store: Store, channel: Channel, clock: Clock
) -> None:
    wait_s = put_off(poster, sqlite_store, channel)
    clock.now += timedelta(seconds=wait_s)
    slack.fail_next("chat.postMessage", after=True)  # done, but its answer lost
    with pytest.raises(SlackError):
        poster.post(
            taken(sqlite_store, clock.now), Place(channel.team_id, channel.id, ""), edition(BURST + 2)
        )
    clock.now += timedelta(minutes=2)  # its lease is over
    again = taken(sqlite_store, clock.now)
    assert again.attempts == 2
    poster.post(again, Place(channel.team_id, channel.id, ""), edition(BURST + 2))
    assert shown(slack, channel) == [f"Part {part}" for part in range(1, BURST + 3)]
