"""The Web API as the real client sees it: what it gives, and what it refuses in which words."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.slack import SlackClock

Json = dict[str, Any]


def refusal(call: Callable[..., Any], **args: Any) -> str:
    """The error word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def section(text: str = "words") -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def modal(**fields: Any) -> Json:
    title = {"type": "plain_text", "text": "Context"}
    return {"type": "modal", "title": title, "blocks": [section()], **fields}


@pytest.fixture
def trigger(slack: LocalSlack, ada: User) -> Callable[[], str]:
    """Makes trigger_ids, as a click of Ada's would."""
    return lambda: slack.state.new_trigger(slack.workspace.id, ada.id).id


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


class TestMessages:
    def test_stand_in_threads_with_metadata(
        self, slack: LocalSlack, news: Channel, client: WebClient
    ) -> None:
        metadata = {"event_type": "answer", "event_payload": {"question": "q-1"}}
        first = client.chat_postMessage(channel=news.id, text="one", metadata=metadata)["ts"]
        reply = client.chat_postMessage(channel="#news", text="two", thread_ts=first)
        client.chat_postMessage(channel=news.id, text="three", thread_ts=reply["ts"])
        history = client.conversations_history(channel=news.id, include_all_metadata=True)["messages"]
        assert [(each["text"], each["reply_count"]) for each in history] == [("one", 2)]
        assert history[0]["metadata"] == metadata
        replies = client.conversations_replies(channel=news.id, ts=first)["messages"]
        assert [each["text"] for each in replies] == ["one", "two", "three"]
        assert {each["thread_ts"] for each in replies} == {first}

    def test_have_times_that_are_unique_and_rise(self, slack: LocalSlack, ada: User, news: Channel) -> None:
        times = [slack.say(ada, news, str(number)) for number in range(50)]
        assert times == sorted(set(times))

    def test_that_are_ephemeral_are_in_no_history(
        self, slack: LocalSlack, ada: User, news: Channel, client: WebClient
    ) -> None:
        client.chat_postEphemeral(channel=news.id, user=ada.id, text="for you")
        assert client.conversations_history(channel=news.id)["messages"] == []
        assert [each.text for each in slack.ephemerals(ada)] == ["for you"]

    def test_are_cut_when_posted_and_refused_when_updated(
        self, slack: LocalSlack, news: Channel, client: WebClient
    ) -> None:
        ts = client.chat_postMessage(channel=news.id, text="x" * 40_001)["ts"]
        assert len(slack.messages(news)[0].text) == 40_000
        assert client.chat_update(channel=news.id, ts=ts, text="x" * 4_000)["ok"]
        assert refusal(client.chat_update, channel=news.id, ts=ts, text="x" * 4_001) == "msg_too_long"
        assert refusal(client.chat_update, channel=news.id, ts=ts, text="я" * 2_001) == "msg_too_long"

    def test_keep_their_blocks_until_an_update_names_blocks(
        self, slack: LocalSlack, news: Channel, client: WebClient
    ) -> None:
        ts = client.chat_postMessage(channel=news.id, text="x", blocks=[section()])["ts"]
        client.chat_update(channel=news.id, ts=ts, text="y")
        assert slack.messages(news)[0].blocks
        client.chat_update(channel=news.id, ts=ts, text="z", blocks=[])
        assert not slack.messages(news)[0].blocks
        assert [each.event.get("subtype") for each in slack.deliveries] == [
            None,
            "message_changed",
            "message_changed",
        ]

    def test_of_others_are_not_the_apps_to_change(
        self, slack: LocalSlack, ada: User, news: Channel, client: WebClient
    ) -> None:
        ts = slack.say(ada, news, "mine")
        assert refusal(client.chat_update, channel=news.id, ts=ts, text="x") == "cant_update_message"
        assert refusal(client.chat_delete, channel=news.id, ts=ts) == "cant_delete_message"
        assert refusal(client.chat_update, channel=news.id, ts="1.1", text="x") == "message_not_found"

    def test_have_links(self, slack: LocalSlack, ada: User, news: Channel, client: WebClient) -> None:
        ts = slack.say(ada, news, "words")
        link = client.chat_getPermalink(channel=news.id, message_ts=ts)["permalink"]
        assert link == f"https://local.slack.com/archives/{news.id}/p{ts.replace('.', '')}"

    @pytest.mark.parametrize(
        ("args", "error"),
        [
            ({"text": " "}, "no_text"),
            ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
            ({"markdown_text": "x" * 12_001}, "msg_too_long"),
            ({"text": "x", "blocks": "not json"}, "invalid_blocks_format"),
            ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
            ({"text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
            ({"text": "x", "blocks": [section("x" * 2_900)] * 5}, "msg_blocks_too_long"),
            ({"text": "x", "thread_ts": "1.1"}, "cannot_reply_to_message"),
            ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_format"),
            ({"text": "x", "metadata": "{"}, "invalid_metadata_format"),
            (
                {"text": "x", "metadata": {"event_type": "a", "event_payload": {}, "b": 1}},
                "invalid_metadata_schema",
            ),
            (
                {"text": "x", "metadata": {"event_type": "a", "event_payload": {"b": {"c": {"d": 1}}}}},
                "invalid_metadata_schema",
            ),
            (
                {"text": "x", "metadata": {"event_type": "a", "event_payload": {"b": "x" * 9_000}}},
                "metadata_too_large",
            ),
            ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ],
    )
    def test_are_refused(self, news: Channel, client: WebClient, args: Json, error: str) -> None:
        args = {"channel": news.id, **args}
        assert refusal(client.api_call, api_method="chat.postMessage", json=args) == error

    def test_say_where_their_blocks_are_wrong(self, news: Channel, client: WebClient) -> None:
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=news.id, text="x", blocks=[section("x" * 3_001)])
        reply = caught.value.response
        assert reply["error"] == "invalid_blocks"
        wrong = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        assert wrong in reply["errors"]
        assert f"[ERROR] {wrong}" in reply["response_metadata"]["messages"]

    @pytest.mark.parametrize(
        ("kind", "with_bot", "archived", "error"),
        [
            ("public", False, False, "not_in_channel"),
            ("private", False, False, "channel_not_found"),
            ("public", True, True, "is_archived"),
        ],
    )
    def test_need_a_place(
        self, slack: LocalSlack, client: WebClient, kind: Any, with_bot: bool, archived: bool, error: str
    ) -> None:
        place = slack.add_channel("place", kind=kind, with_bot=with_bot, archived=archived)
        assert refusal(client.chat_postMessage, channel=place.id, text="x") == error

    def test_for_one_need_one_who_is_there(self, slack: LocalSlack, news: Channel, client: WebClient) -> None:
        away = slack.add_user("away")
        call = client.chat_postEphemeral
        assert refusal(call, channel=news.id, user=away.id, text="x") == "user_not_in_channel"
        assert refusal(call, channel=news.id, user="U404", text="x") == "user_not_found"


class TestStreams:
    def test_grow_until_they_are_stopped(
        self, slack: LocalSlack, ada: User, news: Channel, client: WebClient
    ) -> None:
        ts = slack.say(ada, news, "a question")
        stream = client.chat_stream(
            channel=news.id,
            thread_ts=ts,
            recipient_user_id=ada.id,
            recipient_team_id=slack.workspace.id,
            buffer_size=1,
        )
        stream.append(markdown_text="Duvrin ")
        stream.append(markdown_text="denied it.")
        whole: Json = {"channel": news.id, "ts": str(stream.ts), "text": "Whole"}
        assert refusal(client.chat_update, **whole) == "streaming_state_conflict"
        stream.stop(blocks=[section("Sources")])
        reply = slack.messages(news, ts)[1]
        assert (reply.text, reply.streaming) == ("Duvrin denied it.", "stopped")
        assert [block["type"] for block in reply.blocks] == ["markdown", "section"]
        assert client.chat_update(**whole)["ok"]

    def test_die_after_five_minutes(
        self, slack: LocalSlack, ada: User, client: WebClient, slack_clock: SlackClock
    ) -> None:
        place = slack.dm(ada)
        ts = slack.say(ada, place, "a question")
        stream = client.chat_startStream(channel=place.id, thread_ts=ts)["ts"]
        slack_clock.move(minutes=5)
        more = {"channel": place.id, "ts": stream, "markdown_text": "more"}
        assert refusal(client.chat_appendStream, **more) == "message_not_in_streaming_state"

    def test_in_a_channel_name_their_reader(
        self, slack: LocalSlack, ada: User, news: Channel, client: WebClient
    ) -> None:
        ts = slack.say(ada, news, "a question")
        start = client.chat_startStream
        assert refusal(start, channel=news.id, thread_ts=ts) == "missing_recipient_team_id"
        team = slack.workspace.id
        assert (
            refusal(start, channel=news.id, thread_ts=ts, recipient_team_id=team)
            == "missing_recipient_user_id"
        )

    def test_that_were_stopped_by_their_reader_take_no_more(
        self, slack: LocalSlack, ada: User, client: WebClient
    ) -> None:
        place = slack.dm(ada)
        ts = slack.say(ada, place, "a question")
        stream = client.chat_startStream(channel=place.id, thread_ts=ts, markdown_text="So ")["ts"]
        slack.stop_agent(ada, place, ts)
        more = {"channel": place.id, "ts": stream, "markdown_text": "more"}
        assert refusal(client.chat_appendStream, **more) == "stopped_by_user"
        assert client.chat_stopStream(channel=place.id, ts=stream)["ok"]

    def test_take_chunks_of_known_kinds(self, slack: LocalSlack, ada: User, client: WebClient) -> None:
        place = slack.dm(ada)
        ts = slack.say(ada, place, "a question")
        wrong = [{"type": "thought", "text": "hm"}]
        assert (
            refusal(client.chat_startStream, channel=place.id, thread_ts=ts, chunks=wrong) == "invalid_chunks"
        )


class TestViews:
    def test_open_with_a_trigger_once_within_three_seconds(
        self, client: WebClient, trigger: Callable[[], str], slack_clock: SlackClock
    ) -> None:
        fresh, old = trigger(), trigger()
        assert client.views_open(trigger_id=fresh, view=modal())["view"]["hash"]
        assert refusal(client.views_open, trigger_id=fresh, view=modal()) == "exchanged_trigger_id"
        slack_clock.move(seconds=3)
        assert refusal(client.views_open, trigger_id=old, view=modal()) == "expired_trigger_id"
        assert refusal(client.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"

    def test_stand_on_a_stack_of_three(
        self, slack: LocalSlack, ada: User, client: WebClient, trigger: Callable[[], str]
    ) -> None:
        assert refusal(client.views_push, trigger_id=trigger(), view=modal()) == "not_found"
        root = client.views_open(trigger_id=trigger(), view=modal())["view"]["id"]
        client.views_push(trigger_id=trigger(), view=modal())
        top = client.views_push(trigger_id=trigger(), view=modal())["view"]
        assert top["root_view_id"] == root
        assert len(slack.views(ada)) == 3
        assert refusal(client.views_push, trigger_id=trigger(), view=modal()) == "push_limit_reached"

    def test_are_updated_while_they_are_open_and_unchanged(
        self, slack: LocalSlack, ada: User, client: WebClient, trigger: Callable[[], str]
    ) -> None:
        opened = client.views_open(trigger_id=trigger(), view=modal(external_id="mine"))["view"]
        update = client.views_update
        assert update(external_id="mine", view=modal(external_id="mine"), hash=opened["hash"])["ok"]
        assert refusal(update, view_id=opened["id"], view=modal(), hash=opened["hash"]) == "hash_conflict"
        assert (
            refusal(client.views_open, trigger_id=trigger(), view=modal(external_id="mine"))
            == "duplicate_external_id"
        )
        slack.close_view(ada, slack.views(ada)[0])
        assert refusal(update, view_id=opened["id"], view=modal()) == "not_found"

    def test_say_where_they_are_wrong(self, client: WebClient, trigger: Callable[[], str]) -> None:
        with pytest.raises(SlackApiError) as caught:
            client.views_open(trigger_id=trigger(), view=modal(blocks=[{"type": "section"}]))
        assert caught.value.response["error"] == "invalid_arguments"
        assert caught.value.response["response_metadata"]["messages"] == [
            "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
            "[ERROR] must define either `text` or `fields` [json-pointer:/view/blocks/0]",
        ]

    def test_may_not_be_too_large(self, client: WebClient, trigger: Callable[[], str]) -> None:
        huge = modal(blocks=[section("я" * 3_000)] * 50)
        assert refusal(client.views_open, trigger_id=trigger(), view=huge) == "view_too_large"

    def test_are_published_only_where_the_home_is_on(self) -> None:
        with LocalSlack(manifest={}) as slack:
            client = WebClient(token=slack.bot_token, base_url=slack.api_url)
            home = {"type": "home", "blocks": [section()]}
            user = slack.add_user("ada").id
            assert refusal(client.views_publish, user_id=user, view=home) == "not_enabled"


class TestConversations:
    def test_are_listed_by_kind_in_pages(self, slack: LocalSlack, client: WebClient) -> None:
        for number in range(5):
            slack.add_channel(f"open-{number}")
        slack.add_channel("closed", kind="private")
        slack.add_channel("secret", kind="private", with_bot=False)
        first = client.conversations_list(limit=3)
        second = client.conversations_list(limit=3, cursor=first["response_metadata"]["next_cursor"])
        names = [each["name"] for page in (first, second) for each in page["channels"]]
        assert names == [f"open-{number}" for number in range(5)]
        private = client.conversations_list(types="private_channel")["channels"]
        assert [each["name"] for each in private] == ["closed"]
        assert refusal(client.conversations_list, types="channels") == "invalid_types"
        assert refusal(client.conversations_list, limit=0) == "invalid_limit"

    def test_are_opened_with_people(self, slack: LocalSlack, ada: User, client: WebClient) -> None:
        bea = slack.add_user("bea")
        alone = client.conversations_open(users=ada.id)["channel"]["id"]
        assert alone == slack.dm(ada).id
        assert client.conversations_open(users=ada.id)["channel"]["id"] == alone
        together = client.conversations_open(users=f"{ada.id},{bea.id}", return_im=True)["channel"]
        assert together["is_mpim"]
        assert refusal(client.conversations_open, users="U404") == "user_not_found"
        assert refusal(client.conversations_open, users="") == "users_list_not_supplied"

    def test_are_joined_when_they_are_public(self, slack: LocalSlack, client: WebClient) -> None:
        place = slack.add_channel("place", with_bot=False)
        assert refusal(client.conversations_history, channel=place.id) == "not_in_channel"
        assert client.conversations_join(channel=place.id)["channel"]["is_member"]
        assert client.conversations_history(channel=place.id)["messages"] == []
        group = slack.add_channel("group", kind="private")
        assert refusal(client.conversations_join, channel=group.id) == "method_not_supported_for_channel_type"

    def test_tell_who_is_there(self, slack: LocalSlack, ada: User, news: Channel, client: WebClient) -> None:
        assert client.conversations_members(channel=news.id)["members"] == [ada.id, slack.bot_user.id]
        assert (
            client.conversations_info(channel=news.id, include_num_members=True)["channel"]["num_members"]
            == 2
        )
        assert client.users_info(user=ada.id)["user"]["name"] == "ada"
        assert client.users_conversations(user=ada.id)["channels"][0]["id"] == news.id
        assert client.team_info()["team"]["domain"] == "local"
        assert client.bots_info(bot=slack.workspace.bot_id)["bot"]["user_id"] == slack.bot_user.id

    def test_are_read_between_two_moments(
        self, slack: LocalSlack, ada: User, news: Channel, client: WebClient
    ) -> None:
        times = [slack.say(ada, news, str(number)) for number in range(4)]
        inner = client.conversations_history(channel=news.id, oldest=times[0], latest=times[3])["messages"]
        assert [each["text"] for each in inner] == ["2", "1"]
        whole = client.conversations_history(
            channel=news.id, oldest=times[0], latest=times[3], inclusive=True
        )["messages"]
        assert len(whole) == 4
        assert refusal(client.conversations_history, channel=news.id, oldest="today") == "invalid_ts_oldest"


class TestReactions:
    def test_are_added_once(self, slack: LocalSlack, ada: User, news: Channel, client: WebClient) -> None:
        ts = slack.say(ada, news, "words")
        client.reactions_add(channel=news.id, timestamp=ts, name="eyes")
        assert slack.messages(news)[0].reactions == {"eyes": [slack.bot_user.id]}
        add = client.reactions_add
        assert refusal(add, channel=news.id, timestamp=ts, name="eyes") == "already_reacted"
        assert refusal(add, channel=news.id, timestamp=ts, name="no such!") == "invalid_name"
        assert refusal(add, channel=news.id, timestamp="now", name="eyes") == "bad_timestamp"
        client.reactions_remove(channel=news.id, timestamp=ts, name="eyes")
        assert slack.messages(news)[0].reactions == {}


class TestAgents:
    def test_have_limits(self, slack: LocalSlack, ada: User, client: WebClient) -> None:
        pane = slack.dm(ada)
        ts = slack.say(ada, pane, "a question")
        prompts = [{"title": "Today", "message": "What happened today?"}] * 5
        suggest = client.assistant_threads_setSuggestedPrompts
        assert refusal(suggest, channel_id=pane.id, prompts=prompts) == "invalid_arguments"
        status = client.assistant_threads_setStatus
        long = {"channel_id": pane.id, "thread_ts": ts, "status": "reads", "loading_messages": ["x" * 51]}
        assert refusal(status, **long) == "invalid_arguments"
        assert refusal(status, channel_id=pane.id, thread_ts="1.1", status="reads") == "invalid_thread_ts"

    def test_have_sessions(self, slack: LocalSlack, ada: User, client: WebClient) -> None:
        pane = slack.dm(ada)
        ts = slack.say(ada, pane, "a question")
        place = {"channel_id": pane.id, "thread_ts": ts}
        assert refusal(client.agents_sessions_rename, title="Denials", **place) == "session_not_found"
        assert refusal(client.agents_sessions_setStatus, status="thinking", **place) == "invalid_arguments"
        client.agents_sessions_setStatus(status="processing", title="Denials", **place)
        assert slack.state.assistant_thread(pane.id, ts).session == "processing"

    def test_lose_their_status_when_they_answer(
        self, slack: LocalSlack, ada: User, client: WebClient
    ) -> None:
        pane = slack.dm(ada)
        ts = slack.say(ada, pane, "a question")
        client.assistant_threads_setStatus(channel_id=pane.id, thread_ts=ts, status="reads")
        client.chat_postMessage(channel=pane.id, thread_ts=ts, text="an answer")
        assert slack.status(pane, ts) == ""

    def test_of_the_older_kind_begin_with_a_thread(
        self, slack: LocalSlack, ada: User, client: WebClient
    ) -> None:
        ts = slack.open_assistant_thread(ada)
        assert slack.deliveries[0].event["assistant_thread"]["thread_ts"] == ts
        client.chat_postMessage(channel=slack.dm(ada).id, thread_ts=ts, text="How can I help?")


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
