"""What is found: through the public door, over a real store and a real index."""

from datetime import timedelta

import pytest

from bot.store.readings import Read
from bot.work import READER
from tests.unit.search.conftest import NOW, Newsroom

BRIDGE = "Engineers closed the old bridge over the Sill on Monday. Traffic is sent round by the dam."
FERRY = "A ferry sank in the sound. Twelve people were taken to hospital."


def test_finds_the_passage_where_it_stands(newsroom: Newsroom) -> None:
    bridge = newsroom.add("First.\n\n" + BRIDGE, title="Bridge shut")
    newsroom.add(FERRY)
    (hit, *_) = newsroom.ask("why was the bridge closed?")
    revision = newsroom.store.articles.newest(bridge)
    assert revision is not None
    assert (hit.article_id, hit.outlet, hit.title) == (bridge, "The Ridge Post", "Bridge shut")
    assert hit.text == revision.text[hit.start : hit.end]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The ministry’s spokesman denies it.", "What has the ministry denied?"),
        ("U.S. tariffs rise.", "US tariffs"),
        ("Orbán spoke in Győr.", "Orban Gyor"),
        ("Губернатор сообщил о раненых в Белгороде.", "раненые губернатора Белгород"),
        ("乌克兰否认参与袭击。", "乌克兰 袭击"),
        ("At least 50,000 people fled.", "50000 fled"),
    ],
)
def test_finds_the_same_words_in_other_forms(newsroom: Newsroom, text: str, question: str) -> None:
    newsroom.add(FERRY)
    wanted = newsroom.add(text)
    assert newsroom.articles(question)[0] == wanted


def test_finds_german_forms_by_german_rules(newsroom: Newsroom) -> None:
    wanted = newsroom.add("Die Häuser wurden geräumt.", language="de")
    assert newsroom.articles("Haus") == [wanted]


def test_the_title_and_the_outlet_count(newsroom: Newsroom) -> None:
    newsroom.add(FERRY)
    titled = newsroom.add("It was shut on Monday.", title="Bridge closed")
    named = newsroom.add("It was shut on Sunday.", outlet="Tessen Courier")
    assert newsroom.articles("bridge") == [titled]
    assert newsroom.articles("courier") == [named]


def test_a_phrase_must_match(newsroom: Newsroom) -> None:
    newsroom.add("The attack crossed the border. Previous governments fell.")
    wanted = newsroom.add("He denied previous cross-border attacks.")
    assert newsroom.articles('"previous cross-border attacks"') == [wanted]
    assert newsroom.articles("“cross‑border attack” governments") == [wanted]


def test_a_phrase_does_not_run_from_the_title_into_the_text(newsroom: Newsroom) -> None:
    newsroom.add("closed on Monday.", title="Bridge", outlet="Post")
    assert newsroom.articles('"bridge post"') == []


@pytest.mark.parametrize("question", ["zebra", '"zebra"', "???", "“…”", '"bridge" since Monday of zebra'])
def test_strange_questions_do_no_harm(newsroom: Newsroom, question: str) -> None:
    newsroom.add(BRIDGE, days_ago=100)
    newsroom.ask(question)


def test_only_the_outlet_that_is_named(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE)
    wanted = newsroom.add(BRIDGE + " So say the neighbours.", outlet="Tessen Courier")
    assert newsroom.articles("what did the Tessen Courier report about the bridge?") == [wanted]


def test_only_what_was_published_since(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE, days_ago=9)
    wanted = newsroom.add(BRIDGE + " Still.", days_ago=1)
    assert newsroom.articles("bridge since Monday") == [wanted]
    assert newsroom.articles("bridge in the last 2 days") == [wanted]


def test_a_question_of_dates_alone_gives_the_newest_of_them(newsroom: Newsroom) -> None:
    newsroom.add("Something else.", days_ago=40)
    newsroom.add("One thing.", days_ago=2)
    newsroom.add("Another thing.", days_ago=1)
    assert newsroom.articles("what happened this week?") == [3, 2]


def test_a_month_draws_near_without_shutting_out(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE, days_ago=1)
    told = newsroom.add(BRIDGE + " Then.", days_ago=90)
    assert newsroom.articles("which bridge was closed in March?") == [told, 1]


def test_the_newest_revision_is_searched_and_the_older_as_of_then(newsroom: Newsroom) -> None:
    url = "https://ridge.example/toll"
    newsroom.add("Eight people were injured by shelling.", url=url, days_ago=5)
    newsroom.add("Eleven people were injured by shelling.", url=url, days_ago=3)
    assert [hit.revision for hit in newsroom.ask("injured people")] == [2]
    assert newsroom.ask("eight") == []
    then = NOW - timedelta(days=4)
    assert [(hit.revision, hit.text) for hit in newsroom.ask("injured people", as_of=then)] == [
        (1, "Eight people were injured by shelling.")
    ]
    assert [hit.revision for hit in newsroom.ask("injured", as_of=NOW - timedelta(days=2))] == [2]
    assert newsroom.ask("injured", as_of=NOW - timedelta(days=6)) == []


def test_an_article_exists_from_its_publication(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE, days_ago=5)
    published = NOW - timedelta(days=5)
    assert newsroom.ask("bridge", as_of=published) != []
    assert newsroom.ask("bridge", as_of=published - timedelta(seconds=1)) == []


def test_what_a_workspace_added_is_seen_there_only(newsroom: Newsroom) -> None:
    shared = newsroom.add(BRIDGE)
    own = newsroom.add(BRIDGE + " Ours.", team_id="T1")
    newsroom.add(BRIDGE + " Theirs.", team_id="T2")
    assert newsroom.articles("bridge") == [shared]
    assert sorted(newsroom.articles("bridge", team="T1")) == [shared, own]


def test_a_removed_article_is_not_shown_even_before_the_index_knows(newsroom: Newsroom) -> None:
    gone, kept = newsroom.add(BRIDGE), newsroom.add(BRIDGE + " Indeed.")
    newsroom.ask("bridge")
    newsroom.store.articles.remove(gone, NOW)
    assert [hit.article_id for hit in newsroom.find("bridge")] == [kept]
    assert newsroom.articles("bridge") == [kept]


def test_catching_up_twice_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE)
    assert len(newsroom.ask("bridge")) == 1
    assert newsroom.index.catch_up(newsroom.store) == 0
    assert len(newsroom.ask("bridge")) == 1


def test_rebuilding_gives_the_same(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE, url="https://ridge.example/1")
    newsroom.add(BRIDGE + " Again.", url="https://ridge.example/1")
    newsroom.add(FERRY)
    before = newsroom.ask("bridge ferry")
    told: list[int] = []
    assert newsroom.index.rebuild(newsroom.store, told.append) == 3
    assert sum(told) == 3
    assert newsroom.find("bridge ferry") == before


def test_an_article_without_sentences_waits(newsroom: Newsroom) -> None:
    newsroom.add(BRIDGE)
    newsroom.index.catch_up(newsroom.store)
    assert newsroom.find("bridge") == []
    newsroom.store.readings.save(READER, [(1, Read(()))])
    newsroom.add(FERRY)
    newsroom.index.catch_up(newsroom.store)
    assert newsroom.find("ferry") == []
    assert newsroom.articles("ferry") == [2]


def test_a_long_article_gives_three_passages_at_most(newsroom: Newsroom) -> None:
    newsroom.add(
        " ".join(f"The bridge number {number} was closed on the day {number}." for number in range(400))
    )
    newsroom.add(BRIDGE)
    hits = newsroom.ask("bridge")
    assert [hit.article_id for hit in hits].count(1) == 3
