"""What a model may do with a digest: order it, have likes told once, leave out what one side tells."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.draft import DraftError
from bot.digest.arrangement import Plan, is_open, parse, rows
from bot.news.answer import Remark, Statement
from bot.news.claim import Status
from bot.news.digest import MAY_GO, Digest, Story
from bot.news.shown import arranged as words
from bot.news.shown import label
from tests.unit.digest.arranged import (
    CORRECTED,
    FAIR,
    FIRE,
    MADE,
    SHOWN,
    digest,
    heard,
    ids,
    said,
    told,
)
from tests.unit.digest.arranged import story as story_of

ALL = [f"c{number}" for number in range(1, 10)]


def test_rows_number_stories_and_statements_with_their_labels_and_sources() -> None:
    assert [row.number for row in SHOWN] == list(range(1, 15))
    assert [SHOWN[0].text, SHOWN[1].text, SHOWN[4].text] == [
        "Story: Heading of s1 · 1 change",
        "Confirmed by The Tarn Post: Words of c1 (9 March)",
        "Announced by The mayor: Words of c4 (The Tarn Post, 9 March)",
    ]


def test_a_long_statement_is_shown_by_its_beginning() -> None:
    long = replace(told("c1", Status.REPORTED), text="so " * 200)
    assert len(rows(digest(story_of("s1", long)))[1].text) < 270


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (digest(), False),
        (digest(story_of("s1", told("c1", Status.REPORTED))), False),
        (digest(story_of("s1", told("c1", Status.CONFIRMED), told("c2", Status.REPORTED))), False),
        (digest(FAIR, CORRECTED), True),
        (digest(story_of("s1", told("c1", Status.REPORTED), told("c2", Status.ANNOUNCED))), True),
    ],
)
def test_a_digest_of_single_lines_is_in_order_already(made: Digest, expected: bool) -> None:
    assert is_open(made) is expected


@pytest.mark.parametrize(
    ("order", "stories", "claims"),
    [
        ((), ["s1", "s2", "s3"], ALL),
        (("s3", "s2"), ["s3", "s2", "s1"], ALL),
        (("c11", "s1"), ["s2", "s1", "s3"], ALL),
        (("c9", "c4", "c1"), ["s1", "s2", "s3"], ["c1", "c4", "c2", "c3", "c9", "c5", "c6", "c7", "c8"]),
        ((99, 0, -1, "s2", "s2", 10**30), ["s2", "s1", "s3"], ALL),
    ],
)
def test_stories_and_the_lines_of_a_part_stand_in_the_order_that_is_named(
    order: tuple[object, ...], stories: list[str], claims: list[str]
) -> None:
    made = heard(said(order=order))
    assert list(ids(made)) == stories
    assert ids(made)["s1"] == claims
    assert (made.thinned, made.left_out) == (0, 0)


@pytest.mark.parametrize(
    ("leave_out", "gone"),
    [
        (("c2",), {"c2"}),
        (("c3",), set()),  # it changed
        (("c4", "c6"), {"c4", "c6"}),
        (("c1", "c5", "c8", "c9"), set()),
        (ALL, {"c2", "c4", "c6", "c7"}),
        (("s1",), set()),  # it has more in it than may go
        (("s1", "c2"), {"c2"}),
        (("s2",), {"c10", "c11"}),
        (("c10", "c11", "s3"), {"c10", "c11"}),
    ],
)
def test_only_what_one_side_tells_and_what_did_not_change_is_left_out(
    leave_out: tuple[str, ...], gone: set[str]
) -> None:
    made = heard(said(leave_out=leave_out))
    kept = {one for found in ids(made).values() for one in found}
    assert {f"c{number}" for number in range(1, 12)} - kept == gone
    assert made.thinned == len(gone)
    assert made.left_out == ("s2" not in ids(made))
    assert "s3" in ids(made)
    assert made.stories[0].changes == FIRE.changes


def test_where_nothing_else_would_be_left_nothing_is_left_out() -> None:
    alone = digest(FAIR)
    made = heard(said(alone, leave_out=("s2",), order=("c11",)), alone)
    assert (ids(made), made.thinned, made.left_out) == ({"s2": ["c10", "c11"]}, 0, 0)


def test_a_digest_of_everything_is_ordered_and_not_thinned() -> None:
    made = heard(said(leave_out=("s2", "c2"), order=("s2",)), thin=False)
    assert (list(ids(made)), made.thinned, made.left_out) == (["s2", "s1", "s3"], 0, 0)


def test_a_remark_goes_with_the_last_contested_line() -> None:
    remarked = replace(FAIR, remarks=(Remark("No response: “silence”"),))
    made = digest(remarked)
    [without], [still] = (heard(said(made, leave_out=(one,)), made).stories for one in ("c11", "c10"))
    assert (without.remarks, still.remarks) == ((), remarked.remarks)


def test_lines_that_tell_the_same_become_one_with_the_speakers_and_quotes_of_both() -> None:
    first, *_ = heard(said(same=(("c2", "c3"), ("c7", "c6")))).stories
    reported, claimed = first.reported[0], first.contested[1]
    assert (reported.claim_id, reported.joined, reported.text) == ("c2", ("c3",), "Words of c2")
    assert label(reported) == "Reported by The Tarn Post and Daily Sound"
    assert [quote.text for quote in reported.quotes] == ["Words of c2", "Words of c3"]
    assert (claimed.joined, label(claimed)) == (("c7",), "Claimed by Lena Orvik and Halden")


@pytest.mark.parametrize(
    "same",
    [
        [("c1", "c2")],  # of two parts
        [("c2", "c4")],  # of two statuses
        [("c5", "c6"), ("c6", "c8"), ("c8", "c9")],
        [("c10", "c2")],  # of two stories
        [("s1", "c2"), ("c2",), (), ("c2", 99)],
    ],
)
def test_lines_of_different_parts_statuses_and_stories_stay_apart(same: list[tuple[Any, ...]]) -> None:
    assert heard(said(same=same)).stories == MADE.stories


def test_what_the_ledger_can_tell_apart_stays_apart() -> None:
    made = digest(replace(FIRE, alike=frozenset({frozenset({"c2", "c3"})})), FAIR)
    first, *_ = heard(said(made, same=[("c6", "c7"), ("c2", "c3")]), made).stories
    assert [item.joined for item in first.statements if item.joined] == [("c3",)]


def test_denials_of_different_things_stay_apart() -> None:
    denials = [told(f"c{at}", Status.DENIED, scope=scope) for at, scope in enumerate(("a", "b", "a"), 1)]
    made = digest(story_of("s1", *denials))
    [told_now] = heard(said(made, same=[("c1", "c2", "c3")]), made).stories
    assert [(item.claim_id, item.joined) for item in told_now.contested] == [("c1", ("c3",)), ("c2", ())]


def test_a_joined_line_goes_only_as_a_whole() -> None:
    once = heard(said(same=[("c6", "c7")], leave_out=("c6",)))
    assert (once.stories[0].contested[1].joined, once.thinned) == (("c7",), 0)
    both = heard(said(same=[("c6", "c7")], leave_out=("c6", "c7")))
    assert (len(both.stories[0].contested), both.thinned) == (3, 2)


def test_what_was_not_shown_stays_behind_what_was() -> None:
    made = heard(said(order=("c4",), leave_out=("c2", "c6")), shown=SHOWN[:5])
    assert ids(made)["s1"] == ["c1", "c4", "c3", "c5", "c6", "c7", "c8", "c9"]


@pytest.mark.parametrize(
    ("reply", "plan"),
    [
        ("{}", None),
        ("", None),
        ("I would put the fire first.", None),
        ('{"order": [1, 2], "leave_', None),
        ('{"order": "1, 2"}', None),
        ('{"order": [1.0]}', None),
        ('{"order": ["1"]}', None),
        ('{"order": [true]}', None),
        ('{"order": null}', None),
        ('{"same": [1, 2]}', None),
        ('{"same": [[1, "2"]]}', None),
        ('{"order": [1]} {"order": [2]}', None),
        ('{"order": [NaN]}', None),
        (f'{{"order": [{"9" * 5000}]}}', None),
        ('{"statements": []}', None),
        ('{"order": [98, 99], "leave_out": [], "same": [[97, 96]]}', None),
        ('{"order": [], "leave_out": [], "same": []}', Plan()),
        ('```json\n{"order": [3, 1, 3, 99]}\n```', Plan(order=(3, 1))),
        ('{"leave_out": [2], "colour": "red"}', Plan(leave_out=(2,))),
        ('{"same": [[1, 2, 2], [2, 3], [4, 5, 1]]}', Plan(same=((1, 2), (3,), (4, 5)))),
    ],
)
def test_a_reply_is_a_plan_or_it_is_none(reply: str, plan: Plan | None) -> None:
    if plan is None:
        with pytest.raises(DraftError):
            parse(reply, range(1, 15))
    else:
        assert parse(reply, range(1, 15)) == plan


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (MADE, None),
        (replace(MADE, notice="I couldn't use the model."), "I couldn't use the model."),
        (replace(MADE, mode="model"), "A model put this in order."),
        (replace(MADE, mode="model", thinned=1), "order, and left out 1 line that one side alone tells."),
        (replace(MADE, mode="model", thinned=7), "order, and left out 7 lines that one side alone tells."),
    ],
)
def test_a_digest_says_what_a_model_did(made: Digest, says: str | None) -> None:
    assert (words(made) or "").endswith(says or "")
    assert bool(words(made)) is bool(says)


# Whatever the reply is


_number = st.one_of(st.integers(1, len(SHOWN)), st.integers(-3, 40))
_numbers = st.lists(_number, max_size=30)
_plans = st.builds(
    lambda order, leave_out, same: json.dumps({"order": order, "leave_out": leave_out, "same": same}),
    _numbers,
    _numbers,
    st.lists(st.lists(_number, max_size=5), max_size=6),
)
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["order", "leave_out", "same"]), inner)
    ),
    max_leaves=12,
).map(json.dumps)
_replies = st.one_of(
    _plans,
    _json,
    st.text(max_size=40),
    st.tuples(_plans, st.integers(0, 80)).map(lambda pair: pair[0][: pair[1]]),
)


@given(_replies)
def test_any_reply_leaves_a_right_digest(reply: str) -> None:
    try:
        made = heard(reply)
    except DraftError:
        return
    claims = [one for each in made.stories for item in each.statements for one in _ids(item)]
    assert len(claims) == len(set(claims))
    gone = {one for each in MADE.stories for item in each.statements for one in _ids(item)} - set(claims)
    assert made.thinned == len(gone)
    assert made.left_out == len(MADE.stories) - len(made.stories)
    for before in MADE.stories:
        after = next((each for each in made.stories if each.story_id == before.story_id), None)
        if after is None:
            assert {item.status for item in before.statements} <= MAY_GO
            assert not before.changes
        else:
            _right(after, before, gone)


def _right(after: Story, before: Story, gone: set[str]) -> None:
    """Parts hold what they held, but for what may go; nothing is worded anew but who says it."""
    assert (after.heading, after.outlet, after.changes) == (before.heading, before.outlet, before.changes)
    changed = {one for change in before.changes for one in change.claim_ids}
    for name in ("confirmed", "reported", "contested"):
        items = {item.claim_id: item for item in getattr(before, name)}
        told_now = {one for item in getattr(after, name) for one in _ids(item)}
        assert told_now | gone >= set(items) >= told_now
        for one in set(items) - told_now:
            assert items[one].status in MAY_GO
            assert one not in changed
        for item in getattr(after, name):
            assert replace(item, quotes=(), speakers=(), shown=None, joined=()) == replace(
                items[item.claim_id], quotes=(), speakers=(), shown=None
            )
            assert {items[one].status for one in _ids(item)} == {item.status}
            assert set(item.quotes) == {quote for one in _ids(item) for quote in items[one].quotes}


def _ids(item: Statement) -> tuple[str, ...]:
    assert item.claim_id is not None
    return (item.claim_id, *item.joined)
