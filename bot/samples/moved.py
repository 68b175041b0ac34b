"""The sample articles, moved to this week: dates, addresses and weekdays together."""

import re
from datetime import date

NEWEST = date(2024, 5, 18)
"""The day of the newest sample article."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("May", "June")
_ISO = re.compile(r"\b2024([-/])(\d\d)\1(\d\d)")
_DATE = re.compile(rf"\b(\d\d?) ({'|'.join(_MONTHS)})\b")
_DAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")


def moved(articles: str, newest: date) -> str:
    """The samples' JSON Lines as they would read if the newest article were of that day."""
    by = newest - NEWEST

    def iso(found: re.Match[str]) -> str:
        day = date(2024, int(found[2]), int(found[3])) + by
        return f"{day:%Y}{found[1]}{day:%m}{found[1]}{day:%d}"

    def written(found: re.Match[str]) -> str:
        day = date(2024, 5 + _MONTHS.index(found[2]), int(found[1])) + by
        return f"{day.day} {day:%B}"

    text = _ISO.sub(iso, articles)
    text = _DATE.sub(written, text)
    return _DAY.sub(lambda found: _DAYS[(_DAYS.index(found[1]) + by.days) % 7], text)
