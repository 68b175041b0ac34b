"""A local Slack on a free port of 127.0.0.1, with a clock that a test can move ahead.

def test_something(slack: LocalSlack, ada: User, news: Channel) -> None:
    ts = slack.say(ada, news, f"{slack.mention} what did Duvrin deny?")
    ...
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.playground.driver import LocalSlack
    from bot.playground.state import Channel, User


class SlackClock:
    """Goes with real time, and is moved ahead by hand."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, **by: float) -> None:
        """Let time pass at once: `clock.move(minutes=5)`."""
        self._ahead += timedelta(**by)


@pytest.fixture
def slack_clock() -> SlackClock:
    """The local Slack's clock."""
    return SlackClock()


@pytest.fixture
def slack(slack_clock: SlackClock) -> Iterator["LocalSlack"]:
    """A local Slack with one workspace."""
    from bot.playground.driver import LocalSlack

    with LocalSlack(clock=slack_clock) as made:
        yield made


@pytest.fixture
def ada(slack: "LocalSlack") -> "User":
    """Someone who asks."""
    return slack.add_user("ada")


@pytest.fixture
def news(slack: "LocalSlack", ada: "User") -> "Channel":
    """A public channel with Ada and the bot in it."""
    return slack.add_channel("news", [ada])
