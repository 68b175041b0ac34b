"""Feedback, answers read back, and what a workspace holds, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.news.article import Incoming
from bot.store.articles import Held
from bot.store.engine import Store
from bot.store.feedback import Opinion

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
OPINION = Opinion("thumb:1", "T1", "U1", 7, "good", [{"text": "a\x00 “b”", "start": 0}], NOON)


def test_an_opinion_is_kept_with_its_quotes(store: Store) -> None:
    store.feedback.keep(OPINION)
    assert store.feedback.of_answer(7) == (OPINION,)
    assert store.feedback.of_answer(8) == ()


def test_the_newest_opinion_stands_whatever_comes_first(store: Store) -> None:
    changed = replace(OPINION, choice="bad", at=LATER)
    store.feedback.keep(changed)
    store.feedback.keep(OPINION)
    store.feedback.explain(OPINION.key, "too long")
    assert store.feedback.of_answer(7) == (replace(changed, reason="too long"),)


def test_opinions_of_an_answer_come_in_order(store: Store) -> None:
    report = Opinion("job:2", "T1", "U2", 7, "report", [], LATER, "wrong day")
    store.feedback.keep(OPINION)
    store.feedback.keep(report)
    assert store.feedback.of_answer(7) == (OPINION, report)


def test_answers_are_read_back_by_their_own_workspace(store: Store) -> None:
    own = store.answers.record({"answered": True}, NOON, "Who?", "model", team_id="T1")
    free = store.answers.record({"answered": False}, NOON, "What?", "extractive")
    found = store.answers.get(own, "T1")
    assert found is not None
    assert (found.question, found.asked_at, found.record) == ("Who?", NOON, {"answered": True})
    assert store.answers.get(own, "T2") is None
    assert store.answers.get(own, None) is None
    assert store.answers.get(free, "T2") is not None
    assert store.answers.get(own + free, "T1") is None


def test_a_workspace_holds_what_is_shared_and_its_own(store: Store) -> None:
    assert store.articles.held("T1") == Held(0, 0, None)
    store.articles.add(Incoming("Shared.", "The Courier", NOON, canonical_url="https://courier.example/1"))
    private = Incoming("Private.", "The Post", LATER, canonical_url="https://post.example/1", team_id="T1")
    store.articles.add(private)
    assert store.articles.held("T1") == Held(2, 2, LATER)
    assert store.articles.held("T2") == Held(1, 1, NOON)
    assert store.articles.shared_at("https://courier.example/1") == 1
    assert store.articles.shared_at("https://post.example/1") is None
