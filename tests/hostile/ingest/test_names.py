"""Pages and feeds that give themselves the name of an outlet which the operator described."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.claims.gazetteer import Gazetteer
from bot.claims.ledger import Ledger
from bot.claims.recorder import Recorder
from bot.config import Settings
from bot.ingest.claimed import outlet_at, taken_name
from bot.ingest.document import Details
from bot.ingest.intake import Intake
from bot.ingest.keep import Result
from bot.news.article import Outlet, Policy, Revision
from bot.news.claim import Status
from bot.store.engine import Store
from bot.store.feeds import Feed
from bot.work import ledger_due, read_due
from tests.fakes.web import LOOPBACK, PARAGRAPHS, FakeWeb, article_html, rss

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
HERALD, POST = "Harbour Herald", "The Ridge Post"
HERE, THERE = "127.0.0.1", "localhost"  # the web of these tests, and its other name
SPOOFED = f"It calls itself {HERALD}, but {HERE} is not known as its address; `hosts` in desk.toml names it."
OUTLETS = {
    HERALD: Outlet(HERALD, hosts=("harbourherald.example", "www.Herald.example")),
    POST: Outlet(POST),
    "bulletin.example": Outlet("bulletin.example"),
    "Gazette münchen": Outlet("Gazette münchen", hosts=("münchen.example",)),
}
FEEDS = (
    Feed(1, "https://feeds.ridge-post.example/a.xml", POST),
    Feed(2, "https://platform.example/@post/feed", POST),
    Feed(3, "https://feeds.example/herald", HERALD),
    Feed(4, "https://feeds.harbourherald/a", HERALD),
)


@pytest.mark.parametrize(
    ("name", "host", "owner"),
    [
        (HERALD, "harbourherald.example", None),
        (HERALD, "news.harbourherald.example", None),
        (HERALD, "herald.example", None),
        (HERALD, "feeds.example", HERALD),
        (HERALD, "feeds.harbourherald", HERALD),
        (HERALD, "evil.example", HERALD),
        (HERALD, "harbourherald.example.evil.example", HERALD),
        (HERALD, "notharbourherald.example", HERALD),
        (HERALD, "xn--harbourherld-m8h.example", HERALD),
        (HERALD, "example", HERALD),
        (HERALD, "feeds.ridge-post.example", HERALD),
        (HERALD, "", HERALD),
        (POST, "feeds.ridge-post.example", None),
        (POST, "a.feeds.ridge-post.example", None),
        (POST, "ridge-post.example", POST),
        (POST, "platform.example", POST),
        (POST, "post.platform.example", POST),
        (POST, "evil.example", POST),
        ("bulletin.example", "bulletin.example", None),
        ("bulletin.example", "sub.bulletin.example", None),
        ("bulletin.example", "evil.example", "bulletin.example"),
        ("Gazette münchen", "xn--mnchen-3ya.example", None),
        ("Gazette Munchen", "evil.example", "Gazette münchen"),
        ("The Gull", "evil.example", None),
        ("Harbour", "evil.example", None),
        ("···", "evil.example", None),
    ],
)
def test_a_described_name_needs_a_known_host(name: str, host: str, owner: str | None) -> None:
    found = taken_name(name, host, OUTLETS, lambda: FEEDS)
    assert (found and found.name) == owner


@pytest.mark.parametrize(
    "name",
    [
        "HARBOUR  herald",
        "The Harbour Herald",
        "Harbour\u200b Herald",
        "Harbour\u3164Herald",
        "H\u0430rbour Her\u0430ld",
        "\u041d\u0430rb\u043eur H\u0435r\u0430ld",
        "\u0397arbour Herald",
        "\uff28arbour Herald",
        "Harbour-Herald.",
        "Ha\u0301rbour Herald",
        "Harbour HeraId",
        "\u202eHarbour Herald",
    ],
)
def test_spellings_that_look_alike_are_one_name(name: str) -> None:
    found = taken_name(name, "evil.example", OUTLETS, tuple)
    assert found is not None
    assert found.name == HERALD
    assert taken_name(name, "harbourherald.example", OUTLETS, tuple) is None


class Desk:
    """A store whose operator described two outlets; one is at home under the web's other name."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.outlets = {HERALD: Outlet(HERALD, hosts=(THERE,)), POST: Outlet(POST)}
        self.clock = NOW

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def take(self, target: str, details: Details | None = None) -> list[Result]:
        intake = Intake(self.store, self.outlets, Settings(_env_file=None), self.now, LOOPBACK)
        found = list(intake.take(target, details or Details(), io.BytesIO()))
        intake.close()
        return found

    def told(self, target: str, details: Details | None = None) -> tuple[str, str | None, str | None]:
        (result,) = self.take(target, details)
        return result.status, result.outlet, result.reason

    def newest(self, article_id: int | None) -> Revision:
        found = self.store.articles.newest(article_id or 0)
        assert found is not None
        return found

    def statuses(self) -> set[Status | None]:
        """The statuses of all that the ledger made of what is stored."""
        read_due(self.store)
        gazetteer = Gazetteer()
        recorder = Recorder(gazetteer, self.outlets)
        ledger_due(self.store, recorder.version, lambda: recorder)
        ledger = Ledger(self.store, self.outlets, gazetteer)
        until = self.clock + timedelta(minutes=1)
        heard = ledger.hear(ledger.stories(until - timedelta(days=2), until), until)
        return {one.verdict.status for each in heard for one in each.judged.claims}


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


