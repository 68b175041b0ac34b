"""Pages and feeds from a web on loopback into the store."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.ingest.keep import Result
from bot.news.article import Outlet, Policy, Revision
from bot.store.engine import Store
from tests.fakes.web import LOOPBACK, PARAGRAPHS, FakeWeb, article_html, rss

START = datetime(2026, 3, 9, 12, tzinfo=UTC)
TEXT = "\n\n".join(PARAGRAPHS)


class Desk:
    """One store and the intakes of several runs on it; every look at the clock is a minute later."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.outlets: dict[str, Outlet] = {}
        self.clock = START

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def describe(self, name: str, policy: Policy) -> None:
        self.outlets[name] = Outlet(name, policy=policy)

    def intake(self) -> Intake:
        settings = Settings(_env_file=None, fetch_timeout_s=5)
        return Intake(self.store, self.outlets, settings, self.now, LOOPBACK)

    def take(self, target: str, outlet: str | None = None) -> list[Result]:
        intake = self.intake()
        found = list(intake.take(target, Details(outlet), io.BytesIO()))
        intake.close()
        return found

    def one(self, target: str, outlet: str | None = None) -> Result:
        (result,) = self.take(target, outlet)
        return result

    def newest(self, result: Result) -> Revision:
        assert result.article_id is not None, result
        found = self.store.articles.newest(result.article_id)
        assert found is not None
        return found


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


def entry(url: str, title: str = "Shells fall", more: str = "") -> str:
    return (
        f"<title>{title}</title><link>{url}</link><description>Six hurt, says the feed.</description>{more}"
    )


def test_a_page_is_stored_with_what_it_says(web: FakeWeb, desk: Desk) -> None:
    head = '<meta property="article:published_time" content="2026-03-09T08:05:00Z">'
    url = web.page("/a", article_html("Shells fall on Orlov", head=head))

    result = desk.one(url)

    assert (result.target, result.status, result.reason) == (url, "stored", None)
    found = desk.newest(result)
    assert (found.text, found.title, found.outlet) == (TEXT, "Shells fall on Orlov", "The Meridian")
    assert (found.author, found.language, found.url) == ("Ada Quill", "en", url)
    assert found.published == datetime(2026, 3, 9, 8, 5, tzinfo=UTC)


