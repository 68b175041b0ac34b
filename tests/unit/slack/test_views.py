"""Modals and the App Home: the quote in its passage, reasons, reports, what the desk holds."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.news.answer import Quote
from bot.news.article import Revision
from bot.slack import blocks
from bot.slack.ids import Ref
from tests.unit.slack.showing import NOW, answer, denial, lines

UTC = ZoneInfo("UTC")
TEXT = "The bridge is shut. Nobody was hurt. It opens on Monday."
WORDS = "Nobody was hurt."


def stored(number: int, text: str) -> Revision:
    return Revision(1, number, "The Courier", text, NOW + timedelta(days=number))


def hurt(text: str = TEXT) -> Quote:
    start = text.index(WORDS)
    return Quote(WORDS, start, start + len(WORDS), 1, 1, "The Courier", "Bridge shut", None, None, NOW)


def context(*passages: blocks.Passage) -> list[str]:
    return lines(blocks.context_view(passages, zone=UTC, now=NOW)["blocks"])


def test_a_quote_is_marked_in_its_passage() -> None:
    found = blocks.passage(hurt(), stored(1, TEXT), stored(1, TEXT))
    view = blocks.context_view([found], zone=UTC, now=NOW)

    assert lines(view["blocks"])[:3] == ["The quoted words are in bold.", "“Bridge shut”", TEXT]
    [line] = view["blocks"][2]["elements"]
    assert [part["text"] for part in line["elements"] if part.get("style") == {"bold": True}] == [WORDS]


@pytest.mark.parametrize(
    ("newest", "told"),
    [
        (TEXT + " More.", "The article has changed since (5 June); these words still stand in it."),
        ("Two were hurt.", "The article has changed since (5 June); these words are no longer in it."),
    ],
)
def test_a_changed_article_is_told(newest: str, told: str) -> None:
    assert told in context(blocks.passage(hurt(), stored(1, TEXT), stored(2, newest)))


def test_a_page_that_is_gone_is_told() -> None:
    found = blocks.passage(hurt(), stored(1, TEXT), stored(1, TEXT), NOW + timedelta(days=1))
    assert "The page is gone (since 4 June at the latest)." in context(found)


def test_only_the_words_around_a_quote_are_shown() -> None:
    text = "before " * 500 + WORDS + " after" * 500
    found = blocks.passage(hurt(text), stored(1, text), stored(1, text))
    assert found.before.startswith("… before")
    assert found.after.endswith("after …")
    assert len(found.before) + len(found.after) < 1300


def test_what_a_view_cannot_hold_is_counted() -> None:
    found = blocks.passage(hurt(), stored(1, TEXT), stored(1, TEXT))
    assert context(*[found] * 60)[-1] == "28 more quotes would not fit here."


def test_reasons_stand_under_their_label() -> None:
    made = answer(denial("it", why=("Rule 10: Halden denies it.",)), denial("that"), denial("more"))
    view = blocks.why_view(made, Ref(17, 1, 2))
    assert lines(view["blocks"]) == [
        "1  Denied by Halden",
        "• Rule 10: Halden denies it.",
        "2  Denied by Halden",
        "This one has no status: it is shown as the article has it.",
    ]


def test_a_report_names_the_quote() -> None:
    made = answer(denial("it"), denial("that"))
    view = blocks.report_view(made, Ref(17, 2, 2, "report"))

    [chosen] = view["blocks"][0]["element"]["options"]
    assert chosen["text"]["text"] == "2: “Halden has denied that.”"
    assert blocks.quote_at(made, chosen["value"]) == made.statements[1].quotes[0]
    assert blocks.quote_at(made, "9.9") is None
    assert Ref.parse(view["private_metadata"]) == Ref(17, 2, 2, "report")


@pytest.mark.parametrize(
    ("choice", "asked"), [("good", "What was good?"), ("bad", "What was wrong or missing?")]
)
def test_feedback_asks_for_a_reason_that_may_be_left_out(choice: str, asked: str) -> None:
    [reason] = blocks.feedback_view(Ref(17, 1, 2, choice))["blocks"]
    assert (reason["label"]["text"], reason["optional"]) == (asked, True)


def test_home_tells_what_the_desk_holds() -> None:
    state = blocks.DeskState(
        2,
        30,
        NOW,
        tuple(blocks.Failing(f"Feed {number}", "It said 500.") for number in range(12)),
        (blocks.Question("What did Halden deny?", NOW, "https://x.slack.com/archives/C1/p1"),),
    )
    shown = lines(blocks.home_view(state, zone=UTC, now=NOW)["blocks"])
    assert shown[:4] == [
        "The desk",
        "30 articles from 2 outlets · last fetch: 3 June 09:05 UTC",
        "Failing feeds",
        "• Feed 0: It said 500.",
    ]
    assert "2 more failing feeds" in shown
    assert "• What did Halden deny? · 3 June 09:05" in shown


def test_an_empty_home_says_so() -> None:
    shown = lines(blocks.home_view(blocks.DeskState(0, 0, None), zone=UTC, now=NOW)["blocks"])
    assert shown[1] == "0 articles from 0 outlets · last fetch: never"
    assert "• None yet." in shown
    assert not any("Failing" in line for line in shown)
