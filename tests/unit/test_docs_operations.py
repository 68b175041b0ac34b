"""docs/operations.md is true: the tests it names are there, and it tells every metric and every log line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.metrics import Metrics
from bot.store.engine import Store

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
LOUD = {"warning", "error", "exception", "critical"}


def faults() -> list[list[str]]:
    """The rows of the table of faults, cell by cell."""
    table = PAGE.partition("## What fails")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("row", faults(), ids=lambda row: row[0])
def test_every_row_names_a_test_that_exists(row: list[str]) -> None:
    named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", row[-1])
    assert len(row) == 5
    assert named
    for path, name in named:
        assert name in {
            each.name for each in ast.walk(parsed(ROOT / path)) if isinstance(each, ast.FunctionDef)
        }


def test_every_metric_is_told_and_no_other(sqlite_store: Store) -> None:
    told = set(re.findall(r"^\| `(copydesk_\w+)`", PAGE, re.MULTILINE))
    made = Metrics().page(sqlite_store.jobs).decode()
    assert told == set(re.findall(r"^# HELP (copydesk_\w+(?<!_created)) ", made, re.MULTILINE))


def test_every_line_that_is_logged_is_told() -> None:
    told = re.sub(r"\s+", " ", PAGE)
    assert [line for line in lines() if line not in told] == []


def lines() -> Iterator[str]:
    """The lines from warnings up, as far as their words are fixed."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"_log.{name}" for name in LOUD}:
                text = ast.literal_eval(node.args[0])
                yield re.sub(r"%[.\d]*[sdf]", "…", text).partition(" (…):")[0].partition(": …")[0].strip()


def parsed(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))
