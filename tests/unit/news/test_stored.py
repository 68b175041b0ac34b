"""Answers that are read back are those that were recorded."""

import json
from datetime import UTC, datetime

import pytest

from bot.desk.verify import abstained, answered, recalled
from bot.news import stored, wire
from bot.news.answer import Answer, Headline, Quote, Remark, Statement, Usage
from bot.news.article import Revision
from bot.news.attribution import Reading

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
TEXT = "Duvrin denied it. It has not answered."
READING = Reading(Revision(1, 1, "The Courier", TEXT, NOON), (), ())
DENIAL = Quote(TEXT[:17], 0, 17, 1, 1, "The Courier", "Denied", "https://c.example/1", None, NOON)
SILENCE = Quote(TEXT[18:], 18, len(TEXT), 1, 1, "The Courier", None, None, None, None)
STATEMENT = Statement(
    "Duvrin denied it.",
    (DENIAL,),
    ("Duvrin",),
    "denied",
    "deny",
    "it",
    "disputed",
    "1.0",
    ("A.3",),
    "Disputed",
)
ANSWERS = (
    answered(
        "Who?",
        "model",
        NOON,
        [STATEMENT],
        [Remark("No response", (SILENCE,))],
        [READING],
        usage=Usage(1, 9, 3),
    ),
    abstained(
        "Who?", "extractive", NOON, [Headline("A title", "The Courier", None, NOON)], timings_ms={"a": 1.5}
    ),
)


@pytest.mark.parametrize("made", ANSWERS)
def test_an_answer_is_read_back_as_it_was(made: Answer) -> None:
    assert recalled(json.loads(json.dumps(stored.record(made)))) == made


@pytest.mark.parametrize("made", ANSWERS)
def test_a_record_holds_the_command_lines_json(made: Answer) -> None:
    kept, printed = stored.record(made), wire.answer(made)
    assert {name: kept[name] for name in printed if name != "statements"} == {
        name: value for name, value in printed.items() if name != "statements"
    }
    for one, other in zip(kept["statements"], printed["statements"], strict=True):
        assert other.items() <= one.items()
