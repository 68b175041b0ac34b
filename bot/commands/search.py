"""`copydesk search`: the passages that stand nearest to a question; `copydesk reindex`: the index anew."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import AsOf, Database, Json, moment
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.search.find import Hit
    from bot.search.query import Query

_WIDTH = 96
_NOTHING = "No stored article matches."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(search)
    app.command()(reindex)


def search(
    query: Annotated[str, typer.Argument(help="What to look for; phrases in quotation marks must match.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages at most.")] = 10,
    as_of: AsOf = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Print the passages of the stored articles that match best."""
    from bot.app import open_app
    from bot.search.find import find
    from bot.search.query import read
    from bot.work import run_due

    if not query.strip():
        raise ConfigError("The query is empty; give a few words to look for.", subject="query")
    then, now = moment(as_of, "--as-of"), datetime.now(UTC)
    with open_app(database) as parts:
        run_due(parts.store, parts.index)
        began = time.perf_counter()
        asked = read(query, then or now, {*parts.outlets, *parts.store.articles.outlets()})
        hits = find(parts.store, parts.index, asked, now=now, as_of=then, k=k)
        took_ms = (time.perf_counter() - began) * 1000
    if as_json:
        said = {"query": query, "hits": [_record(hit) for hit in hits], "took_ms": round(took_ms, 1)}
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        typer.echo("\n\n".join(_lines(hits, asked, then or now)) or _NOTHING)


def reindex(database: Database = None, as_json: Json = False) -> None:
    """Make the search index anew from the store."""
    from bot.app import open_app
    from bot.work import read_due

    with open_app(database) as parts:
        read_due(parts.store)
        with _progress(parts.store.articles.last_change()) as progress:
            passages = parts.index.rebuild(parts.store, progress)
        articles, _ = parts.store.articles.counts()
    if as_json:
        typer.echo(json.dumps({"articles": articles, "passages": passages}))
    else:
        typer.echo(f"Indexed {_counted(passages, 'passage')} of {_counted(articles, 'article')}.")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _record(hit: "Hit") -> dict[str, object]:
    from bot.news import wire

    return {
        "article_id": hit.article_id,
        "title": hit.title,
        "url": hit.url,
        "outlet": hit.outlet,
        "published": wire.instant(hit.published),
        "text": hit.text,
        "start": hit.start,
        "end": hit.end,
        "score": round(hit.score, 4),
    }


def _lines(hits: "Sequence[Hit]", query: "Query", now: datetime) -> Iterator[str]:
    """Each hit as a line that says where it stands, and its passage with the words of the query marked."""
    import textwrap

    from bot.news.characters import visible
    from bot.news.shown import day

    for hit in hits:
        title = f"“{hit.title}”" if hit.title else f"article {hit.article_id}"
        place = visible(" · ".join((hit.outlet, day(hit.published, now), title)))
        passage = textwrap.fill(visible(hit.text), _WIDTH - 2)
        yield place + "\n" + textwrap.indent(_marked(passage, query), "  ")


def _marked(text: str, query: "Query") -> str:
    """The words of the query in bold; `typer.echo` takes that off where nobody sees it."""
    from bot.search.marks import marks

    made, end = "", 0
    for span in marks(text, query):
        made += text[end : span.start] + typer.style(span.of(text), bold=True)
        end = span.end
    return made + text[end:]


@contextmanager
def _progress(changes: int) -> "Iterator[Callable[[int], None]]":
    """A bar on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Indexing", total=changes)
        yield lambda done: shown.advance(task, done)
