"""Questions in channels, threads and direct messages, through the real Bolt, in the local Slack."""

from collections.abc import Sequence

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, Message, User
from bot.slack.server import Server
from bot.store.conversations import Answers, Thread, Turn
from tests.scenario.slack.conftest import Begin

DENIED = "denied playing any part in earlier raids"
QUESTION = "what did Duvrin deny?"


def answers(slack: LocalSlack, channel: Channel, ts: str, number: int = 1) -> list[Message]:
    """The bot's messages in a thread, when there are so many."""

    def ours() -> list[Message]:
        return [each for each in slack.messages(channel, ts) if each.bot_id]

    slack.wait_for(lambda: len(ours()) >= number)
    return ours()


def quiet(slack: LocalSlack, server: Server, *about: tuple[Channel, str]) -> None:
    """Nothing more was said in those threads once everything that came was dealt with."""
    slack.wait_until_delivered()
    server.wait_until_idle()
    for channel, ts in about:
        assert not any(each.user == slack.bot_user.id for each in slack.messages(channel, ts))


def deliver_again(slack: LocalSlack) -> None:
    """Every event comes a second time, as it does when an acknowledgement is lost."""
    for delivery in slack.deliveries:
        with slack.core.changed:
            slack.core.courier.add(delivery.kind, delivery.payload, delivery.team_id)
    slack.server.wake()


def test_a_mention_is_answered_in_its_thread(
    server: Server, slack: LocalSlack, ada: User, news: Channel
) -> None:
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    [answer] = answers(slack, news, ts)
    assert DENIED in answer.text
    assert answer.unfurl == {"unfurl_links": False, "unfurl_media": False}
    assert answer.metadata is not None
    assert answer.metadata["event_type"] == "copydesk_answer"
    server.wait_until_idle()
    assert len(slack.messages(news, ts)) == 2
    assert len(slack.messages(news)) == 1


def test_a_direct_message_needs_no_mention(server: Server, slack: LocalSlack, ada: User) -> None:
    pane = slack.dm(ada)
    ts = slack.say(ada, pane, QUESTION)
    [answer] = answers(slack, pane, ts)
    assert DENIED in answer.text
    assert slack.status(pane, ts) == ""
    assert slack.calls_of("assistant.threads.setStatus")


def test_events_that_come_again_are_answered_once(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    server = begin()
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    answers(slack, news, ts)
    deliver_again(slack)
    quiet(slack, server)
    assert len(slack.messages(news, ts)) == 2


def test_what_is_not_for_the_bot_is_left_alone(
    server: Server, slack: LocalSlack, ada: User, news: Channel
) -> None:
    other = slack.add_user("weatherbot", bot=True)
    slack.join(other, news)
    chat = slack.say(ada, news, "What did Duvrin deny?")
    reply = slack.say(ada, news, "Nobody knows?", chat)
    machine = slack.say(other, news, f"{slack.mention} {QUESTION}", bot_id="B0WEATHER")
    edited = slack.say(ada, news, "Lunch?")
    slack.edit(news, edited, f"{slack.mention} {QUESTION}")
    slack.delete(news, slack.say(ada, news, "Oops"))
    assert reply
    quiet(slack, server, (news, chat), (news, machine), (news, edited))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Ask me a question"),
        ("?!", "Ask me a question"),
        ("what did Duvrin deny? " * 600, "in one or two sentences"),
        ("wer hat was bestritten?", "stored articles"),
    ],
    ids=["empty", "marks only", "12,000 characters", "another language"],
)
def test_odd_questions_get_a_plain_answer(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, text: str, says: str
) -> None:
    begin()
    ts = slack.say(ada, news, f"{slack.mention} {text}")
    [answer] = answers(slack, news, ts)
    assert says in answer.text


def test_a_file_without_words(begin: Begin, slack: LocalSlack, ada: User, news: Channel) -> None:
    begin()
    file = {"id": "F1", "name": "notes.pdf"}
    ts = slack.say(ada, news, slack.mention, files=[file], subtype="file_share")
    [answer] = answers(slack, news, ts)
    assert "not files" in answer.text


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ({"user_questions": 2}, "You have asked 2 questions"),
        ({"team_questions": 2}, "There were 2 questions"),
    ],
)
def test_one_question_too_many_is_told_so(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, limit: dict[str, int], told: str
) -> None:
    begin(**limit)
    for ts in [slack.say(ada, news, f"{slack.mention} {QUESTION}") for _ in range(2)]:
        answers(slack, news, ts)
    [refused] = answers(slack, news, slack.say(ada, news, f"{slack.mention} {QUESTION}"))
    assert told in refused.text


def test_the_limit_of_one_person_is_not_anothers(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    begin(user_questions=1)
    bob = slack.add_user("bob")
    slack.join(bob, news)
    for user in (ada, bob):
        [answer] = answers(slack, news, slack.say(user, news, f"{slack.mention} {QUESTION}"))
        assert DENIED in answer.text


def test_an_article_of_one_workspace_is_not_shown_in_a_shared_channel(
    begin: Begin, slack: LocalSlack, ada: User
) -> None:
    begin()
    shared = slack.add_channel("joint", [ada], shared=True)
    ts = slack.say(ada, shared, f"{slack.mention} {QUESTION}")
    [answer] = answers(slack, shared, ts)
    assert DENIED in answer.text


def test_a_thread_is_gone_on_with(server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    answers(slack, news, ts)
    slack.say(ada, news, "And Tobin Sayle?", ts)
    [_, second] = answers(slack, news, ts, 2)
    assert "Sayle" in second.text
    server.wait_until_idle()
    [*_, turn] = turns(server, slack, news, ts)
    assert turn.asked == "what did Tobin Sayle deny?"


def test_a_thread_that_a_second_person_has_joined_needs_a_mention(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    server = begin()
    ben = slack.add_user("ben")
    slack.join(ben, news)
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    answers(slack, news, ts)
    slack.say(ben, news, "I had not known that.", ts)
    slack.wait_until_delivered()  # Slack may deliver two messages in any order
    slack.say(ada, news, "And Pellmar?", ts)
    slack.wait_until_delivered()
    server.wait_until_idle()
    assert len(answers(slack, news, ts)) == 1
    slack.say(ben, news, f"{slack.mention} and Tobin Sayle?", ts)
    assert len(answers(slack, news, ts, 2)) == 2


@pytest.mark.parametrize(("setting", "answered"), [("never", False), ("replies", False), ("always", True)])
def test_a_channel_chooses_when_questions_without_a_mention_are_answered(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, setting: Answers, answered: bool
) -> None:
    server = begin()
    server.parts.store.conversations.set_answers(slack.workspace.id, news.id, setting)
    ts = slack.say(ada, news, QUESTION)
    slack.wait_until_delivered()
    server.wait_until_idle()
    assert bool([each for each in slack.messages(news, ts) if each.bot_id]) is answered


def turns(server: Server, slack: LocalSlack, channel: Channel, ts: str) -> Sequence[Turn]:
    return server.parts.store.conversations.turns(Thread(slack.workspace.id, channel.id, ts))
