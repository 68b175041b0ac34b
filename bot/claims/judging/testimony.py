"""What is heard on a claim at one moment: who vouches for it, in whose words, and who doubts it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from functools import cached_property

from bot.claims.actors import is_outlet, is_verifier
from bot.claims.geography.names import key_of
from bot.news.claim import Bearing, Occurrence, Stance


class Verification(IntEnum):
    """How far a verifier's verb reaches, weakest first (rule 7)."""

    SEEN = 1
    ANALYSED = 2
    GEOLOCATED = 3
    VERIFIED = 4

    @property
    def past(self) -> str:
        """Its participle."""
        return self.name.lower()

    @classmethod
    def of(cls, cue: str) -> "Verification":
        """The reach of a cue's verb; one that is negated or not known reaches no further than seeing."""
        if _NEGATED.search(cue):
            return cls.SEEN
        return next((reach for pattern, reach in _REACH if pattern.search(cue)), cls.SEEN)


_NEGATED = re.compile(r"\b(?:not|never|unable|cannot|fail\w*)\b|n['’]t\b", re.IGNORECASE)
_REACH = (
    (re.compile(r"verif|authentic|confirm|establish|corrobor", re.IGNORECASE), Verification.VERIFIED),
    (re.compile(r"geo-?locat", re.IGNORECASE), Verification.GEOLOCATED),
    (re.compile(r"analy[sz]", re.IGNORECASE), Verification.ANALYSED),
)
_CONFIRMING = Verification.GEOLOCATED
"""From here up a verb says something of the event; below, only that somebody looked."""

UNIDENTIFIED = "an unidentified speaker"


@dataclass(frozen=True, slots=True)
class Voice:
    """A bearing with the one who speaks in it.

    `own` means that an outlet vouches for it itself; `key` is the same for the same speaker; `traced` that
    the outlet repeats in its own words what its article has from that speaker.
    """

    bearing: Bearing
    name: str
    key: str
    side: str | None = None
    named: bool = True
    own: bool = False
    traced: bool = False

    @property
    def occurrence(self) -> Occurrence:
        """The words it stands on."""
        return self.bearing.occurrence

    @property
    def id(self) -> str:
        """The id of its occurrence."""
        return self.occurrence.id

    @property
    def outlet(self) -> str:
        """Who published it."""
        return self.occurrence.outlet

    @property
    def verifies(self) -> bool:
        """Whether it is a named verifier who speaks."""
        actor = self.occurrence.actor
        return actor is not None and actor.named and is_verifier(actor)

    @property
    def verification(self) -> Verification:
        """How far its verb reaches."""
        return Verification.of(self.occurrence.cue or "")


class Testimony:
    """The voices on a claim, sorted by what they do to it; each list has the oldest first."""

    def __init__(self, counted: Sequence[Bearing], hidden: Sequence[Bearing]) -> None:
        self.hidden = hidden
        traces = _traces(counted)
        self._voices = [_voice(bearing, traces) for bearing in counted]
        self._by_stance = {
            stance: [voice for voice in self._voices if voice.occurrence.stance is stance]
            for stance in Stance
        }

    @cached_property
    def retractions(self) -> list[Voice]:
        """Corrections that take it back."""
        return self._by_stance[Stance.RETRACTS]

    @cached_property
    def denials(self) -> list[Voice]:
        """Who says that it is not so; a denial that has gone from its article still counts, as a doubt."""
        return [voice for voice in self._by_stance[Stance.DENIES] if not _hedged(voice)]

    @cached_property
    def comments(self) -> list[Voice]:
        """Calls, opinions, reactions, and who gave no response."""
        return self._by_stance[Stance.COMMENTS]

    @cached_property
    def _asserted(self) -> list[Voice]:
        bearing_it_out = (Stance.ASSERTS, Stance.VERIFIES)
        return [voice for voice in self._voices if voice.occurrence.stance in bearing_it_out]

    @cached_property
    def hedged(self) -> list[Voice]:
        """An outlet's own words that it does not stand by itself (rule 2)."""
        return [voice for voice in self._asserted if _hedged(voice)]

    @cached_property
    def gone(self) -> list[Voice]:
        """Whoever's words are no longer in the article."""
        return [voice for voice in self._voices if voice.bearing.gone]

    @cached_property
    def support(self) -> list[Voice]:
        """Everybody who stands by it still."""
        return [voice for voice in self._asserted if not voice.bearing.gone and not _hedged(voice)]

    @cached_property
    def own(self) -> list[Voice]:
        """Outlets that vouch for it themselves."""
        return [voice for voice in self.support if voice.own]

    @cached_property
    def claimed(self) -> list[Voice]:
        """Speakers who stand by it."""
        return [voice for voice in self.support if not voice.own]

    @cached_property
    def vetoed(self) -> list[Voice]:
        """Assertions over which an article says that they are not independently verified."""
        return [voice for voice in self._by_stance[Stance.ASSERTS] if voice.occurrence.veto is not None]

    @cached_property
    def announced(self) -> list[Voice]:
        """Authorities that state their own administrative decision."""
        return [voice for voice in self.claimed if voice.occurrence.decision and _firm(voice)]

    @cached_property
    def admitted(self) -> list[Voice]:
        """Parties that admit it against themselves."""
        return [voice for voice in self.claimed if voice.occurrence.admission and _firm(voice)]

    @cached_property
    def verifying(self) -> list[Voice]:
        """Named verifiers by their own words, whatever their verb."""
        found = (voice for voice in self.claimed if voice.occurrence.stance is Stance.VERIFIES)
        return [voice for voice in found if voice.verifies and _firm(voice)]

    @cached_property
    def looking(self) -> list[Voice]:
        """Who says no more than to have looked at something, whether or not a known verifier."""
        looked = (voice for voice in self.claimed if voice.occurrence.stance is Stance.VERIFIES)
        unsure = [voice for voice in looked if voice.verification < _CONFIRMING and _firm(voice)]
        return [*self.verifying, *(voice for voice in unsure if voice not in self.verifying)]

    @cached_property
    def verified(self) -> list[Voice]:
        """Named verifiers whose verb says something of the event, the furthest-reaching first."""
        found = [voice for voice in self.verifying if voice.verification >= _CONFIRMING]
        return sorted(found, key=lambda voice: -voice.verification)

    @cached_property
    def origins(self) -> dict[str, Voice]:
        """The first voice of each origin that counts towards a confirmation: known outlets' own voice."""
        found: dict[str, Voice] = {}
        for voice in self.own:
            if voice.bearing.known:
                found.setdefault(voice.bearing.origin, voice)
        return found


