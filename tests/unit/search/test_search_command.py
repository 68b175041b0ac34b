"""`copydesk search` and `copydesk reindex`, as a person runs them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.commands import search
from bot.errors import ConfigError
from tests.unit.search.conftest import Newsroom

RUNNER = CliRunner()


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom with two articles, which the commands use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_DATA_DIR", str(tmp_path))
    newsroom.add("Engineers closed the bridge.", title="Bridge shut", url="https://ridge.example/1")
    newsroom.add("A ferry sank off Kell.", outlet="Tessen Courier", days_ago=400)
    return newsroom


def _run(desk: Newsroom, *arguments: str) -> Result:
    app = typer.Typer()
    search.register(app)
    return RUNNER.invoke(app, [*arguments, "--database", desk.url])


def _printed(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_prints_where_and_what(desk: Newsroom) -> None:
    shown = _printed(_run(desk, "search", "bridges closed"))
    assert "The Ridge Post · " in shown
    assert "“Bridge shut”" in shown
    assert "  Engineers closed the bridge." in shown
    assert "\x1b" not in shown


def test_prints_json(desk: Newsroom) -> None:
    made = json.loads(_printed(_run(desk, "search", "bridge", "--json")))
    (hit,) = made["hits"]
    assert set(made) == {"query", "hits", "took_ms"}
    assert hit["score"] > 0
    assert {key: hit[key] for key in ("article_id", "title", "url", "outlet", "published")} == {
        "article_id": 1,
        "title": "Bridge shut",
        "url": "https://ridge.example/1",
        "outlet": "The Ridge Post",
        "published": "2026-06-09T12:00:00Z",
    }
    assert (hit["text"], hit["start"], hit["end"]) == ("Engineers closed the bridge.", 0, 28)


def test_nothing_found_is_one_line(desk: Newsroom) -> None:
    assert _printed(_run(desk, "search", "zebra")) == "No stored article matches.\n"
    assert json.loads(_printed(_run(desk, "search", "zebra", "--json")))["hits"] == []


def test_as_of_looks_back(desk: Newsroom) -> None:
    assert "No stored article" in _printed(_run(desk, "search", "bridge", "--as-of", "2026-06-01"))
    assert "ferry" in _printed(_run(desk, "search", "ferry", "--as-of", "2026-06-01"))


def test_k_limits(desk: Newsroom) -> None:
    made = json.loads(_printed(_run(desk, "search", "bridge ferry", "-k", "1", "--json")))
    assert len(made["hits"]) == 1


@pytest.mark.parametrize("arguments", [("search", " "), ("search", "bridge", "--as-of", "soon")])
def test_wrong_use_is_said(desk: Newsroom, arguments: tuple[str, ...]) -> None:
    result = _run(desk, *arguments)
    assert isinstance(result.exception, ConfigError)


def test_reindex_says_how_much(desk: Newsroom) -> None:
    assert _printed(_run(desk, "reindex")) == "Indexed 2 passages of 2 articles.\n"
    assert json.loads(_printed(_run(desk, "reindex", "--json"))) == {"articles": 2, "passages": 2}
    assert "ferry" in _printed(_run(desk, "search", "ferry"))
