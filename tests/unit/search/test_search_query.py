"""What a question asks for."""

from datetime import UTC, datetime

import pytest

from bot.search.query import read

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
OUTLETS = ["The Ridge Post", "Tribune", "Ridge", "Kyiv"]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("What did Kyiv deny?", ("Kyiv", "deny")),
        ("How many people were injured in Belgorod?", ("people", "injured", "Belgorod")),
        ("Who is Gladkov?", ("Gladkov",)),
        ("what does the US want", ("US", "want")),
        (
            "what does he tell us",
            ("what", "does", "he", "tell", "us"),
        ),
        ("Did Theresa May resign?", ("Theresa", "May", "resign")),
        ("What's the latest on U.S. tariffs?", ("U.S.", "tariffs")),
        ("to be or not to be", ("to", "be", "or", "not")),
        ("WHAT DID KYIV DENY?", ("KYIV", "DENY")),
        ("denials, denials; (denials)", ("denials",)),
        ("", ()),
        ("???", ()),
        ("What happened yesterday?", ()),
        ("shelling since Monday", ("shelling",)),
    ],
)
def test_terms(question: str, terms: tuple[str, ...]) -> None:
    assert read(question, NOW).terms == terms


@pytest.mark.parametrize(
    ("question", "phrases", "terms"),
    [
        ('who said "previous cross-border attacks"', ("previous cross-border attacks",), ()),
        ("“no comment” from Moscow", ("no comment",), ("Moscow",)),
        ("«нет данных» Белгород", ("нет данных",), ("Белгород",)),
        ('"in May" vote', ("in May",), ("vote",)),
        ('the 5" gun', (), ("5", "gun")),
    ],
)
def test_phrases(question: str, phrases: tuple[str, ...], terms: tuple[str, ...]) -> None:
    query = read(question, NOW)
    assert (query.phrases, query.terms) == (phrases, terms)
    assert not query.is_dated


@pytest.mark.parametrize(
    ("question", "outlets", "terms"),
    [
        ("what did the Ridge Post report about the bridge?", ("The Ridge Post",), ("bridge",)),
        ("ridge post bridge", ("The Ridge Post",), ("bridge",)),
        ("The Ridge Post's story on the bridge", ("The Ridge Post",), ("story", "bridge")),
        ("the ridge, post office", (), ("ridge", "post", "office")),
        ("according to Tribune, who won?", ("Tribune",), ("won",)),
        ("a tribune of the people", (), ("tribune", "people")),
        ("what did Tribune write about Kyiv", ("Tribune",), ("Kyiv",)),
        ("what did Kyiv deny", (), ("Kyiv", "deny")),
    ],
)
def test_outlets(question: str, outlets: tuple[str, ...], terms: tuple[str, ...]) -> None:
    query = read(question, NOW, OUTLETS)
    assert (query.outlets, query.terms) == (outlets, terms)


def test_a_pasted_article_is_cut() -> None:
    assert len(read(" ".join(f"word{number}" for number in range(5000)), NOW).terms) == 64
