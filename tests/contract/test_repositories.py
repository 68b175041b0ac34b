"""Sentences, outlets, feeds, fetches and answers, on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from bot.news.answer import Usage
from bot.news.article import Incoming, Outlet, Policy
from bot.news.attribution import Attribution, CueKind
from bot.news.span import Span
from bot.store.engine import Store
from bot.store.feeds import Feed, Poll
from bot.store.fetches import Fetch, Page
from bot.store.readings import Read

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
MINUTE = timedelta(minutes=1)
FEED = "https://courier.example/feed"
OTHER = "https://herald.example/rss"


def add(store: Store, text: str) -> int:
    return store.articles.add(Incoming(text, "The Courier", NOON)).article_id


SAID = Attribution(0, Span(0, 3), Span(4, 8), (Span(9, 12),), CueKind.DENY, "One", "earlier", 1)
CARRIED = Attribution(1, None, Span(4, 8), (), CueKind.NO_RESPONSE)


def rows(store: Store, reader: int) -> list[int]:
    return [item.row for item in store.readings.due(reader)]


def test_revisions_are_due_until_these_rules_have_read_them(store: Store) -> None:
    one, two = add(store, "One. Two."), add(store, "Three.")
    first, second = store.readings.due(1)

    assert (first.text, first.language) == ("One. Two.", None)
    assert store.readings.due(1, limit=1) == (first,)

    store.readings.save(1, [(second.row, Read((Span(0, 6),)))])
    assert store.readings.due(1) == (first,)
    assert set(store.readings.many([one, two])) == {(two, 1)}

    store.readings.save(1, [(first.row, Read((Span(0, 4), Span(5, 9))))])
    assert store.readings.due(1) == ()
    assert rows(store, 2) == [first.row, second.row]
    assert store.readings.sentences([one, two, 99]) == {
        (one, 1): (Span(0, 4), Span(5, 9)),
        (two, 1): (Span(0, 6),),
    }


def test_attributions_come_back_as_they_went_in(store: Store) -> None:
    article_id = add(store, "One. Two.")
    read = Read((Span(0, 4), Span(5, 9)), (SAID, CARRIED))
    store.readings.save(1, [(rows(store, 1)[0], read)])
    assert store.readings.many([article_id]) == {(article_id, 1): read}


def test_newer_rules_replace_what_was_read(store: Store) -> None:
    article_id = add(store, "One. Two.")
    [row] = rows(store, 1)
    store.readings.save(1, [(row, Read((Span(0, 9),), (SAID,)))])
    store.readings.save(2, [(row, Read(()))])

    assert store.readings.many([article_id]) == {(article_id, 1): Read(())}
    assert store.readings.due(2) == ()


def test_what_was_read_of_an_article_removed_meanwhile_is_passed_over(store: Store) -> None:
    gone, kept = add(store, "One."), add(store, "Two.")
    read = [(row, Read((Span(0, 4),))) for row in rows(store, 1)]
    store.articles.remove(gone, LATER)

    store.readings.save(1, read)
    store.readings.save(1, [])

    assert store.readings.sentences([gone, kept]) == {(kept, 1): (Span(0, 4),)}


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


def feed_at(store: Store) -> Feed:
    found = store.feeds.get(FEED)
    assert found is not None
    return found


def test_failed_polls_count_up_until_one_goes_well(store: Store) -> None:
    feed = store.feeds.add(FEED, None, "News", NOON)
    store.feeds.polled(FEED, Poll(NOON, "It did not answer."))
    store.feeds.polled(FEED, Poll(LATER, "It said 500."))
    assert feed_at(store) == Feed(feed.id, FEED, None, "News", LATER, 2, "It said 500.")

    store.feeds.polled(FEED, Poll(LATER, None, "Newer name"))
    assert feed_at(store) == Feed(feed.id, FEED, None, "Newer name", LATER, 0, None)


def test_a_feeds_rhythm_is_kept_until_another_is_known(store: Store) -> None:
    store.feeds.add(FEED, None, None, NOON)
    store.feeds.polled(FEED, Poll(NOON, gap=MINUTE, newest_at=NOON, next_poll_at=LATER))
    store.feeds.polled(FEED, Poll(LATER, next_poll_at=LATER + MINUTE))
    found = feed_at(store)
    assert (found.gap, found.newest_at, found.next_poll_at) == (MINUTE, NOON, LATER + MINUTE)


def test_feeds_are_due_at_once_and_then_when_it_was_said(store: Store) -> None:
    for url in (FEED, OTHER):
        store.feeds.add(url, None, None, NOON)
    assert [feed.url for feed in store.feeds.due(NOON)] == [FEED, OTHER]
    store.feeds.polled(FEED, Poll(NOON, next_poll_at=LATER + MINUTE))
    store.feeds.polled(OTHER, Poll(NOON, next_poll_at=LATER))
    assert store.feeds.due(LATER - MINUTE) == ()
    assert [feed.url for feed in store.feeds.due(LATER + MINUTE)] == [OTHER, FEED]


def test_one_process_polls_a_feed_at_a_time(store: Store) -> None:
    feed = store.feeds.add(FEED, None, None, NOON)
    assert store.feeds.lease(feed, NOON, LATER) is True
    assert store.feeds.lease(feed, LATER - MINUTE, LATER + MINUTE) is False
    assert store.feeds.due(LATER - MINUTE) == ()

    assert store.feeds.extend(feed, LATER, LATER + MINUTE) is True
    assert store.feeds.extend(feed, LATER, LATER + MINUTE) is False  # that lease is another one's now
    assert store.feeds.lease(feed, LATER, LATER + MINUTE) is False
    assert store.feeds.lease(feed, LATER + MINUTE, LATER + 2 * MINUTE) is True  # its process has ended

    store.feeds.polled(FEED, Poll(LATER))
    assert store.feeds.lease(feed, LATER, LATER + MINUTE) is False  # it has just been polled
    assert store.feeds.lease(feed_at(store), LATER, LATER + MINUTE) is True


def test_a_feed_is_followed_no_longer(store: Store) -> None:
    feed = store.feeds.add(FEED, None, None, NOON)
    store.feeds.lease(feed, NOON, LATER)

    assert store.feeds.remove(FEED) is True
    assert store.feeds.remove(FEED) is False
    assert store.feeds.all() == ()
    assert store.feeds.extend(feed, LATER, LATER + MINUTE) is False  # a poll that was under way ends
    store.feeds.polled(FEED, Poll(LATER))
    assert store.feeds.all() == ()


def test_the_last_fetch_of_an_address_is_kept(store: Store) -> None:
    first = Fetch(FEED, '"a"', "Mon, 09 Mar 2026 12:00:00 GMT", NOON)
    store.fetches.save(first)
    assert store.fetches.get(FEED) == first

    second = Fetch(FEED, None, None, LATER, article_id=3)
    store.fetches.save(second)
    assert store.fetches.get(FEED) == second
    assert store.fetches.get("https://nowhere.example/") is None


def test_an_article_is_read_again_when_it_was_said_by_one_process(store: Store) -> None:
    article = store.articles.add(Incoming("It burned.", "The Courier", NOON)).article_id
    store.fetches.save(Fetch(OTHER, None, None, NOON, article, reread_at=LATER))
    store.fetches.save(Fetch(OTHER, '"b"', None, LATER, article, reread_at=NOON))  # the first time stays
    assert store.fetches.due(LATER - MINUTE, 5) == ()
    [page] = store.fetches.due(LATER, 5)
    assert page == Page(OTHER, article, "The Courier", NOON, LATER)

    assert store.fetches.move_on(page, LATER + MINUTE) is True
    assert store.fetches.move_on(page, LATER + MINUTE) is False
    [again] = store.fetches.due(LATER + MINUTE, 5)
    assert store.fetches.move_on(again, None) is True
    assert store.fetches.due(LATER + 9 * MINUTE, 5) == ()


def test_workspaces_have_their_own_fetches_of_an_address(store: Store) -> None:
    shared, own = Fetch(OTHER, '"a"', None, NOON, 1), Fetch(OTHER, '"b"', None, NOON, 2, team_id="T1")
    store.fetches.save(shared)
    store.fetches.save(own)
    assert (store.fetches.get(OTHER), store.fetches.get(OTHER, "T1")) == (shared, own)
    assert store.fetches.get(OTHER, "T2") is None

    article = store.articles.add(Incoming("It burned.", "The Courier", NOON, team_id="T1")).article_id
    store.fetches.save(Fetch(FEED, None, None, NOON, article, NOON, "T1"))
    [page] = store.fetches.due(NOON, 5)
    assert (page.article_id, page.team_id) == (article, "T1")
    assert store.fetches.move_on(page, None) is True
    assert store.fetches.due(NOON, 5) == ()


def page_at(store: Store, now: datetime) -> Page:
    [found] = store.fetches.due(now, 5)
    return found


def test_an_article_is_gone_when_its_page_was_missing_twice_in_a_row(store: Store) -> None:
    article = add(store, "It burned.")
    store.fetches.save(Fetch(OTHER, None, None, NOON, article, NOON))
    store.fetches.missed(page_at(store, NOON), NOON, LATER)
    assert store.fetches.due(LATER - MINUTE, 5) == ()
    assert store.fetches.gone([article]) == {}
    assert page_at(store, LATER).missing_at == NOON

    store.fetches.missed(page_at(store, LATER), LATER, LATER + MINUTE)
    assert store.fetches.gone([article, 99]) == {article: NOON}
    assert store.fetches.lately_gone(NOON, LATER) == {article: NOON}
    assert store.fetches.lately_gone(LATER, LATER + MINUTE) == {}
    store.fetches.missed(page_at(store, LATER), LATER + MINUTE, None)  # it is gone since then already
    assert store.fetches.lately_gone(LATER, LATER + MINUTE) == {}

    store.fetches.found(page_at(store, LATER))
    assert store.fetches.gone([article]) == {}
    store.fetches.missed(page_at(store, LATER), LATER, None)
    assert store.fetches.gone([article]) == {article: LATER}
    store.fetches.save(Fetch(FEED, None, None, NOON, article))  # another address of it
    assert store.fetches.gone([article]) == {}
    store.articles.remove(article, LATER)
    assert store.fetches.due(LATER, 5) == ()


def test_a_page_that_was_fetched_is_there_again(store: Store) -> None:
    article = add(store, "It burned.")
    store.fetches.save(Fetch(OTHER, None, None, NOON, article, NOON))
    store.fetches.missed(page_at(store, NOON), NOON, None)
    store.fetches.save(Fetch(OTHER, None, None, LATER, article))
    assert store.fetches.gone([article]) == {}


def test_tokens_are_summed_from_a_moment_on(store: Store) -> None:
    assert store.answers.tokens_since(NOON) == 0
    for at, prompt in ((NOON, 100), (LATER, 3_000_000_000 // 2), (LATER, 3_000_000_000 // 2)):
        store.answers.record({"answered": True}, at, "Who?", "model", usage=Usage(1, prompt, 7))

    assert store.answers.tokens_since(NOON) == 3_000_000_000 + 100 + 21
    assert store.answers.tokens_since(NOON + timedelta(microseconds=1)) == 3_000_000_000 + 14
    assert store.answers.tokens_since(LATER + timedelta(seconds=1)) == 0


def test_what_was_last_answered_to_a_question_is_found_again(store: Store) -> None:
    store.answers.record({"told": 1}, NOON, "Who?", "model")
    store.answers.record({"told": 2}, LATER, "Who?", "model")
    store.answers.record({"told": 3}, LATER, "Who?", "extractive")
    store.answers.record({"told": 4}, LATER, "What?", "model")

    assert store.answers.last_record("Who?", "model", NOON) == {"told": 2}
    assert store.answers.last_record("Who?", "model", LATER + timedelta(seconds=1)) is None
    assert store.answers.last_record("Whom?", "model", NOON) is None


def test_answers_are_numbered_and_may_hold_any_text(store: Store) -> None:
    odd = {"question": "a\x00b 😀 \ud800", "statements": [{"text": "‏قال"}], "timings_ms": {"search": 0.5}}
    first = store.answers.record(odd, NOON, "a\x00b", "extractive", team_id="T1")
    second = store.answers.record({}, NOON, "?", "model", model="m", prompt_hash="0" * 64)

    assert second > first


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="without zone"):
        store.feeds.add(FEED, None, None, NOON.replace(tzinfo=None))

    assert store.feeds.all() == ()
