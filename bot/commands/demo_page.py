"""The demo in the browser: the local Slack with its page, the bot in it, and what a newcomer finds there."""

import io
import logging
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.commands.demo import QUESTIONS, empty_app, model_of, store
from bot.commands.demo_room import DemoRoom
from bot.config import load_desk_file
from bot.errors import ConfigError
from bot.playground.driver import LocalSlack
from bot.playground.page.extras import Extras, Reading, commands_of, shortcuts_of
from bot.playground.page.routes import Page
from bot.slack.manifest import manifest

if TYPE_CHECKING:
    from bot.app import App

_TRIES = ("/region Brennick 30d", "/digest")
_DAY = timedelta(days=1)
_PATIENCE_S = (1.0,) * 120
"""What is said before the bot has come is delivered when it does."""


def serve_page(folder: Path, port: int, targets: list[str], browser: bool) -> None:
    """Show the page until Ctrl-C. Raises: ConfigError when the port is taken; TargetError."""
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell may have had the latter ignored
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt), demo_page(folder, port, targets, partial(announce, browser=browser)):
        threading.Event().wait()
    typer.echo("Stopped; nothing was kept.", err=True)


def announce(address: str, *, browser: bool) -> None:
    """Say where the page is, and open it in the browser if that is wanted."""
    typer.echo(f"Copydesk is at work at {address} (Ctrl-C ends it)")
    sys.stdout.flush()
    if browser and not webbrowser.open(address):
        typer.echo("No browser could be opened; open the address in one of yours.", err=True)


@contextmanager
def demo_page(
    folder: Path, port: int, targets: list[str], opened: Callable[[str], None] = lambda _: None
) -> Iterator[LocalSlack]:
    """The room with everything in it running, on a store in `folder`.

    `opened` is told the page's address as soon as it can be seen; the bot comes in a little later. Raises:
    ConfigError when the port is taken; TargetError for one of the `targets`, before the page can be seen.
    """
    with as_file(files("bot.samples")) as samples:
        wanted = manifest(load_desk_file(samples / "desk.toml"), None)
    now, page = datetime.now(UTC), Page()
    with ExitStack() as running:
        slack = _started(port, wanted, page)
        running.callback(slack.stop)
        running.callback(page.close)
        app = running.enter_context(empty_app(folder, **_settings(slack)))
        if targets:
            store(app, targets, now)
        room = DemoRoom(slack)
        page.show(slack, room.reader, room.first, _extras(app, wanted))
        opened(f"{slack.core.base_url}/")
        _store_samples(app, folder, now)
        room.order_digest(app, now)
        running.enter_context(_at_work(app, slack))
        room.ask(QUESTIONS[0])
        yield slack


def _started(port: int, wanted: dict[str, Any], page: Page) -> LocalSlack:
    slack = LocalSlack(port=port, manifest=wanted, routes=page.routes, retries_after_s=_PATIENCE_S)
    try:
        return slack.start()
    except OSError:
        sentence = f"Port {port} cannot be used: it is taken, or not allowed; name another with --port."
        raise ConfigError(sentence, subject="--port") from None


def _settings(slack: LocalSlack) -> dict[str, Any]:
    """What the bot is told of the room; its own health pages take any free port."""
    return {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_api_url": slack.api_url,
        "host": "127.0.0.1",
        "port": 0,
    }


def _extras(app: "App", wanted: dict[str, Any]) -> Extras:
    return Extras(
        commands=commands_of(wanted),
        shortcuts=shortcuts_of(wanted),
        questions=QUESTIONS[:3],
        tries=_TRIES,
        add=lambda text, outlet: _added(app, text, outlet),
        read=lambda url: _reading(app, url),
        about=f"Model: {model_of(app.settings)}.",
    )


def _store_samples(app: "App", folder: Path, now: datetime) -> None:
    """The sample articles, as if the newest were of yesterday."""
    from bot.samples.moved import moved

    written = (files("bot.samples") / "articles.jsonl").read_text("utf-8")
    articles = folder / "articles.jsonl"
    articles.write_text(moved(written, (now - _DAY).date()), "utf-8")
    store(app, [str(articles)], now)


@contextmanager
def _at_work(app: "App", slack: LocalSlack) -> Iterator[None]:
    """The bot. At the end the room goes first, or the bot's client would wait three seconds; what it then
    says of that is not shown.
    """
    from bot.slack.server import Server

    server = Server(app)
    server.start()
    try:
        yield
    finally:
        logging.getLogger("bot.slack.bolt").setLevel(logging.CRITICAL)
        slack.disconnect(None)
        server.stop()


def _added(app: "App", text: str, outlet: str) -> str:
    """Store a pasted article; gives what became of it."""
    from bot.ingest.document import Details

    intake = app.intake(lambda: datetime.now(UTC))
    [result, *_] = intake.take("-", Details(outlet=outlet or None), io.BytesIO(text.encode()))
    if result.status in ("failed", "skipped"):
        return f"Not added: {result.reason}"
    app.catch_up()
    return f"Added: “{result.title or 'an untitled article'}”. Ask about it in the channel."


def _reading(app: "App", url: str) -> Reading | None:
    found = next((each for each in app.store.articles.all() if each.url == url), None)
    if found is None:
        return None
    at = found.published or found.fetched_at
    paragraphs = tuple(part for part in found.text.split("\n\n") if part != found.title)
    return Reading(found.title or "", found.outlet, f"{at:%A} {at.day} {at:%B %Y}", paragraphs)
