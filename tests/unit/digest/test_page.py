"""A digest in a terminal: labels in words, quotes as quotes, nothing twice and nothing cut silently."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news import shown
from bot.news.answer import Quote, Remark, Statement
from bot.news.digest import Change, Digest, Older, Story
from bot.terminal.digest import digest

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def quote(text: str, article_id: int = 1, outlet: str = "The Tarn Post", url: str | None = None) -> Quote:
    return Quote(text, 0, len(text), article_id, 1, outlet, "Bridge shut", url, url, NOW)


def claimed(text: str, *quotes: Quote, speaker: str = "Lena Orvik", scope: str | None = None) -> Statement:
    return Statement(
        text,
        quotes or (quote(text),),
        (speaker,),
        "said",
        "assert",
        scope,
        "claimed",
        "1.1.0",
        shown=f"Claimed by {speaker}",
    )


def page(*contested: Statement, everything: bool = False) -> str:
    story = Story("s1", "Bridge shut", "The Tarn Post", contested=contested)
    return digest(Digest("Tarn", None, NOW - DAY, NOW, NOW, 1, 2, (story,)), everything)


def test_a_line_whose_words_its_quote_has_is_printed_once() -> None:
    shown = page(claimed("Lena Orvik said that it was safe.", quote("Orvik said it was safe")))
    assert (
        " • Claimed by Lena Orvik\n   ┃ Orvik said it was safe\n   The Tarn Post · 9 March · 1.1.0\n" in shown
    )


def test_a_line_that_says_more_than_its_quote_says_it() -> None:
    shown = page(claimed("Lena Orvik said on Monday that it was safe.", quote("She said it was safe")))
    assert " • Claimed by Lena Orvik: Lena Orvik said on Monday that it was safe.\n" in shown


def test_of_two_lines_the_one_that_says_both_is_kept() -> None:
    whole = claimed("Lena Orvik said a pier burned and two boats sank.")
    shown = page(claimed("Lena Orvik said a pier burned."), claimed("A gull died."), whole)
    assert shown.count("•") == 2
    assert shown.index("two boats sank") < shown.index("A gull died")


def test_the_same_words_of_two_speakers_are_two_lines() -> None:
    assert page(claimed("A pier burned."), claimed("A pier burned.", speaker="Halden")).count("•") == 2


def test_what_is_folded_is_counted() -> None:
    many = [claimed(f"Pier {number} burned.") for number in range(8)]
    assert " (3 more: --all shows them)\n" in page(*many)
    assert "Pier 7 burned" in page(*many, everything=True)


@pytest.mark.parametrize(
    ("scope", "label"),
    [
        ("earlier crashes", "Claimed by Lena Orvik · earlier crashes\n"),
        ("videos " * 12, "Claimed by Lena Orvik\n"),
    ],
)
def test_a_scope_stands_behind_its_label_where_there_is_room(scope: str, label: str) -> None:
    assert label in page(claimed("It was safe.", scope=scope))


def test_quotes_of_several_articles_each_say_where_they_stand() -> None:
    shown = page(claimed("It burned.", quote("It burned."), quote("A fire broke out.", 2, "Daily Sound")))
    places = [line.strip() for line in shown.splitlines() if "· 9 March" in line]
    assert places == [
        "The Tarn Post · 9 March",
        "Daily Sound · 9 March · 1.1.0",
        "The Tarn Post · 9 March · “Bridge shut”",
        "Daily Sound · 9 March · “Bridge shut”",
    ]


def test_the_addresses_stand_below_and_are_never_cut() -> None:
    url = "https://tarnpost.example/" + "bridge-" * 20
    assert page(claimed("It burned.", quote("It burned.", url=url))).splitlines()[-1].endswith(url)


def test_changes_and_remarks_stand_below_the_parts() -> None:
    story = Story(
        "s1",
        "Tarn, 9 March",
        None,
        contested=(claimed("It burned."),),
        remarks=(Remark("No response: “Halden has not responded”"),),
        changes=(
            Change("Eleven boats sank.", "Eight boats sank.", "Eleven boats sank.", (quote("Eleven"),)),
            Change("The pier is safe.", "Claimed by Halden", "Disputed", (quote("The pier is safe."),)),
        ),
    )
    lines = digest(Digest("Tarn", None, NOW - DAY, NOW, NOW, 1, 2, (story,))).splitlines()
    start = lines.index(" • No response: “Halden has not responded”")
    assert lines[start + 1 : start + 7] == [
        "Changed since 8 March 12:00 UTC",
        " • Eleven boats sank.",
        "   was: Eight boats sank.",
        "   The Tarn Post · 9 March",
        " • Disputed: The pier is safe.",
        "   was: Claimed by Halden",
    ]


@pytest.mark.parametrize(
    ("older", "says"),
    [
        (None, "Nothing new in the stored articles."),
        (
            Older("Bridge shut", "The Tarn Post", NOW - 3 * DAY),
            "Nothing new in the stored articles; the nearest older story is “Bridge shut” (The Tarn Post), "
            "6 March.",
        ),
        (
            Older("Tarn, 5 March", None, NOW - 4 * DAY),
            "Nothing new in the stored articles; the nearest older story is Tarn, 5 March, 5 March.",
        ),
    ],
)
def test_an_empty_digest_says_so_in_one_line(older: Older | None, says: str) -> None:
    made = Digest("Tarn", None, NOW - DAY, NOW, NOW, 0, 0, (), ("The Gull",), older)
    head, nothing, feed = digest(made).rstrip().split("\n\n")
    assert head.splitlines() == ["Tarn · Monday 9 March 2026, 12:00 UTC", "since 8 March 12:00 UTC"]
    assert " ".join(nothing.split()) == says
    assert feed == "This feed could not be read: The Gull"


def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    words = " ".join(["word"] * 40)
    shown = page(claimed(words, quote(words), speaker="the office of the harbour master of Tarn and Kell"))
    assert max(map(len, shown.splitlines())) <= 60


@pytest.mark.parametrize(
    ("text", "quoted", "more"),
    [
        ("Orvik said that it was safe.", "It was safe, Orvik said", False),
        ("Lena Orvik said it was safe.", "“It was safe,” she said", False),
        ("Lena Orvik denied it was safe.", "She said it was safe", True),
        ("Lena Orvik said it was not safe.", "She said it was safe", True),
        ("Lena Orvik said 12 sank.", "She said 11 sank", True),
    ],
)
def test_a_statement_says_more_when_a_word_of_it_is_nowhere_else(text: str, quoted: str, more: bool) -> None:
    assert shown.says_more(claimed(text, quote(quoted))) is more
