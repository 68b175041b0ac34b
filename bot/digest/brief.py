"""What a digest is to be made of."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.region import Region
from bot.news.subscription import EVERY_OUTLET, Selection

MOST_STORIES = 40
"""Stories that are judged, unless all are asked for: those with the most news. Judging one takes a while."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What became known from `since` until `until`, of some regions and topics or of all.

    Commas divide topics. What a workspace added itself counts for its `team_id` alone, and what an outlet
    says that is not selected for nobody. What was published shortly before `since` and is numbered higher
    than `known` came after the digest before this one was made, and is told too. Of `most` stories, those
    with the most new articles, the `heaviest` are told, and of each part of a story the foremost `lines`;
    null means all. Where `stories` are named, by their ids, there are no others.
    """

    since: datetime
    until: datetime
    regions: tuple[Region, ...] = ()
    topic: str | None = None
    team_id: str | None = None
    outlets: Selection = EVERY_OUTLET
    known: int | None = None
    most: int | None = MOST_STORIES
    heaviest: int | None = None
    lines: int | None = None
    stories: frozenset[str] | None = None
