"""Buttons under answers: context, reasons, thumbs and reports."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.news.article import Incoming
from bot.playground.driver import LocalSlack
from bot.playground.notices import called
from bot.playground.state import Channel, Message, User, View
from bot.slack import ids
from bot.slack.server import Server
from bot.store.engine import Store, open_store
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_questions import QUESTION, answers

WORDS = "denied playing any part in earlier raids over the frontier"
HOSTILE = "<!channel> <@U0000000001> *wrong* <https://evil.example|here>"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    """The store of the bot, to look into."""
    opened = open_store(f"sqlite:///{data / 'demo.sqlite3'}")
    yield opened
    opened.close()


def answered(slack: LocalSlack, user: User, channel: Channel) -> Message:
    """The bot's answer to a question in the channel."""
    ts = slack.say(user, channel, f"{slack.mention} {QUESTION}")
    return answers(slack, channel, ts)[0]


def modal(slack: LocalSlack, user: User) -> View:
    """The modal that opens."""
    slack.wait_for(lambda: slack.views(user))
    return slack.views(user)[-1]


def thumb(message: Message, which: str) -> str:
    """The value of 👍 ("good") or 👎 ("bad")."""
    [found] = [
        element["positive_button" if which == "good" else "negative_button"]["value"]
        for block in message.blocks
        if block["type"] == "context_actions"
        for element in block["elements"]
    ]
    return str(found)


def reported(message: Message) -> str:
    """The value of "Report a wrong quote" in the menu."""
    [found] = [
        element["options"][0]["value"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "overflow"
    ]
    return str(found)


def test_the_quotes_are_shown_in_context(server: Server, slack: LocalSlack, ada: User, news: Channel) -> None:
    delivery = slack.click(ada, answered(slack, ada, news), ids.SHOW_CONTEXT)
    view = modal(slack, ada)
    assert view.payload["title"]["text"] == "In context"
    bold = [
        element["text"]
        for block in view.blocks
        if block["type"] == "rich_text"
        for line in block["elements"]
        for element in line["elements"]
        if element.get("style") == {"bold": True}
    ]
    assert any(WORDS in text for text in bold)
    assert "changed since" not in str(view.blocks)
    assert delivery.acked_at is not None
    assert delivery.acked_at - delivery.attempts[0].sent_at < timedelta(seconds=1)


def test_the_context_says_that_an_article_has_changed(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, store: Store
) -> None:
    server = begin()
    message = answered(slack, ada, news)
    for one in [each for each in store.articles.all() if WORDS in each.text]:
        text = one.text.replace(WORDS, "said nothing")
        now = one.fetched_at + timedelta(hours=1)
        store.articles.add(Incoming(text, one.outlet, now, url=one.url, canonical_url=one.url))
    slack.click(ada, message, ids.SHOW_CONTEXT)
    assert "these words are no longer in it" in str(modal(slack, ada).blocks)
    server.wait_until_idle()


def test_the_reasons_for_labels_are_shown(
    server: Server, slack: LocalSlack, ada: User, news: Channel
) -> None:
    slack.click(ada, answered(slack, ada, news), ids.SHOW_WHY)
    view = modal(slack, ada)
    assert view.payload["title"]["text"] == "Why these labels?"
    assert "rich_text_list" in str(view.blocks)


@pytest.mark.parametrize("choice", ["good", "bad"])
def test_a_thumb_is_kept_with_the_quotes_and_its_reason(
    server: Server, slack: LocalSlack, ada: User, news: Channel, store: Store, choice: str
) -> None:
    message = answered(slack, ada, news)
    slack.click(ada, message, ids.FEEDBACK, thumb(message, choice))
    assert not slack.submit(ada, modal(slack, ada), {ids.REASON: HOSTILE}).errors
    server.wait_until_idle()
    [opinion] = store.feedback.of_answer(1)
    assert (opinion.choice, opinion.reason, opinion.user_id) == (choice, HOSTILE, ada.id)
    assert WORDS in str(opinion.quotes)
    assert not slack.views(ada)


def test_a_person_has_one_opinion_of_an_answer(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, store: Store
) -> None:
    server = begin()
    bo = slack.add_user("bo")
    slack.join(bo, news)
    message = answered(slack, ada, news)
    for user, choice in [(ada, "good"), (ada, "bad"), (bo, "good")]:
        slack.click(user, message, ids.FEEDBACK, thumb(message, choice))
    server.wait_until_idle()
    kept = {opinion.user_id: opinion.choice for opinion in store.feedback.of_answer(1)}
    assert kept == {ada.id: "bad", bo.id: "good"}


def test_a_report_reaches_the_operators_channel(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, store: Store
) -> None:
    desk = slack.add_channel("desk", [ada])
    server = begin(slack_operator_channel=desk.id)
    message = answered(slack, ada, news)
    slack.click(ada, message, ids.MORE, reported(message))
    slack.submit(ada, modal(slack, ada), {ids.QUOTE: "1.1", ids.REASON: HOSTILE})
    slack.wait_for(lambda: slack.messages(desk))
    slack.wait_for(lambda: slack.ephemerals(ada))
    server.wait_until_idle()
    [report] = slack.messages(desk)
    assert WORDS in str(report.blocks)
    assert called(report) == [f"@{ada.id}"]
    assert slack.ephemerals(ada)[0].text == "Thank you. The report has gone to whoever runs the desk."
    assert slack.ephemerals(ada)[0].channel == news.id
    [opinion] = store.feedback.of_answer(1)
    assert opinion.choice == "report"
    assert len(opinion.quotes) == 1


@pytest.mark.parametrize("channel", [None, "C0NOWHERE"])
def test_a_report_without_a_channel_is_logged_and_said_to_be(
    begin: Begin,
    slack: LocalSlack,
    ada: User,
    news: Channel,
    caplog: pytest.LogCaptureFixture,
    channel: str | None,
) -> None:
    server = begin(slack_operator_channel=channel)
    message = answered(slack, ada, news)
    slack.click(ada, message, ids.MORE, reported(message))
    with caplog.at_level(logging.WARNING):
        slack.submit(ada, modal(slack, ada), {ids.QUOTE: "1.1"})
        slack.wait_for(lambda: slack.ephemerals(ada))
        server.wait_until_idle()
    assert "finds it in the log" in slack.ephemerals(ada)[0].text
    assert "A quote was reported as wrong: answer 1" in caplog.text


def test_a_trigger_that_expires_is_said(begin: Begin, slack: LocalSlack, ada: User, news: Channel) -> None:
    begin()
    message = answered(slack, ada, news)
    slack.fail_next("views.open", "expired_trigger_id")
    slack.click(ada, message, ids.SHOW_CONTEXT)
    slack.wait_for(lambda: slack.ephemerals(ada))
    assert "took too long" in slack.ephemerals(ada)[0].text


@pytest.mark.parametrize("action_id", [ids.SHOW_CONTEXT, ids.SHOW_WHY])
def test_an_answer_that_is_gone_is_said(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, store: Store, action_id: str
) -> None:
    begin()
    message = answered(slack, ada, news)
    with store.engine.begin() as db:
        db.exec_driver_sql("DELETE FROM answers")
    slack.click(ada, message, action_id)
    slack.wait_for(lambda: slack.ephemerals(ada))
    assert "no longer stored" in slack.ephemerals(ada)[0].text
    assert not slack.views(ada)
