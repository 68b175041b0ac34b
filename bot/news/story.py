"""Stories: articles, or parts of them, about one event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A stretch of an article that belongs to a story: sentences `start_sentence` to before `end_sentence`.

    `part` counts an article's stretches from 1; most articles have one.
    """

    article_id: int
    revision: int
    part: int
    start_sentence: int
    end_sentence: int

    @property
    def story_id(self) -> str:
        """The id of a story whose oldest member it is: "s12", or "s12.2" for a second part."""
        return own_story(self.article_id, self.part)


def own_story(article_id: int, part: int) -> str:
    """The id of a story whose oldest member is that part of that article."""
    return f"s{article_id}" if part == 1 else f"s{article_id}.{part}"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a part is compared by.

    `terms` are stems and pairs of stems with whole weights, `UNIT` long together as a vector; `keys` the
    rarest of them, by which others find it. `day` is the first day that it names, `days` are those of its
    opening. `another` says that the opening tells of one more of its kind ("again", "another attack").
    `published` is null when nobody knows. A `background` part reports no event of its own.
    """

    terms: Mapping[str, int]
    keys: tuple[str, ...]
    day: date | None = None
    days: frozenset[date] = frozenset()
    another: bool = False
    published: datetime | None = None
    background: bool = False


UNIT = 1000
"""The length of a fingerprint's terms as a vector. Whole numbers: sums come out the same in any order."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A member's headline, for choosing a story's heading."""

    text: str
    outlet: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """What a story goes by: an outlet's headline, or words of ours without an outlet."""

    text: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story with the members that the asker may see, oldest article first.

    `first` and `last` are the times of its oldest and newest article, by publication, else by fetch.
    """

    id: str
    members: tuple[Member, ...]
    first: datetime
    last: datetime
    background: bool = False
