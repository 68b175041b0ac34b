"""Any answer becomes messages that Slack takes, with every word in them and no markup but ours."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.article import storable
from bot.news.characters import visible
from bot.news.claim import Status
from bot.news.digest import Change, Digest, Story
from bot.news.shown import is_its_quote
from bot.playground.validate.message import message_problems, too_long
from bot.playground.validate.view import view_problems
from bot.slack import blocks, escape
from bot.slack.ids import Ref
from bot.slack.render.elements import Block
from bot.slack.render.passages import Passage
from bot.slack.text import PIECE, pieces, shortened, weight

large = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

LINK = re.compile(r"<https?://[^<>|\s]+\|[^<>|]+>")

HOSTILE = st.sampled_from(
    [
        "<!channel>",
        "<!here|here>",
        "<@U0123456>",
        "<#C0123456>",
        "<https://evil.example|courier.example>",
        "@here",
        "&lt;!channel&gt;",
        "*bold*",
        "_it_",
        "~no~",
        "`code`",
        "```",
        "> quote",
        ":fire:",
        "\u202egnorw",
        "\u200b",
        "\u2066",
        "\ufeff",
        "\U000e0041",
        "a\u0301\u0327",
        "👩‍👩‍👧‍👦",
        "می‌خواهم",
        "\\",
        '"',
        "\x00\x07\x1b[31m",
        "\r\n\t",
        "\u2028",
        "||",
        "%",
    ]
)
WORDS = st.lists(st.text(max_size=15) | HOSTILE, max_size=5).map(" ".join).map(storable)
LONG = st.tuples(WORDS, st.integers(1, 120)).map(lambda made: (made[0] + " ") * made[1])
# The texts of one answer are chosen from a few: to draw each of some hundred letter by letter takes seconds.
SHORT = st.shared(st.lists(WORDS, min_size=1, max_size=4), key="short").flatmap(st.sampled_from)
TEXT = SHORT | SHORT | st.shared(st.lists(LONG, min_size=1, max_size=4), key="long").flatmap(st.sampled_from)
NAME = SHORT.map(lambda text: text or "x")
MOMENT = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PAGE = SHORT.map("https://courier.example/{}".format)
URL = st.none() | PAGE | PAGE | TEXT.map("http://courier.example/?{}".format) | SHORT
ZONE = st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Europe/Kyiv"), ZoneInfo("Asia/Kathmandu")])


def quote(text: str, outlet: str, url: str | None, article_id: int, at: datetime) -> Quote:
    return Quote(text, 0, len(text), article_id, 1, outlet, outlet or None, url, url, at)


QUOTE = st.builds(quote, TEXT.map(lambda text: text or "x"), NAME, URL, st.integers(1, 4), MOMENT)
CUE = st.sampled_from(["assert", "claim", "deny", "verify", "announce", "comment"])
STATEMENT = st.builds(
    Statement,
    text=TEXT,
    quotes=st.lists(QUOTE, min_size=1, max_size=4).map(tuple),
    speakers=st.lists(NAME, max_size=3).map(tuple),
    cue_kind=st.none() | CUE,
    scope=st.none() | TEXT,
    status=st.none() | st.sampled_from([str(each) for each in Status]),
    why=st.lists(TEXT, max_size=3).map(tuple),
    shown=st.none() | NAME,
)
OWN_VOICE = QUOTE.map(lambda found: Statement(found.text, (found,)))
MANY = st.lists(OWN_VOICE, min_size=1, max_size=4).flatmap(lambda few: st.just((few * 40)[:40]))
STATEMENTS = (st.lists(STATEMENT | OWN_VOICE, max_size=8) | MANY).map(tuple)
REMARK = st.builds(Remark, TEXT, st.lists(QUOTE, max_size=2).map(tuple))
HEADLINE = st.builds(Headline, NAME, NAME, URL, st.none() | MOMENT)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    statements = draw(STATEMENTS)
    return Answer(
        draw(TEXT),
        bool(statements),
        draw(st.sampled_from(["model", "extractive"])),
        draw(MOMENT),
        statements,
        tuple(draw(st.lists(REMARK, max_size=4))),
        () if statements else tuple(draw(st.lists(HEADLINE, max_size=4))),
    )


def refused(message: blocks.Message) -> list[str]:
    """What Slack would say against a message, and what it would take for markup."""
    found = message_problems(list(message.blocks)) + ["msg_blocks_too_long"] * too_long(list(message.blocks))
    if not message.text or len(message.text) > 3500 or re.search("[<>]", message.text):
        found.append(f"fallback text {message.text!r}")
    return found + marked(message.blocks)


def marked(value: Any) -> list[str]:
    """Texts that hold markup other than our links, or that Slack would look for links and names in."""
    if isinstance(value, dict) and value.get("type") == "mrkdwn":
        said = str(value["text"])
        ours = value["verbatim"] is True and not re.search("[<>]", LINK.sub("", said))
        return [] if ours else [said]
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [found for each in held for found in marked(each)]


def texts(value: Any) -> Iterator[str]:
    """Every text that is shown, in order."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from [each] if key == "text" and isinstance(each, str) else texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def joined(made: Sequence[blocks.Message]) -> str:
    """All rich text, however it was cut up."""
    shown = [block for message in made for block in message.blocks if block["type"] == "rich_text"]
    return together(texts(shown))


