"""How Slack reaches Bolt: over a web socket that we open, or by signed requests."""

import logging
import threading
import time
from collections.abc import Sequence
from typing import Protocol

from slack_bolt import App as Bolt
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.errors import ConfigError
from bot.slack.troubles import trouble, unreachable

PATH = "/slack/events"
"""Where Slack sends everything over HTTP."""

PING_S = 5.0
"""How often the socket is tried; one that has been silent for four times as long is replaced."""

_AT_ONCE = 50  # threads that wait for one transaction together: a burst is stored in a few of them
_CLOSE_S = 5.0
_log = logging.getLogger(__name__)


class Gateway(Protocol):
    """A way in for Slack."""

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us now, as far as we know."""

    def routes(self) -> Sequence[BaseRoute]:
        """What is served for it."""

    def open(self) -> None:
        """Let things come. Raises: ConfigError, SlackError."""

    def close(self) -> None:
        """Let nothing come any more."""


class _Client(SocketModeClient):
    """Slack's client, which by itself never notices a connection that was dead before its first pong, and
    waits a second for one more message before it closes."""

    def connect(self) -> None:
        """Connect, as if a pong had come just now."""
        super().connect()
        if self.current_session is not None:
            self.current_session.last_ping_pong_time = time.time()

    def close(self) -> None:
        """Close at once."""
        self.closed = True
        self.message_queue.put(None)
        super().close()


class SocketGateway:
    """Socket Mode. A connection that Slack ends is replaced by the client itself."""

    def __init__(self, bolt: Bolt, app_token: str) -> None:
        self._bolt = bolt
        self._client = _Client(
            app_token,
            bolt.logger,
            bolt.client,
            ping_interval=PING_S,
            concurrency=_AT_ONCE,
        )
        self._client.socket_mode_request_listeners.append(self._receive)

    @property
    def connected(self) -> bool:
        """Whether the socket is open."""
        return bool(self._client.is_connected())

    def routes(self) -> Sequence[BaseRoute]:
        """Nothing."""
        return ()

    def open(self) -> None:
        """Connect. Raises: ConfigError for a token that Slack does not take; SlackError."""
        try:
            self._client.connect()
        except SlackApiError as error:
            found = trouble(error)
            if found.retry:
                raise found from None
            raise ConfigError(f"{found} Check SLACK_APP_TOKEN.", subject="SLACK_APP_TOKEN") from None
        except OSError as error:
            raise unreachable(error) from None

    def close(self) -> None:
        """Disconnect; the client is not waited for longer than a few seconds."""
        closing = threading.Thread(target=self._close, name="closing", daemon=True)
        closing.start()
        closing.join(_CLOSE_S)

    def _receive(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time.time()
        send_response(client, request, run_bolt_app(self._bolt, request), began)

    def _close(self) -> None:
        try:
            self._client.close()
        except Exception as error:  # the client may be in the midst of connecting anew
            _log.info("The socket did not close cleanly (%s).", type(error).__name__)


class HttpGateway:
    """Signed requests. Bolt works in a thread, so that one that waits for the store delays no other."""

    connected = True

    def __init__(self, bolt: Bolt) -> None:
        self._bolt = bolt
        self._open = True

    def routes(self) -> Sequence[BaseRoute]:
        """The one address that Slack is given."""
        return (Route(PATH, self._receive, methods=["POST"]),)

    def open(self) -> None:
        """Requests come as soon as the web server is there."""

    def close(self) -> None:
        """Refuse what comes from now on: Slack tries events again."""
        self._open = False

    async def _receive(self, request: Request) -> Response:
        if not self._open:
            return Response("stopping", 503)
        asked = to_bolt_request(request, await request.body())
        return to_starlette_response(await run_in_threadpool(self._bolt.dispatch, asked))
