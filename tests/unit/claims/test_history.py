"""What must be told when a claim's status changes."""

from dataclasses import replace

import pytest

from bot.claims.history import Direction, change
from bot.news.claim import Bearing
from tests.unit.claims.bearings import LATER, STAFF, START, VESKE, denies, judged, own, retracts, says

HERALD, CONTINENTAL = own("Harbour Herald"), own("The Continental")


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ([HERALD], [HERALD, CONTINENTAL], Direction.STRONGER),
        ([HERALD, CONTINENTAL], [HERALD, replace(CONTINENTAL, gone=True)], Direction.WEAKER),
        ([HERALD], [replace(HERALD, gone=True), retracts("Harbour Herald")], Direction.WEAKER),
        ([says(VESKE)], [says(VESKE), denies(STAFF)], Direction.WEAKER),
        ([HERALD, CONTINENTAL], [HERALD, CONTINENTAL, own("The Ridge Post")], Direction.LEVEL),
    ],
)
def test_the_direction_of_a_change(before: list[Bearing], after: list[Bearing], direction: Direction) -> None:
    found = change(judged(*before), judged(*after))
    assert found is not None
    assert found.direction is direction


def test_the_words_of_a_change_keep_the_old_status_and_its_time() -> None:
    found = change(judged(HERALD, as_of=START), judged(HERALD, CONTINENTAL))
    assert found is not None
    assert found.text == "Confirmed · 2 outlets (as of 13 May, 06:00 UTC: Reported by Harbour Herald)"


def test_the_same_words_and_a_first_verdict_are_no_change() -> None:
    assert change(judged(HERALD, as_of=START), judged(HERALD, as_of=LATER)) is None
    assert change(None, judged(HERALD)) is None
