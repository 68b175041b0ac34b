"""Messages, streams and reactions through the Web API, and what it refuses in which words."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.slack import SlackClock
from tests.unit.playground.asking import refusal
from tests.unit.playground.kit import section

Json = dict[str, Any]


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
