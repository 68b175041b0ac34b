"""`copydesk digest` with a model: the same keys, the words of the ledger, and a plain line when it fails."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.fakes.model_server import Body, ModelServer, shown

SAMPLES = Path(__file__).parents[2] / "bot" / "samples"
KEPT = ("text", "status", "scope", "cue")
WEEK = ("--since", "9d", "--as-of", "2024-05-19T12:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk with the samples, which no test changes."""
    made = tmp_path_factory.mktemp("samples")
    shutil.copy(SAMPLES / "desk.toml", made / "desk.toml")
    return made


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    """Runs `copydesk` there; the first one takes the samples in."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COPYDESK_DATA_DIR", str(folder / "data"))
    runner = Run()
    if not (folder / "data").exists():
        assert runner("ingest", str(SAMPLES / "articles.jsonl")).exit_code == 0
    return runner


class Run:
    """Runs a command."""

    def __call__(self, *arguments: str, model: str | None = None) -> Result:
        return CliRunner().invoke(app, arguments, env={"OPENAI_BASE_URL": model})

    def digest(self, *arguments: str, model: str | None = None) -> Any:
        return json.loads(self("digest", *WEEK, "--json", *arguments, model=model).stdout)


def lines(made: Any) -> list[dict[str, Any]]:
    parts = ("confirmed", "reported", "contested")
    return [item for story in made["stories"] for part in parts for item in story[part]]


def changes(made: Any) -> list[str]:
    return [json.dumps(change) for story in made["stories"] for change in story["changes"]]


def reversed_and_thinned(body: Body) -> object:
    """Everything in the opposite order, and everything to be left out."""
    numbers = sorted(shown(body), reverse=True)
    return {"order": numbers, "leave_out": numbers, "same": [numbers]}


def test_a_model_moves_and_leaves_out_and_changes_nothing(run: Run, model_server: ModelServer) -> None:
    plain = run.digest()
    model_server.obey(reversed_and_thinned)
    made = run.digest(model=model_server.base_url)
    assert made.keys() == plain.keys()
    assert made["usage"] == {"calls": 1, "prompt_tokens": 1_200, "completion_tokens": 60}
    told = {item["claim_id"]: item for item in lines(plain)}
    for item in lines(made):
        before = told.pop(item["claim_id"])
        assert [item[key] for key in KEPT] == [before[key] for key in KEPT]
        assert all(quote in item["quotes"] for quote in before["quotes"])
    assert told
    assert {item["status"] for item in told.values()} <= {"reported", "announced", "claimed"}
    assert changes(made)
    assert sorted(changes(made)) == sorted(changes(plain))


def test_every_digest_is_asked_for_anew_on_the_command_line(run: Run, model_server: ModelServer) -> None:
    model_server.obey(lambda _: {"order": [], "leave_out": [], "same": []})
    for _ in range(2):
        assert run.digest(model=model_server.base_url)["usage"]["calls"] == 1


def test_a_person_reads_what_the_model_did_or_why_not(run: Run, model_server: ModelServer) -> None:
    model_server.obey(lambda _: {"order": [], "leave_out": [], "same": []})
    heard = run("digest", *WEEK, model=model_server.base_url).stdout
    assert heard.splitlines()[2] == "A model put this in order."
    model_server.reply_text("The fire, I think.")
    failed = run("digest", *WEEK, model=model_server.base_url).stdout
    plain = run("digest", *WEEK).stdout
    [notice] = [block for block in failed.split("\n\n") if "model" in block]
    assert "so this digest stands as the ledger orders it" in " ".join(notice.split())
    assert failed.split("\n\n")[1:] == plain.split("\n\n")[1:]


def test_json_says_on_the_side_why_the_model_was_not_heard(run: Run, model_server: ModelServer) -> None:
    model_server.status(401)
    done = run("digest", *WEEK, "--json", model=model_server.base_url)
    assert json.loads(done.stdout)["usage"]["calls"] == 1
    assert "refused the key" in done.stderr
