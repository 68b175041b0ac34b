"""The command `copydesk`: commands are thin, and their libraries are loaded when they run."""

import sys

import typer

from bot.commands import ask, demo, doctor, ingest, search, store
from bot.errors import CopydeskError

app = typer.Typer(
    name="copydesk",
    help="Answers questions from stored news articles; every quote is copied from the store.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (ingest, ask, search, store, doctor, demo):
    commands.register(app)


def main() -> None:
    """Run the command line; an error a person can act on is one plain line and its exit code."""
    try:
        app()
    except CopydeskError as error:
        typer.echo(f"copydesk: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
