"""What may be called confirmed: a table for each of rules 2 to 9, through the one door to a status."""

from dataclasses import replace

import pytest

from bot.news.attribution import CueKind
from bot.news.claim import Actor, Bearing, Status
from tests.unit.claims.bearings import (
    CONTINENTAL,
    DUVRIN,
    FIELDCHECK,
    HERALD,
    LATER,
    MAYOR,
    MINISTRY,
    OFFICIALS,
    POST,
    SOURCE,
    STAFF,
    VESKE,
    VETO,
    denies,
    judged,
    own,
    retracts,
    rules,
    says,
    verifies,
    why,
)

REPORTER = Actor("outlet:the continental", "The Continental")


@pytest.mark.parametrize(
    ("bearings", "status", "shown"),
    [
        (
            [retracts("The Continental"), HERALD, CONTINENTAL],
            Status.RETRACTED,
            "Withdrawn by The Continental",
        ),
        ([retracts("The Continental"), denies(STAFF)], Status.RETRACTED, "Withdrawn by The Continental"),
        ([retracts("The Continental")], Status.RETRACTED, "Withdrawn by The Continental"),
        (
            [says(VESKE), denies(STAFF), verifies("verified")],
            Status.DISPUTED,
            "Disputed: Orlan Veske and Fieldcheck say, Istrova's general staff denies",
        ),
        (
            [says(VESKE, veto=VETO), denies(STAFF)],
            Status.DISPUTED,
            "Disputed: Orlan Veske says, Istrova's general staff denies",
        ),
        (
            [HERALD, CONTINENTAL, denies(STAFF)],
            Status.DISPUTED,
            "Disputed: Harbour Herald and The Continental report, Istrova's general staff denies",
        ),
        (
            [says(MINISTRY, CueKind.CLAIM, veto=VETO), CONTINENTAL],
            Status.UNVERIFIED,
            "Claimed by Karvenia's defence ministry · not independently verified",
        ),
        ([denies(DUVRIN)], Status.DENIED, "Denied by Duvrin"),
        ([says(VESKE)], Status.CLAIMED, "Claimed by Orlan Veske"),
        ([says(VESKE), says(DUVRIN, start=150)], Status.CLAIMED, "Claimed by Orlan Veske and Duvrin"),
        ([says(MAYOR, CueKind.ANNOUNCE, decision=True)], Status.ANNOUNCED, "Announced by Petra Halloway"),
        (
            [says(MAYOR, CueKind.ANNOUNCE, decision=True), CONTINENTAL],
            Status.ANNOUNCED,
            "Announced by Petra Halloway",
        ),
        ([HERALD, CONTINENTAL], Status.CONFIRMED, "Confirmed · 2 outlets"),
        ([HERALD, CONTINENTAL, POST], Status.CONFIRMED, "Confirmed · 3 outlets"),
        ([HERALD], Status.REPORTED, "Reported by Harbour Herald"),
        ([CONTINENTAL, says(VESKE)], Status.REPORTED, "Reported by The Continental"),
    ],
)
def test_precedence(bearings: list[Bearing], status: Status, shown: str) -> None:
    verdict = judged(*bearings)
    assert (verdict.status, verdict.shown, verdict.as_of) == (status, shown, LATER)


@pytest.mark.parametrize(
    ("bearings", "status"),
    [
        ([own("Harbour Herald", hedged=True)], None),
        ([own("Harbour Herald", hedged=True), own("The Continental", hedged=True)], None),
        ([own("Harbour Herald", hedged=True), CONTINENTAL], Status.REPORTED),
        ([own("Harbour Herald", hedged=True), denies(STAFF, outlet="The Continental")], Status.DENIED),
    ],
)
def test_rule_2_hedged_words_of_its_own_count_for_nothing(
    bearings: list[Bearing], status: Status | None
) -> None:
    verdict = judged(*bearings)
    assert verdict.status is status
    assert "Harbour Herald" in why(verdict, "2")


@pytest.mark.parametrize(
    ("second", "status"),
    [
        (CONTINENTAL, Status.CONFIRMED),
        (own("Tessen Courier", origin="Harbour Herald"), Status.REPORTED),
        (own("Some Blog", known=False), Status.REPORTED),
        (own("The Continental", gone=True), Status.REPORTED),
        (own("The Continental", hedged=True), Status.REPORTED),
        (own("Radio Pellmar", affiliation="government of Karvenia"), Status.REPORTED),
        (says(OFFICIALS, outlet="The Continental"), Status.REPORTED),
        (verifies("saw", REPORTER, outlet="The Continental", origin="The Continental"), Status.CONFIRMED),
        (verifies("saw", REPORTER, outlet="Tessen Courier", origin="The Continental"), Status.REPORTED),
    ],
)
def test_rule_4a_two_independent_origins_in_their_own_voice(second: Bearing, status: Status) -> None:
    assert judged(HERALD, second).status is status
    assert judged(second, HERALD).status is status


