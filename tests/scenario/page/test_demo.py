"""`copydesk demo` as a command: it says where it is, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
from pathlib import Path

import httpx2
import pytest

from bot.commands.demo_page import announce, demo_page
from bot.errors import ConfigError, TargetError
from tests.fakes.command_line import CALL, CommandLine

PATIENCE_S = 60.0


def wait_until_shown(web: httpx2.Client, place: str, words: str) -> None:
    """Look on at a place until these words are shown there."""
    with web.stream("GET", "/events", params={"at": place}) as events:
        assert any(words in line for line in events.iter_lines())


def test_the_demo_says_where_it_is_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    article = tmp_path / "pier.txt"
    article.write_text("The harbour office denied that the Quarrel pier would close.")
    command = [*CALL, "demo", "--port", "0", "--no-browser", "--ingest", str(article)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as demo:
        assert demo.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", demo.stdout.readline())
        assert found is not None
        with httpx2.Client(base_url=found[0], trust_env=False, timeout=PATIENCE_S) as web:
            place = web.get("/").headers["location"]
            shown = web.get(place).text
            wait_until_shown(web, place, "1 reply")
        demo.send_signal(signal.SIGINT)
        _, said = demo.communicate()
    assert "What did Duvrin deny?" in shown
    assert demo.returncode == 0
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == [article]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} cannot be used"), demo_page(tmp_path, port, []):
            pass


def test_the_page_is_there_before_the_bot(tmp_path: Path) -> None:
    class SeenError(Exception):
        pass

    def opened(address: str) -> None:
        with httpx2.Client(follow_redirects=True, trust_env=False) as web:
            raise SeenError(web.get(address).text)

    with pytest.raises(SeenError) as seen, demo_page(tmp_path, 0, [], opened):
        pass
    assert "See it in a minute" in str(seen.value)
    assert "Copydesk is getting ready" in str(seen.value)


def test_a_target_that_cannot_be_read_is_said_before_the_page_opens(tmp_path: Path) -> None:
    missing, opened = str(tmp_path / "missing.txt"), list[str]()
    with (
        pytest.raises(TargetError, match="does not exist"),
        demo_page(tmp_path, 0, [missing], opened.append),
    ):
        pass
    assert opened == []


@pytest.mark.parametrize(("opens", "said"), [(True, ""), (False, "No browser could be opened")])
def test_where_no_browser_opens_the_address_is_for_the_reader(
    opens: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: opens)
    announce("http://127.0.0.1:1/", browser=True)
    shown = capsys.readouterr()
    assert "http://127.0.0.1:1/" in shown.out
    assert shown.err.startswith(said)
    assert bool(shown.err) == bool(said)


def test_without_a_terminal_and_a_port_questions_are_answered_instead(tmp_path: Path) -> None:
    done = CommandLine(tmp_path)("demo")
    assert done.returncode == 0, done.stderr
    assert "> What did Duvrin deny?" in done.stdout
    assert "http://127.0.0.1" not in done.stdout
