"""What Slack refuses: told, tried again where that helps, and never answered twice."""

from typing import Any

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_questions import QUESTION, answers


@pytest.mark.parametrize(
    "fault",
    [
        {"retry_after_s": 1},
        {"status": 500},
        {"error": "internal_error"},
        {"error": "internal_error", "after": True},
        {"status": 503, "after": True},
    ],
    ids=["429", "500", "internal error", "done, but its answer lost", "done, then 503"],
)
def test_a_post_that_fails_is_made_once(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, fault: dict[str, Any]
) -> None:
    server = begin()
    slack.fail_next("chat.postMessage", **fault)
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    slack.wait_for(lambda: [call for call in slack.calls_of("chat.postMessage") if call.args and call.reply])
    server.wait_until_idle()
    assert len(answers(slack, news, ts)) == 1


def test_what_slack_finds_too_big_is_posted_as_text(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    begin()
    slack.fail_next("chat.postMessage", "msg_blocks_too_long")
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    [answer] = answers(slack, news, ts)
    assert "raids" in answer.text


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived", "channel_not_found"])
def test_a_place_that_is_closed_is_told_in_a_direct_message(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, error: str
) -> None:
    server = begin()
    slack.fail_next("chat.postMessage", error)
    slack.say(ada, news, f"{slack.mention} {QUESTION}")
    pane = slack.dm(ada)
    slack.wait_for(lambda: slack.messages(pane))
    assert f"<#{news.id}>" in slack.messages(pane)[0].text
    server.wait_until_idle()
    assert len(slack.calls_of("chat.postMessage")) == 2


def test_a_revoked_token_ends_in_a_log_line_and_no_loop(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    server = begin()
    slack.fail_next("chat.postMessage", "token_revoked", times=9)
    slack.say(ada, news, f"{slack.mention} {QUESTION}")
    slack.wait_for(lambda: slack.calls_of("chat.postMessage"))
    server.wait_until_idle()
    assert len(slack.calls_of("chat.postMessage")) == 1
    assert "install the app again" in caplog.text


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        ({"retry_after_s": 1}, 1),
        ({"status": 500, "after": True}, 1),
        ({"status": 500}, 0),
    ],
    ids=["429", "shown, but its answer lost", "not shown"],
)
def test_an_answer_for_one_person_is_shown_once_at_most(
    begin: Begin,
    slack: LocalSlack,
    ada: User,
    news: Channel,
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, Any],
    shown: int,
) -> None:
    server = begin()
    slack.fail_next("response_url", **fault)
    result = slack.command(ada, news, "/ask", QUESTION)
    slack.wait_for(lambda: slack.calls_of("response_url"))
    server.wait_until_idle()
    assert len(result.posts) == shown
    assert ("was lost" in caplog.text) is ("status" in fault)
