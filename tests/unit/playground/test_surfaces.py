"""Modals, Homes, conversations and the agent pane through the Web API."""

from collections.abc import Callable
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


def modal(**fields: Any) -> Json:
    title = {"type": "plain_text", "text": "Context"}
    return {"type": "modal", "title": title, "blocks": [section()], **fields}


@pytest.fixture
def trigger(slack: LocalSlack, ada: User) -> Callable[[], str]:
    """Makes trigger_ids, as a click of Ada's would."""
    return lambda: slack.state.new_trigger(slack.workspace.id, ada.id).id


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
