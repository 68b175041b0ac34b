"""How a text is cut for search."""

import pytest

from bot.news.sentences import split
from bot.search.passages import PASSAGE_WORDS, passages


def _text(*lengths: int) -> str:
    return " ".join(" ".join(["Word", *["word"] * (length - 1)]) + "." for length in lengths)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([10], [10]),
        ([20] * 9, [180]),
        ([20] * 18, [180, 180]),
        ([20] * 11, [220]),  # the tail is too short to stand alone
        ([20] * 13, [180, 80]),
        ([400], [400]),
        ([20, 400, 20], [20, 400, 20]),
        ([100, 100, 100], [200, 100]),
        ([170, 30, 170], [170, 200]),
    ],
)
def test_lengths(lengths: list[int], expected: list[int]) -> None:
    text = _text(*lengths)
    assert [len(span.of(text).split()) for span in passages(text, split(text))] == expected


def test_chinese_passages_are_as_long_as_others() -> None:
    text = "乌克兰否认参与了这次袭击事件的任何行动。" * 60
    assert all(len(span.of(text)) <= 3 * PASSAGE_WORDS for span in passages(text, split(text)))
