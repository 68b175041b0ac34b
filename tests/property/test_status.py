"""Doubt only leads down: whatever bears on a claim, more doubt or less support never raises its status."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.claims.independence import ArticleFacts, Key, origins
from bot.claims.likeness.shingles import shingles
from bot.claims.status import STRENGTH, judge
from bot.news.attribution import CueKind
from bot.news.claim import Bearing, Stance, Status
from bot.news.span import Span
from tests.unit.claims.bearings import (
    DUVRIN,
    FIELDCHECK,
    LATER,
    MAYOR,
    MINISTRY,
    OFFICIALS,
    START,
    VESKE,
    claim,
    denies,
    own,
    retracts,
    says,
    verifies,
)

VETO = Span(500, 540)
OUTLETS = ("Harbour Herald", "The Continental", "The Ridge Post", "Tessen Courier", "Some Blog")
ACTORS = (VESKE, MINISTRY, DUVRIN, MAYOR, OFFICIALS, FIELDCHECK, None)
VERBS = ("saw", "has viewed", "analysed", "geolocated", "verified")

KINDS = (
    CueKind.ASSERT,
    CueKind.CLAIM,
    CueKind.CONFIRM,
    CueKind.ANNOUNCE,
    CueKind.COMMENT,
    CueKind.NO_RESPONSE,
)


@st.composite
def bearings(draw: st.DrawFn, start: int = 0) -> Bearing:
    """One bearing of any kind; `start` tells it from the others of its article."""
    outlet, actor = draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(ACTORS))
    kind = draw(st.sampled_from(("own", "own", "says", "says", "denies", "verifies", "retracts")))
    if kind == "own":
        made = own(outlet, start=start)
    elif kind == "says":
        made = says(actor, draw(st.sampled_from(KINDS)), outlet=outlet, start=start)
    elif kind == "denies":
        made = denies(actor, outlet=outlet, start=start)
    elif kind == "verifies":
        made = verifies(draw(st.sampled_from(VERBS)), actor, outlet=outlet, start=start)
    else:
        made = retracts(outlet, start=start)
    rarely = st.sampled_from((False, False, False, True))
    inside = replace(
        made.occurrence,
        hedged=draw(rarely),
        admission=draw(rarely),
        decision=draw(rarely),
        veto=VETO if draw(rarely) and kind == "says" else None,
    )
    return replace(
        made,
        occurrence=inside,
        known=outlet != "Some Blog",
        affiliation="Pellmar" if draw(rarely) else None,
        gone=draw(rarely),
        hidden="misread" if draw(rarely) else None,
        at=START + timedelta(hours=draw(st.integers(0, 100))),
        origin=draw(st.sampled_from((made.origin, outlet, "Northline"))),
    )


@st.composite
def heard(draw: st.DrawFn) -> list[Bearing]:
    """What bears on one claim."""
    return [draw(bearings(start=60 * at)) for at in range(draw(st.integers(1, 7)))]


def status(found: list[Bearing]) -> Status | None:
    return judge(claim(found), LATER).status


def strength(found: list[Bearing]) -> int:
    return STRENGTH[status(found)]


def is_own(bearing: Bearing) -> bool:
    return bearing.occurrence.own_voice and bearing.occurrence.stance is Stance.ASSERTS


def only_supports(bearing: Bearing, among: list[Bearing]) -> bool:
    """Whether a bearing is support and no doubt at the same time.

    Words that bear a veto are both, and so is an attribution beside the same outlet's own voice: it says
    that the outlet does not know it by itself.
    """
    found = bearing.occurrence
    if found.stance not in (Stance.ASSERTS, Stance.VERIFIES) or found.veto is not None:
        return False
    beside = [other for other in among if is_own(other)]
    qualifies = any(
        other.occurrence.article_id == found.article_id or other.origin == bearing.origin for other in beside
    )
    return found.own_voice or not qualifies


@given(heard(), st.randoms())
def test_the_order_of_arrival_does_not_matter(found: list[Bearing], random: Random) -> None:
    shuffled = random.sample(found, len(found))
    assert judge(claim(shuffled), LATER) == judge(claim(found), LATER)


@given(heard(), st.data())
def test_removing_support_never_strengthens(found: list[Bearing], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    if only_supports(found[at], found):
        assert strength(found[:at] + found[at + 1 :]) <= strength(found)


@given(heard(), st.data())
def test_words_that_go_from_their_article_never_strengthen(found: list[Bearing], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    assert strength([*found[:at], replace(found[at], gone=True), *found[at + 1 :]]) <= strength(found)


@given(heard(), bearings(start=900))
def test_adding_a_denial_or_a_retraction_never_strengthens(found: list[Bearing], further: Bearing) -> None:
    if further.occurrence.stance in (Stance.DENIES, Stance.RETRACTS):
        assert strength([*found, further]) <= strength(found)


@given(heard(), st.data())
def test_adding_a_veto_never_strengthens(found: list[Bearing], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    doubted = replace(found[at], occurrence=replace(found[at].occurrence, veto=VETO))
    assert strength([*found[:at], doubted, *found[at + 1 :]]) <= strength(found)


@given(heard(), st.data())
def test_adding_a_copy_of_an_article_never_confirms(found: list[Bearing], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(found)).occurrence.article_id
    copies = [
        replace(each, occurrence=replace(each.occurrence, article_id=5000, outlet="Duvrin Daily"))
        for each in found
        if each.occurrence.article_id == original
    ]
    if status(found) is not Status.CONFIRMED:
        assert status([*found, *copies]) is not Status.CONFIRMED


Story = list[tuple[str, int, bool]]
"""Articles: an outlet, the number of its text, and whether "officials said" stands beside its own words."""

stories = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.integers(0, 3), st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda article: article[0],
)


def told(story: Story) -> list[Bearing]:
    """What bears on the claim that all articles of a story make, with the origins that the program finds."""
    found: list[Bearing] = []
    facts: dict[Key, ArticleFacts] = {}
    for outlet, text, traced in story:
        article = [own(outlet), *([says(OFFICIALS, outlet=outlet)] if traced else [])]
        words = shingles(" ".join(f"word{text}-{at}" for at in range(60)))
        key = article[0].occurrence.article_id, 1
        facts[key] = ArticleFacts(outlet, article[0].at + timedelta(minutes=len(facts)), shingles=words)
        found += article
    from_whom = origins([each.occurrence for each in found], facts)
    return [replace(each, origin=from_whom[each.occurrence.id]) for each in found]


@given(stories, st.data())
def test_a_text_that_another_outlet_prints_too_never_confirms(story: Story, data: st.DataObject) -> None:
    _, text, traced = data.draw(st.sampled_from(story))
    kept = traced and data.draw(st.booleans())
    if status(told(story)) is not Status.CONFIRMED:
        assert status(told([*story, ("Duvrin Daily", text, kept)])) is not Status.CONFIRMED


@given(heard())
def test_nothing_is_confirmed_without_grounds(found: list[Bearing]) -> None:
    if status(found) is Status.CONFIRMED:
        counted = [
            each for each in found if not each.gone and each.hidden is None and not each.occurrence.hedged
        ]
        origins = {
            each.origin for each in counted if is_own(each) and each.known and each.affiliation is None
        }
        verified = any(each.occurrence.actor == FIELDCHECK for each in counted)
        admitted = any(each.occurrence.admission for each in counted)
        assert len(origins) > 1 or verified or admitted


@given(heard())
def test_a_verdict_explains_itself(found: list[Bearing]) -> None:
    verdict = judge(claim(found), LATER)
    ids = {each.occurrence.id for each in found}
    assert verdict.shown
    assert verdict.reasons
    assert all(set(reason.occurrences) <= ids for reason in verdict.reasons)
    assert verdict.lead is None or verdict.lead in ids
