"""When two names mean the same speaker, and what an article calls its people."""

import pytest

from bot.claims.speech.speakers import roles, same_speaker
from bot.news.sentences import split


@pytest.mark.parametrize(
    ("asked", "speaker", "same"),
    [
        ("Kyiv", "Ukraine’s government", True),
        ("Ukraine", "Kyiv", True),
        ("the Kremlin", "Moscow", True),
        ("Washington", "the US", True),
        ("the U.S.", "the United States", True),
        ("Ilves", "Mara Ilves", True),
        ("mara ilves", "Mara Ilves", True),
        ("the defence ministry", "Tarn's defence ministry", True),
        ("the defense ministry", "Tarn’s defence ministry", True),
        ("Kyiv", "Kyiv's mayor", False),
        ("Kyiv", "local officials", False),
        ("officials", "local officials", False),
        ("the ministry", "Tarn's defence ministry", False),
        ("Kyiv", "Moscow", False),
        ("Harbour", "Harbour Desk", False),
        ("Mara Ilves", "Jan Ilves", False),
        ("", "Mara Ilves", False),
    ],
)
def test_only_safe_joins(asked: str, speaker: str, same: bool) -> None:
    assert same_speaker(asked, speaker) is same


def test_an_office_finds_its_holder() -> None:
    holders = {"Mara Ilves": "the governor of Tarn"}
    assert same_speaker("the governor", "Mara Ilves", holders)
    assert same_speaker("the governor of Tarn", "Mara Ilves", holders)
    assert not same_speaker("the mayor", "Mara Ilves", holders)
    assert not same_speaker("Tarn", "Mara Ilves", holders)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Mara Ilves, the governor of Tarn, stated this.", "Mara Ilves", "the governor of Tarn"),
        ("Jan Rebane, a ministry spokesman, said so.", "Jan Rebane", "a ministry spokesman"),
        ("They met Governor Mara Ilves.", "Mara Ilves", "Governor"),
        ("The ministry’s spokesman, Jan Rebane, said so.", "Jan Rebane", "The ministry’s spokesman"),
        ("He met Harbour Council President Ada von Lepp.", "Ada von Lepp", "Harbour Council President"),
        ("It was said by Tarnish President Oskar Lepp.", "Oskar Lepp", "Tarnish President"),
        ("The town, led by Ada Kask, head of the council, stayed.", "Ada Kask", "head of the council"),
    ],
)
def test_roles(text: str, name: str, role: str) -> None:
    found = roles(text, split(text))
    assert [(each.name, each.span.of(text), each.sentence) for each in found] == [(name, role, 0)]
    assert found[0].name_span.of(text) == name


def test_no_role_without_an_office_or_apposition() -> None:
    text = "Mara Ilves left Tarn. On Monday, Ost and Nord met in the harbour."
    assert roles(text, split(text)) == ()
