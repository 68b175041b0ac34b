from datetime import UTC, datetime

import pytest

from bot.desk.checks.facts import facts
from bot.desk.checks.tokens import same_name

FRIDAY = datetime(2024, 5, 17, tzinfo=UTC)


def number(text: str) -> tuple[float, str, str]:
    (only,) = facts(text).numbers
    return only.value, only.unit, only.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 houses", (8, "", "")),
        ("eight houses", (8, "", "")),
        ("a dozen houses", (12, "", "")),
        ("half a dozen houses", (6, "", "")),
        ("dozens of houses", (12, "vague", "")),
        ("1,200 houses", (1200, "", "")),
        ("1200 houses", (1200, "", "")),
        ("1.2 thousand houses", (1200, "", "")),
        ("twelve hundred houses", (1200, "", "")),
        ("two hundred and fifty houses", (250, "", "")),
        ("twenty-five houses", (25, "", "")),
        ("three million crowns", (3_000_000, "", "")),
        ("2.3bn crowns", (2_300_000_000, "", "")),
        ("$5m of aid", (5_000_000, "$", "")),
        ("5 million dollars", (5_000_000, "$", "")),
        ("71 per cent", (71, "%", "")),
        ("71%", (71, "%", "")),
        ("the third attack", (3, "th", "")),
        ("the 3rd attack", (3, "th", "")),
        ("a 16-year-old girl", (16, "old", "")),
        ("a man aged 34", (34, "old", "")),
        ("at least eight houses", (8, "", "at least")),
        ("no fewer than eight houses", (8, "", "at least")),
        ("eight or more houses", (8, "", "at least")),
        ("over 50 houses", (50, "", "over")),
        ("more than 50 houses", (50, "", "over")),
        ("up to 80 houses", (80, "", "up to")),
        ("fewer than 40 houses", (40, "", "under")),
        ("some 500 houses", (500, "", "about")),
        ("around 500 houses", (500, "", "about")),
        ("nearly 500 houses", (500, "", "nearly")),
    ],
)
def test_numbers_have_one_form(text: str, expected: tuple[float, str, str]) -> None:
    assert number(text) == expected


def test_numbers_side_by_side_stay_apart() -> None:
    assert [found.value for found in facts("They were 34 and 58; five, six came from 3 to 8.").numbers] == [
        34,
        58,
        5,
        6,
        3,
        8,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 2 June", "on June 2"),
        ("on 2 June", "on 2nd of June"),
        ("on 2 June 2024", "on 2024-06-02"),
        ("in Thursday's raid", "on 16 May"),
        ("yesterday", "on 16 May 2024"),
        ("in May", "in May 2024"),
        ("today", "on Friday"),
    ],
)
def test_dates_meet(one: str, other: str) -> None:
    left, right = facts(one, FRIDAY).dates[0], facts(other, FRIDAY).dates[0]
    assert left.form in right.forms or right.form in left.forms


@pytest.mark.parametrize(
    ("one", "other"), [("on 2 June", "on 3 June"), ("on Monday", "on 16 May"), ("last week", "this week")]
)
def test_dates_do_not_meet(one: str, other: str) -> None:
    left, right = facts(one, FRIDAY).dates[0], facts(other, FRIDAY).dates[0]
    assert left.form not in right.forms


def test_the_verb_may_is_no_month() -> None:
    assert facts("It may rain. May it stop?").dates == ()
    assert len(facts("It rained in May.").dates) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "fatalities"),
        ("wounded", "injured"),
        ("Kiev", "Kyiv"),
        ("United States", "U.S."),
        ("the US army", "the American army"),
        ("called off", "cancelled"),
        ("driven back", "repelled"),
        ("evacuation", "evacuated"),
        ("rose", "increased"),
    ],
)
def test_words_of_one_sense_share_their_key(one: str, other: str) -> None:
    assert facts(f"x {one}").keys == facts(f"x {other}").keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "injured"),
        ("destroyed", "damaged"),
        ("rose", "fell"),
        ("denied", "confirmed"),
        ("closed", "opened"),
        ("won", "lost"),
        ("arrested", "released"),
    ],
)
def test_words_of_another_class_do_not(one: str, other: str) -> None:
    assert not facts(f"x {one}").keys & facts(f"x {other}").keys


@pytest.mark.parametrize(
    ("text", "name", "scope"),
    [
        ("Nobody was hurt.", "negation", "injur"),
        ("The bridge isn't closed.", "negation", "close"),
        ("It failed to stop the flood.", "negation", "end"),
        ("The fire was likely caused by a rocket.", "likely", "caus"),
        ("The bridge may close.", "possibly", "close"),
        ("The bridge will close.", "future", "close"),
        ("They attempted to invade.", "attempt", "invad"),
        ("They ask whether weapons were used.", "question", "weapon"),
    ],
)
def test_words_that_turn_a_meaning_have_a_scope(text: str, name: str, scope: str) -> None:
    assert any(found.name == name and scope in found.scope for found in facts(text).operators)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("russia", "russian", True),
        ("moldova", "moldovans", True),
        ("austria", "australia", False),
        ("iran", "iraq", False),
    ],
)
def test_a_country_and_its_people_are_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
