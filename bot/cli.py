"""The command `copydesk`: commands are thin, and their libraries are loaded when they run."""

import atexit
import gc
import os
import sys
from typing import Annotated, NoReturn

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look through every installed package

import typer

from bot.commands import annotate, ask, claims, clock, demo, digest, doctor, ingest, search, serve, store
from bot.errors import CopydeskError

app = typer.Typer(
    name="copydesk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("copydesk"))
        raise typer.Exit


@app.callback()
def copydesk(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Answers questions from stored news articles; every quote is copied from the store."""


for commands in (ingest, ask, digest, search, claims, annotate, serve, clock, store, doctor, demo):
    commands.register(app)

_COLLECTED_AT = (50_000, 20, 20)
"""Allocations before garbage is looked for: the rules make many small values that live on."""


def main() -> None:
    """Run the command line; an error a person can act on is one plain line and its exit code."""
    gc.set_threshold(*_COLLECTED_AT)
    atexit.register(gc.freeze)  # to look through everything once more at the end takes a fifth of a second
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        _fail(*_wrong_use(error))
    except CopydeskError as error:
        _fail(f"copydesk: {error}", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _fail("copydesk: stopped; what was stored stays stored.", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _wrong_use(error: typer.TyperException) -> tuple[str, int]:
    """What is wrong with a command's words and where the right ones stand; the help where it has none."""
    message = getattr(error, "format_message", lambda: str(error))()
    if message.startswith("Usage:"):
        return message, 2
    where = getattr(getattr(error, "ctx", None), "command_path", "copydesk")
    return f"copydesk: {message.rstrip('.')}; see `{where} --help`.", 2


def _fail(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)
