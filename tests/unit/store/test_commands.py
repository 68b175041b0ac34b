"""`copydesk migrate` and `copydesk export`."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import store as commands
from bot.news.article import Incoming
from bot.store.engine import Store
from bot.store.schema import HEAD

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def run(*arguments: str) -> str:
    app = typer.Typer()
    commands.register(app)
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` and no `desk.toml` of the developer's in reach."""
    monkeypatch.chdir(tmp_path)


def test_migrate_makes_a_database_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.sqlite3"
    url = f"sqlite:///{path}"

    assert run("migrate", "--database", url) == f"Made {path} with schema {HEAD}.\n"
    assert run("migrate", "--database", url) == f"{path} is at the newest schema, {HEAD}.\n"
    assert json.loads(run("migrate", "--database", url, "--json")) == {
        "database": str(path),
        "found": HEAD,
        "schema": HEAD,
    }


def test_export_prints_each_article_with_its_revisions(sqlite_store: Store, sqlite_url: str) -> None:
    page = Incoming(
        "One.\r\nTwo. 🔥",
        "The Courier",
        NOON,
        title="Bridge",
        url="https://courier.example/1",
        canonical_url="https://courier.example/1",
        published=NOON,
        author="A. Writer",
    )
    sqlite_store.articles.add(page)
    sqlite_store.articles.add(replace(page, text="Three.", title="Bridge open"))
    sqlite_store.articles.add(Incoming("Pasted.", "The Herald", NOON))

    lines = [json.loads(line) for line in run("export", "--database", sqlite_url, "--json").splitlines()]

    assert lines == [
        {
            "article_id": 1,
            "url": "https://courier.example/1",
            "outlet": "The Courier",
            "title": "Bridge open",
            "author": "A. Writer",
            "published": "2026-03-09T12:00:00Z",
            "revisions": [
                {"revision": 1, "fetched_at": "2026-03-09T12:00:00Z", "text": "One.\r\nTwo. 🔥"},
                {"revision": 2, "fetched_at": "2026-03-09T12:00:00Z", "text": "Three."},
            ],
        },
        {
            "article_id": 2,
            "url": None,
            "outlet": "The Herald",
            "title": None,
            "author": None,
            "published": None,
            "revisions": [{"revision": 1, "fetched_at": "2026-03-09T12:00:00Z", "text": "Pasted."}],
        },
    ]


def test_exporting_nothing_prints_nothing(sqlite_url: str) -> None:
    assert run("export", "--database", sqlite_url) == ""
