"""`copydesk demo`: the sample articles are stored, and a few questions answered in the terminal."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.commands.options import Json

if TYPE_CHECKING:
    from bot.app import App

AS_OF = datetime(2024, 5, 19, 18, 0, tzinfo=UTC)
"""The moment of the questions: a day after the last sample article."""

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


def demo(as_json: Json = False) -> None:
    """Answer a few questions from the sample articles; nothing of yours is read or changed."""
    from bot.desk.answer import Asked
    from bot.news import wire
    from bot.terminal import answer as terminal

    with tempfile.TemporaryDirectory(prefix="copydesk-demo-") as folder, sample_app(Path(folder)) as app:
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
    """The program on a store of its own in `folder`, with the sample articles in it."""
    from bot.app import App
    from bot.config import load_desk_file, load_settings

    settings = load_settings(data_dir=folder, database_url=f"sqlite:///{folder / 'demo.sqlite3'}")
    with as_file(files("bot.samples")) as samples:
        app = App(settings, load_desk_file(samples / "desk.toml"))
        try:
            store_samples(app, samples / "articles.jsonl")
            yield app
        finally:
            app.close()


def store_samples(app: "App", articles: Path) -> None:
    """Take the sample articles in, as of their own week, and make them searchable."""
    import io

    from bot.ingest.document import Details
    from bot.ingest.intake import Intake

    intake = Intake(app.store, app.outlets, app.settings, lambda: AS_OF)
    try:
        for result in intake.take(str(articles), Details(), io.BytesIO()):
            if result.status == "failed":
                raise RuntimeError(f"a sample article cannot be read: {result.reason}")
    finally:
        intake.close()
    app.catch_up()


def _welcome(app: "App") -> str:
    articles, outlets = app.store.articles.counts()
    model = app.settings.openai_model if app.model else "none, so answers are made of quotes alone"
    return f"{articles} sample articles of {outlets} invented outlets are stored. Model: {model}.\n"


def _next_steps() -> str:
    return (
        "Now with articles of your own:\n"
        "  copydesk ingest ARTICLE.txt --outlet NAME     or a page, a feed, a folder\n"
        '  copydesk ask "what did they deny?"'
    )
