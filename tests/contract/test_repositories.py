"""Sentences, outlets, feeds, fetches and answers, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from bot.news.answer import Usage
from bot.news.article import Incoming, Outlet, Policy
from bot.news.span import Span
from bot.store.engine import Store
from bot.store.feeds import Feed
from bot.store.fetches import Fetch

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
FEED = "https://courier.example/feed"


def add(store: Store, text: str) -> int:
    return store.articles.add(Incoming(text, "The Courier", NOON)).article_id


def test_revisions_are_due_until_this_splitter_has_split_them(store: Store) -> None:
    one, two = add(store, "One. Two."), add(store, "Three.")
    (first, text), (second, _) = store.sentences.due(1)

    assert text == "One. Two."
    assert store.sentences.due(1, limit=1) == ((first, "One. Two."),)

    store.sentences.save(1, [(second, [Span(0, 6)])])
    assert store.sentences.due(1) == ((first, "One. Two."),)

    assert set(store.sentences.many([one, two])) == {(two, 1)}

    store.sentences.save(1, [(first, [Span(0, 4), Span(5, 9)])])
    assert store.sentences.due(1) == ()
    assert [row for row, _ in store.sentences.due(2)] == [first, second]
    assert store.sentences.many([one, two, 99]) == {
        (one, 1): (Span(0, 4), Span(5, 9)),
        (two, 1): (Span(0, 6),),
    }


def test_a_newer_splitter_replaces_the_spans(store: Store) -> None:
    article_id = add(store, "One. Two.")
    [(row, _)] = store.sentences.due(1)
    store.sentences.save(1, [(row, [Span(0, 9)])])
    store.sentences.save(2, [(row, [])])

    assert store.sentences.many([article_id]) == {(article_id, 1): ()}
    assert store.sentences.due(2) == ()


def test_spans_of_an_article_removed_meanwhile_are_passed_over(store: Store) -> None:
    gone, kept = add(store, "One."), add(store, "Two.")
    split = [(row, [Span(0, 4)]) for row, _ in store.sentences.due(1)]
    store.articles.remove(gone, LATER)

    store.sentences.save(1, split)
    store.sentences.save(1, [])

    assert store.sentences.many([gone, kept]) == {(kept, 1): (Span(0, 4),)}


def test_outlets_are_described_and_described_anew(store: Store) -> None:
    first = Outlet("The Courier", family="Hill", affiliation=None, policy=Policy.FEED_ONLY)
    store.outlets.set(first)
    store.outlets.set(Outlet("Ärzteblatt 🗞", policy=Policy.NEVER))
    assert store.outlets.get("The Courier") == first

    store.outlets.set(Outlet("The Courier", affiliation="the ministry"))

    assert store.outlets.get("The Courier") == Outlet("The Courier", affiliation="the ministry")
    assert store.outlets.get("the courier") is None
    assert [outlet.name for outlet in store.outlets.all()] == ["The Courier", "Ärzteblatt 🗞"]


def test_a_feed_is_followed_once(store: Store) -> None:
    added = store.feeds.add(FEED, "The Courier", None, NOON)
    again = store.feeds.add(FEED, None, "News", LATER)
    other = store.feeds.add("https://herald.example/rss", None, None, NOON)

    assert added == Feed(added.id, FEED, "The Courier")
    assert again == Feed(added.id, FEED, "The Courier", "News")
    assert store.feeds.all() == (again, other)
    assert store.feeds.get("https://nowhere.example/") is None


def test_failed_polls_count_up_until_one_goes_well(store: Store) -> None:
    feed = store.feeds.add(FEED, None, "News", NOON)
    store.feeds.polled(FEED, NOON, "It did not answer.")
    store.feeds.polled(FEED, LATER, "It said 500.")
    assert store.feeds.get(FEED) == Feed(feed.id, FEED, None, "News", LATER, 2, "It said 500.")

    store.feeds.polled(FEED, LATER, None, "Newer name")
    assert store.feeds.get(FEED) == Feed(feed.id, FEED, None, "Newer name", LATER, 0, None)


def test_a_feed_is_followed_no_longer(store: Store) -> None:
    store.feeds.add(FEED, None, None, NOON)

    assert store.feeds.remove(FEED) is True
    assert store.feeds.remove(FEED) is False
    assert store.feeds.all() == ()
    store.feeds.polled(FEED, LATER)  # a poll that was under way: nothing to note
    assert store.feeds.all() == ()


def test_the_last_fetch_of_an_address_is_kept(store: Store) -> None:
    first = Fetch(FEED, '"a"', "Mon, 09 Mar 2026 12:00:00 GMT", NOON)
    store.fetches.save(first)
    assert store.fetches.get(FEED) == first

    second = Fetch(FEED, None, None, LATER, article_id=3)
    store.fetches.save(second)
    assert store.fetches.get(FEED) == second
    assert store.fetches.get("https://nowhere.example/") is None


def test_tokens_are_summed_from_a_moment_on(store: Store) -> None:
    assert store.answers.tokens_since(NOON) == 0
    for at, prompt in ((NOON, 100), (LATER, 3_000_000_000 // 2), (LATER, 3_000_000_000 // 2)):
        store.answers.record({"answered": True}, at, "Who?", "model", usage=Usage(1, prompt, 7))

    assert store.answers.tokens_since(NOON) == 3_000_000_000 + 100 + 21
    assert store.answers.tokens_since(NOON + timedelta(microseconds=1)) == 3_000_000_000 + 14
    assert store.answers.tokens_since(LATER + timedelta(seconds=1)) == 0


def test_answers_are_numbered_and_may_hold_any_text(store: Store) -> None:
    odd = {"question": "a\x00b 😀 \ud800", "statements": [{"text": "‏قال"}], "timings_ms": {"search": 0.5}}
    first = store.answers.record(odd, NOON, "a\x00b", "extractive", team_id="T1")
    second = store.answers.record({}, NOON, "?", "model", model="m", prompt_hash="0" * 64)

    assert second > first


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without zone"):
        store.feeds.add(FEED, None, None, NOON.replace(tzinfo=None))

    assert store.feeds.all() == ()