def entry(url: str, more: str = "") -> str:
    return f"<title>Shells</title><link>{url}</link><description>Six hurt, it says.</description>{more}"


def test_a_page_under_anothers_name_is_stored_under_its_host(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall", site=HERALD))
    assert desk.told(url) == ("stored", HERE, SPOOFED)
    assert [one.outlet for one in desk.store.articles.all()] == [HERE]


def test_the_publisher_of_json_ld_is_a_name_too(web: FakeWeb, desk: Desk) -> None:
    linked = f'{{"@type": "NewsArticle", "publisher": {{"name": "{HERALD}"}}}}'
    head = f'<script type="application/ld+json">{linked}</script>'
    html = article_html("Shells fall", head=head).replace("og:site_name", "og:none")
    assert desk.told(web.page("/a", html)) == ("stored", HERE, SPOOFED)


def test_a_page_of_a_known_host_has_its_name(web: FakeWeb, desk: Desk) -> None:
    url = web.named(web.page("/a", article_html("Shells fall", site=HERALD)))
    assert desk.told(url) == ("stored", HERALD, None)


def test_a_redirect_to_another_host_does_not_bring_the_name_along(web: FakeWeb, desk: Desk) -> None:
    web.page("/a", article_html("Shells fall", site=HERALD))
    url = web.named(web.redirect("/go", web.url("/a")))
    assert desk.told(url) == ("stored", HERE, SPOOFED)


def test_the_operators_word_wins(web: FakeWeb, desk: Desk) -> None:
    url = web.page("/a", article_html("Shells fall", site=POST))
    assert desk.told(url, Details(outlet=HERALD)) == ("stored", HERALD, None)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("harbourherald.example", HERALD),
        ("sport.harbourherald.example", "Herald Sport"),
        ("evil.example", None),
        ("", None),
    ],
)
def test_a_host_belongs_to_the_nearest_outlet(host: str, name: str | None) -> None:
    sport = Outlet("Herald Sport", hosts=("sport.harbourherald.example",))
    assert outlet_at(host, OUTLETS | {sport.name: sport}, lambda: FEEDS) == name


def test_a_host_that_two_share_is_nobodys() -> None:
    shared = {name: Outlet(name, hosts=("media.example",)) for name in (HERALD, POST)}
    assert outlet_at("media.example", shared, tuple) is None
    assert taken_name(POST, "media.example", shared, tuple) is None


