"""What a digest has, in which order, and what it rests on."""

from datetime import timedelta

import pytest

from bot.claims.ledger import Ledger
from bot.news.subscription import Selection
from bot.store.feeds import Poll
from tests.unit.digest.newsdesk import HERALD, NOON, POST, NewsDesk, words

FIRE = "A fire destroyed nine boats in Port Ansel on Monday. The quay smelled of smoke."
MORE = "\n\nThe harbour office closed the eastern pier. Singers had performed there. Divers found 14 anchors."


def test_an_opening_comes_before_what_follows_and_figures_before_colour(desk: NewsDesk) -> None:
    desk.add(FIRE + MORE)
    [story] = desk.digest().stories
    assert words(story.reported) == [
        "A fire destroyed nine boats in Port Ansel on Monday",
        "The quay smelled of smoke",
        "The harbour office closed the eastern pier",
        "Divers found 14 anchors",
        "Singers had performed there",
    ]


def test_what_two_outlets_tell_comes_first_and_is_confirmed(desk: NewsDesk) -> None:
    desk.add("Sailors gathered in Port Ansel on Monday. " + FIRE)
    desk.add("On Monday a fire destroyed nine boats in Port Ansel. Nobody slept.", POST, hours=-5)
    [story] = desk.digest().stories
    [confirmed] = story.confirmed
    assert {quote.outlet for quote in confirmed.quotes} == {HERALD, POST}


def test_it_counts_all_that_it_rests_on(desk: NewsDesk) -> None:
    for hours, outlet in enumerate([HERALD, POST, "Duvrin Daily", "The Continental"]):
        desk.add(FIRE, outlet, hours=hours - 8)
    made = desk.digest()
    assert (made.outlets, made.articles) == (4, 4)


def test_a_story_without_a_headline_goes_by_its_place_and_day(desk: NewsDesk) -> None:
    desk.add(FIRE)
    [story] = desk.digest().stories
    assert (story.heading, story.outlet) == ("Port Ansel, 20 May", None)


def test_a_story_goes_by_a_headline_and_its_outlet(desk: NewsDesk) -> None:
    desk.add(FIRE, title="Boats burn in Port Ansel")
    [story] = desk.digest().stories
    assert (story.heading, story.outlet) == ("Boats burn in Port Ansel", HERALD)


def test_a_story_without_any_place_goes_by_outlet_and_day(desk: NewsDesk) -> None:
    desk.add("The orchestra found a new conductor. She starts in June.")
    [story] = desk.digest().stories
    assert (story.heading, story.outlet) == ("Harbour Herald, 20 May", None)


@pytest.mark.parametrize(
    ("text", "title"),
    [(FIRE, None), (FIRE, "Boats burn"), ("The orchestra found a new conductor. She starts in June.", None)],
)
def test_a_list_of_stories_names_them_as_a_digest_does(desk: NewsDesk, text: str, title: str | None) -> None:
    desk.add(text, title=title)
    [story] = desk.digest().stories
    ledger = Ledger(desk.store, desk.outlets, desk.gazetteer)
    [line] = ledger.lines(NOON - timedelta(days=1), NOON)
    assert (line.heading, line.outlet) == (story.heading, story.outlet)


def test_a_digest_without_news_names_the_nearest_older_story_of_the_region(desk: NewsDesk) -> None:
    desk.add(FIRE, title="Boats burn", hours=-80)
    desk.add("Shells hit a mill in Brennick on Friday. Two people were hurt.", title="Mill hit", hours=-60)
    made = desk.digest(region="Port Ansel")
    assert made.stories == ()
    assert made.older is not None
    assert (made.older.heading, made.older.outlet) == ("Boats burn", HERALD)


def test_a_digest_with_news_or_without_an_archive_names_none(desk: NewsDesk) -> None:
    assert desk.digest().older is None
    desk.add(FIRE)
    assert desk.digest().older is None


def test_a_topic_keeps_the_claims_that_have_its_words(desk: NewsDesk) -> None:
    desk.add("Trams stood still in Aldmouth on Monday." + MORE)
    [story] = desk.digest(topic="diver anchor").stories
    assert words(story.reported) == ["Divers found 14 anchors"]


def test_one_topic_of_several_is_enough(desk: NewsDesk) -> None:
    desk.add("Trams stood still in Aldmouth on Monday." + MORE)
    [story] = desk.digest(topic="diver anchor, singer").stories
    assert words(story.reported) == ["Divers found 14 anchors", "Singers had performed there"]


def test_one_region_of_several_is_enough(desk: NewsDesk) -> None:
    desk.add(FIRE, title="Boats burn")
    desk.add("Shells hit a mill in Brennick on Sunday. Two people were hurt.", title="Mill hit")
    desk.add("A tram derailed in Aldmouth on Monday.", title="Tram derails")
    made = desk.digest(region="Port Ansel, Brennick")
    assert {story.heading for story in made.stories} == {"Boats burn", "Mill hit"}
    assert made.region == "Port Ansel and Brennick"


