"""Which words of a passage are marked."""

from datetime import UTC, datetime

import pytest

from bot.search.marks import marks
from bot.search.query import read


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("What did Kyiv deny?", "Kyiv’s denial: it denies, has denied.", ["Kyiv’s", "denies", "denied"]),
        ('"cross-border attack"', "A cross-border attack.", ["cross", "border", "attack"]),
        ("US tariffs", "U.S. tariffs", ["U.S.", "tariffs"]),
        ("Orban", "Orbán said", ["Orbán"]),
        ("袭击", "乌克兰否认袭击", ["乌克兰否认袭击"]),
        ("what happened in May?", "In May it rained.", []),
        ("", "Anything", []),
    ],
)
def test_marks(question: str, text: str, marked: list[str]) -> None:
    query = read(question, datetime(2026, 6, 10, tzinfo=UTC))
    assert [span.of(text) for span in marks(text, query)] == marked
