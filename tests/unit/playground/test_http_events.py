"""The real Bolt behind its Starlette adapter: the local Slack's signed requests, and what comes back."""

import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import uvicorn
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.slack import SlackClock

Serve = Callable[[App], str]
Json = dict[str, Any]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves an app's request URL on a free port of 127.0.0.1."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serving(app: App) -> str:
        handler = SlackRequestHandler(app)

        async def events(request: Request) -> Response:
            return await handler.handle(request)

        listening = socket.create_server(("127.0.0.1", 0))
        routes = [Route("/slack/events", events, methods=["POST"])]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off"))
        thread = threading.Thread(target=partial(server.run, sockets=[listening]))
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"

    yield serving
    for server, thread in running:
        server.should_exit = True
        thread.join()


def test_the_request_url_returns_the_challenge(slack: LocalSlack, app: App, serve: Serve) -> None:
    assert slack.deliver_by_http(serve(app))


def test_a_mention_is_answered_in_its_thread(
    slack: LocalSlack, ada: User, news: Channel, app: App, serve: Serve
) -> None:
    @app.event("app_mention")
    def answer(event: Json, say: Callable[..., None]) -> None:
        say(text="An answer", thread_ts=event["ts"])

    slack.deliver_by_http(serve(app))
    ts = slack.say(ada, news, f"{slack.mention} what did Duvrin deny?")
    slack.wait_for(lambda: len(slack.messages(news, ts)) == 2)
    slack.wait_until_delivered()
    assert all(each.acked_at for each in slack.deliveries)


def test_a_commands_acknowledgement_is_shown(
    slack: LocalSlack, ada: User, news: Channel, app: App, serve: Serve
) -> None:
    @app.command("/ask")
    def ask(ack: Callable[..., None], command: Json) -> None:
        ack(f"Looking for {command['text']} & more …")

    @app.command("/region")
    def region(ack: Callable[..., None]) -> None:
        ack({"response_type": "in_channel", "text": "For all"})

    slack.deliver_by_http(serve(app))
    assert slack.command(ada, news, "/ask", "Tessen").text == "Looking for Tessen & more …"
    slack.command(ada, news, "/region")
    assert [found.text for found in slack.messages(news)] == ["For all"]


def test_clicks_and_views_come_as_forms(
    slack: LocalSlack, ada: User, news: Channel, app: App, serve: Serve, client: WebClient
) -> None:
    view = {
        "type": "modal",
        "callback_id": "v",
        "title": {"type": "plain_text", "text": "Context"},
        "submit": {"type": "plain_text", "text": "Done"},
        "blocks": [{"type": "divider"}],
    }
    button = {"type": "button", "action_id": "show", "text": {"type": "plain_text", "text": "Show"}}

    @app.action("show")
    def show(ack: Callable[..., None], body: Json) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view("v")
    def done(ack: Callable[..., None]) -> None:
        ack()

    slack.deliver_by_http(serve(app))
    client.chat_postMessage(channel=news.id, text="x", blocks=[{"type": "actions", "elements": [button]}])
    slack.click(ada, slack.messages(news)[0], "show")
    slack.wait_for(lambda: slack.views(ada))
    slack.submit(ada, slack.views(ada)[0])
    assert slack.views(ada) == []


def test_an_error_is_a_reason_to_come_again(
    slack: LocalSlack, ada: User, news: Channel, client: WebClient, serve: Serve, slack_clock: SlackClock
) -> None:
    seen: list[Json] = []
    broken = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @broken.event("message")
    def fail(request: Any) -> None:
        seen.append(request.headers)
        if len(seen) < 3:
            raise RuntimeError("not yet")

    slack.deliver_by_http(serve(broken))
    slack.say(ada, news, "hello")
    [delivery] = slack.deliveries
    slack.wait_for(lambda: len(delivery.attempts) == 2 and delivery.attempts[1].ended)
    slack_clock.move(minutes=1)
    slack.wait_until_delivered()
    assert [each.ended for each in delivery.attempts] == ["http_error", "http_error", "acked"]
    assert seen[2]["x-slack-retry-num"] == ["2"]
    assert seen[2]["x-slack-retry-reason"] == ["http_error"]


def test_an_answer_that_takes_three_seconds_is_too_late(
    slack: LocalSlack, ada: User, news: Channel, client: WebClient, serve: Serve, slack_clock: SlackClock
) -> None:
    answering = threading.Event()
    seen: list[Json] = []
    slow = App(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @slow.event("message")
    def wait(request: Any) -> None:
        seen.append(request.headers)
        answering.wait(10)

    slack.deliver_by_http(serve(slow))
    slack.say(ada, news, "hello")
    slack.wait_for(lambda: seen)
    slack_clock.move(seconds=3)
    slack.wait_for(lambda: len(slack.deliveries[0].attempts) == 2)
    answering.set()
    slack.wait_until_delivered()
    assert [each.ended for each in slack.deliveries[0].attempts] == ["http_timeout", "acked"]


def test_a_wrong_secret_is_refused_by_the_app(
    slack: LocalSlack, ada: User, news: Channel, client: WebClient, serve: Serve
) -> None:
    other = App(client=client, signing_secret="another")
    assert not slack.deliver_by_http(serve(other))


def test_nobody_there_is_a_failed_connection(slack: LocalSlack, ada: User, news: Channel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/slack/events"
    assert not slack.deliver_by_http(nobody)
    assert slack.command(ada, news, "/ask").error == "dispatch_failed"
