"""The demo in the browser: the local Slack with its page, the bot in it, and what a newcomer finds there."""

import io
import logging
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from bot.app import App
from bot.commands.demo import QUESTIONS, model_of, sample_app, store
from bot.config import load_desk_file
from bot.errors import ConfigError
from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.news.article import Revision
from bot.playground.driver import LocalSlack
from bot.playground.page.extras import Extras, Reading, commands_of, shortcuts_of
from bot.playground.page.place import TOUR, Place
from bot.playground.page.routes import Page
from bot.playground.state import Channel, User
from bot.samples.moved import moved
from bot.slack import ids
from bot.slack.manifest import manifest
from bot.slack.server import Server

_BRIEFING = ("/region", "Tessen since yesterday")
_DAY = timedelta(days=1)


def serve_page(folder: Path, port: int, targets: list[str], browser: bool) -> None:
    """Show the page until Ctrl-C. Raises: ConfigError when the port is taken; TargetError."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    typer.echo("Setting the desk up …", err=True)
    with demo_page(folder, port, targets) as slack:
        typer.echo(f"Copydesk is at work at {slack.core.base_url}/ (Ctrl-C ends it)")
        sys.stdout.flush()
        if browser:
            webbrowser.open(f"{slack.core.base_url}/")
        stopping.wait()
    typer.echo("Stopped; nothing was kept.", err=True)


@contextmanager
def demo_page(folder: Path, port: int, targets: list[str]) -> Iterator[LocalSlack]:
    """The room with everything in it running, on a store in `folder`.

    Raises: ConfigError when the port is taken; TargetError for one of the `targets`.
    """
    with as_file(files("bot.samples")) as samples:
        wanted = manifest(load_desk_file(samples / "desk.toml"), None)
        articles = (samples / "articles.jsonl").read_text("utf-8")
    now, page = datetime.now(UTC), Page()
    with ExitStack() as running:
        slack = _started(LocalSlack(port=port, manifest=wanted, routes=page.routes), port)
        running.callback(slack.stop)
        running.callback(page.close)
        week = moved(articles, (now - _DAY).date())
        app = running.enter_context(sample_app(folder, week, now, **_settings(slack)))
        store(app, targets, now)
        server = Server(app)
        server.start()
        running.callback(server.stop)
        running.callback(_hang_up, slack)
        reader, news = _furnish(slack)
        extras = Extras(
            commands=commands_of(wanted),
            shortcuts=shortcuts_of(wanted),
            questions=QUESTIONS[:3],
            add=lambda text, outlet: _added(app, text, outlet),
            read=lambda url: _reading(app, url),
            about=f"Model: {model_of(app)}.",
        )
        page.show(slack, reader, Place("channel", news.id, TOUR), extras)
        yield slack


def _started(slack: LocalSlack, port: int) -> LocalSlack:
    try:
        return slack.start()
    except OSError:
        sentence = f"Port {port} cannot be used: it is taken, or not allowed; name another with --port."
        raise ConfigError(sentence, subject="--port") from None


def _hang_up(slack: LocalSlack) -> None:
    """The room goes first, or the bot's client would wait three seconds; its surprise is not shown."""
    logging.getLogger("bot.slack.bolt").setLevel(logging.CRITICAL)
    slack.disconnect(None)


def _settings(slack: LocalSlack) -> dict[str, Any]:
    """What the bot is told of the room; its own health pages take any free port."""
    return {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "host": "127.0.0.1",
        "port": 0,
    }


def _furnish(slack: LocalSlack) -> tuple[User, Channel]:
    """People, channels, a briefing that was shared, and a question that was answered."""
    reader, ada = slack.add_user("you", admin=True), slack.add_user("ada")
    reader.tz = ada.tz = _zone()
    news = slack.add_channel("news", [reader, ada])
    slack.add_channel("random", [reader, ada])
    brief = slack.command(ada, news, *_BRIEFING)
    slack.wait_for(lambda: brief.posts)
    slack.click(ada, brief.posts[0], ids.SHARE)
    slack.wait_for(lambda: slack.messages(news))
    ts = slack.type(ada, news, f"@copydesk {QUESTIONS[0]}")
    with suppress(TimeoutError):  # a slow model's answer comes when it comes
        slack.wait_for(lambda: len(news.thread(ts)) > 1)
    return reader, news


def _zone() -> str:
    """The name of this computer's time zone; UTC where it does not say."""
    linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    named = os.environ.get("TZ", "").lstrip(":") or linked
    try:
        return ZoneInfo(named).key
    except (ValueError, KeyError, OSError):  # no such zone
        return "UTC"


def _added(app: App, text: str, outlet: str) -> str:
    """Store a pasted article; gives what became of it."""
    intake = Intake(app.store, app.outlets, app.settings, lambda: datetime.now(UTC))
    [result, *_] = intake.take("-", Details(outlet=outlet or None), io.BytesIO(text.encode()))
    if result.status in ("failed", "skipped"):
        return f"Not added: {result.reason}"
    app.catch_up()
    return f"Added: “{result.title or 'an untitled article'}”. Ask about it in the channel."


def _reading(app: App, url: str) -> Reading | None:
    found: Revision | None = next((each for each in app.store.articles.all() if each.url == url), None)
    if found is None:
        return None
    at = found.published or found.fetched_at
    paragraphs = tuple(part for part in found.text.split("\n\n") if part != found.title)
    return Reading(found.title or "", found.outlet, f"{at:%A} {at.day} {at:%B %Y}", paragraphs)
