"""`copydesk feeds`: which feeds are followed."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Database, Json
from bot.errors import ConfigError, TargetError

if TYPE_CHECKING:
    from bot.app import App
    from bot.ingest.guard import Guard
    from bot.ingest.intake import Intake
    from bot.ingest.keep import Result
    from bot.store.feeds import Feed

Address = Annotated[str, typer.Argument(metavar="URL")]
OutletName = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Who publishes it; default: the feed's title.")
]


def register(app: typer.Typer) -> None:
    """Add the command group `feeds`."""
    group = typer.Typer(name="feeds", help="Follow feeds.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_feeds)
    group.command("remove")(remove)
    group.command("poll")(poll)
    group.command("import")(import_feeds)
    app.add_typer(group)


def add(url: Address, outlet: OutletName = None, database: Database = None, as_json: Json = False) -> None:
    """Follow a feed, or the feed that a page names."""
    from bot.app import open_app

    with open_app(database) as app:
        _print_feed(add_feed(app, url, outlet), as_json)


def add_feed(app: "App", url: str, outlet: str | None, guard: "Guard | None" = None) -> "Feed":
    """Fetch a feed once to see that it is one, and follow it. Raises: TargetError when it is none."""
    from bot.commands.results import opened_intake
    from bot.ingest.urls import problem_of

    problem = problem_of(url)
    if problem:
        raise ConfigError(f"{url} {problem}.", subject=url)
    with opened_intake(app, guard) as intake:
        found, channel = intake.web.find_feed(url, outlet)
    return app.store.feeds.add(found, outlet, channel.title, datetime.now(UTC))


def list_feeds(database: Database = None, as_json: Json = False) -> None:
    """Show the feeds that are followed, and how their last poll went."""
    from bot.app import open_app

    with open_app(database) as app:
        feeds = _followed(app)
    for feed in feeds:
        _print_feed(feed, as_json)
    if not feeds and not as_json:
        typer.echo("No feeds are followed; add one with `copydesk feeds add URL`.")


def remove(url: Address, database: Database = None) -> None:
    """Follow a feed no longer; its articles stay."""
    from bot.app import open_app

    with open_app(database) as app:
        if any(row["url"] == url for row in app.desk_file.feeds):
            raise ConfigError(f"{url} stands in {app.desk_file.path}; take it out there.", subject=url)
        if url not in {feed.url for feed in app.store.feeds.all()}:
            raise TargetError(f"{url} is not followed.", subject=url)
        app.store.feeds.remove(url)
    typer.echo(f"{url} is followed no longer; its articles stay.")


def poll(
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help="Only this feed; default: all.")] = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Read the followed feeds now, and articles again that are due for it; store what is new."""
    from bot.app import open_app

    with open_app(database) as app:
        done = poll_feeds(app, url, as_json)
    raise typer.Exit(0 if done else 1)


def poll_feeds(app: "App", url: str | None, as_json: bool, guard: "Guard | None" = None) -> bool:
    """Poll one followed feed, or all; whether nothing has failed. One that fails does not stop the others."""
    from bot.commands.results import opened_intake, report

    feeds = [feed for feed in _followed(app) if url in (None, feed.url)]
    if url is not None and not feeds:
        raise TargetError(f"{url} is not followed; add it with `copydesk feeds add`.", subject=url)
    with opened_intake(app, guard) as intake:
        return report(_polled(app, intake, feeds), as_json)


def import_feeds(
    path: Annotated[str, typer.Argument(metavar="OPML", help="A file, or - for standard input.")],
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Follow the feeds of an OPML file; they are read at the next poll."""
    from bot.app import open_app
    from bot.ingest.opml import read_opml

    found = read_opml(_bytes_of(path), path)
    with open_app(database) as app:
        known = {feed.url for feed in _followed(app)}
        added = [
            app.store.feeds.add(url, None, title, datetime.now(UTC))
            for url, title in found
            if url not in known
        ]
    for feed in added if as_json else ():
        _print_feed(feed, as_json)
    if not as_json:
        typer.echo(f"{len(added)} of {len(found)} feeds added; `copydesk feeds poll` reads them.")


def _followed(app: "App") -> "tuple[Feed, ...]":
    from bot.ingest.following import followed

    return followed(app.store, app.desk_file.feeds, datetime.now(UTC))


def _polled(app: "App", intake: "Intake", feeds: "list[Feed]") -> "Iterator[Result]":
    from bot.ingest.document import Details
    from bot.ingest.following import reread_due

    for feed in feeds:
        yield from intake.web.poll(feed, Details())
    yield from reread_due(app.store, intake, datetime.now(UTC))


def _bytes_of(path: str) -> bytes:
    from bot.ingest.files import MAX_BYTES

    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise TargetError(f"{path} cannot be read: {error.strerror}.", subject=path) from None
    if len(data) > MAX_BYTES:
        raise TargetError(f"{path} is larger than {MAX_BYTES:,} bytes.", subject=path)
    return data


def _print_feed(feed: "Feed", as_json: bool) -> None:
    if as_json:
        row = {
            "url": feed.url,
            "outlet": feed.outlet,
            "title": feed.title,
            "polled_at": feed.polled_at.isoformat() if feed.polled_at else None,
            "next_poll_at": feed.next_poll_at.isoformat() if feed.next_poll_at else None,
            "failures": feed.failures,
            "error": feed.error,
        }
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    from bot.news.characters import visible

    read = f"read {feed.polled_at:%Y-%m-%d %H:%M} UTC" if feed.polled_at else "not read yet"
    failed = f"polls failed: {feed.failures}, {feed.error}" if feed.error else None
    line = " · ".join(part for part in (feed.outlet or feed.title, feed.url, read, failed) if part)
    typer.echo(visible(line))
