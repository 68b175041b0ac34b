"""Stories, from stored articles to what a reader of each workspace sees, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.claims import assign as placing
from bot.claims.assign import assign
from bot.news.article import Incoming
from bot.news.sentences import split
from bot.store import stories as stored
from bot.store.engine import Store
from bot.store.readings import Read
from bot.store.schema import story_links, story_parts, story_terms

RULES = 7
NOW = datetime(2024, 5, 16, 12, tzinfo=UTC)
LONG = timedelta(days=400)

FERRY = (
    "The car ferry Saint Orla capsized in the Sound of Kell on Tuesday evening, and at least 11 "
    "people drowned, the coastguard of Casteria said. Divers searched the wreck of the Saint Orla "
    "off Kell Island."
)
FERRY_TOLL = (
    "Divers recovered three more bodies from the wreck of the ferry Saint Orla, which capsized in "
    "the Sound of Kell on Tuesday. The toll of the Saint Orla is now 14, the coastguard of Casteria "
    "said."
)
FERRY_JUDGE = (
    "A judge will lead the inquiry into the ferry Saint Orla, which capsized in the Sound of Kell on "
    "Tuesday. The coastguard of Casteria said that divers had filmed the wreck off Kell Island."
)
BANK = (
    "The regulator closed Brightwell Bank on Tuesday and froze the accounts of 310,000 customers in "
    "Aldmouth. Judith Ferrow, the head of the regulator, said that Brightwell Bank had hidden its "
    "losses."
)
BANK_QUEUES = (
    "Customers queued outside branches of Brightwell Bank in Aldmouth after the regulator closed it "
    "on Tuesday. Judith Ferrow said that the customers of Brightwell Bank would get their savings "
    "back."
)
ORCHARD = (
    "Farmers in the Olmen valley expect a poor harvest of apples after frost in April. Elsa Bramm, "
    "who keeps 400 trees near Sarn, said that she would make juice of what was left."
)
SHIP = "The ferry Saint Orla sank off Kell Island. Its owner Belmar Lines did not answer questions."
DROWNED = "Eleven people drowned in the Sound of Kell on Tuesday evening. Casteria's coastguard searches."


def keep(store: Store, text: str, **more: Any) -> int:
    incoming = Incoming(text=text, outlet="Harbour Herald", fetched_at=NOW, published=NOW)
    article_id = store.articles.add(replace(incoming, **more)).article_id
    due = store.readings.due(1)
    store.readings.save(1, [(one.row, Read(split(one.text))) for one in due])
    return article_id


def place(store: Store, at_once: int = 100) -> None:
    while due := store.stories.due(RULES, at_once):
        assign(store.stories, due, RULES)


def stories(store: Store, team_id: str | None = None) -> dict[str, list[int]]:
    found = store.stories.since(NOW - LONG, NOW + LONG, team_id)
    return {one.id: [member.article_id for member in one.members] for one in found}


def test_articles_about_one_event_are_a_story_named_after_the_oldest(store: Store) -> None:
    ferry, bank, toll = (keep(store, text) for text in (FERRY, BANK, FERRY_TOLL))
    place(store)
    assert stories(store) == {f"s{ferry}": [ferry, toll], f"s{bank}": [bank]}


def test_a_story_knows_when_it_began_and_where_its_members_stand(store: Store) -> None:
    later = NOW + timedelta(days=1)
    ferry, toll = keep(store, FERRY), keep(store, FERRY_TOLL, published=later)
    place(store)
    found = store.stories.story(f"s{ferry}")
    assert found is not None
    assert (found.first, found.last, found.background) == (NOW, later, False)
    ends = [(one.article_id, one.revision, one.start_sentence, one.end_sentence) for one in found.members]
    assert ends == [(ferry, 1, 0, 2), (toll, 1, 0, 2)]
    assert store.stories.of_articles([ferry, toll]) == {ferry: (found.id,), toll: (found.id,)}


def test_the_order_of_arrival_does_not_matter(sqlite_store: Store) -> None:
    texts = (FERRY, BANK, FERRY_TOLL, BANK_QUEUES, ORCHARD)
    seen = set()
    for round_, order in enumerate(list(permutations(texts))[::7]):
        ids = {keep(sqlite_store, text, outlet=f"Outlet {round_}"): text for text in order}
        place(sqlite_store, at_once=1 + round_ % 3)
        seen.add(frozenset(frozenset(ids[one] for one in held) for held in stories(sqlite_store).values()))
        for article_id in ids:
            sqlite_store.articles.remove(article_id, NOW)
    assert seen == {
        frozenset({frozenset({FERRY, FERRY_TOLL}), frozenset({BANK, BANK_QUEUES}), frozenset({ORCHARD})})
    }


def test_two_stories_that_turn_out_to_be_one_keep_the_older_id_and_the_newer_leads_there(
    store: Store,
) -> None:
    first, second = keep(store, SHIP), keep(store, DROWNED)
    place(store)
    assert stories(store) == {f"s{first}": [first], f"s{second}": [second]}
    third = keep(store, f"{SHIP} {DROWNED}")
    place(store)
    assert stories(store) == {f"s{first}": [first, second, third]}
    assert store.stories.story(f"s{second}") == store.stories.story(f"s{first}")


@pytest.mark.parametrize("unknown", ["s999", "s1.9", "story", "", "s", "sx.y"])
def test_an_unknown_story_is_null(store: Store, unknown: str) -> None:
    keep(store, FERRY)
    place(store)
    assert store.stories.story(unknown) is None


def test_placing_a_revision_twice_changes_nothing(store: Store) -> None:
    for text in (FERRY, BANK, FERRY_TOLL):
        keep(store, text)
    due = store.stories.due(RULES)
    assign(store.stories, due, RULES)
    before = rows(store)
    assign(store.stories, due, RULES)
    assert rows(store) == before
    assert store.stories.due(RULES) == ()


def rows(store: Store) -> list[list[Any]]:
    with store.engine.connect() as db:
        tables = (story_parts, story_terms, story_links)
        return [
            [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))] for table in tables
        ]


def test_newer_rules_place_everything_again(store: Store) -> None:
    keep(store, FERRY)
    place(store)
    assert [one.revision for one in store.stories.due(RULES + 1)] == [1]


def test_a_new_revision_replaces_the_fingerprint_and_keeps_the_story(store: Store) -> None:
    url = "https://harbourherald.example/ferry"
    ferry, toll = keep(store, FERRY, url=url, canonical_url=url), keep(store, FERRY_TOLL)
    place(store)
    keep(store, FERRY.replace("11", "12"), url=url, canonical_url=url)
    place(store)
    found = store.stories.story(f"s{ferry}")
    assert found is not None
    assert [(one.article_id, one.revision) for one in found.members] == [(ferry, 2), (toll, 1)]


def test_a_revision_about_something_else_leaves_its_story(store: Store) -> None:
    url = "https://harbourherald.example/live"
    live, toll = keep(store, FERRY, url=url, canonical_url=url), keep(store, FERRY_TOLL)
    judge = keep(store, FERRY_JUDGE)
    place(store)
    assert stories(store) == {f"s{live}": [live, toll, judge]}
    keep(store, ORCHARD, url=url, canonical_url=url)
    place(store)
    assert stories(store) == {f"s{live}": [live], f"s{toll}": [toll, judge]}


def test_an_article_with_other_news_at_its_end_feeds_two_stories(store: Store) -> None:
    ferry, bank = keep(store, FERRY), keep(store, BANK)
    both = keep(store, f"{FERRY_TOLL}\n\nIn other news, {BANK_QUEUES}")
    place(store)
    assert stories(store) == {f"s{ferry}": [ferry, both], f"s{bank}": [bank, both]}
    assert store.stories.of_articles([both]) == {both: (f"s{ferry}", f"s{bank}")}


def test_a_part_that_goes_takes_its_place_in_a_story_with_it(store: Store) -> None:
    url = "https://harbourherald.example/evening"
    bank = keep(store, BANK)
    both = keep(store, f"{FERRY}\n\nIn other news, {BANK_QUEUES}", url=url, canonical_url=url)
    place(store)
    keep(store, FERRY, url=url, canonical_url=url)
    place(store)
    assert stories(store) == {f"s{bank}": [bank], f"s{both}": [both]}


def test_removing_an_article_removes_its_rows(store: Store) -> None:
    ferry, toll = keep(store, FERRY), keep(store, FERRY_TOLL)
    place(store)
    store.articles.remove(ferry, NOW)
    assert stories(store) == {f"s{ferry}": [toll]}
    store.articles.remove(toll, NOW)
    with store.engine.connect() as db:
        counts = [
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (story_parts, story_terms, story_links)
        ]
    assert counts == [0, 0, 0]


def test_a_story_keeps_its_id_when_its_oldest_article_is_removed(store: Store) -> None:
    ferry, toll = keep(store, FERRY), keep(store, FERRY_TOLL)
    place(store)
    store.articles.remove(ferry, NOW)
    judge = keep(store, FERRY_JUDGE)
    place(store)
    assert stories(store) == {f"s{ferry}": [toll, judge]}


def test_a_workspace_sees_its_articles_in_shared_stories_and_nobody_else_does(store: Store) -> None:
    ferry, own = keep(store, FERRY), keep(store, FERRY_TOLL, team_id="T1")
    place(store)
    assert stories(store, "T1") == {f"s{ferry}": [ferry, own]}
    assert stories(store, "T2") == stories(store) == {f"s{ferry}": [ferry]}
    assert store.stories.of_articles([own], "T2") == {}


def test_a_story_of_a_workspace_alone_is_visible_to_it_alone(store: Store) -> None:
    own, other = keep(store, BANK, team_id="T1"), keep(store, BANK_QUEUES, team_id="T2")
    place(store)
    assert stories(store, "T1") == {f"s{own}": [own]}
    assert stories(store, "T2") == {f"s{other}": [other]}
    assert stories(store) == {}
    assert store.stories.story(f"s{own}", "T2") is None


def test_what_a_workspace_adds_changes_no_shared_story(store: Store) -> None:
    own = keep(store, f"{SHIP} {DROWNED}", team_id="T1")
    first, second = keep(store, SHIP), keep(store, DROWNED)
    place(store)
    assert stories(store) == {f"s{first}": [first], f"s{second}": [second]}
    assert any(own in held for held in stories(store, "T1").values())


def test_in_a_tangle_too_large_to_review_stories_stay_and_only_grow(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "REVIEWED_MAX", 2)
    ferry, toll, judge = (keep(sqlite_store, text) for text in (FERRY, FERRY_TOLL, FERRY_JUDGE))
    place(sqlite_store, at_once=1)
    assert stories(sqlite_store) == {f"s{ferry}": [ferry, toll, judge]}


def test_in_a_tangle_a_part_joins_what_it_is_most_like_and_can_leave_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://harbourherald.example/live"
    live, toll, bank = (
        keep(store, FERRY, url=url, canonical_url=url),
        keep(store, FERRY_TOLL),
        keep(store, BANK),
    )
    place(store)
    monkeypatch.setattr(placing, "REVIEWED_MAX", 1)
    judge, queues = keep(store, FERRY_JUDGE), keep(store, BANK_QUEUES, team_id="T1")
    place(store)
    assert stories(store, "T1") == {f"s{live}": [live, toll, judge], f"s{bank}": [bank, queues]}
    keep(store, ORCHARD, url=url, canonical_url=url)
    place(store)
    assert stories(store) == {f"s{live}": [live], f"s{toll}": [toll, judge], f"s{bank}": [bank]}


def test_as_many_stories_as_are_asked_for_are_found(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "AT_ONCE", 2)
    ids = [keep(sqlite_store, text) for text in (FERRY, FERRY_TOLL, BANK, ORCHARD, SHIP)]
    place(sqlite_store)
    held = sqlite_store.stories.of_articles(ids)
    assert sorted(held) == ids
    found = sqlite_store.stories.many([story_id for each in held.values() for story_id in each])
    assert {one.id: [member.article_id for member in one.members] for one in found} == stories(sqlite_store)


def test_parts_far_apart_in_time_are_two_stories(store: Store) -> None:
    ferry = keep(store, FERRY)
    year = keep(store, FERRY_TOLL, published=NOW + timedelta(days=60))
    unknown = keep(store, FERRY_JUDGE, published=None)
    place(store)
    assert f"s{year}" not in stories(store) or stories(store)[f"s{year}"] == [year]
    assert unknown in stories(store)[f"s{ferry}"]


def test_an_article_without_words_has_a_story_of_its_own(store: Store) -> None:
    empty = keep(store, "…")
    place(store)
    assert stories(store) == {f"s{empty}": [empty]}
