"""Feeds polled by their rhythm and articles read again, from a web on loopback."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug import Request

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.following import REREADS_AT_ONCE, followed, poll_due, reread_due
from bot.ingest.intake import Intake
from bot.ingest.keep import Result
from bot.ingest.rhythm import LOOKED_FOR_AGAIN
from bot.news.article import Incoming, Outlet, Policy
from bot.store.engine import Store
from bot.store.feeds import Feed
from bot.work import assign_due, read_due
from tests.fakes.web import LOOPBACK, PARAGRAPHS, FakeWeb, article_html, rss

START = datetime(2026, 3, 9, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST = '<meta property="article:published_time" content="2026-03-09T11:00:00Z">'
CORRECTED = (*PARAGRAPHS, "Correction: an earlier version of this article said that seven were hurt.")


class Reader:
    """A process that follows the news, with a clock that is set by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = START
        self.outlets: dict[str, Outlet] = {}

    def polls(self) -> list[Result]:
        with closing(self.intake()) as intake:
            return list(poll_due(self.store, intake, self.now))

    def rereads(self) -> list[Result]:
        read_due(self.store)
        assign_due(self.store)
        with closing(self.intake()) as intake:
            return list(reread_due(self.store, intake, self.now))

    def intake(self) -> Intake:
        settings = Settings(_env_file=None, fetch_timeout_s=5)
        return Intake(self.store, self.outlets, settings, lambda: self.now, LOOPBACK)

    def feed(self, url: str) -> Feed:
        found = self.store.feeds.get(url)
        assert found is not None
        return found


@pytest.fixture
def reader(sqlite_store: Store) -> Reader:
    return Reader(sqlite_store)


@pytest.fixture
def story(web: FakeWeb, reader: Reader) -> str:
    """An article that was read at the start from a feed, and has been placed in its story."""
    page = web.page("/a", article_html("Shells fall on Orlov", head=FIRST), etag='"1"')
    reader.store.feeds.add(web.page("/feed", rss(item(page)), etag='"1"'), None, None, START)
    assert [result.status for result in reader.polls()] == ["stored"]
    return page


def item(page: str, published: datetime | None = None) -> str:
    date = f"<pubDate>{published:%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if published else ""
    return f"<title>Shells fall</title><link>{page}</link>{date}"


def statuses(results: list[Result]) -> list[str]:
    return [result.status for result in results]


def test_a_feed_is_polled_by_the_gaps_between_its_entries(web: FakeWeb, reader: Reader) -> None:
    hourly = [item(web.url(f"/{hour}"), START - hour * HOUR) for hour in range(6)]
    feed = web.page("/feed", rss(*hourly), etag='"1"')
    reader.store.feeds.add(feed, None, None, START)
    reader.polls()
    wait = (reader.feed(feed).next_poll_at or START) - START
    assert HOUR * 0.45 <= wait <= HOUR * 0.55
    reader.now = START + wait - MINUTE
    assert reader.polls() == []
    reader.now = START + wait
    assert statuses(reader.polls()) == ["failed"] * 6  # the pages are not there; the feed is asked again
    assert web.hits("/feed") == 2


def test_an_unchanged_feed_keeps_its_rhythm(web: FakeWeb, reader: Reader) -> None:
    pages = [web.page(f"/{n}", article_html(f"Part {n}", f"{PARAGRAPHS[0]} Part {n}.")) for n in range(3)]
    dated = [item(page, START - number * 2 * HOUR) for number, page in enumerate(pages)]
    feed = web.page("/feed", rss(*dated), etag='"1"')
    reader.store.feeds.add(feed, None, None, START)
    reader.polls()
    reader.now += 2 * HOUR
    [result] = reader.polls()
    assert result.reason == "The feed has not changed."
    assert (reader.feed(feed).gap, reader.feed(feed).newest_at) == (2 * HOUR, START)


