"""Which parts of articles are one story, decided from fingerprints and links."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.likeness.fingerprint import parts
from bot.claims.stories import (
    COHERENT,
    JOIN,
    LINK,
    MANY,
    PARTNERS,
    WINDOW,
    affinity,
    group,
    heading,
    likest,
    names,
)
from bot.news.sentences import split
from bot.news.story import UNIT, Fingerprint, Headline

NOW = datetime(2024, 6, 8, 12, tzinfo=UTC)
SUNDAY, THURSDAY = date(2024, 6, 2), date(2024, 6, 6)
ALIKE = Fingerprint(terms={"brennick": 300, "depot": 250, "shell": 100}, keys=("brennick",), published=NOW)
PLAIN = affinity(ALIKE, ALIKE)


def on(first: date, *more: date, another: bool = False) -> Fingerprint:
    return replace(ALIKE, day=first, days=frozenset({first, *more}), another=another)


def test_equal_parts_are_as_alike_as_their_words() -> None:
    assert round((300**2 + 250**2 + 100**2) / UNIT) == PLAIN


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        (on(SUNDAY), on(THURSDAY), True),
        (on(SUNDAY), on(THURSDAY, SUNDAY), False),
        (on(SUNDAY), on(THURSDAY, SUNDAY, another=True), True),
        (on(SUNDAY, another=True), on(THURSDAY, SUNDAY), False),
        (on(SUNDAY), ALIKE, False),
        (on(SUNDAY, another=True), on(SUNDAY), False),
    ],
)
def test_another_day_parts_events_unless_it_is_an_update(
    one: Fingerprint, other: Fingerprint, less: bool
) -> None:
    assert (affinity(one, other) < PLAIN) is less


@pytest.mark.parametrize(
    ("published", "linked"),
    [
        (NOW + WINDOW, True),
        (NOW - WINDOW, True),
        (NOW + WINDOW + timedelta(seconds=1), False),
        (NOW - timedelta(days=400), False),
        (None, True),
    ],
)
def test_only_parts_of_one_fortnight_are_linked(published: datetime | None, linked: bool) -> None:
    strong = replace(ALIKE, terms={"brennick": 800, "depot": 600})
    assert (affinity(strong, replace(strong, published=published)) > 0) is linked


def test_background_is_linked_with_nothing() -> None:
    assert affinity(replace(ALIKE, background=True), ALIKE) == 0


def test_what_is_hardly_alike_is_not_linked() -> None:
    weak = replace(ALIKE, terms={"brennick": 100})
    assert 0 < 300 * 100 // UNIT < LINK
    assert affinity(ALIKE, weak) == 0


def block(first: int, size: int, weight: int) -> dict[tuple[int, int], int]:
    return {
        (one, other): weight for one in range(first, first + size) for other in range(one + 1, first + size)
    }


def test_a_chain_of_neighbours_is_no_story() -> None:
    chain = {(place, place + 1): JOIN + 10 for place in range(8)}
    assert max(len(one) for one in group(range(9), chain)) <= 2


def test_two_events_alike_but_each_much_closer_within_stay_two() -> None:
    near = 600
    links = block(0, MANY, near) | block(MANY, MANY, near)
    across = {
        (one, other): int(COHERENT * near) - 1 for one in range(MANY) for other in range(MANY, 2 * MANY)
    }
    assert set(group(range(2 * MANY), links | across)) == {
        frozenset(range(MANY)),
        frozenset(range(MANY, 2 * MANY)),
    }
    assert len(group(range(2 * MANY), links | dict.fromkeys(across, near))) == 1


def test_a_story_of_hundreds_takes_in_one_that_is_linked_with_some_of_it() -> None:
    links = block(0, 200, 400) | {(place, 200): 400 for place in range(60)}
    assert group(range(201), links) == [frozenset(range(201))]


def test_settled_groups_stay_whole_and_apart() -> None:
    links = {(0, 2): 900, (1, 3): 900, (3, 4): 500}
    assert set(group(range(5), links, [{0, 1}, {2, 3}])) == {frozenset({0, 1}), frozenset({2, 3, 4})}


@pytest.mark.parametrize(
    ("beside", "joined"),
    [
        ([], None),
        ([("s1", JOIN, 1)], "s1"),
        ([("s1", JOIN - 1, 1)], None),
        ([("s1", 900, 9), ("s2", 300, 1)], "s2"),
        ([("s1", 900, 9)], None),
        ([("s10", 400, 2), ("s9", 400, 2)], "s9"),
        ([("s1", JOIN * PARTNERS, 10 * PARTNERS)], "s1"),
    ],
)
def test_one_part_joins_the_story_that_it_is_likest_on_average(
    beside: list[tuple[str, int, int]], joined: str | None
) -> None:
    assert likest(beside) == likest(beside[::-1]) == joined


PAIRS = [(one, other) for one in range(9) for other in range(one + 1, 9)]
WEIGHTS = st.lists(st.integers(LINK, UNIT), min_size=len(PAIRS), max_size=len(PAIRS), unique=True)


@given(
    WEIGHTS,
    st.sets(st.sampled_from(PAIRS)),
    st.permutations(range(9)),
)
def test_the_numbers_that_parts_got_on_arrival_do_not_matter(
    weights: list[int], linked: set[tuple[int, int]], arrival: list[int]
) -> None:
    links = {pair: weight for pair, weight in zip(PAIRS, weights, strict=True) if pair in linked}
    renumbered = {(arrival[one], arrival[other]): weight for (one, other), weight in links.items()}
    found = {frozenset(arrival[part] for part in one) for one in group(range(9), links)}
    assert found == set(group([arrival[part] for part in range(9)], renumbered))


@given(WEIGHTS, st.sets(st.sampled_from(PAIRS)))
def test_every_part_is_in_one_story_and_only_with_what_it_is_linked_to(
    weights: list[int], linked: set[tuple[int, int]]
) -> None:
    links = {pair: weight for pair, weight in zip(PAIRS, weights, strict=True) if pair in linked}
    found = group(range(9), links)
    assert sorted(part for one in found for part in one) == list(range(9))
    for one in found:
        assert len(one) == 1 or all(
            any(part in pair and one.issuperset(pair) for pair in links) for part in one
        )


OWN = {1: "s1", 2: "s2", 3: "s3", 4: "s4.2", 10: "s10"}


@pytest.mark.parametrize(
    ("groups", "held", "named"),
    [
        ([{1, 2}, {3}], {}, {1: "s1", 2: "s1", 3: "s3"}),
        ([{10, 2}], {10: "s10", 2: "s2"}, {2: "s2", 10: "s2"}),
        ([{1}, {2, 3}], {1: "s1", 2: "s1", 3: "s1"}, {1: "s1", 2: "s2", 3: "s2"}),
        ([{4}], {}, {4: "s4.2"}),
        ([{2, 3}], {2: "s0", 3: "s0"}, {2: "s0", 3: "s0"}),
        ([{1}, {2, 3}], {1: "s0", 2: "s0", 3: "s0"}, {1: "s1", 2: "s0", 3: "s0"}),
        ([{2}, {3}], {2: "s0", 3: "s0"}, {2: "s0", 3: "s3"}),
    ],
)
def test_a_story_has_the_oldest_id_that_it_has_a_right_to(
    groups: list[set[int]], held: dict[int, str], named: dict[int, str]
) -> None:
    stored = {part: held.get(part, OWN[part]) for one in groups for part in one}
    own = {part: OWN[part] for part in stored}
    assert names(groups, own, stored) == named


def test_a_shared_story_is_not_named_after_a_workspace_s_article() -> None:
    own = {1: "s1", 2: "s2"}
    assert names([{1, 2}], own, own, private={1}) == {1: "s2", 2: "s2"}
    assert names([{1, 2}], own, own, private={1, 2}) == {1: "s1", 2: "s1"}


def ends(title: str | None, text: str) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in parts(title, text, split(text), NOW)]


PARAGRAPH = (
    "Rockets struck the covered market of Morvale on Sunday and killed four people, officials said. "
    "Twelve others were taken to hospital in Karsholm."
)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (None, PARAGRAPH, [(0, 2)]),
        (None, f"{PARAGRAPH}\n\n{PARAGRAPH}", [(0, 4)]),
        (None, f"{PARAGRAPH}\n\nIn other news, {PARAGRAPH}", [(0, 2), (2, 4)]),
        (None, f"{PARAGRAPH}\n\nElsewhere, {PARAGRAPH}\n\n{PARAGRAPH}", [(0, 2), (2, 6)]),
        (None, f"{PARAGRAPH} In other news, {PARAGRAPH}", [(0, 4)]),
        (None, f"{PARAGRAPH}\n\nElsewhere it rained.", [(0, 3)]),
        (None, f"Elsewhere, {PARAGRAPH}", [(0, 2)]),
        ("News in brief", f"{PARAGRAPH}\n\n{PARAGRAPH}", [(0, 2), (2, 4)]),
        (None, "", []),
    ],
)
def test_an_article_is_parted_where_it_turns_to_other_news(
    title: str | None, text: str, found: list[tuple[int, int]]
) -> None:
    assert ends(title, text) == found


@pytest.mark.parametrize(
    ("title", "text", "background"),
    [
        ("Explainer: Why the ground moves", PARAGRAPH, True),
        ("A short history of Morvale", PARAGRAPH, True),
        ("What is known about the night fire", PARAGRAPH, False),
        ("Rockets hit market", PARAGRAPH, False),
        ("Life on the Sill", "The bridge was built in 1931. For decades people met there.", True),
        (
            "Bridge closed",
            "The bridge, built in 1931, closed on Thursday. For decades people met there.",
            False,
        ),
    ],
)
def test_background_names_no_day_of_its_own(title: str, text: str, background: bool) -> None:
    (found,) = parts(title, text, split(text), NOW)
    assert found.fingerprint.background is background


def test_a_fingerprint_knows_the_day_of_the_event() -> None:
    (found,) = parts(None, PARAGRAPH, split(PARAGRAPH), NOW)
    assert found.fingerprint.day == SUNDAY


@given(st.text(max_size=200))
def test_parts_hold_every_sentence_once(text: str) -> None:
    sentences = split(text)
    found = parts("News in brief", text, sentences, None)
    held = [place for part in found for place in range(part.start, part.end)]
    assert held == list(range(len(sentences)))


def test_the_heading_is_the_headline_that_shares_most_with_the_others() -> None:
    headlines = [
        Headline("Ferry sinks in Sound of Kell", "The Ridge Post", NOW),
        Headline("Eleven drown as ferry sinks", "Duvrin Daily", NOW),
        Headline("Questions mount", "The Continental", NOW + timedelta(days=1)),
    ]
    assert heading(headlines) == heading(headlines[::-1]) == headlines[1]
    assert heading([]) is None


def test_of_equal_headlines_the_newest_is_the_heading() -> None:
    old, new = Headline("Toll at 11", "A", NOW), Headline("Toll at 14", "B", NOW + timedelta(hours=1))
    assert heading([old, new, Headline("Toll at 16", "C")]) == new
