"""The real Bolt and what people do: clicks, modals, shortcuts, the App Home, the agent pane."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.slack import SlackClock

Connect = Callable[[App], SocketModeHandler]
Json = dict[str, Any]


def test_a_click_opens_a_modal_and_its_submission_is_checked(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, client: WebClient
) -> None:
    @app.action("why")
    def show(ack: Callable[..., None], body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_modal())

    @app.view("reason")
    def take(ack: Callable[..., None], view: Json) -> None:
        said = view["state"]["values"]["why-block"]["words"]["value"]
        if said == "spam":
            ack(response_action="errors", errors={"why-block": "Say why."})
        else:
            ack(response_action="update", view=_modal("Thank you"))

    connect(app)
    client.chat_postMessage(channel=news.id, text="An answer", blocks=[_with_button()])
    slack.click(ada, slack.messages(news)[0], "why", "claim-7")
    slack.wait_for(lambda: slack.views(ada))
    [view] = slack.views(ada)
    with pytest.raises(ValueError, match="empty"):
        slack.submit(ada, view)
    assert slack.submit(ada, view, {"words": "spam"}).errors == {"why-block": "Say why."}
    assert slack.submit(ada, view, {"words": "It misses the denial"}).errors == {}
    assert slack.views(ada)[0].payload["title"]["text"] == "Thank you"


def test_a_modal_that_is_closed_says_so_if_it_was_asked_to(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, client: WebClient
) -> None:
    closed = Event()

    @app.shortcut("look")
    def show(ack: Callable[..., None], shortcut: Json) -> None:
        ack()
        assert shortcut["message"]["text"] == "An answer"
        client.views_open(trigger_id=shortcut["trigger_id"], view=_modal() | {"notify_on_close": True})

    @app.view_closed("reason")
    def gone(ack: Callable[..., None]) -> None:
        ack()
        closed.set()

    connect(app)
    ts = slack.say(ada, news, "An answer")
    slack.shortcut(ada, "look", slack.messages(news, ts)[0])
    slack.wait_for(lambda: slack.views(ada))
    slack.close_view(ada, slack.views(ada)[0])
    assert closed.wait(10)
    assert slack.views(ada) == []


def test_the_home_is_published_and_its_buttons_work(
    slack: LocalSlack, ada: User, app: App, connect: Connect, client: WebClient
) -> None:
    clicked: list[Json] = []

    @app.event("app_home_opened")
    def publish(event: Json) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [_with_button()]})

    @app.action("why")
    def remember(ack: Callable[..., None], body: Json) -> None:
        ack()
        clicked.append(body)

    connect(app)
    slack.open_home(ada)
    slack.wait_for(lambda: slack.home(ada))
    home = slack.home(ada)
    assert home is not None
    slack.click(ada, home, "why", "claim-7")
    assert (clicked[0]["container"]["type"], clicked[0]["actions"][0]["value"]) == ("view", "claim-7")


def test_the_agent_pane_has_status_title_prompts_and_a_stop_button(
    slack: LocalSlack, ada: User, app: App, connect: Connect, client: WebClient, slack_clock: SlackClock
) -> None:
    stopped: list[Json] = []

    @app.event("agent_session_stopped")
    def stop(event: Json) -> None:
        stopped.append(event)

    connect(app)
    pane = slack.dm(ada)
    ts = slack.say(ada, pane, "What did Duvrin deny?")
    client.assistant_threads_setStatus(channel_id=pane.id, thread_ts=ts, status="is reading …")
    client.assistant_threads_setTitle(channel_id=pane.id, thread_ts=ts, title="Denials")
    client.assistant_threads_setSuggestedPrompts(
        channel_id=pane.id, prompts=[{"title": "Today", "message": "What happened today?"}]
    )
    assert slack.status(pane, ts) == "is reading …"
    assert slack.agent_thread(pane, ts).title == "Denials"
    assert slack.agent_thread(pane).prompts[0]["title"] == "Today"
    slack_clock.move(minutes=2)
    assert slack.status(pane, ts) == ""
    stream = client.chat_stream(channel=pane.id, thread_ts=ts, buffer_size=1)
    stream.append(markdown_text="Duvrin ")
    slack.stop_agent(ada, pane, ts)
    slack.wait_for(lambda: stopped)
    assert stopped[0]["streaming_message_ts"] == [stream.ts]


def _with_button() -> Json:
    element = {
        "type": "button",
        "action_id": "why",
        "value": "claim-7",
        "text": {"type": "plain_text", "text": "Why this status?"},
    }
    return {"type": "actions", "elements": [element]}


def _modal(title: str = "Why?") -> Json:
    element = {"type": "plain_text_input", "action_id": "words"}
    block = {
        "type": "input",
        "block_id": "why-block",
        "label": {"type": "plain_text", "text": "Why?"},
        "element": element,
    }
    return {
        "type": "modal",
        "callback_id": "reason",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [block],
    }
