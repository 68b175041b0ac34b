"""What `ingest` and `feeds` share: the intake, and the line that they print for each article."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.news.article import storable
from bot.news.characters import visible

if TYPE_CHECKING:
    from bot.app import App
    from bot.ingest.guard import Guard
    from bot.ingest.intake import Intake
    from bot.ingest.keep import Result


_LONG_RUN = 20
_ORDER = ("stored", "updated", "unchanged", "duplicate", "skipped", "failed")


@contextmanager
def opened_intake(app: "App", guard: "Guard | None" = None) -> "Iterator[Intake]":
    """The intake of this app's store, outlets and settings.

    `guard` says which network addresses may be fetched from; the strict one by default.
    """
    from bot.ingest.intake import Intake

    intake = Intake(app.store, app.outlets, app.settings, lambda: datetime.now(UTC), guard)
    try:
        yield intake
    finally:
        intake.close()


def report(results: "Iterable[Result]", as_json: bool) -> bool:
    """Print results as they come; whether none has failed.

    JSON Lines, or human lines with a summary; failures go to standard error in the human form. On a
    terminal a count shows that long work goes on. (By `print`, since typer's `echo` writes past the count.)
    """
    counts: Counter[str] = Counter()
    with _Progress() as progress:
        for result in results:
            counts[result.status] += 1
            progress.advance()
            if as_json:
                print(storable(json.dumps(_row(result), ensure_ascii=False)))
            else:
                print(_line(result), file=sys.stderr if result.status == "failed" else sys.stdout)
    if not as_json and counts.total() > 1:
        print(" · ".join(f"{counts[status]} {status}" for status in _ORDER if counts[status]))
    return not counts["failed"]


def _row(result: "Result") -> dict[str, object]:
    return {
        "target": result.target,
        "status": result.status,
        "article_id": result.article_id,
        "reason": result.reason,
    }


def _line(result: "Result") -> str:
    article = None if result.article_id is None else f"article {result.article_id}"
    title = f"“{result.title}”" if result.title else result.target
    told = (
        (result.reason or result.target,)
        if article is None
        else (article, result.outlet, title, result.reason)
    )
    return f"{result.status:<10}{visible(' · '.join(part for part in told if part))}"


class _Progress:
    """A count of articles on standard error, for runs that turn out long, on a terminal only."""

    def __init__(self) -> None:
        self._count = 0
        self._shown = ExitStack()
        self._update: Callable[[int], None] | None = None

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self._shown.close()

    def advance(self) -> None:
        """Count one more."""
        self._count += 1
        if self._count == _LONG_RUN and sys.stderr.isatty():
            self._update = self._show()
        if self._update is not None:
            self._update(self._count)

    def _show(self) -> "Callable[[int], None]":
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.completed} articles read"), TimeElapsedColumn())
        # Lines for a pipe must stay on standard output; only on a terminal do they go above the count.
        together = sys.stdout.isatty()
        progress = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=together)
        self._shown.enter_context(progress)
        task = progress.add_task("", total=None)
        return lambda count: progress.update(task, completed=count)
