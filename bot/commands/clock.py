"""`copydesk clock`: claims the digests that are due and follows the feeds, beside `serve` processes."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Database

if TYPE_CHECKING:
    from bot.app import App


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(clock)


def clock(
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    database: Database = None,
) -> None:
    """Claim the digests that are due and read the feeds that are due, until stopped.

    Any number of clocks claim each digest once and read each feed once. `serve` has a clock of its own, and
    delivers what any clock has claimed.
    """
    from bot.app import open_app
    from bot.news.shown import counted
    from bot.telemetry import set_up_logs

    with open_app(database) as parts:
        if once:
            claimed, came = _claim(parts), sum(result.is_new for result in parts.follow(_now))
            typer.echo(f"{counted(claimed, 'digest')} claimed, {counted(came, 'article')} new or changed.")
        else:
            settings = parts.settings
            set_up_logs(settings.log_level, settings.secrets, settings.log_format)
            _claim(parts)  # what cannot be used at all is said at once, and not at every turn
            _go_on(parts)


def _go_on(parts: "App") -> None:
    import logging
    import signal
    import threading

    from bot.loops import Loop

    stopping = threading.Event()

    def follow() -> None:
        for _ in parts.follow(_now):
            if stopping.is_set():
                return

    every_s = parts.settings.clock_s
    feeds = "digests and feeds" if parts.settings.follow_feeds else "digests; feeds are not followed here"
    logging.getLogger(__name__).info("Looking every %g s for what is due: %s.", every_s, feeds)
    loops = [Loop("clock", lambda: _claim(parts), every_s), Loop("following", follow, every_s)]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    for loop in loops:
        loop.start()
    stopping.wait()
    for loop in loops:
        loop.stop()
    for loop in loops:
        loop.join()


def _claim(parts: "App") -> int:
    """Claim what is due; gives how many digests."""
    from bot.digest import watch
    from bot.digest.clock import tick

    now = _now()
    watch.due(parts.store.jobs, now)
    return tick(parts.store.subscriptions, now)


def _now() -> datetime:
    return datetime.now(UTC)
