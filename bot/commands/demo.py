"""`copydesk demo`: the bot at work on the sample articles, in the browser or in the terminal."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.options import Json

if TYPE_CHECKING:
    from bot.app import App
    from bot.config import Settings

AS_OF = datetime(2024, 5, 19, 18, 0, tzinfo=UTC)
"""The moment of the questions in the terminal: a day after the last sample article."""

QUESTIONS = (
    "What did Duvrin deny?",
    "How many people were wounded in Tessen?",
    "What does the defence ministry claim about Lindrow?",
    "Who is Orlan Veske?",
    "Who won the cycling race in Oldport?",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    port: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=65535, help="Serve the page on this port.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    ingest: Annotated[
        list[str] | None, typer.Option(metavar="TARGET", help="Add articles of your own; may be repeated.")
    ] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Answer questions here instead.")] = False,
    as_json: Json = False,
) -> None:
    """Show the bot in a Slack of its own, in the browser, on sample articles; no account is needed.

    Nothing of yours is read or changed. Where the output is no terminal and no port is named, a few questions
    are answered in it instead, as with --terminal or --json.
    """
    with tempfile.TemporaryDirectory(prefix="copydesk-demo-") as folder:
        if terminal or as_json or (port is None and not sys.stdout.isatty()):
            _in_terminal(Path(folder), ingest or [], as_json)
        else:
            from bot.commands.demo_page import serve_page

            serve_page(Path(folder), port or 0, ingest or [], browser)


def _in_terminal(folder: Path, targets: list[str], as_json: bool) -> None:
    from bot.desk.answer import Asked
    from bot.news import wire
    from bot.terminal import answer as terminal

    with sample_app(folder) as app:
        store(app, targets, datetime.now(UTC))
        if not as_json:
            typer.echo(_welcome(app))
        for question in QUESTIONS:
            answer = app.desk.ask(Asked(question, datetime.now(UTC), as_of=AS_OF))
            if as_json:
                typer.echo(json.dumps(wire.answer(answer), ensure_ascii=False))
            else:
                typer.echo(typer.style(f"> {question}\n", bold=True))
                typer.echo(terminal.answer(answer))
    if not as_json:
        typer.echo(_next_steps())


@contextmanager
def sample_app(folder: Path) -> Iterator["App"]:
    """The program on a store of its own in `folder`, with the sample articles in it, as they are dated."""
    with empty_app(folder) as app, as_file(files("bot.samples")) as samples:
        store(app, [str(samples / "articles.jsonl")], AS_OF)
        yield app


@contextmanager
def empty_app(folder: Path, **settings: Any) -> Iterator["App"]:
    """The program on a store of its own in `folder`, which knows the samples' outlets and regions.

    `settings` win over the environment's.
    """
    from bot.app import App
    from bot.config import load_desk_file, load_settings

    database = f"sqlite:///{folder / 'demo.sqlite3'}"
    chosen = load_settings(data_dir=folder, database_url=database, **settings)
    with as_file(files("bot.samples")) as samples:
        app = App(chosen, load_desk_file(samples / "desk.toml"))
    try:
        yield app
    finally:
        app.close()


def store(app: "App", targets: list[str], now: datetime) -> None:
    """Take articles in and make them searchable. Raises: TargetError for the first that cannot be read."""
    import io

    from bot.errors import TargetError
    from bot.ingest.document import Details
    from bot.ingest.intake import Intake

    intake = Intake(app.store, app.outlets, app.settings, lambda: now)
    try:
        for target in targets:
            for result in intake.take(target, Details(), io.BytesIO()):
                if result.status in ("failed", "skipped"):
                    raise TargetError(str(result.reason), subject=result.target)
    finally:
        intake.close()
    app.catch_up()


def _welcome(app: "App") -> str:
    articles, outlets = app.store.articles.counts()
    model = model_of(app.settings)
    return f"{articles} sample articles of {outlets} invented outlets are stored. Model: {model}.\n"


def model_of(settings: "Settings") -> str:
    """What words the answers."""
    return settings.openai_model if settings.has_model else "none, so answers are made of quotes alone"


def _next_steps() -> str:
    return (
        "Now with articles of your own:\n"
        "  copydesk ingest ARTICLE.txt --outlet NAME     or a page, a feed, a folder\n"
        '  copydesk ask "what did they deny?"'
    )
