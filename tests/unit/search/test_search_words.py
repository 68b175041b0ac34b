"""What counts as the same word."""

import pytest

from bot.search.words import stems, variants, word_count, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv's denial", "Kyiv denial"),
        ("Kyiv’s denial", "Kyiv's denial"),
        ("cross-border", "cross border"),
        ("the U.S. army", "the US army"),
        ("50,000 people", "50000 people"),
        ("50\u202f000 people", "50000 people"),
        ("Viktor Orbán", "Viktor Orban"),
        ("ＢＢＣ", "bbc"),
        ("ce\u0301dille", "cédille"),
        ("anti\u00adaircraft", "antiaircraft"),
        ("denied", "denies"),
        ("O’Brien", "O'Brien"),
        ("Wałęsa", "Walesa"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("МИНИСТЕРСТВА министерство", "ru", ["министерств", "министерств"]),
        ("die Häuser", "de", ["die", "haus"]),
        ("die Häuser", "sw", ["die", "hauser"]),  # no rules for it: no English stemming either
        ("北京大学", "zh", ["北京", "京大", "大学"]),
        ("東京 2026年", "ja", ["東京", "2026", "年"]),
        ("हिन्दी में", "hi", ["हिन्द", "म"]),
        ("", None, []),
        ("… — “”", None, []),
    ],
)
def test_languages(text: str, language: str | None, expected: list[str]) -> None:
    assert stems(text, language) == expected


def test_russian_cases_meet_whatever_the_language_of_the_article_is_said_to_be() -> None:
    assert stems("губернатора", None) == stems("губернатором", "ru")


def test_a_word_of_the_question_is_tried_in_the_languages_of_the_articles() -> None:
    assert variants("häuser", ["de", "sw"]) == ("hauser", "haus")
    assert variants("kyiv", ["en"]) == ("kyiv",)


def test_words_keep_their_order() -> None:
    assert words("Kyiv has denied it; Kyiv said.") == ["kyiv", "has", "denied", "it", "kyiv", "said"]


def test_unparted_scripts_are_counted_by_two_characters() -> None:
    assert word_count("eight people injured") == 3
    assert word_count("北京大学") >= 2
