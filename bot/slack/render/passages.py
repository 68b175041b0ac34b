"""A quote with the stored words around it, for the view that shows it in context."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.answer import Quote
from bot.news.article import Revision

_AROUND = 600


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote, what stands before and after it in its revision, and how the article has fared since.

    `changed_at` is when a newer text was fetched, null when there is none; `still_there` is whether the
    quoted words stand in that newest text. `gone_since` is since when there is no page any more, at the
    latest.
    """

    quote: Quote
    before: str
    after: str
    changed_at: datetime | None = None
    still_there: bool = True
    gone_since: datetime | None = None


def passage(
    quote: Quote, revision: Revision, newest: Revision, gone_since: datetime | None = None
) -> Passage:
    """The quote as it stands in `revision`, held against the `newest` revision of its article."""
    before, after = revision.text[: quote.start], revision.text[quote.end :]
    changed = newest.number != revision.number and newest.text != revision.text
    return Passage(
        quote,
        _end_of(before),
        _start_of(after),
        newest.fetched_at if changed else None,
        quote.text in newest.text,
        gone_since,
    )


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    kept = text[-_AROUND:]
    return "… " + kept[kept.find(" ") + 1 :]


def _start_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    kept = text[:_AROUND]
    return kept[: kept.rfind(" ") if " " in kept else None] + " …"
