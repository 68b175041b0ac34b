"""Where sentences begin and end."""

import pytest

from bot.news.sentences import paragraphs, quotations, split
from bot.news.span import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He said: “No. Never.”", "Then he left."],
        ["“We stay. We hold,” said J. R. Tamm.", "It was late."],
        ["‘We stay. We hold,’ said Tamm.", "It was late."],
        ["The U.S. Army left.", "They flew to the U.S.", "He stayed."],
        ["It began at 9 a.m. EST on Monday.", "It ended at 5 p.m.", "The crowd left."],
        ["Mr. Ilves met Dr. Tamm.", "No. 5 came last.", "See No. 5 for more."],
        ["Prices rose 3.5 percent.", "Then they fell..."],
        ["They rose again…", "But not here."],
        ['"Stop!" she shouted.', '"Why?" he asked.', "The end."],
        ["Gov. Ilves met Lt. Col. Tamm.", "Prof. A. B. Kask Jr. spoke."],
        ["On Jan. 5 the troops left.", "On Sept. 3 they came back."],
        ["“Never!” – he said.", "‘Never.’", "She left."],
        ["The vote was 51-49.", "12 people left."],
        ["He left at 5.30pm.", "She came."],
        ["George W. Tamm left.", "It was plan B.", "He knew."],
        ["The shelling (it began at dawn) ended.", "Then came rain."],
        ["مرحبا بالعالم.", "هذا نص."],
        ["今日は雨。", "明日は晴れ。"],
        ["Who fired first?", "Nobody knew!", "Really?!", "Yes."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    joiner = "" if expected[0].endswith("。") else " "
    assert sentences(joiner.join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A heading\nA long line of text that goes on.", ["A heading", "A long line of text that goes on."]),
        ("Found:\n- one shell\n- two shells. More", ["Found:", "- one shell", "- two shells.", "More"]),
        ("1. First thing.\n2. Second thing.", ["1. First thing.", "2. Second thing."]),
        (
            "The shells fell on\nthe town. Two were\nhurt there.",
            ["The shells fell on\nthe town.", "Two were\nhurt there."],
        ),
        ("One.\r\n\r\nTwo words.\u00a0Three.", ["One.", "Two words.", "Three."]),
        ("No stop here\n\nnor there", ["No stop here", "nor there"]),
        ("He won. 🎉", ["He won. 🎉"]),
        ("Cafe\u0301 closed. 😀 It burned.", ["Cafe\u0301 closed.", "😀 It burned."]),
        ("", []),
        (" \n\t\u00a0\n", []),
    ],
)  # fmt: skip
def test_lines_lists_and_odd_characters(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_quotation_is_split() -> None:
    speech = " ".join(f"We held street number {number} again." for number in range(20))
    assert len(split(f"He said: “{speech}” Then he left.")) > 10


def test_long_lines_are_paragraphs_of_their_own() -> None:
    first, second = "word " * 40 + "end.", "Other " * 40 + "end."
    assert [span.of(f"{first}\n{second}") for span in paragraphs(f"{first}\n{second}")] == [first, second]


def test_quotations_hold_their_marks_and_apostrophes_are_none() -> None:
    text = "Ost’s army said “no” and 'yes, it's us,' and \"maybe\"."
    found = [span.of(text) for span in quotations(text, Span(0, len(text)))]
    assert found == ["“no”", "'yes, it's us,'", '"maybe"']
