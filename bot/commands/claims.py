"""`stories`, `explain` and `hide`: the ledger of claims."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.commands.options import AsOf, Database, Json, moment
from bot.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(stories)
    app.command()(explain)
    app.command()(hide)


def stories(
    since: Annotated[str, typer.Option(metavar="30d", help="From when on.")] = "30d",
    as_of: AsOf = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List the stories, with their articles, newest first."""
    from bot.app import open_app
    from bot.news import wire
    from bot.search.dates import since as window
    from bot.terminal import claims as terminal

    with open_app(database) as parts:
        parts.catch_up()
        until = moment(as_of, "--as-of") or datetime.now(UTC)
        found = parts.ledger.lines(window(since, until), until)
    for story in found:
        if as_json:
            typer.echo(json.dumps(wire.story_line(story), ensure_ascii=False))
        else:
            typer.echo(terminal.story(story, until))
    if not found and not as_json:
        typer.echo("No story has news in this time; widen it with --since.")


def explain(
    claim_id: Annotated[str, typer.Argument(help="A claim's id, as answers and digests print it.")],
    as_of: AsOf = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Say why a claim has its status: every reason with its rule, every occurrence, and its history."""
    from bot.app import open_app
    from bot.desk.explaining import explained
    from bot.news import wire
    from bot.terminal import claims as terminal

    with open_app(database) as parts:
        parts.catch_up()
        found = parts.ledger.explain(claim_id, moment(as_of, "--as-of") or datetime.now(UTC))
    made = explained(found)
    if as_json:
        typer.echo(json.dumps(wire.explained(made), ensure_ascii=False))
    else:
        typer.echo(terminal.explained(made), nl=False)


def hide(
    target: Annotated[str, typer.Argument(metavar="ARTICLE|CLAIM", help="A number or a claim's id.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept and shown.")],
    database: Database = None,
) -> None:
    """Leave an article or a claim out of every status and digest from now on; the history keeps it."""
    from bot.app import open_app

    if not reason.strip():
        raise ConfigError("--reason is empty; say why, since it is kept in the history.", subject="--reason")
    with open_app(database) as parts:
        parts.catch_up()
        what = parts.ledger.hide(target.strip(), reason.strip(), datetime.now(UTC))
    typer.echo(f"Hidden: {what}.")
