"""`copydesk clock`: claims the digests that are due, for `serve` processes that share the database."""

from typing import Annotated

import typer

from bot.commands.options import Database


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(clock)


def clock(
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    database: Database = None,
) -> None:
    """Claim the digests that are due until stopped; any number of clocks claim each digest once.

    `serve` has a clock of its own, and delivers what any clock has claimed.
    """
    import signal
    import threading
    from datetime import UTC, datetime

    from bot.app import open_app
    from bot.digest import watch
    from bot.digest.clock import tick

    stopping = threading.Event()
    with open_app(database) as parts:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            now = datetime.now(UTC)
            claimed = tick(parts.store.subscriptions, now)
            watch.due(parts.store.jobs, now)
            if once:
                typer.echo(f"{claimed} claimed.")
                return
            stopping.wait(parts.settings.clock_s)
