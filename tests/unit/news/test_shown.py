"""What leads a statement, and when its quote says it all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.news.answer import Quote, Statement
from bot.news.shown import is_its_quote, label

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def denial(text: str, quoted: str, scope: str | None = None, speaker: str = "Lena Orvik") -> Statement:
    quote = Quote(quoted, 0, len(quoted), 1, 1, "The Tarn Post", "A title", None, None, NOW)
    return Statement(text, (quote,), (speaker,), "denied", "deny", scope)


@pytest.mark.parametrize(
    ("text", "quoted", "alone"),
    [
        ("The bridge is shut.", "The bridge is shut", True),
        ("Lena Orvik denied the crash.", "She denied the crash.", True),
        ("Lena Orvik denied the crash.", "Orvik denied the crash.", True),
        ("Mayor Lena Orvik said the bridge is shut.", "The bridge is shut, Mayor Lena Orvik said.", True),
        ("Lena Orvik denied the crash.", "Orvik denied the crash and the debt.", False),
        ("Lena Orvik denied the crash.", "On Monday, Orvik denied the crash.", False),
        ("Lena Orvik denied two crashes.", "Orvik denied the crash.", False),
        ("Lena Orvik denied the crash.", "Brandt denied the crash.", False),
    ],
)
def test_a_quote_stands_alone_where_the_statement_differs_by_the_speaker_only(
    text: str, quoted: str, alone: bool
) -> None:
    assert is_its_quote(denial(text, quoted)) is alone


def test_who_speaks_is_worded_where_the_label_does_not_say_it() -> None:
    made = denial("Lena Orvik denied the crash.", "She denied the crash.")
    confirmed = replace(made, status="confirmed", shown="Confirmed · 2 outlets")
    assert not is_its_quote(confirmed)


SHORT = "the crash of March"
LONG = "reports that the bridge over the Tarn had been sold to a company of the mayor's brother"


@pytest.mark.parametrize(
    ("scope", "quoted", "shown"),
    [
        (SHORT, f"Orvik denied {SHORT}.", f"Denied by Lena Orvik · {SHORT}"),
        (LONG, f"Orvik denied {LONG}.", "Denied by Lena Orvik"),
        (LONG, "Orvik denied these reports.", f"Denied by Lena Orvik · {LONG}"),
    ],
)
def test_a_long_scope_is_read_in_the_quote_if_it_stands_there(scope: str, quoted: str, shown: str) -> None:
    assert label(denial(f"Lena Orvik denied {scope}.", quoted, scope)) == shown
