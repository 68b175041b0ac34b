"""The thesaurus: common words meet their synonyms, and opposites are known as such."""

import pytest

from bot.search.thesaurus import alike, entry, opposed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("answer", "repli"),
        ("resign", "step down"),
        ("cancel", "call off"),
        ("struck", "strike"),
        ("wage", "pay"),
        ("kenya", "kenyan"),
        ("almost", "near"),
    ],
)
def test_words_that_mean_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("add", "strike"), ("win", "lose"), ("kill", "injur"), ("rise", "fall")]
)
def test_words_that_do_not(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("rise", "fall"), ("convict", "acquit"), ("open", "close"), ("win", "lose")]
)
def test_opposites(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)


def test_wider_words() -> None:
    assert "pay" not in entry("die").wider
    assert "end" in entry("die").wider


def test_an_unknown_word_is_like_itself_only() -> None:
    assert not any(entry("zzyzx"))
    assert alike("zzyzx", "zzyzx")
