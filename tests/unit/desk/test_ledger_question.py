"""Which questions the ledger answers, and what they ask of it."""

from datetime import UTC, datetime

import pytest

from bot.desk.ledger_question import Wanted, read_ledger_question
from bot.news.claim import Status

NOW = datetime(2024, 5, 19, 18, tzinfo=UTC)  # a Sunday
OPEN = {"unverified", "claimed", "disputed"}


@pytest.mark.parametrize(
    ("text", "about", "statuses"),
    [
        ("What has been confirmed about Sarn?", "about Sarn", {"confirmed"}),
        ("what's confirmed in Westmark", "in Westmark", {"confirmed"}),
        ("What is officially verified about the landslide?", "about the landslide", {"confirmed"}),
        ("What is disputed about the quarry?", "about the quarry", {"disputed"}),
        ("What remains contested at Hollin?", "at Hollin", {"disputed", "denied", "unverified"}),
        ("What is still unverified about Sarn?", "about Sarn", {"unverified"}),
        ("What has not been confirmed about Sarn?", "about Sarn", OPEN),
        ("What is not independently verified about Sarn?", "about Sarn", {"unverified"}),
        ("What was denied about the road?", "about the road", {"denied", "disputed"}),
        ("What has been announced about the road?", "about the road", {"announced"}),
        ("What has been withdrawn about the road?", "about the road", {"retracted"}),
        ("Which claims about the quarry are disputed?", "about the quarry", {"disputed"}),
        ("Is anything confirmed about Sarn?", "about Sarn", {"confirmed"}),
        ("Are there any unconfirmed reports about Sarn?", "about Sarn", OPEN),
        ("What is confirmed?", "", {"confirmed"}),
    ],
)
def test_questions_of_status(text: str, about: str, statuses: set[str]) -> None:
    found = read_ledger_question(text, NOW)
    assert found is not None
    assert found.wanted is Wanted.OF_STATUS
    assert found.about == about
    assert found.statuses == frozenset(map(Status, statuses))


@pytest.mark.parametrize(
    ("text", "about", "word"),
    [
        ("Is it true that the road was blocked?", "the road was blocked", "confirmed"),
        ("Is it confirmed that three workers died?", "three workers died", "confirmed"),
        ("Has the landslide been confirmed?", "the landslide", "confirmed"),
        ("Has the landslide at Hollin been denied by anyone yet?", "the landslide at Hollin", "denied"),
        ("Was the toll officially confirmed?", "the toll", "confirmed"),
    ],
)
def test_questions_whether_something_is_so(text: str, about: str, word: str) -> None:
    found = read_ledger_question(text, NOW)
    assert found is not None
    assert (found.wanted, found.about, found.word) == (Wanted.WHETHER, about, word)


@pytest.mark.parametrize(
    ("text", "about", "day"),
    [
        ("What changed about the quarry since Friday?", "about the quarry", 17),
        ("What has changed in Westmark today?", "in Westmark", 19),
        ("Has anything changed about the road since 14 May?", "about the road", 14),
        ("What changed about the road?", "about the road", None),
    ],
)
def test_questions_of_changes(text: str, about: str, day: int | None) -> None:
    found = read_ledger_question(text, NOW)
    assert found is not None
    assert (found.wanted, found.about) == (Wanted.CHANGES, about)
    assert (found.since.day if found.since else None) == day


@pytest.mark.parametrize("verb", ["disputes", "denies", "denied", "has refuted", "rejects"])
def test_questions_who_denies(verb: str) -> None:
    found = read_ledger_question(f"Who {verb} that the quarry ignored warnings?", NOW)
    assert found is not None
    assert found.wanted is Wanted.DENIALS
    assert {"quarry", "warnings"} <= {term.word for term in found.terms}


@pytest.mark.parametrize(
    "text",
    [
        "Has the governor confirmed the landslide?",
        "What has been denied by the company?",
        "What did the company deny?",
        "What has been called off in Sarn?",
        "What is known about Sarn?",
        "Is Ada Brolin the governor of Westmark?",
        "How many people died?",
        "What has the governor said since Monday?",
        "Who confirmed the landslide?",
        "Has it been confirmed?",
        "",
    ],
)
def test_other_questions_are_left_to_the_articles(text: str) -> None:
    assert read_ledger_question(text, NOW) is None
