"""The real Bolt in Socket Mode: what comes, what is acknowledged, what comes again."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx2
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect as websocket

from bot.playground.deliveries import Delivery
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.slack import SlackClock

Connect = Callable[[App], SocketModeHandler]
Json = dict[str, Any]


def test_a_mention_is_answered_in_its_thread(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect
) -> None:
    @app.event("app_mention")
    def answer(event: Json, say: Callable[..., None]) -> None:
        say(text=f"You said: {event['text']}", thread_ts=event["ts"])

    connect(app)
    ts = slack.say(ada, news, f"{slack.mention} what did Duvrin deny?")
    slack.wait_for(lambda: len(slack.messages(news, ts)) == 2)
    reply = slack.messages(news, ts)[1]
    assert reply.text.startswith("You said: <@U")
    assert reply.bot_id == slack.workspace.bot_id
    slack.wait_until_delivered()
    kinds = [(each.event["type"], bool(each.event.get("bot_id"))) for each in slack.deliveries]
    assert sorted(kinds) == [("app_mention", False), ("message", False), ("message", True)]
    assert len({each.payload["event_id"] for each in slack.deliveries}) == 3


def test_a_direct_message_is_no_mention(slack: LocalSlack, ada: User, app: App, connect: Connect) -> None:
    connect(app)
    slack.say(ada, slack.dm(ada), f"{slack.mention} hello")
    slack.wait_until_delivered()
    [delivery] = slack.deliveries
    assert (delivery.event["type"], delivery.event["channel_type"]) == ("message", "im")


def test_other_bots_and_other_workspaces_people_are_told_apart(slack: LocalSlack, ada: User) -> None:
    other = slack.add_workspace("Other")
    guest, robot = slack.add_user("guest", other), slack.add_user("robot", bot=True)
    shared = slack.add_channel("shared", [ada, guest, robot], shared=True)
    slack.say(guest, shared, "hello from outside")
    slack.say(robot, shared, f"{slack.mention} beep", bot_id="B0ROBOT", subtype="bot_message")
    outside, beep, mention = slack.deliveries
    assert (outside.event["team"], outside.payload["is_ext_shared_channel"]) == (other.id, True)
    assert (beep.event["bot_id"], beep.event.get("app_id")) == ("B0ROBOT", None)
    assert mention.event["type"] == "app_mention"


def test_a_channel_without_the_app_is_silent(slack: LocalSlack, ada: User) -> None:
    elsewhere = slack.add_channel("elsewhere", [ada], with_bot=False)
    slack.say(ada, elsewhere, f"{slack.mention} hello")
    slack.join(slack.bot_user, elsewhere, inviter=ada)
    slack.say(ada, elsewhere, "are you there now?")
    assert [each.event["type"] for each in slack.deliveries] == ["member_joined_channel", "message"]


def test_edits_deletions_and_reactions_are_events(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect
) -> None:
    ts = slack.say(ada, news, "Duvrin denied it")
    slack.react(ada, news, ts, "eyes")
    slack.edit(news, ts, "Duvrin denies it")
    slack.delete(news, ts)
    posted, reacted, edited, deleted = [each.event for each in slack.deliveries]
    assert posted["blocks"][0]["type"] == "rich_text"
    assert (reacted["type"], reacted["reaction"]) == ("reaction_added", "eyes")
    assert (edited["subtype"], edited["message"]["text"]) == ("message_changed", "Duvrin denies it")
    assert edited["previous_message"]["text"] == "Duvrin denied it"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


def test_a_command_is_acknowledged_and_answered_later(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect
) -> None:
    @app.command("/ask")
    def ask(ack: Callable[..., None], respond: Callable[..., None], command: Json) -> None:
        ack(f"Looking for {command['text']} …")
        slack.wait_for(lambda: slack.deliveries[-1].acked_at)  # else the answer may overtake it
        respond("Found it.", response_type="in_channel")

    connect(app)
    result = slack.command(ada, news, "/ask", "Tessen")
    slack.wait_for(lambda: len(result.posts) == 2)
    assert result.text == "Looking for Tessen …"
    assert [found.text for found in slack.ephemerals(ada)] == ["Looking for Tessen …"]
    assert [found.text for found in slack.messages(news)] == ["Found it."]


def test_a_response_url_takes_five_posts_in_half_an_hour(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, slack_clock: SlackClock
) -> None:
    replies: list[int] = []

    @app.command("/later")
    def nothing(ack: Callable[..., None]) -> None:
        ack()

    @app.command("/ask")
    def ask(ack: Callable[..., None], respond: Callable[..., Any]) -> None:
        ack()
        replies.extend(respond(f"part {number}").status_code for number in range(6))

    connect(app)
    result = slack.command(ada, news, "/ask")
    slack.wait_for(lambda: len(replies) == 6)
    assert replies == [200] * 5 + [404]
    assert len(result.posts) == 5
    later = slack.command(ada, news, "/later").delivery.payload["response_url"]
    assert httpx2.post(later, json={"text": "in time"}).status_code == 200
    slack_clock.move(minutes=30)
    assert httpx2.post(later, json={"text": "too late"}).status_code == 404


def test_a_command_that_nobody_takes_times_out_and_does_not_come_again(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, slack_clock: SlackClock
) -> None:
    connect(app)
    result = slack.command(ada, news, "/unheard", wait=False)
    slack.wait_for(lambda: result.delivery.attempts)
    slack_clock.move(seconds=3)
    slack.wait_for(lambda: result.delivery.settled)
    assert result.error == "operation_timeout"
    assert len(result.delivery.attempts) == 1


def test_without_a_connection_a_command_fails_at_once(slack: LocalSlack, ada: User, news: Channel) -> None:
    assert slack.command(ada, news, "/ask", "Tessen").error == "dispatch_failed"


def test_an_event_that_is_not_acknowledged_comes_again_three_times(
    slack: LocalSlack, ada: User, news: Channel, client: WebClient, connect: Connect, slack_clock: SlackClock
) -> None:
    silent = App(client=client)  # Bolt acknowledges nothing that no listener takes
    connect(silent)
    slack.say(ada, news, "hello")
    [delivery] = slack.deliveries
    for number, gap_s in enumerate((0, 60, 300, 0)):
        slack.wait_for(partial(_has_attempt, delivery, number))
        slack_clock.move(seconds=3)
        slack.wait_for(partial(_has_ended, delivery, number))
        slack_clock.move(seconds=gap_s)
    slack.wait_for(lambda: delivery.given_up)
    assert [(each.number, each.retry_reason) for each in delivery.attempts] == [
        (0, None),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]


def test_an_event_sent_while_the_app_was_away_comes_as_a_retry(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, slack_clock: SlackClock
) -> None:
    seen: list[Json] = []

    @app.event("app_mention")
    def remember(request: Any) -> None:
        seen.append(request.headers)

    slack.say(ada, news, f"{slack.mention} are you there?")
    slack.wait_for(lambda: all(len(each.attempts) == 2 for each in slack.deliveries))
    connect(app)
    slack_clock.move(seconds=61)
    slack.wait_until_delivered()
    slack.wait_for(lambda: seen)
    assert seen[0]["x-slack-retry-num"] == ["2"]
    assert seen[0]["x-slack-retry-reason"] == ["connection_failed"]


@pytest.mark.parametrize("reason", ["refresh_requested", None])
def test_a_client_that_is_sent_away_comes_back(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect, reason: str | None
) -> None:
    handler = connect(app)
    first = handler.client.session_id()
    slack.disconnect(reason)
    slack.wait_for(lambda: slack.connections and handler.client.session_id() != first)
    slack.say(ada, news, "still there?")
    slack.wait_until_delivered()


def test_a_payload_goes_to_one_of_the_connections(
    slack: LocalSlack, ada: User, news: Channel, app: App, connect: Connect
) -> None:
    connect(app)
    connect(app)
    for number in range(6):
        slack.say(ada, news, f"message {number}")
    slack.wait_until_delivered()
    assert [len(each.attempts) for each in slack.deliveries] == [1] * 6


def test_a_ticket_lets_one_connection_in(slack: LocalSlack, client: WebClient) -> None:
    url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
    with websocket(url) as socket:
        assert json.loads(socket.recv())["type"] == "hello"
        with pytest.raises(InvalidStatus), websocket(url):
            pass


def test_the_eleventh_connection_is_turned_away(slack: LocalSlack, client: WebClient) -> None:
    with ExitStack() as sockets:
        for _ in range(11):
            url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
            socket = sockets.enter_context(websocket(url))
            said = json.loads(socket.recv())
        assert (said["type"], said["reason"]) == ("disconnect", "too_many_websockets")
        assert slack.connections == 10


def test_stopping_ends_open_connections(client: WebClient, slack: LocalSlack) -> None:
    url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
    with websocket(url) as socket:
        socket.recv()
        slack.stop()
        with pytest.raises(ConnectionClosed):
            socket.recv()
    assert slack.connections == 0


def test_a_late_acknowledgement_changes_nothing(
    slack: LocalSlack, ada: User, news: Channel, client: WebClient, slack_clock: SlackClock
) -> None:
    url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
    with websocket(url) as socket:
        socket.recv()
        slack.say(ada, news, "hello")
        first = json.loads(socket.recv())
        slack_clock.move(seconds=3)
        second = json.loads(socket.recv())
        socket.send(json.dumps({"envelope_id": first["envelope_id"]}))
        socket.send(json.dumps({"envelope_id": second["envelope_id"]}))
        slack.wait_until_delivered()
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
    assert [each.ended for each in slack.deliveries[0].attempts] == ["timeout", "acked"]


def test_a_limit_is_obeyed_by_the_sdks_retry_handler(
    slack: LocalSlack, news: Channel, client: WebClient
) -> None:
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack.fail_next("chat.postMessage", retry_after_s=1)
    assert client.chat_postMessage(channel=news.id, text="words")["ok"]
    assert [call.reply.get("error") for call in slack.calls_of("chat.postMessage")] == ["ratelimited", None]


def _has_attempt(delivery: Delivery, number: int) -> bool:
    return len(delivery.attempts) == number + 1


def _has_ended(delivery: Delivery, number: int) -> bool:
    return bool(delivery.attempts[number].ended)
