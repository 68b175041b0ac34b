"""What Slack makes of typed words, whom a message calls, and what calls nobody."""

from typing import Any

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.notices import called
from bot.playground.state import Channel, Message, User


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@copydesk what now?", "{bot} what now?"),
        ("@Copydesk what now?", "{bot} what now?"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("see https://example.org/a?b=1&c=2 there", "see <https://example.org/a?b=1&amp;c=2> there"),
        ("@ada, in #news", "{ada}, in {news}"),
        ("@nobody at ada@example.org", "@nobody at ada@example.org"),
        ("@channel look", "<!channel> look"),
        ("<!channel>", "&lt;!channel&gt;"),
    ],
)
def test_the_composer_marks_what_was_typed(
    slack: LocalSlack, ada: User, news: Channel, typed: str, kept: str
) -> None:
    ts = slack.type(ada, news, typed)
    marks = {"bot": slack.mention, "ada": f"<@{ada.id}>", "news": f"<#{news.id}|news>"}
    assert news.messages[ts].text == kept.format(**marks)


@pytest.mark.parametrize(
    ("text", "block", "found"),
    [
        ("<!channel> look", None, ["!channel"]),
        ("<!here|here> and <@U1>", None, ["!here", "@U1"]),
        ("&lt;!channel&gt; look", None, []),
        ("", {"type": "markdown", "text": "a <!everyone> b"}, ["!everyone"]),
        ("", {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1|ada>"}}, ["@U1"]),
        ("", {"type": "section", "text": {"type": "plain_text", "text": "<!channel>"}}, []),
        ("", {"type": "rich_text", "elements": [{"type": "text", "text": "<!channel>"}]}, []),
        ("", {"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]}, ["!here"]),
        ("", {"type": "rich_text", "elements": [{"type": "user", "user_id": "U1"}]}, ["@U1"]),
    ],
)
def test_a_message_calls_whom_slack_would_call(
    text: str, block: dict[str, Any] | None, found: list[str]
) -> None:
    message = Message("1.1", "C1", "U0", text, blocks=[block] if block else [])
    assert called(message) == found
