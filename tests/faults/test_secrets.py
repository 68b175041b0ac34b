"""No token, key or password is shown: not in logs, errors, answers, `doctor`, exports or tracebacks."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from urllib.parse import quote

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import app
from bot.config import env_warning, load_settings
from bot.playground.driver import LocalSlack
from bot.store.engine import Store, open_store
from bot.store.jobs import State
from bot.store.schema import jobs
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import begin, environment
from tests.faults.conftest import DENIED, QUESTION, WAIT_S, store_article

KEY = "sk-proj-Qz81hunter2KEY"
SIGNING = "5igning5ecret0123456789abcdef"
PASSWORD = "p@ss/w0rd of the desk"
"""With what must be written otherwise in an address."""

LOOK_S = 0.05

CRASH = """
import sys
from bot.app import open_app
with open_app():
    raise RuntimeError("it was " + " ".join(sys.argv[1:]))
"""
THREAD = """
import sys, threading
from bot.app import open_app
def crash():
    raise RuntimeError("it was " + " ".join(sys.argv[1:]))
with open_app():
    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
"""


def secrets(slack: LocalSlack) -> tuple[str, ...]:
    """All that must not be shown."""
    return KEY, SIGNING, PASSWORD, quote(PASSWORD, safe=""), slack.bot_token, slack.app_token


@pytest.fixture
def settings(
    slack: LocalSlack, postgresql_url: str, model_server: ModelServer, tmp_path: Path
) -> dict[str, str]:
    """The environment of a bot with a secret wherever there can be one."""
    password = quote(PASSWORD, safe="")
    given = environment(slack, tmp_path)
    del given["COPYDESK_DESK_FILE"]
    return given | {
        "DATABASE_URL": postgresql_url.replace("//postgres:@", f"//postgres:{password}@"),
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": model_server.base_url.replace("//", f"//desk:{password}@"),
        "SLACK_SIGNING_SECRET": SIGNING,
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "text",
        "FOLLOW_FEEDS": "false",
    }


def run(settings: Mapping[str, str], folder: Path, code: str, *arguments: str) -> str:
    """What a process of its own prints, on both its streams."""
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, env=dict(settings), cwd=folder, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


def printed(settings: Mapping[str, str], *command: str) -> str:
    """What a command prints."""
    return CliRunner().invoke(app, command, env=settings).output


def shows(text: str, slack: LocalSlack) -> list[str]:
    """The secrets in a text."""
    return [secret for secret in secrets(slack) if secret in text]


def test_a_run_full_of_failures_logs_no_secret(
    slack: LocalSlack, settings: dict[str, str], model_server: ModelServer, tmp_path: Path
) -> None:
    ada = slack.add_user("ada")
    news = slack.add_channel("news", [ada])
    store_article(settings["DATABASE_URL"])
    with begin(slack, tmp_path, **settings) as bot:
        slack.wait_for(lambda: slack.connections == 1, WAIT_S)
        for _ in range(5):  # it is asked again when the answer could not be posted
            model_server.status(401, error=KEY)
        slack.fail_next("chat.postMessage", status=500)
        asked = slack.say(ada, news, f"{slack.mention} {QUESTION}")
        slack.wait_for(lambda: len(slack.messages(news, asked)) == 2, WAIT_S)
        store = open_store(settings["DATABASE_URL"])
        key = " ".join(secrets(slack))
        store.jobs.put("question", {"body": {}}, key=key, now=datetime.now(UTC))
        slack.fail_next("auth.test", "invalid_auth")
        slack.disconnect(None)
        while not has_failed(store, key):
            sleep(LOOK_S)
        bot.terminate()
        _, logged = bot.communicate()
        store.close()
    assert "refused the key" in logged
    assert "Slack has trouble" in logged
    assert "Traceback" in logged
    assert "A job failed ([secret]" in logged
    assert DENIED not in logged
    assert shows(logged, slack) == []
    assert shows(json.dumps([each.blocks for each in slack.messages(news, asked)]), slack) == []


def has_failed(store: Store, key: str) -> bool:
    """Whether a job was tried in vain, and waits to be tried again."""
    tried = select(jobs.c.id).where(
        jobs.c.key == key, jobs.c.state == State.WAITING, jobs.c.error.is_not(None)
    )
    with store.engine.connect() as db:
        return db.execute(tried).first() is not None


@pytest.mark.parametrize("code", [CRASH, THREAD], ids=["the program", "a thread"])
def test_a_traceback_shows_no_secret(
    slack: LocalSlack, settings: dict[str, str], tmp_path: Path, code: str
) -> None:
    said = run(settings, tmp_path, code, *secrets(slack))
    assert "RuntimeError: it was [secret] [secret]" in said
    assert "Traceback" in said
    assert shows(said, slack) == []


COMMANDS = {"doctor": (), "doctor --json": (), "export": (), "ask": (QUESTION, "--json")}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_shows_a_secret(
    slack: LocalSlack,
    settings: dict[str, str],
    model_server: ModelServer,
    caplog: pytest.LogCaptureFixture,
    command: str,
) -> None:
    store_article(settings["DATABASE_URL"])
    model_server.status(401, error=KEY)
    slack.fail_next("auth.test", "invalid_auth")
    said = printed(settings, *command.split(), *COMMANDS[command])
    assert "Istrova" in said or "refused the key" in said
    assert shows(said + caplog.text, slack) == []


WRONG = [
    ("DATABASE_URL", f"postgresql://desk:{quote(PASSWORD, safe='')}@127.0.0.1:1/news", "cannot be reached"),
    ("DATABASE_URL", f"postgresql://desk:{PASSWORD}@127.0.0.1:port/news", "is not usable"),
    ("DATABASE_URL", f"mysql://desk:{PASSWORD}@127.0.0.1/news", "is not usable"),
    ("OPENAI_BASE_URL", f"ftp://desk:{PASSWORD}@127.0.0.1/v1", "OPENAI_BASE_URL"),
    ("OPENAI_API_KEY", f"{KEY}é", "OPENAI_API_KEY"),
    ("SLACK_BOT_TOKEN", SIGNING, "SLACK_BOT_TOKEN"),
    ("PORT", KEY, "PORT"),
]


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_wrong_setting_is_named_and_not_shown(
    slack: LocalSlack, settings: dict[str, str], name: str, value: str, says: str
) -> None:
    nowhere = {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "ANSWER_DEADLINE_S": "1"}
    said = printed(settings | nowhere | {name: value}, "doctor")
    assert says in said
    assert shows(said, slack) == []


def test_an_env_file_that_others_may_read_is_warned_about(
    settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = tmp_path / ".env"
    env.write_text(f"OPENAI_API_KEY={KEY}\n")
    for mode, warned in ((0o644, True), (0o640, True), (0o600, False), (0o400, False)):
        env.chmod(mode)
        assert (env_warning(env) is not None) is warned
    assert env_warning(tmp_path / "none") is None
    env.chmod(0o644)
    nowhere = settings | {"SLACK_API_URL": "http://127.0.0.1:1/", "OPENAI_BASE_URL": "http://127.0.0.1:1"}
    serve = "import sys; sys.argv = ['copydesk', 'serve']; from bot.cli import main; main()"
    assert "run `chmod 600 .env`" in run(nowhere, tmp_path, serve)
    monkeypatch.chdir(tmp_path)
    assert "warning .env: .env can be read" in printed(settings | {"OPENAI_BASE_URL": "ftp://"}, "doctor")


def test_every_secret_setting_is_among_the_secrets() -> None:
    given = {"openai_api_key": "k-1", "slack_bot_token": "t-1", "slack_app_token": "t-2"}
    addresses = {
        "database_url": "postgresql://u:one%20two@h/n?sslpassword=three",
        "openai_base_url": "https://h/v1?api-key=four",
    }
    found = load_settings(None, **given, **addresses, slack_signing_secret="s-1").secrets
    assert {"k-1", "t-1", "t-2", "s-1", "one%20two", "one two", "three", "four"} <= set(found)
