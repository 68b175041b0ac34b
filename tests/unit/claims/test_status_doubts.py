"""What holds a status back or takes it down: rules 10 to 21, through the one door to a status."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from bot.claims.status import STRENGTH
from bot.news.attribution import CueKind
from bot.news.claim import Bearing, Status
from tests.unit.claims.bearings import (
    CONTINENTAL,
    DUVRIN,
    FIELDCHECK,
    HERALD,
    MAYOR,
    MINISTRY,
    OFFICIALS,
    POST,
    SOURCE,
    STAFF,
    START,
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


@pytest.mark.parametrize(
    ("bearings", "status", "shown"),
    [
        ([denies(STAFF)], Status.DENIED, "Denied by Istrova's general staff"),
        ([denies(None)], Status.DENIED, "Denied by an unidentified speaker"),
        ([denies(OFFICIALS), says(VESKE, gone=True)], Status.DENIED, "Denied by local officials"),
        ([denies(STAFF, gone=True)], Status.DENIED, "Denied by Istrova's general staff"),
        ([denies(STAFF, hidden="misread")], None, "Hidden by an operator"),
    ],
)
def test_rule_10_a_denial_has_a_speaker(bearings: list[Bearing], status: Status | None, shown: str) -> None:
    verdict = judged(*bearings)
    assert (verdict.status, verdict.shown) == (status, shown)


@pytest.mark.parametrize(
    ("support", "shown"),
    [
        (says(VESKE), "Disputed: Orlan Veske says, Duvrin denies"),
        (says(OFFICIALS), "Disputed: local officials say, Duvrin denies"),
        (HERALD, "Disputed: Harbour Herald reports, Duvrin denies"),
        (own("Radio Pellmar", affiliation="Pellmar"), "Disputed: Pellmar says, Duvrin denies"),
        (verifies("has verified"), "Disputed: Fieldcheck says, Duvrin denies"),
        (says(DUVRIN), "Disputed: Duvrin says, Duvrin denies"),
    ],
)
def test_rule_11_an_assertion_and_a_denial_of_the_same_are_a_dispute(support: Bearing, shown: str) -> None:
    verdict = judged(support, denies(DUVRIN, outlet="The Continental"))
    assert (verdict.status, verdict.shown, verdict.lead) == (Status.DISPUTED, shown, support.occurrence.id)


@pytest.mark.parametrize(
    "scope", ["previous cross-border attacks", "these attacks", "a breakthrough in Morvale"]
)
def test_rule_12_the_scope_of_a_denial_is_told(scope: str) -> None:
    assert f"“{scope}”" in why(judged(denies(DUVRIN, scope=scope)), "12")


@pytest.mark.parametrize(
    ("bearings", "status"),
    [
        ([says(DUVRIN, CueKind.NO_RESPONSE)], None),
        ([says(DUVRIN, CueKind.NO_RESPONSE), says(MINISTRY, start=10)], Status.CLAIMED),
        ([says(DUVRIN, CueKind.NO_RESPONSE), CONTINENTAL], Status.REPORTED),
    ],
)
def test_rule_13_no_response_is_a_remark(bearings: list[Bearing], status: Status | None) -> None:
    verdict = judged(*bearings)
    assert verdict.status is status
    assert "Duvrin" in why(verdict, "13")
    assert "Duvrin" not in verdict.shown or status is None


def test_comments_carry_no_status() -> None:
    verdict = judged(says(MAYOR, CueKind.COMMENT))
    assert (verdict.status, verdict.shown) == (None, "Position of Petra Halloway")
    assert judged(says(MAYOR, CueKind.COMMENT), CONTINENTAL).status is Status.REPORTED


@pytest.mark.parametrize(
    ("against", "rule", "shown"),
    [
        (denies(FIELDCHECK), "17", "Disputed: Orlan Veske says, Fieldcheck finds otherwise"),
        (
            says(FIELDCHECK, CueKind.DENY, cue="found no sign", start=250),
            "17",
            "Disputed: Orlan Veske says, Fieldcheck finds otherwise",
        ),
        (denies(STAFF), "11", "Disputed: Orlan Veske says, Istrova's general staff denies"),
    ],
)
def test_rule_17_a_verifiers_finding_against_is_named(against: Bearing, rule: str, shown: str) -> None:
    verdict = judged(says(VESKE), against)
    assert (verdict.status, verdict.shown, rules(verdict)[0]) == (Status.DISPUTED, shown, rule)


@pytest.mark.parametrize(
    "bearing",
    [
        says(SOURCE),
        says(SOURCE, CueKind.CONFIRM, admission=True),
        says(SOURCE, CueKind.ANNOUNCE, decision=True),
        verifies("has verified", SOURCE),
    ],
)
def test_rule_18_a_single_unnamed_speaker_is_never_more_than_claimed(bearing: Bearing) -> None:
    verdict = judged(bearing)
    assert (verdict.status, verdict.shown, rules(verdict)[0]) == (Status.CLAIMED, "Claimed by a source", "18")


@pytest.mark.parametrize("kind", [CueKind.ASSERT, CueKind.CLAIM, CueKind.CONFIRM])
def test_rule_19_no_cue_of_a_speaker_becomes_confirmed(kind: CueKind) -> None:
    verdict = judged(says(MINISTRY, kind))
    assert verdict.status is Status.CLAIMED
    assert "onfirmed" not in verdict.shown


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ([HERALD, CONTINENTAL], [HERALD, replace(CONTINENTAL, gone=True)], Status.REPORTED),
        ([HERALD], [replace(HERALD, gone=True)], None),
        ([says(VESKE)], [says(VESKE, gone=True)], None),
        ([says(VESKE), denies(STAFF)], [says(VESKE), denies(STAFF, gone=True)], Status.DISPUTED),
        ([HERALD], [replace(HERALD, gone=True), retracts("Harbour Herald")], Status.RETRACTED),
    ],
)
def test_rule_20_words_that_are_gone_weaken_and_do_not_retract(
    before: list[Bearing], after: list[Bearing], status: Status | None
) -> None:
    verdict = judged(*after)
    assert verdict.status is status
    assert STRENGTH[verdict.status] <= STRENGTH[judged(*before).status]
    assert "20" in rules(verdict)


def test_rule_20_what_could_not_be_read_yet_is_not_counted() -> None:
    early, late = own("Harbour Herald"), own("The Continental", hours=5)
    assert judged(early, late, as_of=START + timedelta(hours=4)).status is Status.REPORTED
    assert judged(early, late, as_of=START + timedelta(hours=5)).status is Status.CONFIRMED
    assert judged(early, late, as_of=START - timedelta(hours=1)).status is None


def test_what_an_operator_hid_is_left_out_with_the_reason() -> None:
    verdict = judged(HERALD, own("The Continental", hidden="a wrong parse"))
    assert verdict.status is Status.REPORTED
    assert why(verdict, "operator") == "An operator has hidden words of The Continental: a wrong parse."


@pytest.mark.parametrize(
    "bearings",
    [
        [HERALD, CONTINENTAL, POST, says(VESKE, outlet="Duvrin Daily")],
        [says(VESKE), says(STAFF, start=150), says(OFFICIALS, start=160), denies(DUVRIN)],
        [
            replace(HERALD, gone=True),
            says(MINISTRY, veto=VETO),
            verifies("saw"),
            own("Some Blog", known=False),
        ],
    ],
)
def test_rule_21_the_order_of_arrival_does_not_matter(bearings: list[Bearing]) -> None:
    assert len({judged(*order) for order in permutations(bearings)}) == 1


def test_the_lead_is_the_oldest_of_those_it_stands_on() -> None:
    assert judged(POST, CONTINENTAL, HERALD).lead == HERALD.occurrence.id
    assert judged(HERALD, denies(STAFF, hours=3)).lead == HERALD.occurrence.id
    assert judged(own("Harbour Herald", hedged=True), CONTINENTAL).lead == CONTINENTAL.occurrence.id


def test_every_reason_names_occurrences_of_the_claim() -> None:
    bearings = [HERALD, says(VESKE), denies(STAFF), verifies("saw"), own("Some Blog", known=False, gone=True)]
    ids = {bearing.occurrence.id for bearing in bearings}
    for reason in judged(*bearings).reasons:
        assert set(reason.occurrences) <= ids
        assert reason.occurrences
        assert reason.text.endswith(".")
