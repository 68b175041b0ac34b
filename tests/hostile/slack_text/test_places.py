"""Wherever others' words are put, Slack finds nothing to act on but what the program made."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.digest.deliver import Ready
from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.claim import Status
from bot.news.digest import Change, Digest, Older, Story
from bot.news.subscription import Order, Schedule, Subscription
from bot.slack import blocks, escape
from bot.slack.ids import Ref
from bot.slack.render import editions
from tests.fakes.mrkdwn import Found, payload
from tests.hostile.slack_text.texts import pool

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Kyiv")
ASKER, CHANNEL = "U0000000001", "C0000000001"

TEXT = pool("texts", long=True)
NAME = pool("names").map(lambda text: text or "x")
URL = st.none() | NAME.map("https://courier.example/{}".format) | NAME
QUOTE = st.builds(
    lambda text, outlet, title, url, article: Quote(
        text or "x", 0, len(text), article, 1, outlet, title, url, url, AT
    ),
    TEXT,
    NAME,
    st.none() | NAME,
    URL,
    st.integers(1, 3),
)
QUOTES = st.lists(QUOTE, min_size=1, max_size=3).map(tuple)
STATEMENT = st.builds(
    Statement,
    text=TEXT,
    quotes=QUOTES,
    speakers=st.lists(NAME, max_size=2).map(tuple),
    cue_kind=st.none() | st.just("claim"),
    scope=st.none() | TEXT,
    status=st.none() | st.sampled_from([str(each) for each in Status]),
    why=st.lists(TEXT, max_size=2).map(tuple),
    shown=st.none() | NAME,
)
STATEMENTS = st.lists(STATEMENT, max_size=3).map(tuple)
REMARKS = st.lists(st.builds(Remark, TEXT, st.lists(QUOTE, max_size=1).map(tuple)), max_size=2).map(tuple)
HEADLINES = st.lists(st.builds(Headline, NAME, NAME, URL, st.none() | st.just(AT)), max_size=2).map(tuple)
CHANGE = st.builds(Change, TEXT, st.none() | TEXT, st.none() | TEXT, st.lists(QUOTE, max_size=1).map(tuple))
STORY = st.builds(
    Story,
    st.just("s1"),
    NAME,
    st.none() | NAME,
    STATEMENTS,
    STATEMENTS,
    STATEMENTS,
    REMARKS,
    st.lists(CHANGE, max_size=1).map(tuple),
)
NAMES = st.lists(NAME, max_size=2).map(tuple)
slow_to_draw = [HealthCheck.too_slow, HealthCheck.data_too_large]
large = settings(max_examples=25, suppress_health_check=slow_to_draw)
small = settings(max_examples=40, suppress_health_check=slow_to_draw)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    made = draw(STATEMENTS)
    near = () if made else draw(HEADLINES)
    first = draw(st.none() | NAME)
    return Answer(draw(TEXT), bool(made), "model", AT, made, draw(REMARKS), near, first=first)


def linked(found: Sequence[Quote | Headline]) -> set[Found]:
    """The links that may stand in a payload: those of the articles."""
    urls = [url for each in found for url in (each.url, getattr(each, "link", None))]
    return {Found("link", url) for url in map(escape.address, urls) if url}


def quotes_of(answer: Answer) -> list[Quote | Headline]:
    of_statements = [quote for item in answer.statements for quote in item.quotes]
    return [*of_statements, *(quote for item in answer.remarks for quote in item.quotes), *answer.nearest]


def found_in(messages: Sequence[blocks.Message]) -> set[Found]:
    """What Slack finds in messages, as they are posted."""
    return {found for each in messages for found in payload({"text": each.text, "blocks": list(each.blocks)})}


@large
@given(answers(), st.booleans())
def test_an_answer(answer: Answer, share: bool) -> None:
    made = blocks.messages(answer, answer_id=1, zone=ZONE, now=AT, share=share)
    assert found_in(made) <= linked(quotes_of(answer))
    shared = found_in(blocks.shared(ASKER, made))
    assert shared <= {*linked(quotes_of(answer)), Found("user", f"@{ASKER}")}


@large
@given(answers(), TEXT, TEXT)
def test_the_views_of_an_answer(answer: Answer, before: str, after: str) -> None:
    passages = [
        blocks.Passage(each, before, after, AT) for each in quotes_of(answer) if isinstance(each, Quote)
    ]
    ref = Ref(1, 1, len(answer.statements), "bad")
    views: list[Mapping[str, Any]] = [
        blocks.context_view(passages, zone=ZONE, now=AT),
        blocks.why_view(answer, ref),
        blocks.report_view(answer, ref),
        blocks.feedback_view(ref),
    ]
    assert set(payload(views)) <= linked(quotes_of(answer))


@large
@given(st.lists(STORY, max_size=2).map(tuple), st.none() | TEXT, st.none() | TEXT, NAMES, NAMES)
def test_a_digest(
    stories: tuple[Story, ...],
    region: str | None,
    topic: str | None,
    feeds: tuple[str, ...],
    notes: tuple[str, ...],
) -> None:
    made = Digest(region, topic, AT, AT, AT, 1, 1, stories, feeds)
    lines: list[Statement | Remark | Change] = []
    for story in stories:
        lines += [*story.statements, *story.remarks, *story.changes]
    quotes = [quote for line in lines for quote in line.quotes]
    for private in (True, False):
        posted = blocks.digest(made, zone=ZONE, now=AT, value="7", private=private, notes=notes)
        assert found_in(posted) <= linked(quotes)


@small
@given(TEXT, NAME, NAME, NAMES, st.none() | NAME)
def test_what_an_edition_says(
    why: str, topic: str, heading: str, feeds: tuple[str, ...], outlet: str | None
) -> None:
    order = Order(Schedule((0, 1), (time(8),)), "Europe/Kyiv", topic=topic)
    made = Digest(None, topic, AT, AT, AT, 0, 0, (), feeds, Older(heading, outlet, AT))
    posted = [
        editions.nothing_new(Ready(order, made, (why,)), zone=ZONE, now=AT),
        editions.paused(Subscription(1, "T1", CHANNEL, ASKER, order, AT), why),
    ]
    assert found_in(posted) == {Found("channel", CHANNEL)}


@small
@given(TEXT, QUOTES, st.none() | TEXT, st.lists(CHANGE, max_size=3), NAMES)
def test_notices_and_reports(
    said: str, quotes: tuple[Quote, ...], reason: str | None, changes: list[Change], lines: tuple[str, ...]
) -> None:
    assert not found_in([blocks.notice(said), blocks.listing(said, lines), editions.changes(changes)])
    told = blocks.report(ASKER, 1, quotes, reason, zone=ZONE, now=AT)
    assert found_in([told]) <= {*linked(quotes), Found("user", ASKER)}


@small
@given(
    st.lists(st.builds(blocks.Failing, NAME, TEXT), max_size=3).map(tuple),
    st.lists(st.builds(blocks.Question, TEXT, st.just(AT), URL), max_size=3).map(tuple),
)
def test_the_home_tab(failing: tuple[blocks.Failing, ...], recent: tuple[blocks.Question, ...]) -> None:
    view = blocks.home_view(blocks.DeskState(1, 1, AT, failing, recent), zone=ZONE, now=AT)
    asked = {Found("link", url) for url in (escape.address(each.url) for each in recent) if url}
    assert set(payload(view)) <= asked
