"""What a person reads: the first line answers, quotes are set as quotes, and nothing is cut silently."""

from datetime import UTC, datetime

import pytest

from bot.news.answer import Answer, Headline, Quote, Remark, Statement
from bot.news.lead import lead
from bot.terminal import answer as terminal
from bot.terminal import layout

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def quote(text: str, article_id: int = 1, outlet: str = "The Tarn Post", link: str | None = None) -> Quote:
    return Quote(text, 0, len(text), article_id, 1, outlet, "Bridge shut", link, link, NOW)


def denial(of: str, speaker: str = "Halden", scope: str | None = None) -> Statement:
    text = f"{speaker} denied {of}."
    return Statement(text, (quote(text),), (speaker,), "denied", "deny", scope)


def answer(*statements: Statement, remarks: tuple[Remark, ...] = ()) -> Answer:
    return Answer("What did Halden deny?", bool(statements), "extractive", NOW, statements, remarks)


def test_two_denials_are_counted_first() -> None:
    assert lead(answer(denial("the crash"), denial("the debt"))) == "Halden denies two things."


def test_no_response_belongs_to_the_first_line() -> None:
    remark = Remark("No response: “Halden has not responded”")
    said = lead(answer(denial("the crash"), denial("the debt"), remarks=(remark,)))
    assert said == "Halden denies two things; it has not responded to the latest claims."


@pytest.mark.parametrize(
    "statements",
    [
        (denial("the crash"),),
        (denial("the crash"), denial("the debt", "Orvik")),
        (denial("the crash"), Statement("The bridge is shut.", (quote("The bridge is shut."),))),
    ],
)
def test_otherwise_the_first_statement_is_the_first_line(statements: tuple[Statement, ...]) -> None:
    assert lead(answer(*statements)) is None


def test_an_abstention_says_so_and_offers_headlines() -> None:
    made = Answer(
        "Who won?", False, "extractive", NOW, nearest=(Headline("Bridge shut", "The Tarn Post", None, NOW),)
    )
    shown = terminal.answer(made)
    assert shown.startswith("The stored articles don't answer “Who won?”.")
    assert "“Bridge shut” (The Tarn Post, 9 March)" in shown
    assert "copydesk ingest" in shown


def test_own_voice_is_shown_once_as_a_quote() -> None:
    shown = terminal.answer(answer(Statement("The bridge is shut.", (quote("The bridge is shut."),))))
    assert shown.count("The bridge is shut.") == 1
    assert "┃ The bridge is shut." in shown


def test_scope_stands_in_the_label() -> None:
    shown = terminal.answer(answer(denial("any part in earlier crashes", scope="earlier crashes")))
    assert "Denied by Halden · earlier crashes" in shown


def test_what_is_folded_is_counted() -> None:
    many = [denial(f"crash number {number}") for number in range(8)]
    assert "(3 more: --all shows them)" in terminal.answer(answer(*many))
    assert "crash number 7" in terminal.answer(answer(*many), everything=True)


def test_the_footer_says_what_it_rests_on() -> None:
    two = Statement("Both.", (quote("a b", 1), quote("c d", 2, "Daily Sound")))
    shown = terminal.answer(answer(two))
    assert "2 articles, 2 outlets · as of 9 March 2026 12:00 UTC · no model used" in shown


def test_the_link_stands_under_its_quote() -> None:
    link = "https://tarnpost.example/a#:~:text=shut"
    shown = terminal.answer(answer(Statement("Shut.", (quote("It is shut.", link=link),))))
    assert f"The Tarn Post · 9 March 2026\n   {link}\n" in shown


def test_a_remark_does_not_repeat_its_quote() -> None:
    said = Remark("No response: “Halden has not responded”", (quote("Halden has not responded."),))
    shown = terminal.answer(answer(denial("the crash"), remarks=(said,)))
    assert shown.count("Halden has not responded") == 1


def test_lines_fit_a_terminal() -> None:
    words = "word " * 80
    shown = terminal.answer(answer(Statement(words.strip(), (quote(words.strip()),))))
    assert max(map(len, shown.splitlines())) <= layout.WIDTH
