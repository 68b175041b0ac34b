"""What is read out of Slack's payloads, and how it is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.slack.bodies import concerns_bot, links, place_of, words
from bot.slack.intake import stored

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
BOT = "U0BOT"


def event(**fields: Any) -> dict[str, Any]:
    said = {"type": "message", "user": "U1", "channel": "C1", "ts": "1.5", "channel_type": "channel"}
    return {"team_id": "T1", "event_id": "Ev1", "token": "secret", "event": said | fields}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0BOT> what did Duvrin deny?", "what did Duvrin deny?"),
        ("<@U0BOT|copydesk>: what?", ": what?"),
        ("what of <#C1|news> &amp; <https://a.example/x|this page>?", "what of news & this page?"),
        ("see <https://a.example/x?a=1&amp;b=2>", "see https://a.example/x?a=1&b=2"),
        ("<!channel> is &lt;this&gt; it?\n\n yes", "is <this> it? yes"),
        ("", ""),
    ],
)
def test_words(text: str, said: str) -> None:
    assert words(text) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<https://a.example/x?a=1&amp;b=2|here> and <https://a.example/x?a=1&amp;b=2>", 1),
        ("https://a.example/x, https://b.example/y.", 2),
        ("<mailto:a@b.example|a@b.example> <#C1|news>", 0),
    ],
)
def test_links(text: str, found: int) -> None:
    addresses = links(text)
    assert len(addresses) == found
    assert not any(each.endswith((",", ".", ">")) or "&amp;" in each for each in addresses)


@pytest.mark.parametrize(
    ("fields", "concerned"),
    [
        ({"text": "hello"}, False),
        ({"text": "<@U0BOT> hello"}, True),
        ({"text": "hello", "thread_ts": "1.1"}, True),
        ({"text": "hello", "channel_type": "im"}, True),
        ({"text": "<@U0BOT> hello", "bot_id": "B1"}, False),
        ({"text": "<@U0BOT> hello", "subtype": "message_changed"}, False),
        ({"text": "<@U0BOT>", "subtype": "file_share"}, True),
        ({"text": "<@U0BOT> joined", "subtype": "channel_join"}, False),
        ({"text": "<@U0BOT> hello", "user": None}, False),
    ],
)
def test_what_concerns_the_bot(fields: dict[str, Any], concerned: bool) -> None:
    assert concerns_bot(event(**fields)["event"], BOT) is concerned


def test_a_mention_is_kept_once_though_it_comes_as_two_events() -> None:
    as_message = event()
    as_mention = event(type="app_mention") | {"event_id": "Ev2"}
    assert stored("question", as_message, NOON).key == stored("question", as_mention, NOON).key


def test_a_thread_is_dealt_with_in_its_order() -> None:
    parent = stored("question", event(), NOON)
    reply = stored("question", event(ts="1.7", thread_ts="1.5"), NOON)
    assert parent.order_by == reply.order_by == "T1:C1:1.5"
    assert parent.key != reply.key


def test_the_same_ts_elsewhere_is_another_message() -> None:
    keys = {stored("question", event(channel=channel), NOON).key for channel in ("C1", "C2")}
    assert len(keys) == 2


def test_slacks_verification_token_is_not_kept() -> None:
    assert "token" not in stored("question", event(), NOON).payload["body"]


def test_an_interaction_is_known_by_its_trigger() -> None:
    click = {"type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "9.9.x"}
    assert stored("why", click, NOON).key == "why:9.9.x"


def test_places() -> None:
    command = {"command": "/ask", "team_id": "T1", "channel_id": "D1", "user_id": "U1", "response_url": "u"}
    click = {
        "user": {"id": "U1"},
        "team": {"id": "T1"},
        "channel": {"id": "C1"},
        "container": {"message_ts": "2.2", "thread_ts": "1.1"},
    }
    assert place_of(command).direct
    assert place_of(click).thread.ts == "1.1"
    assert place_of(event(thread_ts="1.1")).thread.ts == "1.1"
    assert place_of(event() | {"is_ext_shared_channel": True}).foreign
