"""The sample articles, moved to another week: everything that names a day moves alike."""

import json
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest

from bot.samples.moved import NEWEST, moved

SAMPLES = (files("bot.samples") / "articles.jsonl").read_text("utf-8")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rows(articles: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in articles.splitlines()]


def test_to_its_own_day_nothing_changes() -> None:
    assert moved(SAMPLES, NEWEST) == SAMPLES


@pytest.mark.parametrize("newest", [date(2026, 11, 21), date(2027, 1, 3), date(2024, 2, 29)])
def test_days_of_publication_and_addresses(newest: date) -> None:
    by = newest - NEWEST
    for before, after in zip(rows(SAMPLES), rows(moved(SAMPLES, newest)), strict=True):
        published = datetime.fromisoformat(after["published"])
        assert published == datetime.fromisoformat(before["published"]) + timedelta(days=by.days)
        assert f"/{published:%Y/%m/%d}/" in after["url"]
    assert max(row["published"] for row in rows(moved(SAMPLES, newest))).startswith(f"{newest}")


def test_dates_and_weekdays_in_the_text() -> None:
    line = '{"text": "On Sunday, 30 June, and Monday’s raid of 8 May; may it end."}'
    assert moved(line, NEWEST + timedelta(days=9)) == (
        '{"text": "On Tuesday, 9 July, and Wednesday’s raid of 17 May; may it end."}'
    )


def test_a_date_keeps_its_weekday() -> None:
    """What was written with its day of the week still agrees with it."""
    for days in range(8):
        day = date(2024, 5, 8) + timedelta(days=days)
        found = moved("Wednesday 8 May", NEWEST + timedelta(days=days))
        assert found == f"{WEEKDAYS[day.weekday()]} {day.day} May"
