"""Where outlets have their words from."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.claims.independence import ArticleFacts, Key, copies, origins
from bot.claims.judging.credit import credited, facts_of
from bot.claims.likeness.shingles import shingles
from bot.news.article import Outlet, Revision
from bot.news.claim import Actor, Bearing
from tests.unit.claims.bearings import (
    DUVRIN,
    MINISTRY,
    OFFICIALS,
    SOURCE,
    STAFF,
    START,
    VESKE,
    denies,
    own,
    says,
    verifies,
)

HERALD, CONTINENTAL, POST, COURIER, DAILY, RADIO = (
    "Harbour Herald",
    "The Continental",
    "The Ridge Post",
    "Tessen Courier",
    "Duvrin Daily",
    "Radio Pellmar",
)
FAMILIES = {POST: "Ridge Media", COURIER: "Ridge Media", HERALD: "Harbour Press"}
REPORTER = Actor("outlet:the continental", CONTINENTAL)
OUTLETS = {
    name: Outlet(name, family)
    for name, family in ((HERALD, "Harbour Press"), (POST, "Ridge Media"), ("Northline Wire", "Northline"))
}
NIGHT = (
    "Two mechanics were killed when shells struck the bus depot shortly before midnight. The fire burned "
    "until dawn and destroyed seventeen buses, and the road to the river stayed closed for the whole morning."
)
CUT = (
    "Shells struck the bus depot shortly before midnight. The fire burned until dawn and destroyed seventeen "
    "buses."
)
REWRITE = (
    "Seventeen buses were lost in Brennick on Sunday. Shells struck the bus depot shortly before midnight, "
    "and the fire burned until dawn, while crews from three towns fought it in vain with what water they had."
)
OTHER = (
    "A reporter who reached the northern gate on Monday counted the burnt hulls of many vehicles. Nobody who "
    "lives in the street has slept there since, and the school opposite has lost all of its windows."
)


def facts(bearings: list[Bearing], **given: ArticleFacts) -> Mapping[Key, ArticleFacts]:
    """Facts about the articles of some bearings, by their outlets; `given` are by outlet without spaces."""
    found = {}
    for bearing in bearings:
        one = bearing.occurrence
        plain = ArticleFacts(one.outlet, bearing.at, FAMILIES.get(one.outlet))
        found[one.article_id, one.revision] = given.get(one.outlet.replace(" ", "_"), plain)
    return found


def origin_of(bearings: list[Bearing], **given: ArticleFacts) -> list[str]:
    found = origins([bearing.occurrence for bearing in bearings], facts(bearings, **given))
    return [found[bearing.occurrence.id] for bearing in bearings]


@pytest.mark.parametrize(
    ("bearings", "expected"),
    [
        ([own(HERALD)], ["Harbour Press"]),
        ([own(CONTINENTAL)], [CONTINENTAL]),
        ([own(POST), own(COURIER, hours=1)], ["Ridge Media", "Ridge Media"]),
        ([own(HERALD), own(POST)], ["Harbour Press", "Ridge Media"]),
        ([says(VESKE)], [VESKE.id]),
        ([says(VESKE), says(MINISTRY, start=150)], [VESKE.id, MINISTRY.id]),
    ],
)
def test_speakers_and_publishers(bearings: list[Bearing], expected: list[str]) -> None:
    assert origin_of(bearings) == expected


@pytest.mark.parametrize(
    ("bearings", "expected"),
    [
        ([own(HERALD), says(VESKE, outlet=CONTINENTAL)], VESKE.id),
        ([own(HERALD), says(OFFICIALS, outlet=CONTINENTAL)], "Harbour Press"),
        ([own(HERALD), says(None, outlet=CONTINENTAL)], "Harbour Press"),
        ([own(HERALD), denies(STAFF, outlet=CONTINENTAL)], "Harbour Press"),
        ([own(HERALD), verifies("verified", outlet=CONTINENTAL)], "Harbour Press"),
        (
            [own(HERALD), says(STAFF, outlet=POST, hours=2), says(VESKE, outlet=CONTINENTAL, hours=1)],
            VESKE.id,
        ),
        (
            [own(HERALD), says(STAFF, outlet=HERALD, hours=2), says(VESKE, outlet=CONTINENTAL, hours=1)],
            STAFF.id,
        ),
        ([says(SOURCE, outlet=HERALD), says(VESKE, outlet=CONTINENTAL)], VESKE.id),
        ([says(SOURCE, outlet=HERALD), own(CONTINENTAL)], "Harbour Press"),
    ],
)
def test_a_named_speaker_anywhere_in_the_story_is_the_origin(bearings: list[Bearing], expected: str) -> None:
    assert origin_of(bearings)[0] == expected


@pytest.mark.parametrize(
    ("bearings", "expected"),
    [
        ([verifies("saw", REPORTER, outlet=CONTINENTAL), says(VESKE)], CONTINENTAL),
        ([verifies("saw", REPORTER, outlet=HERALD), own(CONTINENTAL)], CONTINENTAL),
        ([verifies("saw", REPORTER, outlet=HERALD), says(DUVRIN, outlet=POST)], CONTINENTAL),
    ],
)
def test_what_its_own_reporter_saw_is_the_outlets_own(bearings: list[Bearing], expected: str) -> None:
    assert origin_of(bearings)[0] == expected


def test_an_agency_a_publisher_and_an_affiliation_are_origins() -> None:
    wire = ArticleFacts(DAILY, START, credit="Northline Wire")
    later = ArticleFacts(POST, START + timedelta(hours=1), "Ridge Media", credit="Northline Wire")
    radio = ArticleFacts(RADIO, START, affiliation="government of Karvenia")
    bearings = [own(DAILY), own(POST, hours=1), own(RADIO), own(COURIER, hours=2)]
    found = origin_of(bearings, Duvrin_Daily=wire, The_Ridge_Post=later, Radio_Pellmar=radio)
    assert found == ["Northline Wire", "Northline Wire", "government of Karvenia", "Ridge Media"]


@pytest.mark.parametrize(
    ("credit", "count"), [("The Gull", 1), ("Northline Wire", 2), ("Reuters", 2), (None, 1)]
)
def test_a_credit_that_nobody_knows_parts_no_family(credit: str | None, count: int) -> None:
    """It comes from a feed, which may name anyone; it still joins what credits the same name."""
    outlets = OUTLETS | {COURIER: Outlet(COURIER, "Ridge Media"), DAILY: Outlet(DAILY)}
    first, second, third = (
        facts_of(Revision(number, 1, outlet, "", START, credited=credited_to), outlets, ())
        for number, (outlet, credited_to) in enumerate([(POST, None), (COURIER, credit), (DAILY, credit)], 1)
    )
    assert len(set(copies({(1, 1): first, (2, 1): second}).values())) == count
    assert len(set(copies({(2, 1): second, (3, 1): third}).values())) == (1 if credit else 2)


@pytest.mark.parametrize(
    ("second", "shared_speaker", "one"),
    [
        (NIGHT, False, True),
        (CUT, False, True),
        (REWRITE, False, False),
        (REWRITE, True, True),
        (OTHER, True, False),
        (OTHER, False, False),
        ("", True, False),
    ],
)
def test_reused_text_is_one_origin(second: str, shared_speaker: bool, one: bool) -> None:
    speakers = frozenset((VESKE.id,))
    first = ArticleFacts(HERALD, START, "Harbour Press", speakers=speakers, shingles=shingles(NIGHT))
    later = ArticleFacts(
        CONTINENTAL,
        START + timedelta(hours=1),
        speakers=speakers if shared_speaker else frozenset(),
        shingles=shingles(second),
    )
    found = origin_of([own(HERALD), own(CONTINENTAL, hours=1)], Harbour_Herald=first, The_Continental=later)
    assert found == ["Harbour Press", "Harbour Press" if one else CONTINENTAL]


def test_reuse_carries_over_and_the_oldest_gives_the_name() -> None:
    first = ArticleFacts("A", START + timedelta(hours=2), shingles=shingles(f"{NIGHT} {OTHER}"))
    second = ArticleFacts("B", START + timedelta(hours=1), shingles=shingles(NIGHT))
    third = ArticleFacts("C", START, shingles=shingles(OTHER))
    bearings = [own("A", hours=2), own("B", hours=1), own("C")]
    assert origin_of(bearings, A=first, B=second, C=third) == ["C", "C", "C"]
    assert origin_of(bearings[1:], B=second, C=third) == ["B", "C"]


def test_what_joins_two_articles_may_stand_outside_the_claim() -> None:
    bearings = [own("B", hours=1), own("C")]
    among = dict(
        facts(
            bearings,
            B=ArticleFacts("B", START, shingles=shingles(NIGHT)),
            C=ArticleFacts("C", START, shingles=shingles(OTHER)),
        )
    )
    whole = among | {(9999, 1): ArticleFacts("A", START, shingles=shingles(f"{NIGHT} {OTHER}"))}
    found = origins([bearing.occurrence for bearing in bearings], among, copies(whole))
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("author", "text", "feed", "expected"),
    [
        ("Northline Wire", "Text.", None, "Northline Wire"),
        ("Cass Merriton and Northline Wire", "Text.", None, "Northline Wire"),
        ("Reuters staff", "Text.", None, "Reuters"),
        ("By Jan Roth for AFP", "Text.", None, "AFP"),
        ("Rafe Tolland and Fieldcheck", "Text.", None, None),
        ("Jan Roth, Harbour Herald", "Text.", None, None),
        (None, "The ferry sank.\n\n— Northline Wire", None, "Northline Wire"),
        (None, "The ferry sank.\n\n— Northline", None, "Northline Wire"),
        (None, "The ferry sank (Northline)", None, "Northline Wire"),
        (None, "The ferry sank. (Reuters)", None, "Reuters"),
        (None, "ALDMOUTH (Reuters) — The ferry sank.", None, "Reuters"),
        (None, "ALDMOUTH, 3 May (Lakeland News Agency) - The ferry sank.", None, "Lakeland News Agency"),
        (None, "BRENNICK, Karvenia — Shells fell here.", None, None),
        (None, "The ferry sank.\n\n— She did not return", None, None),
        (None, "The ferry Saint Orla sank (see page 4)", None, None),
        (None, "Text.", "The Gull", "The Gull"),
        (None, "Text.", "Ridge Media", "The Ridge Post"),
        (None, "Text.", "Harbour Herald", None),
        (None, "", None, None),
    ],
)
def test_credits(author: str | None, text: str, feed: str | None, expected: str | None) -> None:
    revision = Revision(1, 1, HERALD, text, START, author=author, credited=feed)
    assert credited(revision, OUTLETS) == expected


RADIO_PELLMAR = Outlet(RADIO, "Karvenian Broadcasting", "government of Karvenia")


@pytest.mark.parametrize(
    ("outlet", "author", "origin", "affiliation"),
    [
        (HERALD, "Nell Ashby", "Harbour Press", None),
        (HERALD, "Northline Wire", "Northline", None),
        ("Northline Wire", "Northline Wire", "Northline", None),
        (RADIO, None, "government of Karvenia", "government of Karvenia"),
        (HERALD, "Radio Pellmar", "Karvenian Broadcasting", "government of Karvenia"),
        ("Some Blog", None, "Some Blog", None),
    ],
)
def test_facts_of_a_revision(outlet: str, author: str | None, origin: str, affiliation: str | None) -> None:
    revision = Revision(1, 1, outlet, NIGHT, START, author=author)
    found = facts_of(revision, OUTLETS | {RADIO: RADIO_PELLMAR}, ["name:orlan veske"])
    assert (found.origin, found.affiliation) == (origin, affiliation)
    assert found.speakers == {"name:orlan veske"}
