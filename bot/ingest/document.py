"""What the readers of files, pages and feeds make, before an outlet and a policy are found for it."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import TargetError
from bot.ingest.urls import canonical, problem_of
from bot.news.article import Incoming, Via, storable

UNKNOWN_OUTLET = "Unknown outlet"


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of all targets of a run; it wins over what the targets say themselves.

    `team_id` is the workspace that alone will see them, null for all.
    """

    outlet: str | None = None
    published: datetime | None = None
    url: str | None = None
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. `target` is what a person would call it: a path, path:line or address.

    `outlet` is the name that the document itself gives, `note` what a person should know of the reading.
    """

    target: str
    text: str
    via: Via = Via.PASTE
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    published: datetime | None = None
    author: str | None = None
    language: str | None = None
    credited: str | None = None
    partial: bool = False
    note: str | None = None


Read = Document | TargetError
"""One article of a target, or why it cannot be read; a reader of many goes on after a failure."""


def incoming(document: Document, outlet: str, details: Details, now: datetime) -> Incoming:
    """The document as the store takes it. Its language is found out when the document does not say it."""
    from bot.ingest.language import detect

    url = details.url or document.url
    text = storable(document.text)
    return Incoming(
        text=text,
        outlet=storable(outlet),
        fetched_at=now,
        via=document.via,
        title=_storable(document.title),
        url=url,
        canonical_url=document.canonical_url or (canonical(url) if url else None),
        published=details.published or document.published,
        author=_storable(document.author),
        language=document.language or detect(text),
        credited=_storable(document.credited),
        partial=document.partial,
        team_id=details.team_id,
    )


def _storable(text: str | None) -> str | None:
    return storable(text) if text else None


def checked_url(url: str | None, target: str) -> str | None:
    """The address, when it is one that can be linked to. Raises: TargetError naming the target."""
    problem = problem_of(url) if url else None
    if problem:
        raise TargetError(f"The url {url!r} in {target} {problem}.", subject=target)
    return url or None
