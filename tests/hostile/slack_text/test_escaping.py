"""Whatever a text is, behind each escape Slack's parser finds nothing in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.characters import clusters, visible
from bot.news.span import Span
from bot.slack import escape
from bot.slack.text import pieces, shortened
from tests.fakes import mrkdwn
from tests.hostile.slack_text.texts import LONG, TEXTS

MARKUP = [
    ("<!channel>", "special"),
    ("<!subteam^S1|desk>", "special"),
    ("<!date^1700000000^{date}|then>", "special"),
    ("<@U0123456|ada>", "user"),
    ("<#C0123456>", "channel"),
    ("<https://evil.example|news>", "link"),
    ("<mailto:ada@evil.example>", "link"),
    (":fire:", "emoji"),
    (":wave::skin-tone-3:", "emoji"),
    ("*bold*", "bold"),
    ("_it_", "italic"),
    ("~no~", "strike"),
    ("`code`", "code"),
    ("```one\ntwo```", "pre"),
    ("one\n>two", "quote"),
    ("&gt; said", "quote"),
    ("see https://evil.example", "address"),
    ("@here", "name"),
]
URLS = st.tuples(st.sampled_from(["https://courier.example/", "http://c.example/?q=", "javascript:"]), TEXTS)


@pytest.mark.parametrize(("text", "kind"), MARKUP)
def test_the_parser_sees_markup(text: str, kind: str) -> None:
    assert kind in {found.kind for found in mrkdwn.mrkdwn(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("**b**", "strong_open"),
        ("[x](https://evil.example)", "link_open"),
        ("![x](https://evil.example/p.png)", "image"),
        ("# one", "heading_open"),
        ("- one", "bullet_list_open"),
        ("a <b>c</b>", "html_inline"),
        ("<!here>", "special"),
        ("| a |\n| - |\n| b |", "table_open"),
    ],
)
def test_the_parser_sees_markdown(text: str, kind: str) -> None:
    assert kind in {found.kind for found in mrkdwn.markdown(text)}


@given(TEXTS)
def test_mrkdwn_has_nothing_in_it(text: str) -> None:
    assert mrkdwn.mrkdwn(escape.mrkdwn(text), verbatim=True) == []


@given(TEXTS)
def test_markdown_has_nothing_in_it_and_reads_the_same(text: str) -> None:
    escaped = escape.markdown(text)
    assert mrkdwn.markdown(escaped) == []
    assert mrkdwn.plain_of(escaped) == visible(text)


@given(TEXTS)
def test_the_fallback_text_has_no_token_and_reads_the_same(text: str) -> None:
    escaped = escape.fallback(text)
    assert list(mrkdwn.tokens(escaped)) == []
    assert mrkdwn.decoded(escaped) == visible(text)


@given(URLS, TEXTS)
def test_a_link_is_one_link(parts: tuple[str, str], words: str) -> None:
    url = escape.address("".join(parts))
    if url is not None:
        assert mrkdwn.mrkdwn(escape.link(url, words), verbatim=True) == [mrkdwn.Found("link", url)]


@given(TEXTS)
def test_what_is_visible_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(LONG | TEXTS, st.integers(40, 400))
def test_pieces_part_no_character(text: str, limit: int) -> None:
    cut = list(pieces(text, limit))
    assert "".join(cut) == text
    ends = {each.end for each in clusters(text, Span(0, len(text)))}
    at = 0
    for piece in cut:
        at += len(piece)
        assert at in ends or not any(at - len(piece) < end < at for end in ends)


@given(LONG | TEXTS, st.integers(1, 60))
def test_a_shortened_text_is_its_beginning(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short.encode("utf-16-le")) // 2 <= limit
    assert short == text or text.startswith(short.removesuffix("…"))