def test_a_failing_feed_is_backed_off_from_and_the_others_go_on(web: FakeWeb, reader: Reader) -> None:
    broken = web.page("/broken", "", status=500)
    page = web.page("/a", article_html("Shells fall"))
    well = web.page("/feed", rss(item(page)))
    for url in (broken, well):
        reader.store.feeds.add(url, None, None, START)
    assert statuses(reader.polls()) == ["failed", "stored"]
    waits = []
    for _ in range(6):
        again = reader.feed(broken).next_poll_at or START
        waits.append(again - reader.now)
        reader.now = again
        reader.polls()
    assert waits[-1] > 4 * waits[0]
    assert reader.feed(broken).failures == 7
    assert reader.store.feeds.failing() == (broken,)


def test_pages_that_are_known_are_not_asked_for_at_every_poll(
    web: FakeWeb, reader: Reader, story: str
) -> None:
    other = web.page(
        "/b", article_html("A pier closed", "The pier closed on Monday, the harbour office said.")
    )
    web.page("/feed", rss(item(other), item(story)), etag='"2"')
    reader.now += DAY
    assert statuses(reader.polls()) == ["stored", "unchanged"]
    assert web.hits("/a") == 1


def test_two_processes_do_not_poll_one_feed_at_once(web: FakeWeb, reader: Reader) -> None:
    pages = [web.page(f"/{n}", article_html(f"Part {n}", f"{PARAGRAPHS[0]} Part {n}.")) for n in range(2)]
    reader.store.feeds.add(web.page("/feed", rss(*map(item, pages))), None, None, START)
    [feed] = reader.store.feeds.all()
    with closing(reader.intake()) as one, closing(reader.intake()) as other:
        polling = poll_due(reader.store, one, START)
        assert next(polling).status == "stored"
        assert list(poll_due(reader.store, other, START)) == []
        polling.close()  # the process is stopped half-way; another one takes it up
        assert statuses(list(poll_due(reader.store, other, START))) == ["unchanged", "stored"]
    assert reader.feed(feed.url).failures == 0


def test_a_poll_that_was_taken_over_ends(web: FakeWeb, reader: Reader) -> None:
    pages = [web.page(f"/{n}", article_html(f"Part {n}", f"{PARAGRAPHS[0]} Part {n}.")) for n in range(3)]
    reader.store.feeds.add(web.page("/feed", rss(*map(item, pages))), None, None, START)
    [feed] = reader.store.feeds.all()
    with closing(reader.intake()) as slow:
        polling = poll_due(reader.store, slow, START)
        assert next(polling).status == "stored"
        assert reader.store.feeds.lease(feed, START + HOUR, START + 2 * HOUR)
        assert list(polling) == []
    assert reader.feed(feed.url).polled_at is None


def test_feeds_of_the_desk_file_are_followed(reader: Reader) -> None:
    rows = [{"url": "https://a.example/feed", "outlet": "The Courier"}, {"url": "https://b.example/feed"}]
    followed(reader.store, rows, START)
    again = followed(reader.store, [rows[0] | {"outlet": "The Gull"}, rows[1]], START)
    assert [(feed.url, feed.outlet) for feed in again] == [
        ("https://a.example/feed", "The Gull"),
        ("https://b.example/feed", None),
    ]


def test_a_corrected_article_gets_a_revision(web: FakeWeb, reader: Reader, story: str) -> None:
    assert reader.rereads() == []
    web.page("/a", article_html("Shells fall on Orlov", *CORRECTED), etag='"2"')
    reader.now += HOUR
    [result] = reader.rereads()
    assert (result.status, web.hits("/a")) == ("updated", 2)
    newest = reader.store.articles.newest(result.article_id or 0)
    assert newest is not None
    assert (newest.number, newest.text) == (2, "\n\n".join(CORRECTED))
    assert newest.published == START - HOUR  # which only the first revision says


