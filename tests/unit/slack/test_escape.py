"""Text of others does nothing in any of Slack's places."""

import pytest

from bot.news.characters import visible
from bot.slack import escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U012|ada>", "&lt;@U012|ada&gt;"),
        ("<https://evil.example|courier.example>", "&lt;https://evil.example|courier.example&gt;"),
        ("Q&A &lt;!here&gt;", "Q&amp;A &amp;lt;!here&amp;gt;"),
        ("*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"),
        ("a :fire: burns at 12:30", "a \u2236fire: burns at 12:30"),
        ("> said\n> again", "› said &gt; again"),
        ("@here", "@here"),
    ],
)
def test_mrkdwn_has_no_markup(text: str, shown: str) -> None:
    assert escape.mrkdwn(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!here>", r"&lt;\!here&gt;"),
        ("**b** [x](https://e.example)", r"\*\*b\*\* \[x\]\(https\:\/\/e.example\)".replace(".", r"\.")),
        ("# 1. a & b", r"\# 1\. a &amp; b"),
    ],
)
def test_markdown_has_no_markup(text: str, shown: str) -> None:
    assert escape.markdown(text) == shown


def test_the_fallback_text_mentions_nobody_and_keeps_its_marks() -> None:
    assert escape.fallback("<!channel> *now* 5 > 3") == "&lt;!channel&gt; *now* 5 &gt; 3"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202egnorw\u202c", "gnorw"),
        ("zero\u200bwidth\ufeff \u2066x\u2069", "zerowidth x"),
        ("ta\U000e0041gs \u3164\u2800", "tags"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("bell\x07", "bell\ufffd"),
        ("می‌خواهم", "می‌خواهم"),  # a non-joiner spells the word
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("pass\u200dword", "password"),
        ("\u200d\u200b x", "x"),
    ],
)
def test_what_cannot_be_seen_is_left_out_of_labels(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert escape.plain(text) == shown


@pytest.mark.parametrize(
    ("stored", "carried"),
    [
        ("as \u202eit\u202c is,\u200b  with  <!channel> & *all*\n", None),
        ("می‌خواهم 👩‍👩‍👧", None),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\x00a\x1b[31m\ud800\uffff", "\ufffda\ufffd[31m\ufffd\ufffd"),
    ],
)
def test_a_quote_keeps_its_characters_but_for_what_slack_cannot_carry(
    stored: str, carried: str | None
) -> None:
    assert escape.literal(stored) == (stored if carried is None else carried)


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://c.example/a?b=1&c=2#:~:text=it%20is", "https://c.example/a?b=1&c=2#:~:text=it%20is"),
        ("https://c.example/a|b <x>", "https://c.example/a%7Cb%20%3Cx%3E"),
        ("https://c.example/Жук", "https://c.example/%D0%96%D1%83%D0%BA"),
        ("javascript:alert(1)", None),
        ("slack://channel?id=1", None),
        ("https://", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
        ("https://c.example/" + "a" * 3000, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, taken: str | None) -> None:
    assert escape.address(url) == taken


def test_a_link_cannot_be_broken_out_of() -> None:
    url = escape.address("https://c.example/?a=1&b=<!channel>|x")
    assert url is not None
    assert escape.link(url, "<!here>|y") == (
        "<https://c.example/?a=1&amp;b=%3C!channel%3E%7Cx|&lt;!here&gt;|y>"
    )
