"""The modal and the home of digests: what they hold, and that Slack takes them however much that is."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import Any

import pytest

from bot.digest.form import Filled
from bot.news.subscription import Length, Order, RegionRef, Schedule, Selection, Subscription, WhenEmpty
from bot.playground.validate.view import view_problems
from bot.slack.blocks import DeskState, home_view, question_view
from bot.slack.render.digest_form import DigestForm, Offered, digest_view, no_preview, previewed, typed_in
from bot.slack.render.editions import weighed
from bot.slack.render.notices import notice
from bot.slack.render.subscriptions import described
from tests.unit.slack.showing import NOW, lines

OFFERED = Offered(("The Courier", "The Gull"), "Tessen")
FILLED = Filled("daily 08:00", "Europe/Kyiv", "Tessen", "drones", "The Gull", "", "short", "silence")
ORDER = Order(
    Schedule((0,), (time(9),)),
    "Europe/Kyiv",
    (RegionRef("desk:tessen", "Tessen"),),
    "drones",
    Selection(without=("The Gull",)),
    Length.SHORT,
    WhenEmpty.SILENCE,
)
SUBSCRIBED = Subscription(7, "T1", "C1", "U1", ORDER, NOW + timedelta(days=5))


def modal(form: DigestForm, **more: Any) -> Any:
    return digest_view(form, more.get("offered", OFFERED), more.get("preview", no_preview("None yet.")))


@pytest.mark.parametrize(
    ("form", "title", "first"),
    [
        (DigestForm(FILLED, "#news"), "New digest", "digest_where"),
        (DigestForm(FILLED, number=7, channel="C1"), "Digest 7", None),
    ],
)
def test_what_stands_in_the_modal_comes_back(form: DigestForm, title: str, first: str | None) -> None:
    view = modal(form)
    assert view_problems(view, "modal") == []
    assert (view["title"]["text"], view["blocks"][0].get("block_id")) == (title, first)
    assert typed_in(view) == (FILLED, form.where)


def test_what_was_typed_counts_and_not_what_stood_there() -> None:
    view = modal(DigestForm(FILLED, "#news"))
    key, chosen = "digest_topic", "digest_length"
    typed = {key: {key: {"type": "plain_text_input", "value": None}}}
    picked = {chosen: {chosen: {"type": "static_select", "selected_option": {"value": "full"}}}}
    filled, where = typed_in({**view, "state": {"values": {**typed, **picked}}})
    assert filled == replace(FILLED, topic="", length="full")
    assert where == "#news"


def test_slack_takes_the_fullest_modal() -> None:
    filled = replace(FILLED, regions="x" * 4000, only=", ".join(["Outlet"] * 400))
    offered = Offered([f"The {'very ' * 20}long name {number}" for number in range(500)], "<!channel>" * 50)
    shown = previewed("T" * 500, "A" * 500, notice("word " * 2000))
    view = modal(DigestForm(filled, "#" + "n" * 500), offered=offered, preview=shown)
    assert view_problems(view, "modal") == []


def test_a_home_lists_digests_with_their_next_run_and_buttons() -> None:
    state = DeskState(2, 30, NOW, digests=(SUBSCRIBED, replace(SUBSCRIBED, id=8, channel="D1", paused="x")))
    shown = lines(home_view(state, zone=UTC, now=NOW)["blocks"])
    start = shown.index("Digests")
    assert shown[start + 1 : start + 9] == [
        "Digest 7 · “drones” in Tessen, not from The Gull",
        "mondays 09:00 (Europe/Kyiv) · #C1",
        "Next: Monday 8 June 12:05 EEST · the three main stories, no message when nothing is new",
        "[Run now] [Pause] [Change] [Delete]",
        "Digest 8 · “drones” in Tessen, not from The Gull",
        "mondays 09:00 (Europe/Kyiv) · to you",
        "Paused: x · the three main stories, no message when nothing is new",
        "[Resume] [Change] [Delete]",
    ]


def test_slack_takes_the_fullest_home_and_what_is_left_out_is_counted() -> None:
    hostile = replace(ORDER, topic="<!channel> " * 9, regions=(RegionRef("x", "*bold* <@U1>"),) * 5)
    found = tuple(replace(SUBSCRIBED, id=number, order=hostile) for number in range(60))
    view = home_view(DeskState(2, 30, NOW, digests=found, note="Done. " * 400), zone=UTC, now=NOW)
    assert view_problems(view, "home") == []
    assert "40 more digests: /digest list in a channel shows its own" in lines(view["blocks"])
    assert "mrkdwn" not in str(view)


def test_a_subscription_in_words() -> None:
    assert described(SUBSCRIBED, NOW) == [
        "Digest 7 about “drones” in Tessen, not from The Gull: mondays 09:00 (Europe/Kyiv)",
        "Next: Monday 8 June 12:05 EEST",
        "the three main stories, no message when nothing is new",
    ]


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        (Selection(), []),
        (Selection(only=("A", "B")), ["Only what comes from A and B is weighed."]),
        (Selection(without=("A",)), ["What comes from A is not weighed."]),
    ],
)
def test_a_digest_says_whose_articles_count(outlets: Selection, said: list[str]) -> None:
    assert weighed(outlets) == said


def test_a_question_about_a_digest_is_asked_in_a_modal_that_slack_takes() -> None:
    assert view_problems(question_view(1000), "modal") == []