def test_an_unchanged_article_is_asked_for_conditionally_ever_more_seldom(
    web: FakeWeb, reader: Reader, story: str
) -> None:
    hours = []
    for hour in range(6 * 24):
        reader.now = START + hour * HOUR
        if hour == 40:  # its story goes on
            text = "\n\n".join(PARAGRAPHS)
            reader.store.articles.add(Incoming(text, "The Gull", reader.now, language="en"))
        if found := reader.rereads():
            assert statuses(found) == ["unchanged"]
            hours.append(hour)
    assert hours == [1, 3, 8, 24, 48]
    again = [request for request in web.requests if request.path == "/a"][1:]
    assert {request.headers.get("If-None-Match") for request in again} == {'"1"'}


def test_an_article_of_a_story_that_is_over_is_not_read_again(
    web: FakeWeb, reader: Reader, story: str
) -> None:
    reader.now += 3 * DAY
    assert reader.rereads() == []
    assert web.hits("/a") == 1
    reader.now += DAY
    assert reader.store.fetches.due(reader.now, 5) == ()


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ({"status": 404, "body": ""}, "does not exist"),
        (
            {"body": article_html("Shells fall on Orlov", PARAGRAPHS[0], "Subscribe to read the rest.")},
            "part",
        ),
        ({"body": article_html("Elsewhere", head='<link rel="canonical" href="/other">')}, "another article"),
    ],
)
def test_what_is_no_correction_leaves_the_article_as_it_is(
    web: FakeWeb, reader: Reader, story: str, page: dict[str, Any], says: str
) -> None:
    web.page("/a", **page)
    reader.now += HOUR
    [result] = reader.rereads()
    assert result.status == "failed"
    assert says in (result.reason or "")
    assert reader.store.articles.counts()[0] == 1


def gone(reader: Reader) -> dict[int, datetime]:
    return reader.store.fetches.lately_gone(START, reader.now)


def test_a_page_that_was_taken_down_is_gone_at_once(web: FakeWeb, reader: Reader, story: str) -> None:
    web.page("/a", "", status=410)
    reader.now += HOUR
    assert statuses(reader.rereads()) == ["failed"]
    assert gone(reader) == {1: START + HOUR}
    assert reader.store.articles.counts()[0] == 1


@pytest.mark.parametrize("how", ["not found", "sent home"])
def test_a_page_is_gone_when_it_is_missing_twice(web: FakeWeb, reader: Reader, story: str, how: str) -> None:
    web.page("/", article_html("The front page"))
    if how == "sent home":
        web.redirect("/a", "/")
    else:
        web.page("/a", "", status=404)
    reader.now += HOUR
    assert statuses(reader.rereads()) == ["failed"]
    assert gone(reader) == {}
    reader.now += LOOKED_FOR_AGAIN
    assert statuses(reader.rereads()) == ["failed"]
    assert gone(reader) == {1: START + HOUR}
    reader.now += DAY  # that it is missing still is nothing new
    assert statuses(reader.rereads()) == ["failed"]
    assert reader.store.fetches.lately_gone(START + 2 * HOUR, reader.now) == {}


@pytest.mark.parametrize("etag", ['"1"', '"2"'])
def test_a_page_that_is_back_is_not_gone(web: FakeWeb, reader: Reader, story: str, etag: str) -> None:
    web.page("/a", "", status=410)
    reader.now += HOUR
    reader.rereads()
    web.page("/a", article_html("Shells fall on Orlov", head=FIRST), etag=etag)
    reader.now += 2 * HOUR
    assert statuses(reader.rereads()) == ["unchanged"]
    assert gone(reader) == {}


def test_a_page_that_is_missing_once_and_then_again_much_later_is_not_gone(
    web: FakeWeb, reader: Reader, story: str
) -> None:
    for body, status in (("", 404), (article_html("Shells fall on Orlov", head=FIRST), 200), ("", 404)):
        web.page("/a", body, status=status)
        reader.now += 2 * HOUR
        reader.rereads()
    assert gone(reader) == {}


def test_a_server_in_trouble_says_nothing_about_its_page(web: FakeWeb, reader: Reader, story: str) -> None:
    for status in (404, 500):
        web.page("/a", "", status=status)
        reader.now += 5 * HOUR
        assert statuses(reader.rereads()) == ["failed"]
    assert gone(reader) == {}