def test_an_outlets_feed_on_a_platform_does_not_give_its_name_to_others_there(
    web: FakeWeb, desk: Desk
) -> None:
    desk.store.feeds.add(web.url("/@herald/feed"), HERALD, None, NOW)
    page = web.page("/@evil/a", article_html("Shells fall", site=HERALD))
    assert desk.told(page) == ("stored", HERE, SPOOFED)
    (carried,) = desk.take(web.page("/@evil/feed", rss(entry(web.url("/@evil/gone")), title=HERALD)))
    assert carried.outlet == HERE


def test_what_a_known_host_sends_is_its_outlets_whatever_it_calls_itself(web: FakeWeb, desk: Desk) -> None:
    url = web.named(web.page("/a", article_html("Shells fall", site="HERALD Online")))
    assert desk.told(url) == ("stored", HERALD, None)


def test_a_policy_holds_for_the_hosts_of_an_outlet(web: FakeWeb, desk: Desk) -> None:
    desk.outlets[HERALD] = Outlet(HERALD, policy=Policy.PASTE_ONLY, hosts=(THERE,))
    assert desk.told(web.named(web.page("/a", article_html("Shells fall", site="Online"))))[0] == "skipped"
    assert not web.requests


def test_a_policy_still_holds_for_the_name_that_is_taken(web: FakeWeb, desk: Desk) -> None:
    desk.outlets[HERALD] = Outlet(HERALD, policy=Policy.NEVER, hosts=(THERE,))
    assert desk.told(web.page("/a", article_html("Shells fall", site=HERALD)))[0] == "skipped"


def test_a_feeds_title_gives_no_described_name(web: FakeWeb, desk: Desk) -> None:
    page = web.page("/a", article_html("Shells fall", site=HERALD))
    feed = web.page("/feed", rss(entry(page), entry(web.url("/gone")), title=HERALD))
    read, carried = desk.take(feed)
    assert (read.outlet, read.reason) == (HERE, SPOOFED)
    assert carried.outlet == HERE
    assert (carried.reason or "").startswith(f"{SPOOFED} Only the feed's text: ")


def test_a_feed_does_not_speak_under_the_host_that_it_links_to(web: FakeWeb, desk: Desk) -> None:
    feed = web.page("/feed", rss(entry(web.named(web.url("/gone"))), title=HERALD))
    assert [result.outlet for result in desk.take(feed)] == [HERE]


def test_a_feed_that_the_operator_named_speaks_under_that_name(web: FakeWeb, desk: Desk) -> None:
    feed = web.page("/feed", rss(entry(web.url("/gone")), title="Anything"))
    assert [result.outlet for result in desk.take(feed, Details(outlet=HERALD))] == [HERALD]


def test_a_feed_from_elsewhere_revises_no_ones_article(web: FakeWeb, desk: Desk, tmp_path: Path) -> None:
    address = web.named(web.url("/a"))
    (tmp_path / "a.txt").write_text(PARAGRAPHS[0])
    (own,) = desk.take(str(tmp_path / "a.txt"), Details(outlet=HERALD, url=address))

    (spoofed,) = desk.take(web.page("/feed", rss(entry(address), title="The Gull")))

    assert spoofed.status == "unchanged"
    assert spoofed.reason == f"{address} is an article of {HERALD}, which a feed from {HERE} does not change."
    assert desk.newest(own.article_id).text == PARAGRAPHS[0]


def test_a_feed_from_elsewhere_does_not_name_the_pages_it_links_to(web: FakeWeb, desk: Desk) -> None:
    page = web.named(web.page("/a", article_html("Shells fall", site="The Gull")))
    desk.outlets.clear()
    assert desk.told(web.page("/feed", rss(entry(page), title="Gatherer")))[:2] == ("stored", "The Gull")