@pytest.mark.parametrize(
    ("bearing", "status", "shown"),
    [
        (verifies("has verified"), Status.CONFIRMED, "Confirmed · verified by Fieldcheck"),
        (verifies("has geolocated"), Status.CONFIRMED, "Confirmed · geolocated by Fieldcheck"),
        (verifies("has verified", hedged=True), Status.CLAIMED, "Claimed by Fieldcheck"),
        (verifies("has verified", MINISTRY), Status.CLAIMED, "Claimed by Karvenia's defence ministry"),
        (verifies("has verified", OFFICIALS), Status.CLAIMED, "Claimed by local officials"),
        (verifies("has verified", None), Status.CLAIMED, "Claimed by an unidentified speaker"),
        (verifies("has verified", gone=True), None, "No longer in the article of Harbour Herald"),
        (says(FIELDCHECK), Status.CLAIMED, "Claimed by Fieldcheck"),
    ],
)
def test_rule_4b_a_named_verifiers_own_words(bearing: Bearing, status: Status | None, shown: str) -> None:
    verdict = judged(bearing)
    assert (verdict.status, verdict.shown) == (status, shown)


@pytest.mark.parametrize(
    ("bearing", "status", "shown"),
    [
        (
            says(STAFF, CueKind.CONFIRM, admission=True),
            Status.CONFIRMED,
            "Confirmed · admitted by Istrova's general staff",
        ),
        (says(STAFF, CueKind.CONFIRM), Status.CLAIMED, "Claimed by Istrova's general staff"),
        (says(OFFICIALS, CueKind.CONFIRM, admission=True), Status.CLAIMED, "Claimed by local officials"),
        (says(STAFF, admission=True, hedged=True), Status.CLAIMED, "Claimed by Istrova's general staff"),
        (says(STAFF, admission=True, gone=True), None, "No longer in the article of Harbour Herald"),
    ],
)
def test_rule_4c_an_admission_by_the_party_it_is_held_against(
    bearing: Bearing, status: Status | None, shown: str
) -> None:
    verdict = judged(bearing)
    assert (verdict.status, verdict.shown) == (status, shown)


@pytest.mark.parametrize(
    ("bearing", "status"),
    [
        (says(MAYOR, CueKind.ANNOUNCE, decision=True), Status.ANNOUNCED),
        (says(MAYOR, CueKind.ANNOUNCE), Status.CLAIMED),
        (says(OFFICIALS, CueKind.ANNOUNCE, decision=True), Status.CLAIMED),
        (says(MAYOR, CueKind.ANNOUNCE, decision=True, veto=VETO), Status.UNVERIFIED),
        (says(MAYOR, CueKind.ANNOUNCE, decision=True, gone=True), None),
    ],
)
def test_rule_4d_an_authoritys_own_decision_is_announced(bearing: Bearing, status: Status | None) -> None:
    assert judged(bearing).status is status


@pytest.mark.parametrize(
    "bearings",
    [
        [HERALD],
        [own("Some Blog", known=False)],
        [own("Harbour Herald"), own("Harbour Herald", start=60)],
        [own("Some Blog", known=False), own("Another Blog", known=False)],
    ],
)
def test_rule_5_one_outlets_own_voice_is_reported(bearings: list[Bearing]) -> None:
    verdict = judged(*bearings)
    assert (verdict.status, rules(verdict)[0]) == (Status.REPORTED, "5")


@pytest.mark.parametrize(
    ("bearings", "status", "said"),
    [
        (
            [own("Duvrin Daily", origin="Northline"), own("The Ridge Post", origin="Northline")],
            Status.REPORTED,
            "Duvrin Daily and The Ridge Post have it from one origin (Northline) and count once.",
        ),
        (
            [own("Radio Pellmar", affiliation="government of Karvenia")],
            Status.CLAIMED,
            "Radio Pellmar speaks for government of Karvenia: what it says itself is that actor's claim.",
        ),
        (
            [HERALD, own("Some Blog", known=False)],
            Status.REPORTED,
            "Some Blog does not stand in the operator's file of outlets and cannot help to confirm.",
        ),
        (
            [HERALD, says(VESKE)],
            Status.CLAIMED,
            "Harbour Herald has what it says itself from Orlan Veske, and it counts as that.",
        ),
        (
            [
                says(SOURCE, outlet="The Ridge Post", origin="Ridge Media"),
                own("Tessen Courier", origin="Ridge Media"),
            ],
            Status.CLAIMED,
            "Tessen Courier has what it says itself from a source, and it counts as that.",
        ),
        (
            [HERALD, says(VESKE, gone=True)],
            Status.CLAIMED,
            "Harbour Herald has what it says itself from Orlan Veske, and it counts as that.",
        ),
    ],
)
def test_rule_6_origins_are_counted_and_not_outlets(
    bearings: list[Bearing], status: Status, said: str
) -> None:
    verdict = judged(*bearings)
    assert verdict.status is status
    assert why(verdict, "6") == said