def testimony(bearings: Iterable[Bearing], as_of: datetime) -> Testimony:
    """What can be heard at a moment; what an operator hid is kept apart."""
    known = sorted((bearing for bearing in bearings if bearing.at <= as_of), key=_age)
    counted = [bearing for bearing in known if bearing.hidden is None]
    return Testimony(counted, [bearing for bearing in known if bearing.hidden is not None])


def _age(bearing: Bearing) -> tuple[datetime, int, int, int, int]:
    found = bearing.occurrence
    start = found.content[0].start if found.content else found.quote.start
    return bearing.at, found.article_id, found.revision, start, found.turn


def _is_own(bearing: Bearing) -> bool:
    """Whether an outlet speaks: in its own voice, or by its own reporter who saw it."""
    found = bearing.occurrence
    if found.actor is None or not is_outlet(found.actor):
        return found.own_voice
    return key_of(found.actor.name) == key_of(found.outlet)


def _hedged(voice: Voice) -> bool:
    return voice.occurrence.hedged and _is_own(voice.bearing)


def _firm(voice: Voice) -> bool:
    """Whether it may count for more than a claim: by a named speaker, and without hedge."""
    return voice.named and not voice.occurrence.hedged


def _traces(counted: Sequence[Bearing]) -> dict[int | str, Bearing]:
    """The oldest attribution of the claim in each article.

    An unnamed speaker's also stands for its origin, so that a copy cut before "officials said" does not
    vouch for what its original does not.
    """
    found: dict[int | str, Bearing] = {}
    said = [each for each in counted if each.occurrence.stance is Stance.ASSERTS and not _is_own(each)]
    named = {
        each.occurrence.actor.id for each in said if each.occurrence.actor and each.occurrence.actor.named
    }
    for bearing in said:
        found.setdefault(bearing.occurrence.article_id, bearing)
        is_named = bearing.occurrence.actor is not None and bearing.occurrence.actor.named
        if not is_named and bearing.origin not in named:
            found.setdefault(bearing.origin, bearing)
    return found


def _voice(bearing: Bearing, traces: dict[int | str, Bearing]) -> Voice:
    """Who speaks; an outlet that has it from a speaker of its article, or speaks for one, is that speaker."""
    found = bearing.occurrence
    if not _is_own(bearing):
        return _speaker(bearing)
    if bearing.affiliation is not None:
        return Voice(bearing, bearing.affiliation, bearing.affiliation.casefold(), bearing.affiliation)
    source = traces.get(found.article_id) or traces.get(bearing.origin)
    if source is not None and found.stance is Stance.ASSERTS:
        return replace(_speaker(source), bearing=bearing, traced=True)
    outlet = found.actor.name if found.actor is not None else found.outlet
    return Voice(bearing, outlet, outlet.casefold(), own=True)


def _speaker(bearing: Bearing) -> Voice:
    found = bearing.occurrence
    if (actor := found.actor) is not None:
        return Voice(bearing, actor.name, actor.id, actor.side, actor.named)
    name = found.speaker or UNIDENTIFIED
    return Voice(bearing, name, name.casefold(), named=False)
