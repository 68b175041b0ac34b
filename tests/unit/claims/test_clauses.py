"""How what is said is taken apart into clauses that each state one thing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.speech.clauses import clauses
from bot.news.span import Span

_WORDS = [
    "and",
    "but",
    "while",
    "which",
    "likely",
    ",",
    "“a",
    "b”",
    "was",
    "hit",
    "the",
    "fire",
    "men",
    "leaving",
    ".",
]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "eight were injured and families would be evacuated",
            ["eight were injured", "families would be evacuated"],
        ),
        (
            "an explosion in Tarn, likely caused by a drone, which injured two men",
            ["an explosion in Tarn", "likely caused by a drone", "which injured two men"],
        ),
        (
            "an explosion, likely caused by a rocket, that hurt two men at a yard",
            ["an explosion", "likely caused by a rocket", "that hurt two men at a yard"],
        ),
        (
            "the night had been hard and that “the fire is ongoing”",
            ["the night had been hard", "and that “the fire is ongoing”"],
        ),
        ("guns fired on Ost, causing damage", ["guns fired on Ost", "causing damage"]),
        ("it killed 30 men and captured six", ["it killed 30 men", "and captured six"]),
        ("over 40 men, four armoured cars and a lorry were destroyed", None),
        ("the mayor, who has a house in Tarn, was there", None),
        ("it said “it burned and it fell”", None),
        ("security guarantees while it awaits help", None),
        ("Ost and Tarn were hit", None),
        ("a fire", None),
    ],
)
def test_clauses(text: str, parts: list[str] | None) -> None:
    assert [each.of(text) for each in clauses(text, Span(0, len(text)))] == (parts or [text])


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25))
def test_clauses_are_in_order_within_the_stretch_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    span = Span(0, len(text))
    found = clauses(text, span)
    assert found
    assert all(span.covers(each) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
