"""The sentences that a prompt has room for: the likeliest, in order, and never more than fit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.budget import count
from bot.desk.choose import chosen
from bot.desk.prompts import articles
from bot.news.article import Revision
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.sentences import split
from bot.search.query import read

NOW = datetime(2026, 3, 9, tzinfo=UTC)
TEXT = (
    "The bridge at Tarn was shut on Monday after a barge hit it. Mayor Lena Orvik spoke in the town hall. "
    "She said that repairs would cost 4 million crowns. Fog lay over the sound. The ferry was late. "
    "Swans were seen near the mill. A choir sang. Nobody was hurt when the barge hit the bridge."
)


def evidence(*texts: str) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for article_id, text in enumerate(texts, 1):
        reading = Reading(Revision(article_id, 1, "The Tarn Post", text, NOW), split(text))
        found += [Evidence(len(found) + n, reading, n, 1.0) for n in range(len(reading.sentences))]
    return tuple(found)


def told(question: str, limit_tokens: int) -> list[str]:
    return [item.text for item in chosen(read(question, NOW), evidence(TEXT), limit_tokens)]


def test_all_of_it_when_there_is_room() -> None:
    assert told("What happened to the bridge?", 1000) == [item.text for item in evidence(TEXT)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What hit the bridge at Tarn?", "after a barge hit it"),
        ("How much will the repairs cost?", "4 million crowns"),
        ("Was anyone injured on the bridge?", "Nobody was hurt"),
    ],
)
def test_the_likeliest_when_there_is_little(question: str, words: str) -> None:
    assert any(words in sentence for sentence in told(question, 60))


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    assert told("How much will the repairs cost?", 60)[:2] == [
        "Mayor Lena Orvik spoke in the town hall.",
        "She said that repairs would cost 4 million crowns.",
    ]


@given(st.integers(0, 300))
def test_it_fits_with_its_headings_and_keeps_its_order(limit_tokens: int) -> None:
    offered = chosen(read("Who shut the bridge?", NOW), evidence(TEXT, TEXT), limit_tokens)
    assert not offered or count(articles(offered)) <= limit_tokens
    assert [item.id for item in offered] == list(range(1, len(offered) + 1))
    places = [(item.reading.revision.article_id, item.sentence) for item in offered]
    assert places == sorted(places)
