"""The agent pane: suggested questions, a title, and Stop."""

from bot.playground.driver import LocalSlack
from bot.playground.state import User
from bot.slack.server import Server
from tests.fakes.model_server import ModelServer
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_questions import QUESTION, answers


def test_the_pane_suggests_questions_that_have_answers(server: Server, slack: LocalSlack, ada: User) -> None:
    pane = slack.dm(ada)
    slack.open_home(ada, tab="messages")
    slack.wait_for(lambda: slack.agent_thread(pane).prompts)
    prompts = slack.agent_thread(pane).prompts
    assert 1 <= len(prompts) <= 4
    ts = slack.say(ada, pane, prompts[0]["message"])
    [answer] = answers(slack, pane, ts)
    assert "no model used" in answer.text
    assert "don't say" not in answer.text


def test_a_thread_has_a_title_and_a_status_while_an_answer_is_made(
    begin: Begin, slack: LocalSlack, ada: User
) -> None:
    server = begin()
    pane = slack.dm(ada)
    ts = slack.say(ada, pane, QUESTION)
    answers(slack, pane, ts)
    server.wait_until_idle()
    assert slack.agent_thread(pane, ts).title == QUESTION
    sessions = [call.args["status"] for call in slack.calls_of("agents.sessions.setStatus")]
    assert sessions == ["processing", "active"]


def test_nothing_is_posted_after_stop(
    begin: Begin, slack: LocalSlack, ada: User, model_server: ModelServer
) -> None:
    model_server.timeout()
    model_server.obey(lambda _: {"answerable": False, "statements": []})
    server = begin(openai_base_url=model_server.base_url, openai_api_key="key")
    pane = slack.dm(ada)
    ts = slack.say(ada, pane, QUESTION)
    slack.wait_for(lambda: slack.calls_of("assistant.threads.setStatus"))
    slack.stop_agent(ada, pane, ts)
    slack.wait_for(lambda: len(slack.calls_of("agents.sessions.setStatus")) == 2)
    model_server.release()
    server.wait_until_idle()
    assert len(slack.messages(pane, ts)) == 1
    assert slack.status(pane, ts) == ""
    assert slack.agent_thread(pane, ts).session == "active"


def test_what_is_asked_after_stop_is_answered(begin: Begin, slack: LocalSlack, ada: User) -> None:
    server = begin()
    pane = slack.dm(ada)
    ts = slack.say(ada, pane, QUESTION)
    answers(slack, pane, ts)
    slack.stop_agent(ada, pane, ts)
    slack.wait_until_delivered()
    server.wait_until_idle()
    slack.say(ada, pane, "And Moscow?", ts)
    answers(slack, pane, ts, 2)


def test_a_pane_that_takes_no_suggestions_is_left_alone(begin: Begin, slack: LocalSlack, ada: User) -> None:
    server = begin()
    slack.fail_next("assistant.threads.setSuggestedPrompts", "not_agent_app")
    slack.open_home(ada, tab="messages")
    slack.wait_for(lambda: slack.calls_of("assistant.threads.setSuggestedPrompts"))
    server.wait_until_idle()
    assert len(slack.calls_of("assistant.threads.setSuggestedPrompts")) == 1
    assert not slack.messages(slack.dm(ada))