@pytest.mark.parametrize(
    "outlets", [Selection(only=(HERALD,)), Selection(without=(POST,)), Selection((HERALD, POST), (POST,))]
)
def test_what_an_outlet_says_that_is_left_out_counts_for_nothing(desk: NewsDesk, outlets: Selection) -> None:
    desk.add(FIRE, title="Boats burn")
    desk.add(
        "On Monday a fire destroyed nine boats in Port Ansel. Nobody slept.", POST, title="Fire", hours=-5
    )
    desk.add("A tram derailed in Aldmouth on Monday.", POST, title="Tram derails")
    [story] = desk.digest().stories[:1]
    assert story.confirmed

    made = desk.digest(outlets=outlets)
    [story] = made.stories
    assert (story.heading, story.confirmed) == ("Boats burn", ())
    quoted = {quote.outlet for item in story.reported for quote in item.quotes}
    assert quoted == {HERALD}
    assert (made.outlets, made.articles, made.left_out) == (1, 1, 0)


def test_stories_of_other_outlets_are_not_counted_as_left_out(desk: NewsDesk) -> None:
    desk.add(FIRE)
    desk.add("A tram derailed in Aldmouth on Monday.", POST)
    assert desk.digest(most=1).left_out == 1
    assert desk.digest(most=1, outlets=Selection(only=(HERALD,))).left_out == 0


SILENCE = (
    "The ministry claimed that sailors had set fire to nine boats in Port Ansel. "
    "The sailors' union has not responded to the claim."
)


def test_no_response_stands_beside_what_is_contested(desk: NewsDesk) -> None:
    desk.add(SILENCE)
    [story] = desk.digest().stories
    assert [remark.text[:12] for remark in story.remarks] == ["No response:"]


def test_a_hidden_article_leaves_no_remark(desk: NewsDesk) -> None:
    article = desk.add(SILENCE)
    desk.add("The ministry claimed that sailors had set fire to nine boats in Port Ansel.", POST, hours=-5)
    desk.store.records.hide(str(article), "misread", NOON)
    assert [story.remarks for story in desk.digest().stories] == [()]


def test_a_feed_that_fails_is_named(desk: NewsDesk) -> None:
    desk.store.feeds.add("https://gull.example/feed", None, "The Gull", NOON)
    desk.store.feeds.polled("https://gull.example/feed", Poll(NOON, "timed out"))
    assert desk.digest().failing_feeds == ("The Gull",)


def test_stories_with_less_news_are_counted(desk: NewsDesk) -> None:
    desk.add("Shells hit a mill in Brennick on Monday. Two people were hurt.", hours=-2)
    desk.add(FIRE)
    desk.add(FIRE, POST)
    made = desk.digest(most=1)
    assert [story.heading for story in made.stories] == ["Port Ansel, 20 May"]
    assert made.left_out == 1
    assert desk.digest(most=1, region="Brennick").left_out == 0


def test_of_each_part_the_first_lines_are_told_and_the_others_counted(desk: NewsDesk) -> None:
    desk.add(FIRE + MORE)
    [story] = desk.digest(lines=2).stories
    assert words(story.reported) == [
        "A fire destroyed nine boats in Port Ansel on Monday",
        "The quay smelled of smoke",
    ]
    assert story.more == 3
    assert desk.digest().stories[0].more == 0


def test_what_is_in_doubt_is_told_before_what_one_side_claims(desk: NewsDesk) -> None:
    claims = ("30 boats were safe", "12 trawlers had left the quay", "five divers had come")
    said = " ".join(f"The mayor of Port Ansel, Ida Brenner, claimed that {each}." for each in claims)
    desk.add(f"{said}\n\nThe harbour office denied that singers had performed on the pier.")
    whole, cut = (desk.digest(lines=lines).stories[0].contested for lines in (None, 2))
    assert [made.status for made in whole] == ["claimed", "claimed", "claimed", "denied"]
    assert cut == (whole[0], whole[3])


def test_the_heaviest_stories_are_told_whatever_has_the_most_articles(desk: NewsDesk) -> None:
    for each in (HERALD, POST):
        desk.add(FIRE, each, hours=-2)
    desk.add("Shells hit a mill in Brennick on Sunday. Four people were hurt there.", hours=-30)
    correction = "Correction: An earlier version of this article said that four people were hurt there."
    desk.add(f"Shells hit a mill in Brennick on Sunday. Two people were hurt there. {correction}", hours=-1)
    made = desk.digest(heaviest=1)
    assert [bool(story.changes) for story in made.stories] == [True]
    assert (made.articles, made.left_out) == (2, 1)


TWO = (
    "Shells hit Morvale on Thursday and wounded six residents, the governor of Tessen, Orlan Veske, said. "
    "Istrova has not responded to Veske's account of the attack. Istrovan guns fired on Morvale for an hour. "
    "Istrova's president, Edda Corvin, was in Solmere.\n\n"
    "Veske said that the attack had wrecked homes in Morvale. Istrova denied the attack.\n\n"
    "In other news, a further attack on Duvrin, Istrova's capital, has caused four deaths. "
    "The attack on Duvrin was the third of the week. Edda Corvin, Istrova's president, spoke in Solmere. "
    "Corvin asked the Lake States to condemn the attack on Istrova's capital."
)


def test_two_events_of_one_article_are_two_stories(desk: NewsDesk) -> None:
    desk.add(TWO)
    found = {story.heading for story in desk.digest().stories}
    assert found == {"Morvale, 20 May", "Duvrin, 20 May"}
