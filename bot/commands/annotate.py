"""`copydesk annotate`: who says what in texts, what their outlets state, and where; nothing is stored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json
from bot.errors import TargetError

if TYPE_CHECKING:
    from bot.claims.recorder import Annotated as Found
    from bot.ingest.document import Document
    from bot.news.span import Span


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(annotate)


def annotate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders of articles.")],
    as_json: Json = False,
) -> None:
    """Print attributions, own-voice clauses and places of texts, which are stored nowhere."""
    from bot.app import open_app
    from bot.ingest.files import read_path
    from bot.ingest.language import detect

    failed = False
    with open_app() as app:
        for path in paths:
            for read in read_path(path):
                if isinstance(read, TargetError):
                    failed = True
                    typer.echo(f"copydesk: {read}", err=True)
                    continue
                language = read.language or detect(read.text)
                found = app.recorder.annotate(read.text, language, read.title)
                if as_json:
                    print(json.dumps(_record(read, found, language, _offset(path, read)), ensure_ascii=False))
                else:
                    typer.echo("\n".join(_lines(read, found)))
    if failed:
        raise typer.Exit(1)


def _offset(path: Path, read: "Document") -> int:
    """How far into a plain text file its article begins, behind a title: offsets are those of the file."""
    from bot.ingest.encoding import decode

    if path.is_dir() or path.suffix.lower() not in {".txt", ".text"}:
        path = Path(read.target)
    if path.suffix.lower() not in {".txt", ".text"} or not path.is_file():
        return 0
    return max(decode(path.read_bytes()).find(read.text), 0)


def _record(read: "Document", found: "Found", language: str | None, offset: int) -> dict[str, object]:
    def span(of: "Span | None") -> list[int] | None:
        return None if of is None else [of.start + offset, of.end + offset]

    return {
        "path": read.target,
        "language": language,
        "attributions": [
            {
                "source": span(each.source),
                "cue": span(each.cue),
                "content": [span(part) for part in each.content],
                "cue_kind": each.cue_kind.value,
                "speaker": each.speaker,
                "scope": each.scope,
            }
            for each in found.attributions
        ],
        "own_voice": [span(each) for each in found.own_voice],
        "places": [
            {
                "start": each.span.start + offset,
                "end": each.span.end + offset,
                "name": each.name,
                "region_id": each.region_id,
                "country": each.country,
                "role": each.role.value,
            }
            for each in found.places
        ],
    }


def _lines(read: "Document", found: "Found") -> list[str]:
    """A line for each attribution, own-voice clause and place, in the order of the text."""
    from bot.news.characters import visible

    text = read.text
    rows = [
        (
            each.cue.start,
            f"{each.cue_kind.value:<12}{each.speaker or '(open)'}: "
            + " … ".join(" ".join(part.of(text).split()) for part in each.content)
            + (f" [{each.scope}]" if each.scope else ""),
        )
        for each in found.attributions
    ]
    rows += [(each.start, f"{'own voice':<12}{' '.join(each.of(text).split())}") for each in found.own_voice]
    rows += [
        (each.span.start, f"{'place':<12}{each.name} · {each.role.value} · {each.region_id or 'unknown'}")
        for each in found.places
    ]
    return [read.target, *(f"  {line[:12]}{visible(line[12:])}" for _, line in sorted(rows))]
