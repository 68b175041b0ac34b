"""What is read at the end of a command."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import ConfigError
from bot.slack.surfaces.briefing import Request
from bot.slack.surfaces.since import split

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
WEEK = NOON - timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "before", "since"),
    [
        ("", "", None),
        ("Tessen", "Tessen", None),
        ("since", "since", None),
        ("Tessen 7d", "Tessen", WEEK),
        ("Tessen since 7d", "Tessen", WEEK),
        ("7d", "", WEEK),
        ("since 7d", "", WEEK),
        ("Port Ansel 24h", "Port Ansel", NOON - timedelta(days=1)),
        ("Tessen 2026-03-02T12:00:00Z", "Tessen", WEEK),
        ("Tessen today", "Tessen", datetime(2026, 3, 8, 22, tzinfo=UTC)),
        ("since Yesterday", "", datetime(2026, 3, 7, 22, tzinfo=UTC)),
        ("talks since the truce 7d", "talks since the truce", WEEK),
    ],
)
def test_the_time_stands_at_the_end(text: str, before: str, since: datetime | None) -> None:
    assert split(text, NOON, KYIV) == (before, since)


@pytest.mark.parametrize("text", ["Tessen since Tuesday", "Tessen since 7x", "Tessen 2026-04-01"])
def test_a_time_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        split(text, NOON, KYIV)


@pytest.mark.parametrize(
    "request_", [Request("desk:tessen", None, WEEK, NOON), Request(None, "fuel “yards”", WEEK, NOON)]
)
def test_a_request_comes_back_from_its_button(request_: Request) -> None:
    assert Request.parse(str(request_)) == request_


@pytest.mark.parametrize("value", ["", "1:1-2", "[]", "[1, 2, 3, 4]", '{"a": 1}', '["a", null, "b", "c"]'])
def test_anything_else_is_no_request(value: str) -> None:
    assert Request.parse(value) is None
