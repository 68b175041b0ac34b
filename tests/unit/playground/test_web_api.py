"""The Web API as the real client sees it: tokens, arguments, failures on demand."""

import json
from typing import Any

import httpx2
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel
from tests.fakes.slack import SlackClock
from tests.unit.playground.asking import refusal
from tests.unit.playground.kit import section

Json = dict[str, Any]


class TestTokens:
    @pytest.mark.parametrize(
        ("token", "method", "error"),
        [
            ("", "auth.test", "not_authed"),
            ("xoxb-unknown", "auth.test", "invalid_auth"),
            ("xapp-unknown", "apps.connections.open", "invalid_auth"),
            ("xoxp-person", "auth.test", "not_allowed_token_type"),
            ("{app}", "chat.postMessage", "not_allowed_token_type"),
            ("{bot}", "apps.connections.open", "not_allowed_token_type"),
            ("{bot}", "chat.shout", "unknown_method"),
        ],
    )
    def test_each_kind_opens_its_own_methods(
        self, slack: LocalSlack, token: str, method: str, error: str
    ) -> None:
        sent = token.format(app=slack.app_token, bot=slack.bot_token)
        reply = httpx2.post(
            slack.api_url + method, headers={"authorization": f"Bearer {sent}"} if sent else {}
        )
        assert reply.json()["error"] == error

    def test_a_revoked_token_opens_nothing_and_the_app_is_told(
        self, slack: LocalSlack, client: WebClient
    ) -> None:
        slack.revoke_tokens()
        assert refusal(client.auth_test) == "token_revoked"
        assert slack.deliveries[0].event["type"] == "tokens_revoked"

    def test_a_workspace_that_removed_the_app_is_closed_and_others_stay_open(
        self, slack: LocalSlack, client: WebClient
    ) -> None:
        other = slack.add_workspace("Other")
        slack.uninstall()
        assert refusal(client.auth_test) == "account_inactive"
        elsewhere = WebClient(token=other.bot_token, base_url=slack.api_url)
        assert elsewhere.auth_test()["team_id"] == other.id

    def test_a_scope_that_was_not_granted_is_missed(self) -> None:
        manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
        with LocalSlack(manifest=manifest) as slack:
            client = WebClient(token=slack.bot_token, base_url=slack.api_url)
            with pytest.raises(SlackApiError) as caught:
                client.users_info(user=slack.add_user("ada").id)
        reply = caught.value.response
        assert (reply["error"], reply["needed"]) == ("missing_scope", "users:read")
        assert reply["provided"] == "chat:write"

    def test_a_manifest_says_of_what_the_app_is_told(self) -> None:
        manifest = {
            "features": {"slash_commands": [{"command": "/ask"}]},
            "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
        }
        with LocalSlack(manifest=manifest) as slack:
            ada = slack.add_user("ada")
            news = slack.add_channel("news", [ada])
            slack.say(ada, news, f"{slack.mention} hello")
            with pytest.raises(LookupError):
                slack.command(ada, news, "/shout")
        assert [each.event["type"] for each in slack.deliveries] == ["app_mention"]


class TestArguments:
    @pytest.mark.parametrize("way", ["query", "form", "json"])
    def test_come_in_three_ways(self, slack: LocalSlack, news: Channel, way: str) -> None:
        url, headers = slack.api_url + "chat.postMessage", {"authorization": f"Bearer {slack.bot_token}"}
        args = {"channel": news.id, "text": "words", "team_id": "T1"}
        blocks = [section()]
        if way == "query":
            reply = httpx2.get(url, params={**args, "blocks": json.dumps(blocks)}, headers=headers)
        elif way == "form":
            reply = httpx2.post(url, data={**args, "blocks": json.dumps(blocks)}, headers=headers)
        else:
            reply = httpx2.post(url, json={**args, "blocks": blocks}, headers=headers)
        assert reply.json()["message"]["blocks"][0]["text"] == section()["text"]

    @pytest.mark.parametrize(
        ("content_type", "body", "error"),
        [
            ("application/json", b"{", "invalid_json"),
            ("application/json", b"[]", "json_not_object"),
            ("text/xml", b"<a/>", "invalid_post_type"),
            ("application/x-www-form-urlencoded", b"\xff", "invalid_form_data"),
        ],
    )
    def test_of_another_form_are_refused(
        self, slack: LocalSlack, content_type: str, body: bytes, error: str
    ) -> None:
        reply = httpx2.post(slack.api_url + "auth.test", content=body, headers={"content-type": content_type})
        assert reply.json()["error"] == error

    def test_that_are_not_there_are_named(self, client: WebClient) -> None:
        with pytest.raises(SlackApiError) as caught:
            client.api_call("conversations.history")
        assert caught.value.response["error"] == "invalid_arguments"
        assert caught.value.response["response_metadata"]["messages"] == [
            "[ERROR] missing required field: channel"
        ]


class TestFailures:
    def test_come_on_demand(self, slack: LocalSlack, news: Channel, client: WebClient) -> None:
        slack.fail_next("chat.postMessage", "restricted_action", times=2)
        slack.fail_next("*", retry_after_s=7)
        post = client.chat_postMessage
        assert refusal(post, channel=news.id, text="x") == "restricted_action"
        assert refusal(client.auth_test) == "ratelimited"
        assert refusal(post, channel=news.id, text="x") == "restricted_action"
        assert post(channel=news.id, text="x")["ok"]

    def test_may_lose_only_the_answer(self, slack: LocalSlack, news: Channel) -> None:
        slack.fail_next("chat.postMessage", status=503, after=True)
        reply = httpx2.post(
            slack.api_url + "chat.postMessage",
            data={"token": slack.bot_token, "channel": news.id, "text": "x"},
        )
        assert reply.status_code == 503
        assert len(slack.messages(news)) == 1

    def test_tell_how_long_to_wait(self, slack: LocalSlack) -> None:
        slack.fail_next("auth.test", retry_after_s=30)
        reply = httpx2.post(slack.api_url + "auth.test", data={"token": slack.bot_token})
        assert (reply.status_code, reply.headers["retry-after"]) == (429, "30")

    def test_come_by_themselves_where_rates_are_kept(self, slack_clock: SlackClock) -> None:
        with LocalSlack(clock=slack_clock, enforce_rates=True) as slack:
            client = WebClient(token=slack.bot_token, base_url=slack.api_url)
            news, other = slack.add_channel("news"), slack.add_channel("other")
            for _ in range(5):
                client.chat_postMessage(channel=news.id, text="x")
            assert refusal(client.chat_postMessage, channel=news.id, text="x") == "ratelimited"
            assert client.chat_postMessage(channel=other.id, text="x")["ok"]
            slack_clock.move(seconds=5)
            assert client.chat_postMessage(channel=news.id, text="x")["ok"]
