"""Claims: what bears on one checkable proposition, and the status that the rules give it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.news.attribution import CueKind
from bot.news.span import Span


class Stance(StrEnum):
    """What an occurrence does to its claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    VERIFIES = "verifies"
    COMMENTS = "comments"  # calls, opinions, reactions, no response: carries no status
    RETRACTS = "retracts"  # an article's own correction


class Status(StrEnum):
    """What may be said of a claim, in order of precedence: the first that applies."""

    RETRACTED = "retracted"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    DENIED = "denied"
    CLAIMED = "claimed"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    REPORTED = "reported"


class Part(StrEnum):
    """Where a claim stands in a digest."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CONTESTED = "contested"
    CHANGES = "changes"


PART: Mapping[Status, Part] = {
    Status.RETRACTED: Part.CHANGES,
    Status.DISPUTED: Part.CONTESTED,
    Status.UNVERIFIED: Part.CONTESTED,
    Status.DENIED: Part.CONTESTED,
    Status.CLAIMED: Part.CONTESTED,
    Status.ANNOUNCED: Part.REPORTED,
    Status.CONFIRMED: Part.CONFIRMED,
    Status.REPORTED: Part.REPORTED,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, as far as it is safe to say.

    `id` joins the names of one actor ("gov:UA" for Kyiv and for Ukraine's government, else the normalised
    name); `side` is the country or group it speaks for, when known; `named` is false for "officials",
    "a source", "residents".
    """

    id: str
    name: str
    side: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is said, in a form that can be compared.

    `words` are stems of content words, and marks with a space in them of how these hang together ("from
    brennick", "part of"); `numbers` normalised quantities with what they count
    ("8 injured", bounds as ">=8"); `names` casefolded proper names; `negated` whether it says that
    something is not so; `day` when it is said to have happened; `places` the region ids it is about.
    `agents` are the names and stems of who does it; `period` is a coarser time than a day: "2024-02",
    "2021", a weekday, or "earlier" for other times than the present one.
    """

    words: frozenset[str]
    numbers: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    negated: bool = False
    day: date | None = None
    places: tuple[str, ...] = ()
    agents: frozenset[str] = frozenset()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in one revision that bears on a claim: an attribution's content or an own-voice clause.

    `quote` is the stretch that is shown: source, cue and content, or the clause. `content` holds what is
    said. `cue_kind`, `cue`, `speaker` and `actor` are null in the outlet's own voice; an attribution
    whose speaker is open has a null `actor` too, and a cue. `veto` is the sentence that says that
    it is not independently verified. `scope` is in the article's words. `decision` marks an authority's own
    administrative decision (rule 4d), `admission` what the speaker admits against itself (rule 4c). `turn`
    tells apart those that share a content ("X said Y, which Z denied").
    """

    article_id: int
    revision: int
    outlet: str
    sentence: int
    quote: Span
    content: tuple[Span, ...]
    stance: Stance
    proposition: Proposition
    cue_kind: CueKind | None = None
    cue: str | None = None
    speaker: str | None = None
    actor: Actor | None = None
    scope: str | None = None
    veto: Span | None = None
    hedged: bool = False
    admission: bool = False
    decision: bool = False
    turn: int = 0
    id: str = field(init=False, repr=False, compare=False)
    """Its address: "12.1.345" for what starts at offset 345 of the first revision of article 12.

    A second one that starts there is "12.1.345.1".
    """

    def __post_init__(self) -> None:
        """Note the address, which is asked for again and again."""
        start = self.content[0].start if self.content else self.quote.start
        turn = f".{self.turn}" if self.turn else ""
        object.__setattr__(self, "id", f"{self.article_id}.{self.revision}.{start}{turn}")

    @property
    def own_voice(self) -> bool:
        """Whether the outlet says it itself."""
        return self.cue_kind is None


@dataclass(frozen=True, slots=True)
class Bearing:
    """An occurrence as it bears on a status at one moment.

    `origin` is where it has it from (rule 6); `known` whether its outlet stands in the operator's file;
    `affiliation` the actor that its outlet speaks for; `gone` whether the newest revision lacks it;
    `at` is when it could first be read; `hidden` is an operator's reason to leave it out.
    """

    occurrence: Occurrence
    origin: str
    at: datetime
    known: bool = False
    affiliation: str | None = None
    gone: bool = False
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim has its status: the number of a rule, a sentence, and the occurrences it rests on."""

    rule: str
    text: str
    occurrences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its words ("Claimed by the ministry · not independently verified") and its reasons.

    `status` is null for comments, and for what is not analysed. `lead` is the id of the occurrence whose
    words the status shows.
    """

    status: Status | None
    shown: str
    as_of: datetime
    reasons: tuple[Reason, ...] = ()
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition of one story, under the id of its oldest occurrence; the ids of all are its aliases.

    `bearings` are what bears on it at one moment, oldest first.
    """

    id: str
    story_id: str
    bearings: tuple[Bearing, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """A later figure of the same event by the same or a later report (rule 16): claim ids, old and new."""

    old: str
    new: str


_LONGEST = 18  # digits; a database takes no number that has more


def articles_of(ids: Iterable[str]) -> set[int]:
    """The articles that ids of occurrences and claims ("12.1.340") or of articles ("12") name."""
    numbers = (each.partition(".")[0] for each in ids)
    return {int(number) for number in numbers if number.isdecimal() and len(number) <= _LONGEST}
