"""`serve`: everything in one process, from Slack's connection to the workers, with health and metrics."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from bot.errors import ConfigError, CopydeskError
from bot.slack.app import bolt_app, who_am_i
from bot.slack.background import Background
from bot.slack.checks import Checks
from bot.slack.connect import web_client
from bot.slack.gateway import Gateway, HttpGateway, SocketGateway
from bot.slack.listeners import Listeners
from bot.slack.metrics import Metrics
from bot.slack.parts import Parts
from bot.slack.poster import Poster
from bot.slack.storing import Storing
from bot.slack.surfaces.table import surfaces
from bot.slack.web import Web, routes
from bot.slack.workers import Workers

_log = logging.getLogger(__name__)


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Server:
    """The bot in one workspace. Work that was stored before a crash is taken up again when it starts."""

    def __init__(self, parts: Parts, clock: Callable[[], datetime] = now) -> None:
        settings = parts.settings
        if settings.slack_bot_token is None:
            raise ConfigError("SLACK_BOT_TOKEN is not set; it begins with xoxb-.", subject="SLACK_BOT_TOKEN")
        self.parts = parts
        self._settings = settings
        self._jobs = parts.store.jobs
        client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        table = surfaces(parts.desk_file)
        metrics = Metrics()
        self._counting = metrics.counting
        poster = Poster(client, self._jobs, who_am_i(client))
        self._workers = Workers(parts, poster, table, clock, metrics)
        secret = settings.slack_signing_secret
        by_socket = settings.slack_app_token
        if by_socket is None and secret is None:
            sentence = "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."
            raise ConfigError(sentence, subject="SLACK_APP_TOKEN")
        bolt = bolt_app(client, secret.get_secret_value() if secret and not by_socket else None)
        self._storing = Storing(self._jobs)
        checks = Checks(parts, poster, clock)
        kept, wake = parts.store.conversations, self._workers.wake
        listeners = Listeners(self._storing, kept, clock, wake, metrics, checks)
        listeners.register(bolt, table)
        self._gateway: Gateway = (
            SocketGateway(bolt, by_socket.get_secret_value()) if by_socket else HttpGateway(bolt)
        )
        self._background = Background(parts, clock, self._workers.wake, self._workers.ready)
        self.web = Web(
            settings.host,
            settings.port,
            routes(self._gateway.routes(), self._troubles, lambda: metrics.page(self._jobs)),
        )

    def start(self) -> None:
        """Begin. Raises: ConfigError for a token that Slack does not take; SlackError."""
        logging.getLogger("bot").addHandler(self._counting)
        self._background.start()
        self._storing.start()
        self._workers.start()
        self.web.start()
        self._gateway.open()

    def stop(self) -> bool:
        """Take nothing more in, finish what is under way; whether that went within the time set for it."""
        self._gateway.close()
        self.web.stop()
        self._storing.stop()
        drained = self._workers.stop(self._settings.drain_s)
        self._background.stop()
        if not drained:
            _log.warning("Some work was not finished; it is done after the next start.")
        logging.getLogger("bot").removeHandler(self._counting)
        return drained

    def run(self, stopping: threading.Event) -> bool:
        """Serve until the event is set; whether all work was finished then."""
        self.start()
        try:
            stopping.wait()
        finally:
            drained = self.stop()
        return drained

    def wait_until_idle(self) -> None:
        """Wait until all work that is stored has been done or given up."""
        self._workers.wait_until_idle()

    def _troubles(self) -> list[str]:
        """Why the bot is not ready, in a few words each."""
        found = []
        if not self._gateway.connected:
            found.append("not connected to Slack")
        if not self._workers.alive:
            found.append("a worker has ended")
        if not self._workers.ready.is_set():
            found.append("what is stored is still being read")
        with suppress(CopydeskError):
            self._jobs.counts()
            return found
        return [*found, "the database cannot be read"]
