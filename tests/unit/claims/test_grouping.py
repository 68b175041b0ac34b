"""Which occurrences of a story say the same, and which tolls have risen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.grouping import Group, grouped, joinable, may_join, same_claim, updates
from bot.news.claim import Occurrence, Proposition, Stance, Update
from bot.news.span import Span
from tests.unit.claims.recorded import only, recorded

START = datetime(2024, 5, 17, 6, 0, tzinfo=UTC)
TOWNS = ("Brennick", "Morvale")
SENTENCES = tuple(
    sentence.format(town=town, number=number)
    for town in TOWNS
    for number in ("six", "at least six", "eleven")
    for sentence in (
        "Shells wounded {number} people in {town}.",
        "{number} people were hurt by shelling in {town}, officials said.",
        "Istrova denied that shells had wounded {number} people in {town}.",
        "Shells did not wound {number} people in {town}, officials said.",
        "Shells wounded {number} people in {town} on Monday.",
        "Shells wounded people.",
    )
)


def found_in(texts: Sequence[str]) -> list[Occurrence]:
    return [each for number, text in enumerate(texts, 1) for each in recorded(text, article=number)]


def since(occurrence: Occurrence) -> datetime:
    return START + timedelta(hours=occurrence.article_id)


stories = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12)


@given(stories, st.randoms(use_true_random=False))
def test_the_order_given_makes_no_difference(texts: list[str], chance: Random) -> None:
    found = found_in(texts)
    mixed = list(found)
    chance.shuffle(mixed)
    assert grouped(mixed) == grouped(found)


@given(stories)
def test_every_occurrence_is_in_one_group_and_no_two_of_a_group_clash(texts: list[str]) -> None:
    found = found_in(texts)
    groups = grouped(found)
    assert sorted(each.id for group in groups for each in group) == sorted(each.id for each in found)
    for group in groups:
        for one, other in combinations([each.proposition for each in group], 2):
            assert one.negated == other.negated
            assert one.day is None or other.day is None or one.day == other.day
            assert bare(one) == bare(other) or not bare(one) or not bare(other)
            assert one.names <= other.names or other.names <= one.names


def bare(said: Proposition) -> set[str]:
    return {number.lstrip(">=~") for number in said.numbers}


@given(stories)
def test_the_pairs_that_may_join_are_all_found(texts: list[str]) -> None:
    groups = grouped(found_in(texts))
    pairs = combinations(range(len(groups)), 2)
    assert list(joinable(groups)) == [each for each in pairs if may_join(groups[each[0]], groups[each[1]])]


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_it_holds_both_ways(one: str, other: str) -> None:
    left, right = recorded(one)[0], recorded(other, article=2)[0]
    assert same_claim(left, right) == same_claim(right, left)


def test_a_vague_report_joins_no_two_that_differ() -> None:
    said = Proposition(frozenset({"attack", "depot", "fire_on"}), names=frozenset({"brennick"}))
    base = replace(only("Shells hit the depot in Brennick."), proposition=said)
    monday = replace(base, article_id=2, proposition=replace(said, day=date(2024, 5, 13)))
    friday = replace(base, article_id=3, proposition=replace(said, day=date(2024, 5, 17)))
    assert same_claim(base, monday)
    assert same_claim(base, friday)
    groups = grouped([base, monday, friday])
    assert [len(group) for group in groups] == [2, 1]
    assert not any({monday, friday} <= set(group) for group in groups)


def test_copies_and_revisions_are_one_claim() -> None:
    text = "The car ferry Saint Orla sank in the Sound of Kell. It burned."
    copies = [*recorded(text), *recorded(text, revision=2), *recorded(text, article=2)]
    assert [len(group) for group in grouped(copies)] == [3, 2, 1]


def test_comments_are_not_claims() -> None:
    wants = recorded("Corrigan wants an inquiry into Brightwell Bank.")[0]
    says = only("The bank said there was an inquiry into Brightwell Bank.", article=2)
    assert wants.stance is Stance.COMMENTS
    assert not same_claim(wants, says)


@pytest.mark.parametrize(
    ("places", "other", "same"),
    [
        (("UA-32",), ("UA-32",), True),
        (("UA",), ("UA-32",), True),
        ((), ("UA-32",), True),
        (("UA-32",), ("UA-53",), False),
    ],
)
def test_places_must_agree(places: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    text = "Shells hit a school on Thursday."
    one = recorded(text, places_of=lambda _: places)[0]
    assert same_claim(one, recorded(text, article=2, places_of=lambda _: other)[0]) is same


def test_the_same_harm_in_the_same_place_is_one_claim_in_any_words() -> None:
    short = recorded("Two people were killed.", places_of=lambda _: ("desk:brennick",))[0]
    text = "Killing two mechanics on the night shift, shells fell on a depot in Brennick."
    long = replace(short, article_id=2, proposition=only(text.split(",")[0] + ".", article=2).proposition)
    placed = replace(long, proposition=replace(long.proposition, places=("desk:brennick",)))
    assert same_claim(short, placed)
    elsewhere = replace(long, proposition=replace(long.proposition, places=("desk:morvale",)))
    assert not same_claim(short, elsewhere)


def test_a_town_agrees_with_its_region_where_the_path_is_known() -> None:
    text = "Shells hit a school on Thursday."
    town = recorded(text, places_of=lambda _: ("gn:1",))[0]
    region = recorded(text, article=2, places_of=lambda _: ("RU-BEL",))[0]
    paths = {"gn:1": "RU/RU-BEL/gn:1", "RU-BEL": "RU/RU-BEL"}
    assert not same_claim(town, region)
    assert same_claim(town, region, paths.__getitem__)
    assert [len(group) for group in grouped([town, region], paths.__getitem__)] == [2]


@pytest.mark.parametrize(
    ("denial", "same"),
    [
        ("Istrova denied shelling Brennick.", True),
        ("Istrova denied that its guns had shelled Brennick.", True),
        ("Istrova denied involvement in previous attacks on Brennick.", False),
        ("Istrova denied shelling Brennick last year.", False),
        ("Istrova denied shelling Morvale.", False),
        ("Istrova denied that Karvenian guns had shelled Brennick.", False),
        ("Istrova denied reports of a breakthrough at Brennick.", False),
    ],
)
def test_a_denial_meets_only_what_it_denies(denial: str, same: bool) -> None:
    claim = only("Veske said Istrovan guns had shelled Brennick on Thursday.")
    assert same_claim(claim, only(denial, article=2)) is same


def group_of(text: str, article: int) -> Group:
    (group,) = grouped([only(text, article=article)])
    return group


@pytest.mark.parametrize(
    ("earlier", "later", "risen"),
    [
        (
            "At least six people were wounded in Tessen.",
            "Shelling in Tessen wounded at least 11 people.",
            True,
        ),
        (
            "Eleven people drowned when the Saint Orla sank.",
            "The toll of the Saint Orla disaster rose to 14.",
            True,
        ),
        ("Fourteen people died on the Saint Orla.", "Eleven people died on the Saint Orla.", False),
        ("Six people were wounded in Tessen.", "Eleven people were killed in Tessen.", False),
        ("Six people were wounded in Tessen.", "Eleven people were wounded in Duvrin.", False),
        ("The bank has 36 branches in Tessen.", "The bank has 63 branches in Tessen.", False),
        ("Six people died in Tessen on Monday.", "Nine people died in Tessen on Thursday.", False),
        ("Six people died in Tessen.", "Veske denied that nine people had died in Tessen.", False),
        ("Six people died in Tessen.", "Two more people died in Tessen.", False),
        ("Two people were wounded in Tessen.", "Doctors in Tessen treated four of the wounded.", False),
        ("Nine other people were wounded in Tessen.", "The hospital in Tessen treated 12 wounded.", False),
        (
            "The death toll of the Saint Orla stands at 11.",
            "The number of people known to have died on the Saint Orla has risen to 14.",
            True,
        ),
        (
            "Nine people died in Tessen.",
            "About 500 people met in Tessen to pray after a girl died.",
            False,
        ),
    ],
)
def test_a_later_higher_toll_is_an_update(earlier: str, later: str, risen: bool) -> None:
    groups = [group_of(earlier, 1), group_of(later, 2)]
    assert not same_claim(groups[0][0], groups[1][0])
    expected = (Update(groups[0][0].id, groups[1][0].id),) if risen else ()
    assert updates(groups, since) == expected
    assert updates(groups[::-1], since) == expected


def test_each_toll_updates_the_one_before() -> None:
    texts = [f"The sinking of the Saint Orla killed {number} people." for number in (11, 14, 16)]
    groups = [group_of(text, number) for number, text in enumerate(texts, 1)]
    first, second, third = (group[0].id for group in groups)
    assert updates(groups, since) == (Update(first, second), Update(second, third))


def test_tolls_told_at_one_time_are_no_update() -> None:
    groups = [group_of("Six people died in Tessen.", 1), group_of("Nine people died in Tessen.", 2)]
    assert updates(groups, lambda _: START) == ()


def test_spans_do_not_matter() -> None:
    one = only("Shells hit the depot in Brennick.")
    moved = replace(one, article_id=2, quote=Span(900, 950), content=(Span(900, 950),))
    assert same_claim(one, moved)