@pytest.mark.parametrize(
    ("cue", "status", "shown"),
    [
        ("has viewed", Status.CLAIMED, "Seen by Fieldcheck · confirms no more"),
        ("examined", Status.CLAIMED, "Seen by Fieldcheck · confirms no more"),
        ("analysed", Status.CLAIMED, "Analysed by Fieldcheck · confirms no more"),
        ("analyzed", Status.CLAIMED, "Analysed by Fieldcheck · confirms no more"),
        ("could not verify", Status.CLAIMED, "Seen by Fieldcheck · confirms no more"),
        ("geo-located", Status.CONFIRMED, "Confirmed · geolocated by Fieldcheck"),
        ("authenticated", Status.CONFIRMED, "Confirmed · verified by Fieldcheck"),
    ],
)
def test_rule_7_a_verifiers_verb_sets_the_scope(cue: str, status: Status, shown: str) -> None:
    verdict = judged(verifies(cue))
    assert (verdict.status, verdict.shown) == (status, shown)


def test_rule_6_own_words_that_another_article_traces_to_a_named_speaker_are_reported() -> None:
    officials = says(OFFICIALS, origin=VESKE.id)
    veske = says(VESKE, outlet="The Ridge Post")
    verdict = judged(officials, veske, own("The Continental", origin=VESKE.id))
    assert (verdict.status, verdict.shown) == (Status.REPORTED, "Reported by The Continental")


def test_rule_7_what_a_verifier_has_viewed_confirms_no_raid() -> None:
    verdict = judged(says(OFFICIALS, CueKind.CLAIM), verifies("has viewed"))
    assert verdict.status is Status.CLAIMED
    assert why(verdict, "7") == "Fieldcheck has seen what it names; that confirms no more."


@pytest.mark.parametrize(
    ("further", "status"),
    [
        ([], Status.UNVERIFIED),
        ([CONTINENTAL, POST], Status.UNVERIFIED),
        ([says(MINISTRY, outlet="The Continental")], Status.UNVERIFIED),
        ([says(STAFF, admission=True, outlet="The Continental")], Status.UNVERIFIED),
        ([verifies("has viewed", outlet="The Continental")], Status.UNVERIFIED),
        ([verifies("has verified", outlet="The Continental")], Status.CONFIRMED),
        ([verifies("has verified", outlet="The Continental", gone=True)], Status.UNVERIFIED),
    ],
)
def test_rule_8_not_independently_verified_is_a_veto(further: list[Bearing], status: Status) -> None:
    verdict = judged(says(MINISTRY, CueKind.CLAIM, veto=VETO), *further)
    assert verdict.status is status
    assert "not independently verified" in why(verdict, "8")


def test_rule_8_a_veto_over_a_denial_does_not_touch_what_is_denied() -> None:
    assert judged(denies(STAFF, veto=VETO)).status is Status.DENIED
    assert judged(HERALD, CONTINENTAL).status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("actors", "shown"),
    [
        ([VESKE, MINISTRY], "Claimed by Orlan Veske"),
        ([VESKE, STAFF], "Claimed by Orlan Veske and Istrova's general staff"),
        ([VESKE, MINISTRY, MAYOR], "Claimed by Orlan Veske and Petra Halloway"),
        ([MINISTRY, MINISTRY], "Claimed by Karvenia's defence ministry"),
    ],
)
def test_rule_9_two_speakers_of_one_side_are_one_side(actors: list[Actor], shown: str) -> None:
    verdict = judged(*(says(actor, start=100 * at, hours=at) for at, actor in enumerate(actors)))
    assert (verdict.status, verdict.shown) == (Status.CLAIMED, shown)


def test_rule_9_names_those_who_speak_for_one_side() -> None:
    verdict = judged(says(VESKE), says(MINISTRY, outlet="The Continental", hours=1))
    both = "Orlan Veske and Karvenia's defence ministry"
    assert why(verdict, "9") == f"Only speakers assert it: {both}, who speak for one side."
    further = judged(
        *(replace(each) for each in (says(VESKE), says(MINISTRY, start=120), says(MAYOR, start=140)))
    )
    assert f"{both} speak for one side." in why(further, "9")
