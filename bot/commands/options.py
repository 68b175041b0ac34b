"""Options that several commands share."""

from datetime import datetime
from typing import Annotated

import typer

from bot.errors import ConfigError
from bot.news.article import aware_utc

Database = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", help="The store; default: DATABASE_URL, else SQLite."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="ISO8601", help="Answer as if asked then."),
]


def moment(value: str | None, option: str) -> datetime | None:
    """An ISO 8601 option as aware UTC (a date means its midnight; without zone it is UTC).

    Raises: ConfigError naming the option.
    """
    if value is None:
        return None
    try:
        return aware_utc(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        sentence = f"{option} needs a date or time such as 2026-03-09 or 2026-03-09T12:00:00Z, not {value!r}."
        raise ConfigError(sentence, subject=option) from None
