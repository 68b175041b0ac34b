"""The commands as a person runs them, right use and wrong use; some of them as whole processes."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.fakes.command_line import CommandLine, Done

ARTICLE = """Mayor Lena Orvik said on Monday that the bridge at Tarn would stay closed.

The company Halden denied that its barge had hit the bridge. Two people were injured.
"""


@pytest.fixture
def copydesk(tmp_path: Path) -> CommandLine:
    """The command line in an empty folder."""
    return CommandLine(tmp_path)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one article stored."""
    folder = tmp_path_factory.mktemp("stock")
    (folder / "bridge.txt").write_text(ARTICLE)
    done = CommandLine(folder).process(
        "ingest", "bridge.txt", "--outlet", "The Tarn Post", "--published", "2026-03-02"
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def stocked(copydesk: CommandLine, stock: Path, tmp_path: Path) -> CommandLine:
    """The command line in a copy of that folder."""
    shutil.copytree(stock, tmp_path, dirs_exist_ok=True)
    return copydesk


def plain_line(done: Done, code: int) -> str:
    """The one plain line of a failed command."""
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_an_article_goes_in_and_a_quote_comes_out(stocked: CommandLine) -> None:
    done = stocked.process("ask", "What did Halden deny?", "--json")
    answer = json.loads(done.stdout)
    assert answer["answered"]
    assert answer["mode"] == "extractive"
    [statement] = answer["statements"]
    [quote] = statement["quotes"]
    assert ARTICLE[quote["start"] : quote["end"]] == quote["text"]
    assert "denied that its barge had hit the bridge" in quote["text"]
    assert statement["status"] == "denied"


def test_the_terminal_answer_says_what_it_rests_on(stocked: CommandLine) -> None:
    done = stocked("ask", "What did Halden deny?", "--as-of", "2026-03-03")
    assert "┃" in done.stdout
    assert "1 article, 1 outlet · as of 3 March 2026 00:00 UTC · no model used" in done.stdout


def test_abstaining_is_an_answer(stocked: CommandLine) -> None:
    done = stocked("ask", "Who won the Champions League?")
    assert done.returncode == 0
    assert "don't answer" in done.stdout


def test_before_publication_there_is_nothing(stocked: CommandLine) -> None:
    done = stocked("ask", "What did Halden deny?", "--as-of", "2026-03-01", "--json")
    assert not json.loads(done.stdout)["answered"]


def test_export_gives_the_text_back(stocked: CommandLine) -> None:
    [line] = stocked("export").stdout.splitlines()
    assert (
        json.loads(line)["revisions"][0]["text"] == ARTICLE.strip()
        or json.loads(line)["revisions"][0]["text"] == ARTICLE
    )


def test_json_and_logs_do_not_mix(stocked: CommandLine) -> None:
    done = stocked.process("search", "bridge", "--json", LOG_LEVEL="debug")
    assert json.loads(done.stdout)["hits"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ingest", "gone.txt"], 1, "gone.txt"),
        (["ingest", "bridge.txt", "--published", "soon"], 2, "--published needs a date"),
        (["ask", "What?", "--as-of", "soon"], 2, "--as-of needs a date"),
        (["ask", "What?", "--since", "soon"], 2, "soon"),
        (["ask", "  "], 2, "question is empty"),
        (["ask", "What?", "--sinse", "7d"], 2, "--sinse"),
        (["ask", "What?", "--database", "mysql://x/y"], 2, "database address"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_wrong_use_is_one_plain_sentence(
    stocked: CommandLine, arguments: list[str], code: int, says: str
) -> None:
    assert says in plain_line(stocked(*arguments), code)


def test_a_bad_desk_file_is_named(stocked: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("[[outlets]]\ncolour = 1\n")
    assert "desk.toml is not usable" in plain_line(stocked("ask", "What did Halden deny?"), 2)


def test_a_locked_database_is_one_sentence(stocked: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("The ferry was late again on Tuesday because of fog on the sound.")
    path = tmp_path / "data" / "copydesk.sqlite3"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        done = stocked.process("ingest", "more.txt", DATABASE_URL=f"sqlite:///{path}?timeout=1")
    finally:
        holder.close()
    assert "locked" in plain_line(done, 2)
    assert stocked("ingest", "more.txt").returncode == 0


def test_a_corrupt_index_is_rebuilt(stocked: CommandLine, tmp_path: Path) -> None:
    assert json.loads(stocked("search", "bridge", "--json").stdout)["hits"]
    for path in (tmp_path / "data" / "search").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0rubbish")
    done = stocked("search", "bridge", "--json")
    assert json.loads(done.stdout)["hits"]
    assert "WARNING bot.search.index" in done.stderr


def test_the_log_level_holds(stocked: CommandLine, tmp_path: Path) -> None:
    for path in (tmp_path / "data" / "search").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0rubbish")
    assert stocked("search", "bridge", LOG_LEVEL="error").stderr == ""
    assert "LOG_LEVEL" in plain_line(stocked("search", "bridge", LOG_LEVEL="loud"), 2)


def test_a_database_that_is_none(copydesk: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(
        "Not a database, but long enough to be taken for one by its size. " * 40
    )
    assert "no usable SQLite database" in plain_line(
        copydesk("migrate", "--database", f"sqlite:///{tmp_path / 'notes.txt'}"), 2
    )


def test_doctor_says_what_is_off_and_what_is_broken(stocked: CommandLine) -> None:
    done = stocked(
        "doctor", "--json", SLACK_BOT_TOKEN="xapp-swapped", OPENAI_BASE_URL="http://127.0.0.1:9/v1"
    )
    assert done.returncode == 1
    found = {row["part"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert found["store"]["health"] == found["index"]["health"] == "ok"
    assert found["model"]["health"] == "broken"
    assert "xoxb-" in found["slack bot token"]["sentence"]
    assert found["slack app token"]["health"] == "off"


def test_doctor_is_content_without_a_model(stocked: CommandLine) -> None:
    assert stocked("doctor").returncode == 0
