"""A question that leans on the one before it, said so that it stands by itself."""

import pytest

from bot.desk.follow_up import standalone


@pytest.mark.parametrize(
    ("previous", "text", "asked"),
    [
        ("What did Duvrin deny?", "And Pellmar?", "What did Pellmar deny?"),
        ("what did kyiv deny?", "and moscow?", "what did moscow deny?"),
        ("What did Duvrin deny?", "What about the defence ministry?", "What did the defence ministry deny?"),
        ("What does the defence ministry claim?", "And Tobin Sayle?", "What does Tobin Sayle claim?"),
        (
            "How many people were wounded in Tessen?",
            "And in Brennick?",
            "How many people were wounded in Brennick?",
        ),
        ("How many people were wounded in Tessen?", "Brennick?", "How many people were wounded in Brennick?"),
        ("Who is Orlan Veske?", "And Lena Orvik?", "Who is Lena Orvik?"),
        (
            "What happened in Brennick on Sunday?",
            "And on Friday?",
            "What happened in Brennick on Friday?",
        ),
        ("What happened in Brennick on Sunday?", "yesterday?", "What happened in Brennick yesterday?"),
        ("What happened in Brennick?", "and yesterday?", "What happened in Brennick yesterday?"),
        ("What did Duvrin deny?", "about Lindrow?", "What did Duvrin deny about Lindrow?"),
        ("What did Duvrin deny?", "Why?", "Why did Duvrin deny?"),
        ("How many people were wounded in Tessen?", "When?", "When people were wounded in Tessen?"),
        ("Has Pellmar confirmed the strike?", "When?", "When has Pellmar confirmed the strike?"),
        ("What did Duvrin deny?", "Did they confirm anything?", "Did Duvrin confirm anything?"),
        ("What did the ministry claim?", "What did he say then?", "What did the ministry say then?"),
    ],
)
def test_what_leans_on_the_question_before(previous: str, text: str, asked: str) -> None:
    assert standalone([previous], text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Who is Orlan Veske?",
        "How many people were wounded in Tessen?",
        "And what did Pellmar announce?",
        "Tell me about the ferry",
        "a long remark about something else that asks for nothing at all",
        "?",
        "",
    ],
)
def test_what_stands_by_itself_is_left_alone(text: str) -> None:
    assert standalone(["What did Duvrin deny?"], text) == text


def test_the_first_question_is_left_alone() -> None:
    assert standalone([], "And Moscow?") == "And Moscow?"


def test_only_the_last_question_counts() -> None:
    assert (
        standalone(["Who is Orlan Veske?", "What did Duvrin deny?"], "And Pellmar?")
        == "What did Pellmar deny?"
    )
