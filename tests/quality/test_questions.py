"""Questions over the samples, asked without a model through the door that the program uses."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.demo import AS_OF, sample_app
from bot.desk.answer import Asked, Desk
from bot.news import shown
from bot.news.answer import Answer
from bot.news.lead import lead

HERE = Path(__file__).parent
QUESTIONS = HERE / "questions.toml"
ARTICLES = HERE.parents[1] / "bot" / "samples" / "articles.jsonl"

QUESTIONS_SHA256 = "500b238fe7570a3b50e859d98fa35f679e2f8b21782bc7b736b549b39c4539cf"
ARTICLES_SHA256 = "a36dc479c2520e8e6b5e964001f194aa3736313c29aa98aa8a0f1f178440bf70"
LEAST_RIGHT = 39
LEAST_ABSTAINED = 20
LEAST_OF_THE_LEDGER = 22
"""Of forty questions that the samples answer, of twenty that they do not, and of 23 of the ledger."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk over the samples, without a model."""
    with sample_app(tmp_path_factory.mktemp("samples")) as app:
        yield replace(app.desk, model=None)


@pytest.fixture(scope="module")
def answers(desk: Desk) -> list[tuple[dict[str, Any], Answer]]:
    """Each question with its answer."""
    return _answered(desk, "question")


def _answered(desk: Desk, kind: str) -> list[tuple[dict[str, Any], Answer]]:
    asked = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))[kind]
    return [(question, desk.ask(_asked(question))) for question in asked]


def _asked(question: dict[str, Any]) -> Asked:
    moment = question.get("as_of")
    return Asked(question["text"], AS_OF, as_of=datetime.fromisoformat(moment) if moment else AS_OF)


def _plain(words: str) -> str:
    return words.translate(str.maketrans("’‘“”", "''\"\""))


def _shown(answer: Answer) -> list[str]:
    """What a reader sees of each statement: its wording, then its quotes."""
    return [
        _plain(" … ".join([made.text, *(quote.text for quote in made.quotes)])) for made in answer.statements
    ]


def _faults(question: dict[str, Any], answer: Answer) -> list[str]:
    quotes = [_plain(quote.text) for made in answer.statements for quote in made.quotes]
    remarks = [
        _plain(remark.text) + " ".join(_plain(quote.text) for quote in remark.quotes)
        for remark in answer.remarks
    ]
    missing = [
        words for words in question.get("quotes", []) if not any(_plain(words) in quote for quote in quotes)
    ]
    present = [
        words
        for words in question.get("absent", [])
        if any(_plain(words) in shown for shown in _shown(answer))
    ]
    remark = question.get("remark")
    unremarked = [remark] if remark and not any(remark in said for said in remarks) else []
    wrong = [] if answer.answered == question["answerable"] else [f"answered: {answer.answered}"]
    return [*wrong, *missing, *present, *unremarked]


def test_the_questions_and_articles_are_those_that_the_floors_were_set_on() -> None:
    assert hashlib.sha256(QUESTIONS.read_bytes()).hexdigest() == QUESTIONS_SHA256
    assert hashlib.sha256(ARTICLES.read_bytes()).hexdigest() == ARTICLES_SHA256


@pytest.mark.parametrize(("answerable", "least"), [(True, LEAST_RIGHT), (False, LEAST_ABSTAINED)])
def test_enough_is_right(answers: list[tuple[dict[str, Any], Answer]], answerable: bool, least: int) -> None:
    faults = {
        question["id"]: found
        for question, answer in answers
        if question["answerable"] is answerable and (found := _faults(question, answer))
    }
    assert sum(question["answerable"] is answerable for question, _ in answers) - len(faults) >= least, faults


def test_enough_of_the_ledger_is_right(desk: Desk) -> None:
    answers = _answered(desk, "ledger")
    faults = {
        question["id"]: found
        for question, answer in answers
        if (found := [*_faults(question, answer), *_mislabelled(question, answer)])
    }
    assert len(answers) - len(faults) >= LEAST_OF_THE_LEDGER, faults


def _mislabelled(question: dict[str, Any], answer: Answer) -> list[str]:
    labels = [_plain(shown.label(made) or "") for made in answer.statements]
    first = lead(answer) or ""
    missing = [
        words for words in question.get("labels", []) if not any(_plain(words) in each for each in labels)
    ]
    return [*missing, *([first] if question.get("first", "") not in first else [])]


def test_nobody_is_quoted_but_in_an_article(desk: Desk, answers: list[tuple[dict[str, Any], Answer]]) -> None:
    for _, answer in answers:
        of_statements = [quote for made in answer.statements for quote in made.quotes]
        for quote in (*of_statements, *(quote for remark in answer.remarks for quote in remark.quotes)):
            stored = desk.store.articles.many([(quote.article_id, quote.revision)])
            text = stored[quote.article_id, quote.revision].text
            assert text[quote.start : quote.end] == quote.text
