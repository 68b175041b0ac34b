"""What was told and is taken back without a new article: hidden by the desk, or its page is gone."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.claims.ledger import Ledger
from bot.digest.clock import tick
from bot.digest.deliver import Editor
from bot.digest.make import Digests
from bot.digest.taken_back import TakenBack
from bot.digest.watch import NOTE_KIND, look
from bot.news.answer import Statement
from bot.news.digest import Change
from bot.news.subscription import EVERY_OUTLET, Edition, Order, RegionRef, Schedule, Selection
from bot.store.fetches import Fetch
from tests.unit.digest.newsdesk import HERALD, NOON, POST, NewsDesk

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIRE = "A fire destroyed nine boats in Port Ansel on Monday."
MILL = "Shells hit a mill in Brennick on Monday."
DENIED = "The harbour office denied that a fire had destroyed nine boats in Port Ansel on Monday."
SINCE = "since 20 May 13:00 UTC at the latest"


class Channel:
    """A channel that is told, at noon, what the desk has; later it is looked what became of that."""

    def __init__(self, desk: NewsDesk) -> None:
        self.desk, self.store = desk, desk.store
        self.ledger = Ledger(desk.store, desk.outlets, desk.gazetteer)
        digests = Digests(desk.store, self.ledger, desk.gazetteer)
        taken_back = TakenBack(desk.store, self.ledger)
        self.editor = Editor(desk.store, digests, desk.gazetteer, taken_back=taken_back)
        self.order = Order(Schedule(tuple(range(7)), (time(12),)), "UTC")

    def hears(self, region: str | None = None, outlets: Selection = EVERY_OUTLET) -> None:
        """The edition of noon is posted."""
        regions = [self.desk.gazetteer.resolve(region)] if region else []
        order = replace(
            self.order, regions=tuple(RegionRef(each.id, each.name) for each in regions), outlets=outlets
        )
        self.subscription = self.store.subscriptions.add(
            order, NOON, key="k", team_id="T1", channel="C1", owner="U1"
        )
        tick(self.store.subscriptions, NOON)
        self.editor.deliver(self.subscription, NOON, lambda _: "1.0")

    @property
    def edition(self) -> Edition:
        found = self.store.editions.get(self.subscription.id, NOON)
        assert found is not None
        return found

    def changes(self, since: timedelta = MINUTE, until: timedelta = 3 * HOUR) -> tuple[Change, ...]:
        """What became of it, from a time after noon until another."""
        edition = replace(self.edition, noted_until=NOON + since, noted_known=self.store.articles.known())
        return self.editor.changed(self.subscription, edition, NOON + until)

    def words(self) -> list[tuple[str, str | None, str | None]]:
        return [(change.text, change.old, change.new) for change in self.changes()]

    def hides(self, target: str, reason: str = "the wrong town.") -> None:
        """An operator hides something an hour after noon."""
        self.ledger.hide(target, reason, NOON + HOUR)

    def misses(self, article_id: int, *, address: str = "", gone: bool = True) -> None:
        """The page of an article is not there an hour after noon."""
        url = f"https://{article_id}.example/{address}"
        self.store.fetches.save(Fetch(url, None, None, NOON, article_id, NOON))
        [page] = [each for each in self.store.fetches.due(NOON, 9) if each.url == url]
        self.store.fetches.missed(page, NOON + HOUR, None if gone else NOON + 2 * HOUR)


@pytest.fixture
def channel(desk: NewsDesk) -> Channel:
    return Channel(desk)


def claim(article_id: int, text: str, said: str) -> str:
    return f"{article_id}.1.{text.index(said)}"


def test_an_article_that_is_hidden_is_a_change_for_those_who_were_told(channel: Channel) -> None:
    article = channel.desk.add(FIRE)
    channel.hears()
    assert channel.changes() == ()
    channel.hides(str(article))
    was = "Reported by Harbour Herald"
    assert channel.words() == [(FIRE.rstrip("."), was, "Hidden by the desk: the wrong town")]
    assert channel.changes(since=HOUR) == ()  # each change is given once
    assert channel.changes(until=HOUR - MINUTE) == ()


def test_another_reason_to_hide_something_is_no_change(channel: Channel) -> None:
    article = str(channel.desk.add(FIRE))
    channel.hears()
    channel.hides(article)
    channel.ledger.hide(article, "the wrong day", NOON + 2 * HOUR)
    assert channel.changes(since=HOUR) == ()
    assert [new for _, _, new in channel.words()] == ["Hidden by the desk: the wrong day"]
    at_half_past = NOON + 1.5 * HOUR
    [heard] = channel.ledger.of_articles([int(article)], at_half_past)
    assert [each.verdict.shown for each in heard.judged.claims] == ["Hidden by an operator"]


def test_a_claim_that_is_hidden_leaves_the_others_of_its_article(channel: Channel) -> None:
    article = channel.desk.add(f"{FIRE} {MILL}")
    channel.hears()
    channel.hides(claim(article, f"{FIRE} {MILL}", "A fire"))
    assert [text for text, _, _ in channel.words()] == [FIRE.rstrip(".")]


def test_where_a_source_of_several_is_hidden_the_status_that_is_left_is_told(channel: Channel) -> None:
    channel.desk.add(f"{FIRE} It began in the engine of a trawler, the firemen of the town found.")
    other = channel.desk.add(f"{FIRE} Divers are to lift the wrecks in the summer.", POST)
    channel.hears()
    channel.hides(str(other), "a copy")
    became = {old: new for _, old, new in channel.words()}
    assert became == {
        "Confirmed · 2 outlets": f"Reported by {HERALD} · what {POST} said is hidden by the desk: a copy",
        f"Reported by {POST}": "Hidden by the desk: a copy",
    }


def test_where_enough_sources_are_left_it_is_told_too(channel: Channel) -> None:
    channel.desk.add(f"{FIRE} It began in the engine of a trawler, the firemen of the town found.")
    other = channel.desk.add(f"{FIRE} Divers are to lift the wrecks in the summer.", POST)
    channel.desk.add(f"{FIRE} The insurers put the loss at a million crowns.", "The Continental")
    channel.hears()
    channel.hides(str(other), "a copy")
    became = {old: new for _, old, new in channel.words()}
    left = f"Confirmed · 2 outlets · what {POST} said is hidden by the desk: a copy"
    assert became["Confirmed · 3 outlets"] == left


def test_what_a_channel_leaves_out_may_be_hidden_without_a_note(channel: Channel) -> None:
    channel.desk.add(f"{FIRE} It began in the engine of a trawler, the firemen of the town found.")
    other = channel.desk.add(f"{FIRE} Divers are to lift the wrecks in the summer.", POST)
    channel.hears(outlets=Selection(without=(POST,)))
    channel.hides(str(other), "a copy")
    assert channel.changes() == ()


def test_a_denial_that_is_hidden_is_named(channel: Channel) -> None:
    channel.desk.add(FIRE)
    denial = channel.desk.add(DENIED, POST)
    channel.hears()
    channel.hides(str(denial), "misread")
    [(_, old, new)] = channel.words()
    assert old == "Disputed: Harbour Herald reports, the harbour office denies"
    assert new == "Reported by Harbour Herald · what The Ridge Post said is hidden by the desk: misread"


def test_news_of_a_story_and_what_is_hidden_of_it_are_told_together(channel: Channel) -> None:
    article = channel.desk.add(f"{FIRE} Nine people were hurt, the hospital of Port Ansel said.")
    channel.hears()
    channel.hides(claim(article, FIRE, "A fire"))
    channel.desk.add(DENIED, POST, hours=2)
    edition = replace(channel.edition, noted_until=NOON + MINUTE)
    [change] = channel.editor.changed(channel.subscription, edition, NOON + 3 * HOUR)
    assert (change.old, change.new) == ("Reported by Harbour Herald", "Hidden by the desk: the wrong town")


@pytest.mark.parametrize(
    ("region", "outlets"), [("Brennick", EVERY_OUTLET), (None, Selection(without=(HERALD,)))]
)
def test_who_was_not_told_is_not_told_of_it(channel: Channel, region: str | None, outlets: Selection) -> None:
    fire = channel.desk.add(FIRE)
    channel.desk.add(MILL, POST)
    channel.hears(region, outlets)
    channel.hides(str(fire))
    channel.misses(fire)
    assert channel.edition.told
    assert channel.changes() == ()


def test_a_page_that_is_gone_is_told_once_with_what_rests_on_it(channel: Channel) -> None:
    article = channel.desk.add(f"{FIRE} {MILL}")
    channel.hears()
    channel.misses(article)
    [change] = channel.changes()
    assert change.text == (
        f"The page of Harbour Herald is gone ({SINCE}); its words are kept as they stood. "
        "Told by it alone: A fire destroyed nine boats in Port Ansel on Monday; Shells hit a mill in "
        "Brennick on Monday"
    )
    assert channel.changes(since=HOUR) == ()
    assert {made.status for made in told(channel)} == {"reported"}  # that a page is gone withdraws nothing


def told(channel: Channel) -> list[Statement]:
    return [item for story in channel.desk.digest().stories for item in story.statements]


def test_a_page_that_is_gone_where_others_say_the_same(channel: Channel) -> None:
    first = channel.desk.add(f"{FIRE} It began in the engine of a trawler, the firemen of the town found.")
    second = channel.desk.add(f"{FIRE} Divers are to lift the wrecks in the summer.", POST)
    channel.hears()
    channel.misses(first)
    assert any("Told by others too: A fire" in change.text for change in channel.changes())
    channel.misses(second)
    assert not any("by others too" in change.text for change in channel.changes())


def test_a_page_that_may_come_back_or_is_elsewhere_too_is_not_gone(channel: Channel) -> None:
    maybe, moved = channel.desk.add(FIRE), channel.desk.add(MILL, POST)
    channel.hears()
    channel.misses(maybe, gone=False)
    channel.misses(moved)
    channel.store.fetches.save(Fetch("https://post.example/b", None, None, NOON, moved))
    assert channel.changes() == ()


def test_a_page_that_comes_back_is_not_gone(channel: Channel) -> None:
    article = channel.desk.add(FIRE)
    channel.hears()
    channel.misses(article)
    [page] = channel.store.fetches.due(NOON, 1)
    channel.store.fetches.found(page)
    assert channel.changes() == ()


def test_the_thread_of_the_edition_gets_a_note(channel: Channel) -> None:
    article = channel.desk.add(FIRE)
    channel.hears()
    channel.hides(str(article))
    look(channel.editor, NOON + 15 * MINUTE, 1, NOON)
    assert channel.store.jobs.take("w", NOON + 9 * HOUR, 60, [NOTE_KIND]) is None
    look(channel.editor, NOON + 75 * MINUTE, 1, NOON)
    job = channel.store.jobs.take("w", NOON + 9 * HOUR, 60, [NOTE_KIND])
    assert job is not None
    assert job.payload["body"]["event"]["thread_ts"] == "1.0"
