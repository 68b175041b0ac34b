"""An answer in Slack: the first line answers, quotes are quotes, and what does not fit follows."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.news.answer import Answer, Headline, Remark, Statement
from bot.news.digest import Change
from bot.slack.blocks import Message, change_line, messages, notice
from bot.slack.ids import Ref
from tests.unit.slack.showing import NOW, PAGE, abstention, answer, denial, lines, quote

KYIV = ZoneInfo("Europe/Kyiv")
LINK = f"<{PAGE}#:~:text=x&amp;y|open at the quote>"


def shown(made: Answer, **more: bool) -> tuple[Message, ...]:
    return messages(made, answer_id=17, zone=KYIV, now=NOW, key="job 3", **more)


def test_an_answer_reads_from_its_first_line_to_its_footer() -> None:
    remark = Remark("No response: “Halden has not responded”", (quote("Halden has not responded."),))
    made = answer(denial("the crash", scope="the first crash"), denial("the debt"), remarks=(remark,))
    [message] = shown(made)

    assert lines(message.blocks) == [
        "Halden denies two things; it has not responded to the latest claims.",
        "1  Denied by Halden · the first crash",
        "Halden denied the crash.",
        "┃ Halden has denied the crash.",
        f"The Courier · 2 May {LINK}",
        "2  Denied by Halden",
        "Halden denied the debt.",
        "┃ Halden has denied the debt.",
        f"The Courier · 2 May {LINK}",
        "No response: “Halden has not responded”",
        f"The Courier · 2 May {LINK}",
        "1 article, 1 outlet · as of 3 June 12:05 EEST · no model used",
        "👍 👎",
        "[Show in context] [Why these labels?] ⋯ Report a wrong quote",
    ]


def test_the_fallback_text_says_it_all_in_plain_words() -> None:
    [message] = shown(answer(denial("the <!channel> crash")))
    assert message.text == (
        "1. Denied by Halden: Halden denied the &lt;!channel&gt; crash.\n"
        "1 article, 1 outlet · as of 3 June 12:05 EEST · no model used"
    )


def test_a_message_can_be_found_again() -> None:
    [message] = shown(answer(denial("the crash")))
    assert message.metadata == {
        "event_type": "copydesk_answer",
        "event_payload": {"answer_id": 17, "part": 1, "parts": 1, "key": "job 3"},
    }


def test_more_than_a_few_statements_follow_and_are_counted() -> None:
    first, second = shown(answer(*(denial(f"crash {number}") for number in range(1, 9))))

    assert "More below: 3 statements (6–8)" in lines(first.blocks)
    assert [line for line in lines(first.blocks) if line.startswith("┃")] == [
        f"┃ Halden has denied crash {number}." for number in range(1, 6)
    ]
    assert lines(second.blocks)[:2] == ["Continued", "6  Denied by Halden"]
    buttons = [block["elements"] for block in second.blocks if block["type"] == "actions"]
    assert Ref.parse(buttons[0][0]["value"]) == Ref(17, 6, 8)


def test_own_voice_stands_as_its_quote_alone() -> None:
    [message] = shown(answer(Statement("The bridge is shut.", (quote("The bridge is shut."),))))
    assert lines(message.blocks)[:2] == ["1  From The Courier", "┃ The bridge is shut."]


def test_each_article_has_its_place_and_a_title_where_there_is_no_link() -> None:
    parts = (quote("One.", 1), quote("Two.", 1), quote("Three.", 2, None, "The *Gull*"))
    [message] = shown(answer(Statement("All.", parts)))
    assert lines(message.blocks)[2:7] == [
        "┃ One.",
        "┃ Two.",
        f"The Courier · 2 May {LINK}",
        "┃ Three.",
        "The *Gull* · 2 May · “Bridge shut”",
    ]


def test_a_quote_keeps_its_characters_in_a_literal_element() -> None:
    hostile = "He said: <!channel> *now* :fire: \u202e<@U012>\u200b"
    [message] = shown(answer(Statement(hostile, (quote(hostile),))))
    assert f"┃ {hostile}" in lines(message.blocks)


@pytest.mark.parametrize(
    ("statement", "label"),
    [
        (denial("it", status="denied"), "Denied by Halden"),
        (denial("it", status="unverified"), "Claimed by Halden · not independently verified"),
        (denial("it", status="reported"), "Reported by The Courier"),
        (denial("it", status="confirmed", shown="Confirmed · 2 outlets"), "Confirmed · 2 outlets"),
        (denial("it", status="disputed", shown="Disputed: A says, B denies"), "Disputed: A says, B denies"),
        (denial("it", status="disputed"), "Disputed"),
    ],
)
def test_the_status_leads_in_words(statement: Statement, label: str) -> None:
    [message] = shown(answer(statement))
    assert lines(message.blocks)[0] == f"1  {label}"


def test_an_abstention_offers_headlines_and_what_could_be_done() -> None:
    near = Headline("<!here> Bridge shut", "The Courier", PAGE, NOW - timedelta(days=1))
    [message] = shown(abstention(near, Headline("No page", "The Gull", None, None)))
    assert lines(message.blocks) == [
        "The stored articles don't answer “Who won?”.",
        "Nearest: “<!here> Bridge shut” (The Courier, 2 June)",
        "Nearest: “No page” (The Gull, undated)",
        "as of 3 June 12:05 EEST · no model used",
        "👍 👎",
        "[Search the last 30 days] [Add an article]",
    ]
    assert "&lt;!here&gt; Bridge shut" in message.text


def test_what_one_person_sees_can_be_shared() -> None:
    [message] = shown(answer(denial("it")), share=True)
    assert "[Share with the channel]" in lines(message.blocks)[-1]
    assert lines(notice("The desk is empty.", share="17:1-1").blocks) == [
        "The desk is empty.",
        "[Share with the channel]",
    ]


def test_a_statement_longer_than_a_message_goes_on_in_the_next() -> None:
    words = "word " * 4000
    made = shown(answer(Statement("Long.", (quote(words),)), denial("it")))
    assert len(made) > 1
    said = "".join(line.removeprefix("┃ ") for each in made for line in lines(each.blocks) if line[0] == "┃")
    assert said.startswith(words)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "At least eight were hurt.",
            "Eleven were hurt.",
            "Eleven were hurt · was: At least eight were hurt.",
        ),
        (
            "Claimed by Halden",
            "Denied by Orlov",
            "Denied by Orlov: Eleven were hurt · was: Claimed by Halden",
        ),
        (None, "Withdrawn by The Courier", "Withdrawn by The Courier: Eleven were hurt."),
        (None, None, "Eleven were hurt."),
    ],
)
def test_a_change_shows_old_and_new(old: str | None, new: str | None, line: str) -> None:
    assert change_line(Change("Eleven were hurt.", old, new)) == line
