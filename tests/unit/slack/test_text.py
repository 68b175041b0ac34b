"""Cutting text: by Slack's way of counting, and never without a sign of it."""

import pytest

from bot.slack.text import lines_within, pieces, shortened


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("😀😀😀", 6, "😀😀😀"),  # two units each
        ("😀😀😀", 5, "😀😀…"),
        ("😀😀😀", 4, "😀…"),
    ],
)
def test_a_cut_shows(text: str, limit: int, kept: str) -> None:
    assert shortened(text, limit) == kept


def test_pieces_end_between_words_where_they_can() -> None:
    assert list(pieces("one two three", 9)) == ["one ", "two ", "three"]
    assert list(pieces("unbroken", 6)) == ["unbr", "oken"]


def test_whole_lines_are_kept() -> None:
    assert lines_within(["one", "two"], 20) == "one\ntwo"
    assert lines_within(["one", "two", "three"], 10) == "one\ntwo\n…"
