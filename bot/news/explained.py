"""What the ledger tells of a story and of a claim, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.answer import Quote
from bot.news.claim import Reason, Verdict


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story."""

    article_id: int
    outlet: str
    url: str | None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list. `heading` is `outlet`'s headline, or ours without outlet."""

    story_id: str
    heading: str
    outlet: str | None
    first: datetime
    last: datetime
    articles: tuple[StoryArticle, ...]


@dataclass(frozen=True, slots=True)
class ShownOccurrence:
    """One place that bears on a claim: who does what to it (`said`), from what origin, in what words."""

    id: str
    said: str
    stance: str
    speaker: str | None
    cue: str | None
    scope: str | None
    origin: str
    note: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim with all that its status rests on, and the statuses it has had, oldest first."""

    claim_id: str
    story_id: str
    text: str
    status: str | None
    shown: str
    as_of: datetime
    reasons: tuple[Reason, ...]
    occurrences: tuple[ShownOccurrence, ...]
    history: tuple[Verdict, ...]
