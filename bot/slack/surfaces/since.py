"""The end of a command that says since when: "7d", "since yesterday", "2026-03-09"."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.errors import ConfigError
from bot.search.dates import since

_DAYS = {"today": 0, "yesterday": 1}
_WRONG = (
    "After “since” write a length such as 24h, 7d or 2w, a date such as 2026-03-09, or yesterday, not “{}”."
)
_LATER = "{} lies in the future."


def split(text: str, now: datetime, zone: tzinfo) -> tuple[str, datetime | None]:
    """What stands before the time, and the time; null when none is named.

    Raises: ConfigError when what follows "since" is no time, or one in the future.
    """
    head, _, last = text.rpartition(" ")
    moment = _moment(last, now, zone)
    before, word, after = f" {text}".rpartition(" since ")
    if moment is None:
        if word:
            raise ConfigError(_WRONG.format(after), subject=after)
        return text, None
    if moment > now:
        raise ConfigError(_LATER.format(last), subject=last)
    return (before if word and after == last else head).strip().removesuffix(" since"), moment


def _moment(word: str, now: datetime, zone: tzinfo) -> datetime | None:
    if word.lower() in _DAYS:
        day = now.astimezone(zone).date() - timedelta(days=_DAYS[word.lower()])
        return datetime.combine(day, time.min, zone).astimezone(UTC)
    try:
        return since(word, now)
    except ConfigError:
        return None
