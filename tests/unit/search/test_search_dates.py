"""Date words, asked on Wednesday 10 June 2026 at noon."""

from datetime import UTC, datetime

import pytest

from bot.errors import ConfigError
from bot.search.dates import read, since

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


def _said(text: str) -> str:
    found = read(text, NOW)
    parts = {"since": found.since, "until": found.until}
    said = [f"{name} {moment:%Y-%m-%d}" for name, moment in parts.items() if moment]
    if found.focus:
        said.append(f"focus {found.focus.start:%Y-%m-%d}/{found.focus.end:%Y-%m-%d}")
    return " ".join(said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what happened yesterday", "since 2026-06-09 until 2026-06-11"),
        ("Yesterday's strike", "since 2026-06-09 until 2026-06-11"),
        ("the day before yesterday", "since 2026-06-08 until 2026-06-10"),
        ("what is new today", "since 2026-06-10 until 2026-06-12"),
        ("last night", "since 2026-06-09 until 2026-06-11"),
        ("this morning", "since 2026-06-10 until 2026-06-12"),
        ("this week", "since 2026-06-08 until 2026-06-16"),
        ("last week", "since 2026-06-01 until 2026-06-09"),
        ("last month", "since 2026-05-01 until 2026-06-02"),
        ("last year", "since 2025-01-01 until 2026-01-02"),
        ("in the last 3 days", "since 2026-06-07"),
        ("past 24 hours", "since 2026-06-09"),
        ("over the past two weeks", "since 2026-05-27"),
        ("in the past few days", "since 2026-06-07"),
        ("since Monday", "since 2026-06-08"),
        ("since last Wednesday", "since 2026-06-03"),
        ("since 2 June", "since 2026-06-02"),
        ("after 2 June", "since 2026-06-03"),
        ("after March", "since 2026-04-01"),
        ("before 2 June", "until 2026-06-02"),
        ("until June 2, 2025", "until 2025-06-03"),
        ("in the last 9999 years", "since 1600-01-01"),
        ("on Friday", "focus 2026-06-05/2026-06-06"),
        ("on Wednesday", "focus 2026-06-10/2026-06-11"),
        ("Monday’s vote", "focus 2026-06-08/2026-06-09"),
        ("5 days ago", "focus 2026-06-05/2026-06-06"),
        ("two weeks ago", "focus 2026-05-24/2026-05-31"),
        ("in May", "focus 2026-05-01/2026-06-01"),
        ("in July", "focus 2025-07-01/2025-08-01"),
        ("last May", "focus 2026-05-01/2026-06-01"),
        ("in early April", "focus 2026-04-01/2026-05-01"),
        ("in March 2024", "focus 2024-03-01/2024-04-01"),
        ("March 2024", "focus 2024-03-01/2024-04-01"),
        ("on 2 June", "focus 2026-06-02/2026-06-03"),
        ("on June 2nd, 2025", "focus 2025-06-02/2025-06-03"),
        ("the 2nd of June", "focus 2026-06-02/2026-06-03"),
        ("on 24 December", "focus 2025-12-24/2025-12-25"),
        ("2026-06-02", "focus 2026-06-02/2026-06-03"),
        ("in 2026-03", "focus 2026-03-01/2026-04-01"),
        ("Q3 2025", "focus 2025-07-01/2025-10-01"),
        ("in Q3", "focus 2025-07-01/2025-10-01"),
        ("the second quarter of 2024", "focus 2024-04-01/2024-07-01"),
        ("in 2024", "focus 2024-01-01/2025-01-01"),
        ("between March and May", "focus 2026-03-01/2026-06-01"),
        ("between November and February", "focus 2025-11-01/2026-03-01"),
        ("from 2 June to 5 June", "focus 2026-06-02/2026-06-06"),
        ("between 2026-03-01 and 2026-03-03", "focus 2026-03-01/2026-03-04"),
        ("in May since Monday", "since 2026-06-08 focus 2026-05-01/2026-06-01"),
    ],
)
def test_reads(text: str, expected: str) -> None:
    assert _said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "what did Theresa May deny",
        "who may march on the capital",
        "12 people died",
        "the 2025 budget",
        "over 2000 soldiers",
        "one of 2000 people",
        "on 31 February",
        "2026-13-45",
        "room 1999-B",
        "the last few metres",
        "a second attack",
        "the mayor of Mayville",
        "Sunderland",
        "May's resignation",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert _said(text) == ""
    assert read(text, NOW).spans == ()


def test_a_leap_day_between_two_dates() -> None:
    found = read("between 29 February and 1 January", datetime(2028, 6, 1, tzinfo=UTC))
    assert found.focus is not None
    assert found.focus.start <= found.focus.end


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("24h", "2026-06-09T12"),
        ("7d", "2026-06-03T12"),
        ("2w", "2026-05-27T12"),
        ("1 month", "2026-05-11T12"),
        ("7 days", "2026-06-03T12"),
        ("2026-03-09", "2026-03-09T00"),
        ("2026-03-09T06:00:00+03:00", "2026-03-09T03"),
    ],
)
def test_since_option(value: str, expected: str) -> None:
    assert since(value, NOW).strftime("%Y-%m-%dT%H") == expected


@pytest.mark.parametrize(
    "value", ["", "soon", "-7d", "7", "99999y", "2026-13-01", "7d ago", "30m", "5 minutes"]
)
def test_since_option_refuses(value: str) -> None:
    with pytest.raises(ConfigError, match="--since needs"):
        since(value, NOW)
