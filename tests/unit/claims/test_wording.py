"""The words that name who says what."""

import pytest

from bot.claims.judging.wording import is_plural, names


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("local officials", True),
        ("police", True),
        ("Ukraine's armed forces", True),
        ("two people familiar with the inquiry", True),
        ("residents of Morvale", True),
        ("officials", True),
        ("Karvenia's defence ministry", False),
        ("Orlan Veske", False),
        ("Sound and Isles Line", False),
        ("the Tessen Free Rifles", False),
        ("the press", False),
        ("Kyiv", False),
    ],
)
def test_which_names_take_a_plural_verb(name: str, plural: bool) -> None:
    assert is_plural(name) is plural


@pytest.mark.parametrize(
    ("found", "together"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_in_a_row(found: list[str], together: str) -> None:
    assert names(found) == together
