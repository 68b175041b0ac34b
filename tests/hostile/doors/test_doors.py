"""Whatever comes in by these doors, it is either read as it is meant to be or refused in a sentence."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.gazetteer import Gazetteer
from bot.config import load_desk_file
from bot.desk.draft import MAX_SENTENCE_IDS, MAX_STATEMENTS, MAX_TEXT_CHARS, DraftError, parse
from bot.desk.prompts import as_data
from bot.desk.quotes import fragment_link, locate, quote
from bot.desk.verify import answered, verify
from bot.digest.form import Filled
from bot.digest.known import Known
from bot.digest.schedule import next_run
from bot.digest.subscriptions import ordered, wanted
from bot.errors import ConfigError, CopydeskError
from bot.news.characters import clusters, visible
from bot.news.evidence import Evidence
from bot.news.span import Span
from bot.search.dates import read, since
from tests.fakes.serving import SAMPLES
from tests.hostile.doors.replies import READING, TEXT, replies
from tests.unit.desk.readings import PUBLISHED, revision

EVIDENCE = [Evidence(index + 1, READING, index) for index in range(len(READING.sentences))]
A_FEW = settings(max_examples=60)


def a_reply_is_a_draft_or_refused(reply: str) -> None:
    """Whatever a model answers, what is left of it is stored word for word."""
    try:
        draft = parse(reply)
    except DraftError as error:
        return _is_sentence(error)
    assert len(draft.statements) <= MAX_STATEMENTS
    for proposed in draft.statements:
        assert len(proposed.text) <= MAX_TEXT_CHARS
        assert len(proposed.quote or "") <= MAX_TEXT_CHARS
        assert len(proposed.sentence_ids) <= MAX_SENTENCE_IDS
        (proposed.text + (proposed.quote or "")).encode()
    verdict = verify(draft, EVIDENCE)
    assert all(rejected.reason and len(rejected.reason) < 5000 for rejected in verdict.rejected)
    for made in verdict.statements:
        assert all(TEXT[shown.start : shown.end] == shown.text for shown in made.quotes)
    if verdict.statements:
        assert answered("?", "model", PUBLISHED, verdict.statements, (), [READING]).answered
    return None


def _is_sentence(error: CopydeskError) -> None:
    assert str(error)[-1:] in {".", "?"}


TIME_WORDS = (
    "since|between|from|until|before|after|in|by|of|over|the|last|past|hours|day|week|fortnight|months|"
    "year|ago|night|quarter of|May|Mar|Sept.|february|Monday|yesterday|the day before yesterday|Q3|fourth|"
    "0|1|29|31|00|1999|2024|2100|9999|0000|٣|１２|²|a|ten|couple of|2024-02-30|0000-00-00|9999-12-31|"
    "9998-12|0001-01-01|1600-01|2024-1|٢٠٢٤-٠٥-٠١|zebras|2024-05-01T00:00+14:00"
)
GLUE = [" ", " ", "\u00a0", "-", "–", ", ", "'s ", "", "/", "\n", "\u200b", " to ", " and "]
WORDS = st.sampled_from(TIME_WORDS.split("|")) | st.text(max_size=4)
DATE_WORDS = st.lists(st.tuples(WORDS, st.sampled_from(GLUE)), max_size=9).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(-11_000_000_000, 250_000_000_000).map(lambda s: EPOCH + timedelta(seconds=s))


def date_words_are_read_in_order(text: str, now: datetime) -> None:
    """Whatever a question says of time, its stretches have a length, and their words stand in it."""
    found = read(text, now)
    edges = [found.since, found.until, *(found.focus or ())]
    assert all(edge is None or edge.tzinfo is UTC for edge in edges)
    assert found.focus is None or found.focus.start < found.focus.end
    assert list(found.spans) == sorted(found.spans, key=lambda span: span.start)
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)
    assert not any(one.overlaps(other) for one in found.spans for other in found.spans if one != other)
    assert bool(found.spans) == any(edge is not None for edge in edges)


def since_is_a_moment_or_refused(value: str, now: datetime) -> None:
    """Whatever stands behind --since, it is a moment in UTC or a sentence says what is expected."""
    try:
        found = since(value, now)
    except ConfigError as error:
        return _is_sentence(error)
    assert found.tzinfo is UTC
    return None


KNOWN = Known(Gazetteer(load_desk_file(SAMPLES).regions), ("Harbour Herald", "The Ridge Post"))
ORDER_WORDS = (
    "daily|weekdays|weekends|mondays|tues|thurs.|sunday|and|&|,|at|on|every|each|day|hour|6|5 hours|hourly|"
    "08:00|7.30|8am|12 a.m.|13pm|25:00|٠٨:٠٠|noon|midnight|Europe/Kyiv|Kyiv|utc|Etc/GMT+12|posix/UTC|in|"
    "24|Tessen|Kell Island|Kiev|drones|from|not|only|without|except|Harbour Herald|the Ridge Post|everything|"
    'all outlets|short|full|silent|line|"every 6 hours"|"|“from|to”|every-99-hours|²|İ|ß'
)
SCHEDULE_WORDS = st.lists(
    st.tuples(st.sampled_from(ORDER_WORDS.split("|")) | st.text(max_size=4), st.sampled_from(GLUE)),
    max_size=9,
).map(lambda parts: "".join(word + glue for word, glue in parts))


def schedule_words_are_an_order_or_refused(text: str) -> None:
    """Whatever follows /digest, it is an order that runs and that its own form reads again, or refused."""
    try:
        order = ordered(wanted(text), KNOWN, "Europe/Kyiv")
    except ConfigError as error:
        return _is_sentence(error)
    zone = ZoneInfo(order.zone)
    assert next_run(order.schedule, PUBLISHED, zone) > PUBLISHED
    assert Filled.of(order).read(KNOWN, order.regions) == (order, {})
    return None


LETTERS = st.sampled_from(
    [
        *"aáä'’\"“”«»-–—.,:%5`´‐ \n\r\t\x00\u2028",
        *"\u0301\u00ad\u200b\u200d\ufe0f\u202e\ufeff\U000e0041\U000e0101",
        *(
            "e\u0301",
            "raid",
            "won't",
            "U.S.",
            "3.5%",
            "50\u00a0000",
            "−5",
            "ﬁ",
            "ß",
            "İ",
            "한",
            "\u1112\u1161",
        ),
        *("\u1112\u1161", "👩\u200d🚒", "👍🏽", "🇺🇦", "ש\u05c1\u05b8", "می\u200cخ", "\u0e01\u0e33"),
    ]
)
STORED = st.lists(LETTERS, max_size=30).map("".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span, str]:
    """A text, a part of it, and a quote: a stretch of it as the model saw it, or with a letter changed."""
    text = draw(STORED)
    start = draw(st.integers(0, len(text)))
    within = Span(start, draw(st.integers(start, len(text))))
    at = draw(st.integers(within.start, within.end))
    words = text[at : draw(st.integers(at, within.end))]
    composed, apart = unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)
    seen = draw(st.sampled_from([words, as_data(words), composed, apart, words + "x"]))
    return text, within, seen


def a_quote_is_found_whole_or_not_at_all(case: tuple[str, Span, str]) -> None:
    """Whatever is quoted, what is found stands there, says the same and splits no character."""
    text, within, said = case
    found = locate(said, text, within)
    if found is None:
        return
    assert within.covers(found)
    assert _bare(found.of(text)) == _bare(said)
    edges = {edge for each in clusters(text, within) for edge in (each.start, each.end)}
    assert {found.start, found.end} <= edges
    made = quote(revision(text), found)
    assert made.text == text[made.start : made.end]
    link = fragment_link("https://courier.example/a", text, found)
    assert link is not None
    assert link.isprintable()


def _bare(words: str) -> str:
    """Letters and digits alone: what two quotes of the same words must share."""
    composed = unicodedata.normalize("NFC", visible(words))
    return "".join(each for each in composed if each.isalnum())


test_replies = A_FEW(given(replies())(a_reply_is_a_draft_or_refused))
test_date_words = A_FEW(given(DATE_WORDS, MOMENTS)(date_words_are_read_in_order))
test_since = A_FEW(given(DATE_WORDS | st.text(max_size=12), MOMENTS)(since_is_a_moment_or_refused))
test_schedule_words = A_FEW(given(SCHEDULE_WORDS)(schedule_words_are_an_order_or_refused))
test_quotes = A_FEW(given(quoted())(a_quote_is_found_whole_or_not_at_all))


@pytest.mark.parametrize("hours", [14, -14])
def test_a_date_at_the_edge_of_time_is_refused(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    edge = datetime.min.replace(tzinfo=zone) if hours > 0 else datetime.max.replace(tzinfo=zone)
    with pytest.raises(ConfigError, match="--since"):
        since(edge.isoformat(), PUBLISHED)
