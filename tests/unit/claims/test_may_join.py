"""What may be told as one when somebody finds it the same, and what the ledger keeps apart all the same."""

import json

import pytest

from bot.claims.grouping import may_join
from tests.quality.test_grouping import PAIRS, meant
from tests.unit.claims.recorded import only

KEPT_APART = {"number", "unit", "place", "city-region", "day", "time", "actor", "roles", "negation", "scope"}


def join(one: str, other: str) -> bool:
    first, second = only(one), only(other, article=2)
    assert may_join([first], [second]) == may_join([second], [first])
    return may_join([first], [second])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A fire destroyed nine boats in Port Ansel.", "Nine boats were destroyed by a fire in Port Ansel."),
        (
            "The mayor dismissed the port master, Anders Roon.",
            "Anders Roon was dismissed as port master by the mayor.",
        ),
        (
            "The council bought the old brewery.",
            "The council bought the old brewery in Kolby Ford for a new shelter with a well and generators.",
        ),
    ],
)
def test_another_build_and_a_longer_telling_can_be_the_same(one: str, other: str) -> None:
    assert join(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A fire destroyed nine boats in Port Ansel.", "A fire destroyed ten boats in Port Ansel."),
        ("Police sealed the old quay on Monday.", "Police sealed the old quay on Tuesday."),
        ("Police sealed the old quay in Brennick.", "Police sealed the old quay in Morvale."),
        ("Police sealed the old quay.", "Soldiers sealed the old quay."),
        ("Police sealed the old quay.", "Police did not seal the old quay."),
        ("The regulator fined the old bank.", "The regulator stopped fining the old bank."),
        ("Police sealed the old quay.", "Singers performed at the old quay."),
        ("Police sealed the old quay.", "Rain fell."),
    ],
)
def test_what_differs_stays_apart_whatever_is_said(one: str, other: str) -> None:
    assert not join(one, other)


def test_hand_labelled_look_alikes_of_another_number_place_day_or_doer_stay_apart() -> None:
    joined = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if not pair["same"] and pair["kind"] in KEPT_APART:
            one, other = (meant(pair[at], pair[f"{at}_published"], number) for number, at in enumerate("ab"))
            if one is not None and other is not None and may_join([one], [other]):
                joined.append((pair["a"], pair["b"]))
    assert joined == []
