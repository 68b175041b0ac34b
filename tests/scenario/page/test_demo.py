"""`copydesk demo` as a command: it says where it is, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from bot.commands.demo_page import demo_page
from bot.errors import ConfigError

COPYDESK = [sys.executable, "-c", "from bot.cli import main; main()"]


def test_the_demo_says_where_it_is_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    article = tmp_path / "pier.txt"
    article.write_text("The harbour office denied that the Quarrel pier would close.")
    command = [*COPYDESK, "demo", "--port", "0", "--no-browser", "--ingest", str(article)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as demo:
        assert demo.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", demo.stdout.readline())
        assert found is not None
        with httpx2.Client(base_url=found[0], follow_redirects=True, trust_env=False) as web:
            shown = web.get("/").text
        demo.send_signal(signal.SIGINT)
        _, said = demo.communicate()
    assert "What did Duvrin deny?" in shown
    assert "1 reply" in shown
    assert demo.returncode == 0
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == [article]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} cannot be used"), demo_page(tmp_path, port, []):
            pass


def test_without_a_terminal_and_a_port_questions_are_answered_instead() -> None:
    done = subprocess.run([*COPYDESK, "demo"], capture_output=True, text=True, check=True)
    assert "> What did Duvrin deny?" in done.stdout
    assert "http://127.0.0.1" not in done.stdout
