"""The bot with a clock that tests move, and what they look for of its digests."""

from datetime import UTC, datetime

from bot.news.article import Incoming
from bot.news.subscription import Edition
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, Message, User, View
from bot.slack.server import Server

EVENING = datetime(2024, 5, 15, 20, 0, tzinfo=UTC)
"""A Wednesday in the week of the sample articles, 22:00 in Brussels, where Ada lives."""


class Clock:
    """Goes with real time from that evening on, and is moved ahead by hand."""

    def __init__(self) -> None:
        self._ahead = EVENING - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, moment: datetime) -> None:
        self._ahead = moment - datetime.now(UTC)


class Desk:
    """The bot, whose clock is ours, in the local Slack."""

    def __init__(self, slack: LocalSlack, server: Server, clock: Clock) -> None:
        self.slack, self.server, self.clock = slack, server, clock
        self.store = server.parts.store

    def command(self, user: User, channel: Channel, text: str) -> str:
        """Use /digest; gives what the person is shown."""
        result = self.slack.command(user, channel, "/digest", text)
        self.slack.wait_for(lambda: result.posts)
        return "\n".join(post.text for post in result.posts)

    def at(self, moment: datetime) -> None:
        """Let it become that time, and wait until all that was due then is done."""
        self.clock.set(moment)
        self.slack.wait_for(lambda: not self.store.subscriptions.due(moment, 1))
        self.server.wait_until_idle()

    def watched(self, number: int, moment: datetime) -> None:
        """Let it become that time, and wait until what a subscription told was looked at again."""
        self.clock.set(moment)
        while not any((each.noted_until or EVENING) >= moment for each in self._editions(number)):
            self.server.wait_until_idle()
        self.server.wait_until_idle()

    def _editions(self, number: int) -> list[Edition]:
        after = self.clock()
        return [
            each for each in self.store.editions.watched(EVENING, after) if each.subscription_id == number
        ]

    def add_own(self, team_id: str, words: str) -> None:
        """Store an article that only this workspace may see, and have it read."""
        now = self.clock()
        self.store.articles.add(
            Incoming(words, "Own Notes", now, published=now, language="en", team_id=team_id)
        )
        self.server.parts.catch_up()

    def home(self, user: User) -> View:
        """Open a person's home, as it is after all that was done."""
        self.server.wait_until_idle()
        before = len(self.slack.calls_of("views.publish"))
        self.slack.open_home(user)
        self.slack.wait_for(lambda: len(self.slack.calls_of("views.publish")) > before)
        found = self.slack.home(user)
        assert found is not None
        return found


def may(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 5, day, hour, minute, tzinfo=UTC)


def digests(slack: LocalSlack, channel: Channel) -> list[Message]:
    return [each for each in slack.messages(channel) if each.bot_id]
