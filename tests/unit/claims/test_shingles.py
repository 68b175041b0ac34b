"""Text reuse, by runs of three words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.likeness.shingles import containment, jaccard, shingles

REPORT = "The ferry went down about four miles off Kell Island, ninety minutes after leaving Port Ansel."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one two three four", {"one two three", "two three four"}),
        ("One, two… THREE!", {"one two three"}),
        ("Duvrin’s army", {"duvrin's army"}),
        ("alone", {"alone"}),
        ("", set()),
        ("— …", set()),
    ],
)
def test_shingles_are_runs_of_three_words_without_case_and_punctuation(text: str, found: set[str]) -> None:
    assert shingles(text) == found


def test_a_shortened_copy_is_contained_though_the_sets_differ() -> None:
    long = shingles(f"{REPORT} Rescuers pulled 187 people from the water before it grew dark.")
    assert containment(shingles(REPORT), long) == 1.0
    assert jaccard(shingles(REPORT), long) < 0.7


def test_what_shares_no_run_is_apart() -> None:
    other = shingles("The regulator closed the bank and froze the accounts of its customers.")
    assert (containment(shingles(REPORT), other), jaccard(shingles(REPORT), other)) == (0.0, 0.0)


@pytest.mark.parametrize("empty", [frozenset(), shingles("")])
def test_nothing_is_contained_in_nothing(empty: frozenset[str]) -> None:
    assert (containment(empty, shingles(REPORT)), jaccard(empty, empty)) == (0.0, 0.0)


@given(st.text("abc ", max_size=60), st.text("abc ", max_size=60))
def test_both_measures_are_shares_and_hold_both_ways(one: str, other: str) -> None:
    mine, theirs = shingles(one), shingles(other)
    assert 0.0 <= jaccard(mine, theirs) <= containment(mine, theirs) <= 1.0
    assert jaccard(mine, theirs) == jaccard(theirs, mine)
    assert containment(mine, theirs) == containment(theirs, mine)
