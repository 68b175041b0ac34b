"""Slack is away, slow, or at the end of a dead socket: every question is answered once, when it is back."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.playground.driver import LocalSlack
from tests.faults.conftest import DENIED, WAIT_S, Begin
from tests.faults.relay import Relay


class Hasty(Connection):
    """Slack's connection, which closes a dead socket only when its look for news there is over: sooner."""

    def connect(self) -> None:
        """Connect, and look less long."""
        super().connect()
        if self.sock is not None:
            self.sock.settimeout(0.2)


@pytest.fixture
def relay(slack: LocalSlack) -> Iterator[Relay]:
    """What stands between the bot and Slack."""
    made = Relay(urlsplit(slack.core.base_url).port or 0)
    slack.core.base_url = made.url
    yield made
    made.close()


def test_a_socket_that_is_dead_at_the_other_end_is_replaced(
    begin: Begin, slack: LocalSlack, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.gateway.PING_S", 0.2)  # the client counts whole seconds
    monkeypatch.setattr("slack_sdk.socket_mode.builtin.client.Connection", Hasty)
    monkeypatch.setattr("bot.playground.deliveries.ACK_WINDOW", timedelta(seconds=1))
    bot = begin()
    slack.wait_for(lambda: slack.connections == 1, WAIT_S)
    relay.silence()
    [said] = bot.answers(bot.asked())
    assert DENIED in said.text
    assert bot.get("/readyz").json() == {"ready": True, "troubles": []}


def test_a_slack_that_does_not_answer_is_asked_again(
    begin: Begin,
    slack: LocalSlack,
    relay: Relay,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.slack.connect.TIMEOUT_S", 1)
    bot = begin()
    slack.wait_for(lambda: slack.connections == 1, WAIT_S)
    relay.silencing = True
    asked = bot.asked()
    slack.wait_for(lambda: "Slack cannot be reached" in caplog.text, WAIT_S)
    relay.silencing = False
    [said] = bot.answers(asked)
    assert DENIED in said.text
    assert bot.lines("warning", "bot.slack.workers") >= 1


def test_a_slack_with_trouble_of_its_own_is_asked_again(
    begin: Begin, slack: LocalSlack, caplog: pytest.LogCaptureFixture
) -> None:
    bot = begin()
    slack.fail_next("chat.postMessage", status=503)
    assert DENIED in bot.answer()
    assert "Slack has trouble" in caplog.text
    assert bot.lines("warning", "bot.slack.workers") == 1
