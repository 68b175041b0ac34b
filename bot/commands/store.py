"""`migrate` and `export`: the database itself."""

from typing import TYPE_CHECKING

import typer

from bot.commands.options import Database, Json

if TYPE_CHECKING:
    from bot.store.articles import Articles


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(migrate)
    app.command()(export)


def migrate(database: Database = None, as_json: Json = False) -> None:
    """Make the database, or bring it to the newest schema; nothing stored is lost."""
    import json

    from bot.app import open_app
    from bot.store.connect import connect
    from bot.store.migrate import ensure_current
    from bot.store.problems import name_of
    from bot.store.schema import HEAD

    with open_app(database=database) as app:
        engine = connect(app.settings.database)
        found = ensure_current(engine)
        engine.dispose()
    name = name_of(engine)
    if as_json:
        typer.echo(json.dumps({"database": name, "found": found, "schema": HEAD}, ensure_ascii=False))
    elif found == HEAD:
        typer.echo(f"{name} is at the newest schema, {HEAD}.")
    elif found is None:
        typer.echo(f"Made {name} with schema {HEAD}.")
    else:
        typer.echo(f"Brought {name} from schema {found} to {HEAD}.")


def export(database: Database = None, _json: Json = False) -> None:
    """Print every article with all its revisions as JSON Lines, its only form."""
    from bot.app import open_app

    with open_app(database=database) as app:
        _print_articles(app.store.articles)


def _print_articles(articles: "Articles") -> None:
    import json
    import sys
    from itertools import groupby

    from bot.news import wire

    for _, revisions in groupby(articles.all(), key=lambda revision: revision.article_id):
        json.dump(wire.article(tuple(revisions)), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