@pytest.mark.parametrize("gatherer", [None, "The Gull"])
@pytest.mark.parametrize("owner", ["page", "feed", "file"])
def test_an_address_goes_to_its_outlet_when_a_feed_from_elsewhere_was_first(
    web: FakeWeb, desk: Desk, tmp_path: Path, gatherer: str | None, owner: str
) -> None:
    html = article_html("Shells fall", site=HERALD)
    address = web.named(web.page("/a", html, etag='"1"', status=200 if gatherer else 500))
    (first,) = desk.take(web.page("/gull", rss(entry(address), title="The Gull")), Details(outlet=gatherer))
    assert first.outlet == "The Gull"
    brought = desk.newest(first.article_id)
    web.page("/a", html, etag='"1"')

    if owner == "feed":
        own = desk.told(web.named(web.page("/own", rss(entry(address)))), Details(outlet=HERALD))
    elif owner == "page":
        own = desk.told(address)
    else:
        (tmp_path / "a.txt").write_text(PARAGRAPHS[0])
        own = desk.told(str(tmp_path / "a.txt"), Details(outlet=HERALD, url=address))

    assert own == ("stored", HERALD, None)
    assert desk.newest(first.article_id) == brought
    web.page("/a", "", status=500)
    (again,) = desk.take(web.url("/gull"), Details(outlet=gatherer))
    assert again.status in ("unchanged", "failed")
    assert [one.outlet for one in desk.store.articles.all()] == ["The Gull", HERALD]


def test_an_address_does_not_go_to_and_fro_between_outlets_of_no_known_host(web: FakeWeb, desk: Desk) -> None:
    desk.outlets.clear()
    page = web.named(web.page("/a", article_html("Shells fall")))
    feeds = [web.page(f"/{name}", rss(entry(page))) for name in ("one", "two")]
    for name in (0, 1, 0, 1):
        desk.take(feeds[name], Details(outlet=f"Outlet {name}"))
    assert [one.outlet for one in desk.store.articles.all()] == ["Outlet 0"]


@pytest.mark.parametrize(("here", "credited"), [(True, "Northern Wire"), (False, None)])
def test_a_feed_from_elsewhere_credits_nobody(
    web: FakeWeb, desk: Desk, here: bool, credited: str | None
) -> None:
    """A credit takes an article out of its publisher's family, and so could help to confirm."""
    page = web.page("/a", article_html("Shells fall", site=HERALD))
    source = "<source url='https://wire.example/'>Northern Wire</source>"
    address = page if here else web.named(page)
    (result,) = desk.take(web.page("/feed", rss(entry(address, source), title="The Gull")))
    assert desk.newest(result.article_id).credited == credited


def test_a_saved_page_does_not_show_where_it_is_from(desk: Desk, tmp_path: Path) -> None:
    head = f'<link rel="canonical" href="http://{THERE}/a">'
    path = tmp_path / "a.html"
    path.write_text(article_html("Shells fall", head=head, site=HERALD))
    why = f"It calls itself {HERALD}, but does not show where it is from; --outlet NAME or --url URL says it."
    assert desk.told(str(path)) == ("stored", "Unknown outlet", why)


def test_a_saved_page_with_its_address_has_its_name(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(article_html("Shells fall", site=HERALD))
    assert desk.told(str(path), Details(url=f"https://www.{THERE}/a")) == ("stored", HERALD, None)


CORE = "Two mechanics were killed when a shell struck the bus depot in Lviv on Monday."
STRUCK = (
    f"{CORE} The fire burned until dawn and destroyed seventeen buses.",
    "The road to the river stayed closed for the whole morning, and trams were turned back at the market.",
)
TOO = (
    f"{CORE} A crater four metres wide stands where the workshop was, and its gate lies in the yard.",
    "Neighbours swept up glass. A school across the street sent its pupils home before lunch.",
)


@pytest.mark.parametrize(("spoofed", "confirmed"), [(False, True), (True, False)])
def test_a_spoofed_name_helps_to_confirm_nothing(
    web: FakeWeb, desk: Desk, spoofed: bool, confirmed: bool
) -> None:
    desk.outlets[POST] = Outlet(POST, hosts=() if spoofed else (HERE,))
    desk.take(web.named(web.page("/a", article_html("Shell strikes bus depot", *STRUCK, site=HERALD))))
    desk.take(web.page("/b", article_html("Two killed at bus depot", *TOO, site=POST)))
    found = desk.statuses()
    assert Status.REPORTED in found or confirmed
    assert (Status.CONFIRMED in found) == confirmed
