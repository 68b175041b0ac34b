"""What holds for any text and any question."""

import tempfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.article import Incoming, storable
from bot.news.sentences import split
from bot.search import dates
from bot.search.find import find
from bot.search.index import TantivyIndex
from bot.search.marks import marks
from bot.search.passages import passages
from bot.search.query import read
from bot.search.words import stems, words
from bot.store.engine import open_store
from bot.work import run_due

START = datetime(1980, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 40_000 * 24).map(lambda hours: START + timedelta(hours=hours))
WORDS = [
    "since",
    "Monday",
    "between",
    "and",
    "2 June",
    "in",
    "May",
    "last",
    "3",
    "days",
    "Q3",
    "2026",
    "before",
    "“",
    "”",
    "’s",
]
QUESTIONS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))
SENTENCES = st.lists(st.integers(1, 400).map(lambda count: "W" + "ord wo" * count + "."), max_size=30)


@settings(deadline=None)
@given(SENTENCES)
def test_passages_part_the_sentences(lengths: list[str]) -> None:
    text = " ".join(lengths)
    sentences = split(text)
    found = passages(text, sentences)
    assert [one for span in found for one in sentences if span.covers(one)] == list(sentences)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {span.start for span in found} <= {one.start for one in sentences}
    assert {span.end for span in found} <= {one.end for one in sentences}


@settings(deadline=None)
@given(st.text())
def test_words_are_not_empty_and_survive_capitals(text: str) -> None:
    found = words(text)
    assert all(found)
    if text.isascii():
        assert words(text.upper()) == found
    assert all(stems(text, language) is not None for language in (None, "de", "xx"))


@settings(deadline=None)
@given(QUESTIONS, MOMENTS)
def test_any_question_can_be_read(question: str, now: datetime) -> None:
    query = read(question, now, ["The Ridge Post", "Tribune"])
    assert all(word in question for word in query.terms)
    assert all(phrase in question for phrase in query.phrases)
    assert query.focus is None or query.focus.start < query.focus.end


@settings(deadline=None)
@given(QUESTIONS, MOMENTS)
def test_date_words_stand_where_they_are_said_to(question: str, now: datetime) -> None:
    found = dates.read(question, now)
    assert all(0 <= span.start < span.end <= len(question) for span in found.spans)
    assert list(found.spans) == sorted(found.spans)
    assert bool(found.spans) == any((found.since, found.until, found.focus))


@settings(deadline=None)
@given(QUESTIONS, st.text())
def test_marks_lie_in_the_text(question: str, text: str) -> None:
    query = read(question, datetime(2026, 6, 10, tzinfo=UTC))
    assert all(span.of(text) for span in marks(text, query))


ALPHABET = st.characters(
    codec="utf-8", categories=("L", "N", "P", "Zs", "Mn"), include_characters="\r\n\u00a0😀"
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(ALPHABET, min_size=1, max_size=300), min_size=1, max_size=6))
def test_whatever_is_found_stands_in_the_store(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'store.sqlite3'}")
        index = TantivyIndex(Path(folder) / "index")
        now = datetime(2026, 6, 10, tzinfo=UTC)
        for number, text in enumerate(texts):
            store.articles.add(Incoming(f"Zebra{number} {text}", "Outlet", now))
        run_due(store, index)
        hits = find(store, index, " ".join(f"Zebra{number}" for number in range(len(texts))), now=now, k=50)
        for hit in hits:
            revision = store.articles.revision(hit.article_id, hit.revision)
            assert revision is not None
            assert revision.text[hit.start : hit.end] == hit.text
            assert storable(hit.text) == hit.text
        assert {hit.article_id for hit in hits} == set(range(1, len(texts) + 1))
        store.close()
