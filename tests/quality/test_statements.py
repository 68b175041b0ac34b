"""How the checks judge statements written by hand over the samples: shown as worded, reworded or rejected.

A right statement is lost only when it is rejected. A wrong one does harm only when its own wording is shown;
what the program words, or copies from the article, is true whatever the draft said.
"""

import hashlib
import json
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from bot.claims.attribution import attributions
from bot.desk.verify import verify
from bot.news.answer import Draft, DraftStatement
from bot.news.article import Revision
from bot.news.attribution import Reading
from bot.news.evidence import Evidence
from bot.news.sentences import split

HERE = Path(__file__).parent
STATEMENTS = HERE / "statements.jsonl"
ARTICLES = HERE.parents[1] / "bot" / "samples" / "articles.jsonl"

STATEMENTS_SHA256 = "5c95cd56493b68968732e2047785728b4afea18a8dc89d65460d094c12cceae5"
ARTICLES_SHA256 = "a36dc479c2520e8e6b5e964001f194aa3736313c29aa98aa8a0f1f178440bf70"
MOST_RIGHT_REJECTED = 0.05
MOST_WRONG_SHOWN = 0.02
LEAST_WRONG_REJECTED = 0.8
LEAST_RIGHT_SHOWN = 0.4

Outcome = Literal["shown", "reworded", "rejected"]


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@lru_cache(maxsize=64)
def reading(url: str, number: int | None) -> Reading:
    versions = [article for article in lines(ARTICLES) if article["url"] == url]
    article = versions[(number or len(versions)) - 1]
    text, published = str(article["text"]), datetime.fromisoformat(str(article["published"]))
    sentences = split(text)
    revision = Revision(
        1,
        number or len(versions),
        str(article["outlet"]),
        text,
        published,
        str(article["title"]),
        url,
        published,
    )
    return Reading(revision, sentences, attributions(text, sentences))


def outcome(case: dict[str, object]) -> Outcome:
    number = case.get("revision")
    made = reading(str(case["url"]), number if isinstance(number, int) else None)
    items = [Evidence(index + 1, made, index) for index in range(len(made.sentences))]
    parts = case["sentences"]
    assert isinstance(parts, list)
    ids = tuple(next(item.id for item in items if part in item.text) for part in parts)
    statements = verify(Draft(True, (DraftStatement(str(case["text"]), ids),)), items).statements
    if not statements:
        return "rejected"
    return "shown" if any(made.text == case["text"] for made in statements) else "reworded"


@cache
def shares(right: bool) -> dict[Outcome, float]:
    found = [outcome(case) for case in lines(STATEMENTS) if case["right"] is right]
    assert len(found) >= 100
    return {each: found.count(each) / len(found) for each in get_args(Outcome)}


def test_the_corpus_is_the_one_the_floors_were_measured_on() -> None:
    assert hashlib.sha256(STATEMENTS.read_bytes()).hexdigest() == STATEMENTS_SHA256
    assert hashlib.sha256(ARTICLES.read_bytes()).hexdigest() == ARTICLES_SHA256


def test_right_statements_are_kept() -> None:
    assert shares(right=True)["rejected"] <= MOST_RIGHT_REJECTED
    assert shares(right=True)["shown"] >= LEAST_RIGHT_SHOWN


def test_no_wrong_wording_is_shown() -> None:
    assert shares(right=False)["shown"] <= MOST_WRONG_SHOWN


def test_most_wrong_statements_are_rejected() -> None:
    assert shares(right=False)["rejected"] >= LEAST_WRONG_REJECTED