def together(parts: Iterable[str]) -> str:
    """Texts as one, without white space: a cut may stand at it."""
    return "".join("".join(parts).split())


def quoted(made: Sequence[blocks.Message]) -> str:
    elements = [
        element
        for message in made
        for block in message.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
    ]
    return "".join(texts(elements))


@large
@given(answers(), ZONE, MOMENT, st.booleans())
def test_any_answer_becomes_messages_that_slack_takes(
    answer: Answer, zone: ZoneInfo, now: datetime, share: bool
) -> None:
    made = blocks.messages(answer, answer_id=2**63 - 1, zone=zone, now=now, share=share, key="k")

    for message in made:
        assert refused(message) == []
    everything, words = joined(made), quoted(made)
    for number, item in enumerate(answer.statements, 1):
        assert f"{number}" in everything
        assert together([visible(item.text)]) in everything or is_its_quote(item)
        assert all(escape.literal(found.text) in words for found in item.quotes)
    for remark in answer.remarks:
        assert together([visible(remark.text)]) in everything
    for near in answer.nearest:
        assert together([visible(shortened(near.title, 200))]) in everything


def test_a_remark_that_fills_a_message_is_not_torn() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    said = quote("The pier is shut.", "The Courier", None, 1, now)
    lines = tuple(Statement(f"Pier {number} is shut.", (said,)) for number in range(8))
    remark = Remark("Not independently verified: " + "می‌خواهم \U000e0041 " * 300)
    answer = Answer("?", True, "model", now, lines, (remark,))
    made = blocks.messages(answer, answer_id=1, zone=ZoneInfo("UTC"), now=now)
    assert together([visible(remark.text)]) in joined(made)


STORY = st.builds(
    Story,
    story_id=st.just("s1"),
    heading=NAME,
    outlet=st.none() | NAME,
    confirmed=st.lists(STATEMENT, max_size=2).map(tuple),
    reported=(MANY | st.just([])).map(tuple),
    contested=st.lists(STATEMENT, max_size=1).map(tuple),
    remarks=st.lists(REMARK, max_size=1).map(tuple),
    changes=st.lists(
        st.builds(Change, TEXT, st.none() | TEXT, st.none() | TEXT, st.lists(QUOTE, max_size=1).map(tuple)),
        max_size=1,
    ).map(tuple),
)
DIGEST = st.builds(
    Digest,
    region=st.none() | TEXT,
    topic=st.none() | TEXT,
    since=MOMENT,
    until=MOMENT,
    as_of=MOMENT,
    outlets=st.integers(0, 10**6),
    articles=st.integers(0, 10**6),
    stories=st.lists(STORY, max_size=4).map(tuple),
    failing_feeds=st.lists(NAME, max_size=5).map(tuple),
)


@large
@given(DIGEST, ZONE, MOMENT)
def test_any_digest_becomes_messages_that_slack_takes(made: Digest, zone: ZoneInfo, now: datetime) -> None:
    posted = blocks.digest(made, zone=zone, now=now, value="7")

    for message in posted:
        assert refused(message) == []
    everything, words = joined(posted), quoted(posted)
    for story in made.stories:
        for item in (*story.confirmed, *story.reported, *story.contested):
            assert together([visible(item.text)]) in everything
            assert all(escape.literal(found.text) in words for found in item.quotes)
        for change in story.changes:
            assert together([visible(change.text)]) in everything


PASSAGE = st.builds(Passage, QUOTE, TEXT, TEXT, st.none() | MOMENT, st.booleans(), st.none() | MOMENT)


def views(answer: Answer, ref: Ref, passages: list[Passage], zone: ZoneInfo, now: datetime) -> list[Block]:
    return [
        blocks.context_view(passages, zone=zone, now=now),
        blocks.why_view(answer, ref),
        blocks.report_view(answer, ref),
        blocks.feedback_view(ref),
    ]


@large
@given(answers(), st.lists(PASSAGE, max_size=6), ZONE, MOMENT)
def test_any_view_is_one_that_slack_takes(
    answer: Answer, passages: list[Passage], zone: ZoneInfo, now: datetime
) -> None:
    for view in views(answer, Ref(1, 1, len(answer.statements), "bad"), passages, zone, now):
        assert view_problems(view, "modal") + marked(view) == []
        assert len(json.dumps(view)) < 250_000


FAILING = st.lists(st.builds(blocks.Failing, NAME, TEXT), max_size=15).map(tuple)
ASKED = st.lists(st.builds(blocks.Question, TEXT, MOMENT, URL), max_size=15).map(tuple)
DESK = st.builds(
    blocks.DeskState, st.integers(0, 99), st.integers(0, 10**9), st.none() | MOMENT, FAILING, ASKED
)


@large
@given(DESK, ZONE, MOMENT)
def test_any_home_is_one_that_slack_takes(state: blocks.DeskState, zone: ZoneInfo, now: datetime) -> None:
    view = blocks.home_view(state, zone=zone, now=now)
    assert view_problems(view, "home") + marked(view) == []


@given(TEXT, st.integers(20, PIECE))
def test_pieces_are_the_text(text: str, limit: int) -> None:
    cut = list(pieces(text, limit))
    assert "".join(cut) == text
    assert all(weight(piece) <= limit for piece in cut)


@given(TEXT)
def test_what_is_made_visible_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)
