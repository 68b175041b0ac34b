"""Slash commands: answers and digests for one person, shared with the channel by a button."""

from datetime import timedelta
from typing import Any

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.interactions import CommandResult
from bot.playground.notices import called
from bot.playground.state import Channel, Message, User
from bot.slack import ids
from bot.slack.server import Server
from tests.scenario.slack.conftest import Begin

DENIED = "denied playing any part in earlier raids"
ACK = timedelta(seconds=1)
HOSTILE = "<!channel> <@U0000000001> *bold* <https://evil.example|news> :tada:"


def command(slack: LocalSlack, user: User, channel: Channel, name: str, text: str = "") -> CommandResult:
    """A slash command, with its first answer there."""
    result = slack.command(user, channel, name, text)
    slack.wait_for(lambda: result.posts)
    assert result.delivery.acked_at is not None
    assert result.delivery.acked_at - result.delivery.attempts[0].sent_at < ACK
    assert all(post.only_for == user.id for post in result.posts)
    return result


def buttons(message: Message) -> dict[str, str]:
    """The buttons of a message, their values by action_id."""
    return {
        element["action_id"]: element.get("value", "")
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def test_ask_answers_one_person(server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
    result = command(slack, ada, news, "/ask", "what did Duvrin deny?")
    assert DENIED in result.text
    server.wait_until_idle()
    assert not slack.messages(news)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("/ask", "", "Write a question behind it"),
        ("/ask", " ?? ", "Write a question behind it"),
        ("/ask", "why " * 400, "1,599 characters"),
        ("/region", "", "Name a region"),
        ("/region", "Tesen", "did you mean Tessen (Karvenia)"),
        ("/region", "Tessen since whenever", "After “since” write a length"),
        ("/region", "Tessen 2031-01-01", "lies in the future"),
        ("/region", "x" * 300, "too long"),
        ("/briefing", "Tesen", "did you mean Tessen (Karvenia)"),
        ("/briefing", "ostriches", "nothing about “ostriches” since 12 May"),
        ("/desk", "", "/desk add LINK"),
        ("/desk", "dance", "I don't know /desk “dance”"),
        ("/desk", "feeds", "No feeds are followed"),
        ("/desk", "status", "18 articles from 7 outlets"),
        ("/desk", "add nothing", "Write the address of an article"),
        ("/desk", "answers", "go on in threads with one person"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, name: str, text: str, said: str
) -> None:
    server = begin()
    result = command(slack, ada, news, name, text)
    server.wait_until_idle()
    assert len(result.posts) == 1
    assert said in result.text


@pytest.mark.parametrize(
    ("name", "text", "there", "absent"),
    [
        ("/region", "Tessen 7d", "Two people were killed", "ferry"),
        ("/region", "Tessen since 2024-05-18", "Candles in Morvale", "Two people were killed"),
        ("/tessen", "7d", "Two people were killed", "ferry"),
        ("/tessen", "fuel 7d", "a fuel yard in Tessen city", "Two people were killed"),
        ("/casteria", "", "Brightwell", "Morvale"),
        ("/briefing", "", "Candles in Morvale", "ferry"),
        ("/briefing", "Casteria 30d", "Brightwell", "Morvale"),
        ("/briefing", "fuel 7d", "a fuel yard in Tessen city", "Two people were killed"),
        ("/briefing", "yesterday", "Candles in Morvale", "bus depot in Brennick"),
    ],
)
def test_digests_are_of_the_region_the_topic_and_the_time(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, name: str, text: str, there: str, absent: str
) -> None:
    server = begin()
    result = command(slack, ada, news, name, text)
    server.wait_until_idle()
    assert len(result.posts) == 1
    assert there in str(result.posts[0].blocks)
    assert absent not in str(result.posts[0].blocks)


def test_the_quotes_of_a_digest_unfold(server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
    [shown] = command(slack, ada, news, "/tessen", "since 2024-05-18").posts
    slack.click(ada, shown, ids.ALL_QUOTES)
    slack.wait_for(lambda: len(slack.ephemerals(ada)) > 1)
    assert "About 500 people gathered in Morvale" in str(slack.ephemerals(ada)[1].blocks)
    assert "rich_text_quote" in str(slack.ephemerals(ada)[1].blocks)


def test_an_answer_is_shared_once_with_the_name_of_who_did(
    server: Server, slack: LocalSlack, ada: User, news: Channel
) -> None:
    [shown] = command(slack, ada, news, "/ask", "what did Duvrin deny?").posts
    slack.click(ada, shown, ids.SHARE, wait=False)
    slack.click(ada, shown, ids.SHARE)
    slack.wait_until_delivered()
    server.wait_until_idle()
    [message] = slack.messages(news)
    assert called(message) == [f"@{ada.id}"]
    assert DENIED in message.text
    assert ids.SHARE not in buttons(message)
    assert [each.text for each in slack.ephemerals(ada)] == ["Shared with the channel."]


def test_a_digest_is_shared_with_its_quotes_in_the_thread(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    server = begin()
    [shown] = command(slack, ada, news, "/briefing", "Casteria 30d").posts
    slack.click(ada, shown, ids.SHARE)
    slack.wait_for(lambda: slack.messages(news))
    server.wait_until_idle()
    [message] = slack.messages(news)
    assert message.text.startswith("Casteria · Sunday 19 May")
    assert not buttons(message)
    thread = slack.messages(news, message.ts)
    assert "rich_text_quote" in str(thread[1].blocks)
    assert called(message) == [f"@{ada.id}"]


@pytest.mark.parametrize("lost", [{"status": 500}, {"error": "internal_error", "after": True}])
def test_a_share_whose_answer_is_lost_stands_once(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, lost: dict[str, Any]
) -> None:
    server = begin()
    [shown] = command(slack, ada, news, "/ask", "what did Duvrin deny?").posts
    slack.fail_next("chat.postMessage", **lost)
    slack.click(ada, shown, ids.SHARE)
    slack.wait_for(lambda: [each.text for each in slack.ephemerals(ada)] == ["Shared with the channel."])
    server.wait_until_idle()
    assert len(slack.messages(news)) == 1


def test_where_the_bot_is_not_it_says_how_to_share(begin: Begin, slack: LocalSlack, ada: User) -> None:
    server = begin()
    far = slack.add_channel("far", [ada], "private", with_bot=False)
    [shown] = command(slack, ada, far, "/ask", "what did Duvrin deny?").posts
    slack.click(ada, shown, ids.SHARE)
    server.wait_until_idle()
    slack.wait_for(lambda: len(slack.ephemerals(ada)) == 2)
    assert "Invite me with /invite" in slack.ephemerals(ada)[1].text
    slack.join(slack.bot_user, far)
    slack.click(ada, shown, ids.SHARE)
    slack.wait_for(lambda: any(each.bot_id for each in slack.messages(far)))


def test_a_wider_search_answers_anew(begin: Begin, slack: LocalSlack, ada: User, news: Channel) -> None:
    server = begin()
    [shown] = command(slack, ada, news, "/ask", "what did Duvrin deny today?").posts
    assert ids.SEARCH_WIDER in buttons(shown)
    slack.click(ada, shown, ids.SEARCH_WIDER)
    slack.wait_for(lambda: len(slack.ephemerals(ada)) == 2)
    server.wait_until_idle()
    assert "Duvrin" in slack.ephemerals(ada)[1].text


def test_a_channel_chooses_when_questions_without_mention_are_answered(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    begin()
    assert "every message that is a question" in command(slack, ada, news, "/desk", "answers ALWAYS").text
    ts = slack.say(ada, news, "what did Duvrin deny?")
    slack.wait_for(lambda: len(slack.messages(news, ts)) == 2)
    assert "Use it in a channel" in command(slack, ada, slack.dm(ada), "/desk", "answers never").text


@pytest.mark.parametrize(
    ("name", "text"), [("/region", HOSTILE), ("/briefing", HOSTILE), ("/ask", HOSTILE), ("/desk", HOSTILE)]
)
def test_what_is_typed_calls_nobody(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, name: str, text: str
) -> None:
    server = begin()
    result = command(slack, ada, news, name, text)
    server.wait_until_idle()
    assert not [each for post in result.posts for each in called(post)]
    assert "<https://evil.example" not in str(result.posts[0].blocks)