def test_an_unchanged_page_is_not_sent_again(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall"), etag='"1"')
    first = desk.one(url)
    again = desk.one(url)
    assert (again.status, again.article_id) == ("unchanged", first.article_id)
    assert web.requests[-1].headers["If-None-Match"] == '"1"'


def test_a_changed_page_makes_a_revision_and_the_old_one_stays(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall"), etag='"1"')
    first = desk.one(url)
    web.page("/a", article_html("Shells fall", *PARAGRAPHS, "The toll rose to eight."), etag='"2"')

    again = desk.one(url)

    assert (again.status, again.article_id) == ("updated", first.article_id)
    assert desk.newest(again).text == f"{TEXT}\n\nThe toll rose to eight."
    assert [one.number for one in desk.store.articles.revisions(first.article_id or 0)] == [1, 2]


def test_spellings_of_an_address_are_one_article(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall"))
    first = desk.one(url)
    again = desk.one(f"{url}?utm_source=x#top")
    assert (again.status, again.article_id) == ("unchanged", first.article_id)


def test_plain_text_is_stored_under_its_host(web: FakeWeb, desk: Desk) -> None:
    result = desk.one(web.page("/a.txt", "Six were hurt.", content_type="text/plain"))
    assert (result.status, result.outlet) == ("stored", "127.0.0.1")


@pytest.mark.parametrize(
    ("html", "status", "words"),
    [
        ("<html><body><nav>Home</nav></body></html>", 200, "No article was found in http"),
        ("", 404, "does not exist (404)"),
        ("", 503, "has a fault of its own"),
    ],
)
def test_a_page_that_gives_nothing_is_said(
    web: FakeWeb, desk: Desk, html: str, status: int, words: str
) -> None:
    result = desk.one(web.page("/a", html, status=status))
    assert (result.status, result.article_id) == ("failed", None)
    assert words in (result.reason or "")


def test_other_schemes_are_refused(desk: Desk) -> None:
    result = desk.one("ftp://example.org/a")
    assert (result.status, result.reason) == (
        "failed",
        "ftp://example.org/a is not an http or https address.",
    )


@pytest.mark.parametrize("policy", [Policy.NEVER, Policy.PASTE_ONLY, Policy.FEED_ONLY])
def test_a_policy_on_the_host_holds_before_anything_is_fetched(
    web: FakeWeb, desk: Desk, policy: Policy
) -> None:
    desk.describe("127.0.0.1", policy)
    result = desk.one(web.page("/a", article_html("Shells fall")))
    assert result.status == "skipped"
    assert f"The policy of 127.0.0.1 is {policy.value}" in (result.reason or "")
    assert not web.requests


def test_a_policy_on_the_name_given_holds_before_anything_is_fetched(web: FakeWeb, desk: Desk) -> None:
    desk.describe("The Meridian", Policy.NEVER)
    assert desk.one(web.page("/a", article_html("Shells fall")), outlet="The Meridian").status == "skipped"
    assert not web.requests


def test_a_policy_on_the_name_a_page_gives_holds_before_it_is_stored(web: FakeWeb, desk: Desk) -> None:
    desk.describe("The Meridian", Policy.PASTE_ONLY)
    assert desk.one(web.page("/a", article_html("Shells fall"))).status == "skipped"
    assert desk.store.articles.counts() == (0, 0)


def test_a_redirect_does_not_lead_around_a_policy(web: FakeWeb, desk: Desk) -> None:
    desk.describe("localhost", Policy.NEVER)
    web.page("/a", article_html("Shells fall"))
    url = web.redirect("/go", web.named(web.url("/a")))
    assert desk.one(url).status == "skipped"
    assert web.hits("/a") == 0


def test_a_feeds_pages_are_read_where_pages_may_be(web: FakeWeb, desk: Desk) -> None:
    page = web.page("/a", article_html("Shells fall on Orlov"))
    wire = "<source url='https://wire.example/'>Northern Wire</source>"
    date = "<pubDate>Mon, 09 Mar 2026 08:05:00 GMT</pubDate>"
    feed = web.page("/feed", rss(entry(page, more=wire + date), title="Meridian Online"))

    found = desk.newest(desk.one(feed))

    assert (found.text, found.title, found.outlet) == (TEXT, "Shells fall on Orlov", "Meridian Online")
    assert (found.credited, found.partial) == ("Northern Wire", False)
    assert found.published == datetime(2026, 3, 9, 8, 5, tzinfo=UTC)


def test_feed_only_stores_what_the_feed_carries(web: FakeWeb, desk: Desk) -> None:
    desk.describe("Meridian Online", Policy.FEED_ONLY)
    page = web.page("/a", article_html("Shells fall on Orlov"))
    space = "http://purl.org/rss/1.0/modules/content/"
    whole = f"<content:encoded xmlns:content='{space}'>All of it.</content:encoded>"
    items = (
        entry(page),
        entry(web.url("/b"), more=whole),
        f"<title>Bare</title><link>{web.url('/c')}</link>",
    )
    summary, full, bare = desk.take(web.page("/feed", rss(*items, title="Meridian Online")))

    assert (desk.newest(summary).text, desk.newest(summary).partial) == ("Six hurt, says the feed.", True)
    assert (desk.newest(full).text, desk.newest(full).partial) == ("All of it.", False)
    assert (bare.status, bare.reason) == ("skipped", f"The feed carries no text of {web.url('/c')}.")
    assert web.hits("/a") == 0


def test_a_page_that_fails_leaves_the_feeds_text(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", "", status=500)
    result = desk.one(web.page("/feed", rss(entry(url))))
    assert result.status == "stored"
    assert "Only the feed's text: " in (result.reason or "")
    assert desk.newest(result).partial


def test_a_page_that_fails_later_does_not_lose_its_text_to_the_feed(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall"))
    feed = web.page("/feed", rss(entry(url)))
    first = desk.one(feed)
    web.page("/a", "", status=500)
    web.page("/feed", rss(entry(url), "<title>More</title>"))

    again = desk.take(feed)[0]

    assert again.status == "failed"
    assert desk.newest(first).text == TEXT


def test_an_unchanged_feed_is_not_read_again_unless_something_failed(web: FakeWeb, desk: Desk) -> None:
    page = web.page("/a", article_html("Shells fall"))
    bare = f"<title>Bare</title><link>{web.url('/c')}</link>"
    feed = web.page("/feed", rss(entry(page), bare), etag='"1"')
    assert [result.status for result in desk.take(feed)] == ["stored", "failed"]
    web.page("/c", article_html("Later", "It was put right on Tuesday, after a day of repairs in the town."))
    assert [result.status for result in desk.take(feed)] == ["unchanged", "stored"]
    assert (desk.one(feed).status, desk.one(feed).reason) == ("unchanged", None)


def poll(desk: Desk, url: str) -> list[Result]:
    feed = desk.store.feeds.get(url)
    assert feed is not None
    intake = desk.intake()
    found = list(intake.web.poll(feed, Details()))
    intake.close()
    return found


def test_a_poll_is_noted(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/feed", rss(entry(web.page("/a", article_html("Shells fall")))), etag='"1"')
    desk.store.feeds.add(url, "Mine", None, START)

    (result,) = poll(desk, url)

    assert (result.status, result.outlet) == ("stored", "Mine")
    feed = desk.store.feeds.get(url)
    assert feed is not None
    assert (feed.title, feed.failures, feed.error) == ("The Meridian", 0, None)
    assert (feed.polled_at or START) > START
    assert poll(desk, url)[0].reason == "The feed has not changed."


def test_a_failed_poll_is_counted_until_one_goes_well(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/feed", "", status=503)
    desk.store.feeds.add(url, None, None, START)
    poll(desk, url)
    assert poll(desk, url)[0].status == "failed"
    feed = desk.store.feeds.get(url)
    assert feed is not None
    assert feed.failures == 2
    assert "has a fault of its own" in (feed.error or "")

    web.page("/feed", rss())
    assert poll(desk, url)[0].reason == "The feed has no entries."
    feed = desk.store.feeds.get(url)
    assert feed is not None
    assert (feed.failures, feed.error) == (0, None)


def test_a_feed_is_found_through_a_page(web: FakeWeb, desk: Desk) -> None:
    web.page("/feed", rss(title="Found"))
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    page = web.page("/", article_html("Shells fall", head=head))
    url, channel = desk.intake().web.find_feed(page, None)
    assert (url, channel.title) == (web.url("/feed"), "Found")


def test_a_crash_between_articles_leaves_whole_ones(web: FakeWeb, desk: Desk) -> None:
    urls = [web.page(f"/{name}", article_html(name, f"{PARAGRAPHS[0]} Number {name}.")) for name in "abc"]
    results = desk.intake().take(web.page("/feed", rss(*map(entry, urls))), Details(), io.BytesIO())
    next(results)
    next(results)
    del results
    assert desk.store.articles.counts()[0] == 2


def test_hostile_bodies_end_with_a_sentence(web: FakeWeb, desk: Desk) -> None:
    bodies = [b"\0" * 1000, b"<" * 100_000, b"<div>" * 100_000, b"\xff\xfe" + b"a" * 999, b"{" * 100_000]
    for number, body in enumerate(bodies):
        url = web.page(f"/{number}", body, content_type="text/html")
        result = desk.one(url)
        assert (result.status, result.reason) == ("failed", f"No article was found in {url}.")