def added(reader: Reader, url: str, team_id: str) -> int:
    with closing(reader.intake()) as intake:
        result = intake.web.take_page(url, Details(team_id=team_id))
    assert (result.status, result.reason) == ("stored", None)
    return result.article_id or 0


def test_what_a_workspace_added_is_read_again_for_it_alone(web: FakeWeb, reader: Reader) -> None:
    url = web.page("/a", article_html("Shells fall on Orlov", head=FIRST), etag='"1"')
    one, other = added(reader, url, "T1"), added(reader, url, "T2")
    reader.now += HOUR
    assert statuses(reader.rereads()) == ["unchanged", "unchanged"]
    assert [request.headers.get("If-None-Match") for request in page_requests(web)] == [
        None,
        None,
        '"1"',
        '"1"',
    ]
    web.page("/a", article_html("Shells fall on Orlov", *CORRECTED), etag='"2"')
    reader.now += 2 * HOUR
    assert {(result.status, result.article_id) for result in reader.rereads()} == {
        ("updated", one),
        ("updated", other),
    }
    for article_id, team_id in ((one, "T1"), (other, "T2")):
        newest = reader.store.articles.newest(article_id)
        assert newest is not None
        assert (newest.number, newest.team_id, newest.text) == (2, team_id, "\n\n".join(CORRECTED))
    assert reader.store.articles.held("T3").articles == 0


def page_requests(web: FakeWeb) -> list[Request]:
    return [request for request in web.requests if request.path == "/a"]


def test_what_a_workspace_added_is_not_what_all_have(web: FakeWeb, reader: Reader) -> None:
    url = web.page("/a", article_html("Shells fall on Orlov", head=FIRST), etag='"1"')
    own = added(reader, url, "T1")
    with closing(reader.intake()) as intake:
        [shared] = intake.web.take(url, Details())
    assert (shared.status, shared.article_id) == ("stored", own + 1)
    web.page("/a", article_html("Shells fall on Orlov", *CORRECTED), etag='"2"')
    reader.now += HOUR
    assert {result.article_id for result in reader.rereads()} == {own, own + 1}
    histories = reader.store.articles.histories([own, own + 1])
    assert [[each.team_id for each in histories[one]] for one in (own, own + 1)] == [["T1"] * 2, [None] * 2]


def test_what_a_workspace_added_is_read_again_as_its_outlet_allows(web: FakeWeb, reader: Reader) -> None:
    added(reader, web.page("/a", article_html("Shells fall on Orlov", head=FIRST)), "T1")
    reader.outlets["The Meridian"] = Outlet("The Meridian", policy=Policy.PASTE_ONLY)
    reader.now += HOUR
    assert statuses(reader.rereads()) == ["skipped"]
    assert web.hits("/a") == 1
    reader.now += 4 * DAY  # its story is over, as far as its workspace sees
    assert reader.rereads() == []


def test_a_policy_that_forbids_pages_holds_for_articles_that_are_known(
    web: FakeWeb, reader: Reader, story: str
) -> None:
    reader.outlets["The Meridian"] = Outlet("The Meridian", policy=Policy.FEED_ONLY)
    reader.now += HOUR
    assert statuses(reader.rereads()) == ["skipped"]
    assert web.hits("/a") == 1


def test_only_so_many_are_read_again_in_one_round(web: FakeWeb, reader: Reader) -> None:
    count = REREADS_AT_ONCE + 2
    pages = [web.page(f"/{n}", article_html(f"Part {n}", f"{PARAGRAPHS[0]} Part {n}.")) for n in range(count)]
    reader.store.feeds.add(web.page("/feed", rss(*map(item, pages))), None, None, START)
    reader.polls()
    reader.now += HOUR
    assert [len(reader.rereads()) for _ in range(3)] == [REREADS_AT_ONCE, 2, 0]
