"""`copydesk ask`: a question, and an answer in quotes."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import AsOf, Database, Json, moment
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.desk.answer import Asked
    from bot.news.region import Region


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ask(
        question: Annotated[str, typer.Argument(help="What to ask, in quotation marks.")],
        region: Annotated[str | None, typer.Option(help="Only what is about this place.")] = None,
        since: Annotated[str | None, typer.Option(metavar="7d", help="Only articles this recent.")] = None,
        as_of: AsOf = None,
        everything: Annotated[bool, typer.Option("--all", help="Show every statement.")] = False,
        database: Database = None,
        as_json: Json = False,
    ) -> None:
        """Answer a question from the stored articles, in quotes."""
        from bot.app import open_app
        from bot.news import wire
        from bot.terminal import answer as terminal

        if not question.strip():
            raise ConfigError("The question is empty; put it in quotation marks.", subject="question")
        with open_app(database) as parts:
            place = parts.gazetteer.resolve(region) if region else None
            parts.catch_up()
            answer = parts.desk.ask(_asked(question, place, since, as_of))
        if as_json:
            typer.echo(json.dumps(wire.answer(answer), ensure_ascii=False))
        else:
            typer.echo(terminal.answer(answer, everything), nl=False)


def _asked(question: str, region: "Region | None", since: str | None, as_of: str | None) -> "Asked":
    from bot.desk.answer import Asked
    from bot.search.dates import since as window

    now = datetime.now(UTC)
    then = moment(as_of, "--as-of")
    return Asked(
        question.strip(),
        now,
        as_of=then,
        since=window(since, then or now) if since else None,
        region=region,
    )
