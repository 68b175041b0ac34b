"""Whom a message calls, and what calls nobody."""

from typing import Any

import pytest

from bot.playground.notices import called
from bot.playground.state import Message


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
