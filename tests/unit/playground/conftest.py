"""The real Bolt, connected to the local Slack both ways."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.driver import LocalSlack

Connect = Callable[[App], SocketModeHandler]


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def app(slack: LocalSlack, client: WebClient) -> App:
    """An app that takes every message and does nothing."""
    made = App(client=client, signing_secret=slack.signing_secret)

    @made.event("message")
    def ignore() -> None:
        pass

    return made


@pytest.fixture
def connect(slack: LocalSlack) -> Iterator[Connect]:
    """Opens Socket Mode for an app; one more connection with every call."""
    with ExitStack() as handlers:

        def connected(app: App) -> SocketModeHandler:
            before = slack.connections
            handler = SocketModeHandler(app, slack.app_token, ping_interval=1)  # it looks for itself as often
            handlers.callback(_leave, slack, handler)
            handler.client.connect()
            slack.wait_for(lambda: slack.connections == before + 1)
            return handler

        yield connected


def _leave(slack: LocalSlack, handler: SocketModeHandler) -> None:
    """The server hangs up first: the client alone would wait three seconds for a last word, and one more."""
    handler.client.auto_reconnect_enabled = False
    slack.disconnect(None)
    slack.wait_for(lambda: not handler.client.is_connected())
    handler.client.closed = True
    handler.client.message_queue.put(None)
    handler.client.close()
