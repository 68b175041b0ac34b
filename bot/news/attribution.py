"""Attributions: a speaker, a cue and a content, as spans of one article."""

from dataclasses import dataclass
from enum import StrEnum

from bot.news.article import Revision
from bot.news.span import Span


class CueKind(StrEnum):
    """What a speaker does to a content."""

    ASSERT = "assert"  # say, state, report
    CLAIM = "claim"  # claim, accuse, allege
    DENY = "deny"  # deny, refute, dispute, dismiss
    CONFIRM = "confirm"  # confirm, admit, acknowledge
    VERIFY = "verify"  # saw, analysed, geolocated, verified
    ANNOUNCE = "announce"  # will, has ordered, has cancelled
    NO_RESPONSE = "no_response"  # has not responded, declined to comment
    COMMENT = "comment"  # calls for, criticises, wants


@dataclass(frozen=True, slots=True)
class Attribution:
    """One occurrence of somebody saying something.

    `sentence` is the index, in `Reading.sentences`, of the sentence that holds the cue. `source` is where
    the speaker stands in the text (null when carried over from an earlier sentence), `content` what is
    said. `speaker` is the resolved name ("Russia's defence ministry" for "A statement"), null when open.
    `scope` is the limit in time or subject of a denial or a verification, in the article's words.
    `veto` is the sentence index of a "not independently verified" that stands over it. `admission` marks
    what a speaker owns up to (admitted, acknowledged, conceded).
    """

    sentence: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    cue_kind: CueKind
    speaker: str | None = None
    scope: str | None = None
    veto: int | None = None
    admission: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A revision with what was read out of it: sentence spans in order, and its attributions."""

    revision: Revision
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...] = ()

    def in_sentence(self, index: int) -> tuple[Attribution, ...]:
        """The attributions whose cue stands in that sentence."""
        return tuple(found for found in self.attributions if found.sentence == index)
