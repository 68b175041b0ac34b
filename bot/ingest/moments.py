"""Times as feeds, pages and front matter write them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.news.article import aware_utc

_AHEAD = timedelta(days=1)  # clocks that are wrong, times without their zone, embargoes
_FIRST = datetime(1600, 1, 1, tzinfo=UTC)  # no newspaper is older; programs write year 1 for "unknown"


def is_believable(published: datetime, now: datetime) -> bool:
    """Whether an article can have been published then: after the first newspapers, at most a day from now."""
    return _FIRST <= published <= now + _AHEAD


def read_moment(value: object) -> datetime | None:
    """An ISO 8601 or RFC 2822 time as aware UTC (without zone it is UTC), or null when it is neither."""
    if not isinstance(value, str) or not value.strip() or len(value) > 80:
        return None
    text = value.strip()
    for read in (_iso, parsedate_to_datetime):
        try:
            return aware_utc(read(text))
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"(?<=\d) +(?=[+-]\d\d:?\d\d$)", "", text))
