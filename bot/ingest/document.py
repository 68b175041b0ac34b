"""What the readers of files, pages and feeds make, before an outlet and a policy are found for it."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.errors import TargetError
from bot.ingest.urls import canonical, problem_of, shown
from bot.news.article import Incoming, Via, storable

UNKNOWN_OUTLET = "Unknown outlet"
_LONGEST_LINE = 500  # characters of a title or a name; what is longer is no title
# Controls, and the marks that turn the direction of writing, with which a title could pass for another.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


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
    `host` is where that was fetched which gives the name, "" where nobody knows it; null where the operator
    wrote the name.
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
    host: str | None = None


Read = Document | TargetError
"""One article of a target, or why it cannot be read; a reader of many goes on after a failure."""


def incoming(document: Document, outlet: str, details: Details, now: datetime) -> Incoming:
    """The document as the store takes it. Its language is found out when the document does not say it."""
    from bot.ingest.language import detect

    url = details.url or document.url
    text = storable(document.text)
    return Incoming(
        text=text,
        outlet=one_line(outlet),
        fetched_at=now,
        via=document.via,
        title=_line(document.title),
        url=url,
        canonical_url=document.canonical_url or (canonical(url) if url else None),
        published=details.published or document.published,
        author=_line(document.author),
        language=document.language or detect(text),
        credited=_line(document.credited),
        partial=document.partial,
        team_id=details.team_id,
    )


def one_line(text: str) -> str:
    """A title or a name as it can be shown: one line without controls, not longer than a line may be."""
    return storable(" ".join(_UNSEEN.sub(" ", text).split())[:_LONGEST_LINE])


def _line(text: str | None) -> str | None:
    return (one_line(text) or None) if text else None


def checked_url(url: str | None, target: str) -> str | None:
    """The address, when it is one that can be linked to. Raises: TargetError naming the target."""
    if not url:
        return None
    problem = problem_of(url)
    if problem:
        raise TargetError(f"The url {shown(url)!r} in {target} {problem}.", subject=target)
    return url
