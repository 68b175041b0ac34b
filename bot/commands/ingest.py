"""`copydesk ingest`: files, folders, pages, feeds and standard input go into the store."""

import sys
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import feeds, outlets
from bot.commands.options import Database, Json, moment
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.app import App
    from bot.ingest.document import Details
    from bot.ingest.guard import Guard


def register(app: typer.Typer) -> None:
    """Add the commands `ingest`, `feeds` and `outlets`."""
    app.command()(ingest)
    feeds.register(app)
    outlets.register(app)


def ingest(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET…", help="File, folder, page or feed address, or - for stdin."),
    ],
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who publishes it.")] = None,
    published: Annotated[str | None, typer.Option(metavar="ISO8601", help="When it was published.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where a text was published.")] = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Store articles from files, folders, pages, feeds or standard input."""
    from bot.app import open_app

    details = details_of(targets, outlet, published, url)
    with open_app(database) as app:
        done = take_in(app, targets, details, as_json)
    raise typer.Exit(0 if done else 1)


def details_of(targets: list[str], outlet: str | None, published: str | None, url: str | None) -> "Details":
    """The options as they hold for all targets. Raises: ConfigError naming the option that cannot hold."""
    from bot.ingest.document import Details
    from bot.ingest.urls import is_web, problem_of

    if outlet is not None and not outlet.strip():
        raise ConfigError("--outlet needs a name.", subject="--outlet")
    if url is not None:
        if len(targets) > 1 or Path(targets[0]).is_dir() or targets[0].endswith(".jsonl"):
            raise ConfigError("--url is the address of one text; give one target with it.", subject="--url")
        if is_web(targets[0]):
            raise ConfigError("--url is for files and stdin; a page has its own address.", subject="--url")
        problem = problem_of(url)
        if problem:
            raise ConfigError(f"--url: {url!r} {problem}.", subject="--url")
    return Details(outlet, _publication(published), url)


def _publication(given: str | None) -> datetime | None:
    """When an article was published, as `--published` says. Raises: ConfigError."""
    from bot.ingest.moments import is_believable

    when = moment(given, "--published")
    if when is not None and not is_believable(when, datetime.now(UTC)):
        sentence = f"--published needs a time at which an article can have been published, not {given!r}."
        raise ConfigError(sentence, subject="--published")
    return when


def take_in(
    app: "App", targets: list[str], details: "Details", as_json: bool, guard: "Guard | None" = None
) -> bool:
    """Take the targets in and print what became of each; whether none has failed.

    `guard` says which network addresses may be fetched from; the strict one by default.
    """
    from bot.commands.results import opened_intake, report

    with opened_intake(app, guard) as intake:
        taken = (intake.take(target, details, sys.stdin.buffer) for target in targets)
        return report(chain.from_iterable(taken), as_json)
