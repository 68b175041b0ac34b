"""Drafts, which nobody trusts, and answers, which only `desk.verify` makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Mode = Literal["model", "extractive"]


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """What a model, or the extractive desk, proposes: a wording and the numbers of the sentences it rests on.

    `quote` may name a shorter stretch inside one of them; it is matched against the store, never shown as is.
    """

    text: str
    sentence_ids: tuple[int, ...]
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed answer."""

    answerable: bool
    statements: tuple[DraftStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """One verbatim span: `revision.text[start:end] == text`, always.

    `link` is `url` with a text fragment that scrolls a browser to the words.
    """

    text: str
    start: int
    end: int
    article_id: int
    revision: int
    outlet: str
    title: str | None
    url: str | None
    link: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One numbered line of an answer. `cue` is the article's own verb ("has denied"), null in own voice.

    `shown` is its status in words, where the ledger gives them ("Disputed: X says, Y denies"). `joined` has
    the ids of further claims that are told with this one.
    """

    text: str
    quotes: tuple[Quote, ...]
    speakers: tuple[str, ...] = ()
    cue: str | None = None
    cue_kind: str | None = None
    scope: str | None = None
    status: str | None = None
    claim_id: str | None = None
    why: tuple[str, ...] = ()
    shown: str | None = None
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What belongs beside the statements: no response, not independently verified, a partial text."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """An article offered where the desk has no answer."""

    title: str
    outlet: str
    url: str | None
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Usage:
    """What the model cost, in calls and tokens."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader sees; without `answered` there are no statements, and `nearest` offers headlines.

    `first` is its first line where the ledger words it ("Nothing about X is confirmed …").
    """

    question: str
    answered: bool
    mode: Mode
    as_of: datetime
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    nearest: tuple[Headline, ...] = ()
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    first: str | None = None
