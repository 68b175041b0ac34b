"""`copydesk serve` as a process of its own, over Socket Mode, in a local Slack."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fakes.command_line import CALL, ROOT

if TYPE_CHECKING:
    from bot.playground.driver import LocalSlack

SAMPLES = ROOT / "bot" / "samples" / "desk.toml"
CONNECT_S = 60.0
Serving = subprocess.Popen[str]


def environment(slack: "LocalSlack", data: Path, **settings: str) -> dict[str, str]:
    """The settings of a bot that is at home in a local Slack, its store in a data folder of the samples."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "COPYDESK_DATA_DIR": str(data),
        "COPYDESK_DESK_FILE": str(SAMPLES),
        "DATABASE_URL": f"sqlite:///{data / 'demo.sqlite3'}",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "PORT": "0",
        "LEASE_S": "2",
    }
    return given | settings


def begin(slack: "LocalSlack", data: Path, **settings: str) -> Serving:
    """Start it; it is not connected yet."""
    command = [*CALL, "serve"]
    given = environment(slack, data, **settings)
    return subprocess.Popen(command, cwd=data, env=given, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(slack: "LocalSlack", data: Path, **settings: str) -> Iterator[Serving]:
    """The bot, connected, until the block ends; it is killed if it is still running then."""
    with begin(slack, data, **settings) as process:
        try:
            slack.wait_for(lambda: slack.connections == 1, CONNECT_S)
            yield process
        finally:
            kill(slack, process)


def kill(slack: "LocalSlack", process: Serving) -> None:
    """End it at once, without a word; returns when Slack has noticed."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    slack.wait_for(lambda: slack.connections == 0)
