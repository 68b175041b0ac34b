"""`copydesk digest`: what is confirmed, reported and contested, by region, topic and time."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.options import AsOf, Database, Json, moment

_DAY = "24h"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(digest)


def digest(
    region: Annotated[str | None, typer.Option(help="Only claims about this place.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only claims with these words.")] = None,
    since: Annotated[str, typer.Option(metavar="24h", help="From when on.")] = _DAY,
    as_of: AsOf = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every statement of every story.")] = False,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Print the news of a stretch of time, with what is confirmed kept apart from what is claimed."""
    from bot.app import open_app
    from bot.digest.brief import Brief
    from bot.news import wire
    from bot.search.dates import since as window
    from bot.terminal import digest as terminal

    with open_app(database) as parts:
        places = (parts.gazetteer.resolve(region),) if region else ()
        parts.catch_up()
        until = moment(as_of, "--as-of") or datetime.now(UTC)
        brief = Brief(window(since, until), until, places, topic)
        made = parts.digests.make(replace(brief, most=None) if everything else brief, afresh=True)
    if as_json:
        typer.echo(json.dumps(wire.digest(made), ensure_ascii=False))
        if made.notice:
            typer.echo(made.notice, err=True)
    else:
        typer.echo(terminal.digest(made, everything), nl=False)
