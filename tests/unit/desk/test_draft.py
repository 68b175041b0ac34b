import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.draft import DraftError, parse
from bot.news.answer import Draft, DraftStatement

DENIAL: dict[str, Any] = {"text": "Arden denied the raid.", "sentence_ids": [3], "quote": None}
ONE = json.dumps({"answerable": True, "statements": [DENIAL]})
DRAFT = Draft(True, (DraftStatement("Arden denied the raid.", (3,)),))


def _with(**fields: Any) -> str:
    return json.dumps({"answerable": True, "statements": [DENIAL | fields]})


@pytest.mark.parametrize(
    "reply",
    [
        ONE,
        f"  \n{ONE}\n",
        f"\ufeff{ONE}",
        f"```json\n{ONE}\n```",
        f"Here is the answer:\n\n{ONE}\n\nI hope it is of use.",
        json.dumps({"answerable": True, "statements": [DENIAL], "confidence": 0.9}),
        json.dumps(
            {"answerable": True, "statements": [{"text": " Arden denied the raid. ", "sentence_ids": [3, 3]}]}
        ),
        json.dumps({"answerable": True, "statements": [DENIAL | {"quote": "  "}]}),
    ],
)
def test_one_json_object_is_read_whatever_stands_around_it(reply: str) -> None:
    assert parse(reply) == DRAFT


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", "holds no JSON object"),
        ("Arden denied the raid [3].", "holds no JSON object"),
        ("[]", "holds no JSON object"),
        (ONE[:-1], "broken or cut off"),
        (ONE[:40], "broken or cut off"),
        (ONE.replace('"', "'"), "broken or cut off"),
        ("Arden {and others} said: " + ONE, "broken or cut off"),
        ('{"a":' * 100_000, "broken or cut off"),
        (f"{ONE}\n{ONE}", "more than one JSON object"),
        (ONE.replace("[3]", "[NaN]"), "NaN"),
        (ONE.replace("[3]", "[-Infinity]"), "-Infinity"),
        (ONE.replace("[3]", f"[{'9' * 5000}]"), "number that cannot be read"),
        ("{}", "`answerable` is missing"),
        ('{"answerable": "yes", "statements": []}', "`answerable` has the wrong type"),
        ('{"answerable": 1, "statements": []}', "`answerable` has the wrong type"),
        ('{"answerable": true}', "`statements` is missing"),
        ('{"answerable": true, "statements": {}}', "`statements` has the wrong type"),
        ('{"answerable": true, "statements": ["Arden denied it."]}', "statement 1 is not an object"),
        (_with(text=None), "`text` of statement 1 has the wrong type"),
        (_with(quote=["the raid"]), "`quote` of statement 1 has the wrong type"),
        (_with(sentence_ids=3), "`sentence_ids` of statement 1 has the wrong type"),
        (_with(sentence_ids=["3"]), "`sentence_ids` of statement 1 must hold whole numbers only"),
        (_with(sentence_ids=[3.0]), "`sentence_ids` of statement 1 must hold whole numbers only"),
        (_with(sentence_ids=[True]), "`sentence_ids` of statement 1 must hold whole numbers only"),
    ],
)
def test_anything_else_is_refused_with_a_reason_for_the_model(reply: str, reason: str) -> None:
    with pytest.raises(DraftError) as raised:
        parse(reply)
    assert reason in raised.value.reason
    assert str(raised.value) == f"The model's reply could not be used: {raised.value.reason}."


def test_only_forty_statements_are_kept_in_their_order() -> None:
    statements = [DENIAL | {"text": f"Statement {number}"} for number in range(200)]
    draft = parse(json.dumps({"answerable": True, "statements": statements}))
    assert [statement.text for statement in draft.statements] == [
        f"Statement {number}" for number in range(40)
    ]


def test_a_statement_after_the_fortieth_is_not_even_checked() -> None:
    assert len(parse(json.dumps({"answerable": True, "statements": [DENIAL] * 40 + [None]})).statements) == 40


def test_long_texts_quotes_and_lists_of_numbers_are_cut() -> None:
    (cut,) = parse(_with(text="a" * 9_999, quote="b" * 9_999, sentence_ids=list(range(99)))).statements
    assert cut == DraftStatement("a" * 2_000, tuple(range(40)), "b" * 2_000)


def test_numbers_of_sentences_that_do_not_exist_stay_for_verification() -> None:
    assert parse(_with(sentence_ids=[-1, 0, 10**9])).statements[0].sentence_ids == (-1, 0, 10**9)


def test_half_a_character_becomes_one_that_can_be_written() -> None:
    (whole,) = parse(_with(text="Arden \ud83d", quote="\udc00")).statements
    assert whole == DraftStatement("Arden �", (3,), "�")


KEYS = st.sampled_from(["answerable", "statements", "text", "sentence_ids", "quote", "other"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=10
)


@given(VALUES, st.text(max_size=20))
def test_every_reply_is_a_draft_or_a_draft_error(value: object, around: str) -> None:
    with suppress(DraftError):
        assert isinstance(parse(around + json.dumps(value) + around), Draft)
