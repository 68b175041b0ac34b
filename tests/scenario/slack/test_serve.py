"""`copydesk serve` as an operator sees it: health, metrics, logs, an orderly end, and wrong settings."""

import json
from pathlib import Path

import httpx2
import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.slack.server import Server
from tests.fakes.command_line import CommandLine
from tests.fakes.serving import begin as begin_process
from tests.fakes.serving import environment, serving
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_questions import QUESTION, answers


def get(server: Server, path: str) -> httpx2.Response:
    with httpx2.Client(trust_env=False) as client:
        return client.get(server.web.url + path)


def test_health_and_readiness(server: Server) -> None:
    assert get(server, "/healthz").text == "ok"
    assert get(server, "/readyz").json() == {"ready": True, "troubles": []}


def test_a_bot_without_its_connection_is_not_ready(begin: Begin, slack: LocalSlack) -> None:
    server = begin("socket")
    slack.fail_next("apps.connections.open", times=1000)
    slack.disconnect(None)
    slack.wait_for(lambda: slack.connections == 0)
    assert get(server, "/healthz").text == "ok"
    ready = get(server, "/readyz")
    assert ready.status_code == 503
    assert "not connected" in ready.text


def test_metrics_tell_of_the_work(server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
    answers(slack, news, slack.say(ada, news, f"{slack.mention} {QUESTION}"))
    server.wait_until_idle()
    page = get(server, "/metrics").text
    assert 'copydesk_received_total{as="new",kind="question"} 1.0' in page
    assert 'copydesk_job_seconds_count{kind="question",outcome="done"} 1.0' in page
    assert 'copydesk_jobs{state="waiting"} 0.0' in page


def test_unsigned_requests_are_refused(begin: Begin, slack: LocalSlack) -> None:
    server = begin("http")
    with httpx2.Client(trust_env=False) as client:
        said = client.post(f"{server.web.url}/slack/events", json={"type": "event_callback"})
    assert said.status_code == 401


def test_an_orderly_end_finishes_what_is_under_way(
    slack: LocalSlack, ada: User, news: Channel, data: Path
) -> None:
    with serving(slack, data, LOG_LEVEL="debug") as process:
        ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
        slack.wait_for(lambda: any(each.acked_at for each in slack.deliveries))
        process.terminate()
        assert process.wait() == 0
        assert process.stderr is not None
        logged = process.stderr.read()
    assert len(slack.messages(news, ts)) == 2
    for line in logged.splitlines():
        assert {"at", "level", "logger", "message"} <= set(json.loads(line))
    for secret in (slack.bot_token, slack.app_token, "Duvrin"):
        assert secret not in logged


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Check SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": ""}, "Set SLACK_APP_TOKEN"),
    ],
    ids=["no token", "wrong token", "no way in"],
)
def test_wrong_settings_are_one_plain_line(
    slack: LocalSlack, data: Path, settings: dict[str, str], says: str
) -> None:
    done = CommandLine(data)("serve", **environment(slack, data, **settings))
    one_plain_line(done.returncode, done.stderr, says)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "Check SLACK_APP_TOKEN"),
        ({"PORT": "1", "HOST": "203.0.113.1"}, "choose another PORT"),
    ],
    ids=["wrong app token", "no such address"],
)
def test_what_is_wrong_when_it_has_begun_ends_it(
    slack: LocalSlack, data: Path, settings: dict[str, str], says: str
) -> None:
    with begin_process(slack, data, **settings) as process:
        _, logged = process.communicate()
    one_plain_line(process.returncode, logged, says)


def one_plain_line(code: int, logged: str, says: str) -> None:
    assert code == 2
    assert says in logged
    assert "Traceback" not in logged
