"""`copydesk serve`: the bot in Slack; `copydesk manifest`: what its app at Slack must be allowed."""

import json
from typing import Annotated

import typer

from bot.commands.options import Database


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(serve)
    app.command()(manifest)


def serve(database: Database = None) -> None:
    """Answer in Slack until stopped: over Socket Mode with SLACK_APP_TOKEN, else over HTTP."""
    import logging
    import signal
    import threading

    from bot.app import open_app
    from bot.config import env_warning
    from bot.slack.server import Server
    from bot.telemetry import set_up_logs

    stopping = threading.Event()
    with open_app(database) as parts:
        settings = parts.settings
        set_up_logs(settings.log_level, settings.secrets, settings.log_format)
        if warning := env_warning():
            logging.getLogger(__name__).warning(warning)
        server = Server(parts)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        drained = server.run(stopping)
    raise typer.Exit(0 if drained else 1)


def manifest(
    http: Annotated[
        str | None,
        typer.Option("--http", metavar="URL", help="Over HTTP, at this public address of `serve`."),
    ] = None,
) -> None:
    """Print the manifest to make the Slack app from, as JSON; Slack's page takes it as it is."""
    from bot.config import load_desk_file, load_settings
    from bot.slack.manifest import manifest as made

    desk_file = load_desk_file(load_settings().desk_file)
    typer.echo(json.dumps(made(desk_file, http), indent=2, ensure_ascii=False))
