"""Bearings and claims for the tests of status, in few words."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from bot.claims.status import judge
from bot.news.attribution import CueKind
from bot.news.claim import Actor, Bearing, Claim, Occurrence, Proposition, Stance, Verdict
from bot.news.span import Span

START = datetime(2024, 5, 13, 6, 0, tzinfo=UTC)
LATER = START + timedelta(days=3)
_STANCES = {
    CueKind.DENY: Stance.DENIES,
    CueKind.VERIFY: Stance.VERIFIES,
    CueKind.COMMENT: Stance.COMMENTS,
    CueKind.NO_RESPONSE: Stance.COMMENTS,
}
FIELDCHECK = Actor("verifier:fieldcheck", "Fieldcheck")
VESKE = Actor("name:orlan veske", "Orlan Veske", "KV")
MINISTRY = Actor("KV:defence ministry", "Karvenia's defence ministry", "KV")
STAFF = Actor("IS:general staff", "Istrova's general staff", "IS")
MAYOR = Actor("name:petra halloway", "Petra Halloway")
DUVRIN = Actor("gov:IS", "Duvrin", "IS")
OFFICIALS = Actor("unnamed:local officials@1", "local officials", named=False)
SOURCE = Actor("unnamed:a source@1", "a source", named=False)


_FIELDS = {each.name for each in fields(Bearing)}


def own(outlet: str, *, hours: float = 0, start: int = 0, **changes: Any) -> Bearing:
    """What an outlet says itself in its one article; its origin is the outlet unless told otherwise."""
    span = Span(start, start + 40)
    article = 1 + crc32(outlet.encode()) % 1000
    words = Occurrence(article, 1, outlet, 0, span, (span,), Stance.ASSERTS, Proposition(frozenset()))
    about = {name: value for name, value in changes.items() if name in _FIELDS}
    inside = {name: value for name, value in changes.items() if name not in _FIELDS}
    bearing = Bearing(replace(words, **inside), outlet, START + timedelta(hours=hours), known=True)
    return replace(bearing, **about)


def says(
    actor: Actor | None, kind: CueKind = CueKind.ASSERT, *, outlet: str = "Harbour Herald", **changes: Any
) -> Bearing:
    """What somebody says in an outlet's article."""
    given: dict[str, Any] = {
        "start": 100,
        "cue": "said",
        "cue_kind": kind,
        "stance": _STANCES.get(kind, Stance.ASSERTS),
        "speaker": actor.name if actor else None,
        "actor": actor,
        "origin": actor.id if actor else outlet,
    }
    return own(outlet, **(given | changes))


def denies(actor: Actor | None, **changes: Any) -> Bearing:
    given: dict[str, Any] = {"start": 200, "cue": "denied"}
    return says(actor, CueKind.DENY, **(given | changes))


def verifies(cue: str, actor: Actor | None = FIELDCHECK, **changes: Any) -> Bearing:
    given: dict[str, Any] = {"start": 300, "cue": cue}
    return says(actor, CueKind.VERIFY, **(given | changes))


def retracts(outlet: str, **changes: Any) -> Bearing:
    given: dict[str, Any] = {"start": 400, "stance": Stance.RETRACTS}
    return own(outlet, **(given | changes))


def claim(bearings: Sequence[Bearing]) -> Claim:
    return Claim("1.1.0", "story", tuple(bearings))


def judged(*bearings: Bearing, as_of: datetime = LATER) -> Verdict:
    return judge(claim(bearings), as_of)


def rules(verdict: Verdict) -> list[str]:
    """The rules that its reasons name."""
    return [reason.rule for reason in verdict.reasons]


def why(verdict: Verdict, rule: str) -> str:
    """What it gives as the reason by one rule."""
    return " ".join(reason.text for reason in verdict.reasons if reason.rule == rule)


VETO = Span(500, 540)
HERALD, CONTINENTAL, POST = (
    own("Harbour Herald"),
    own("The Continental", hours=1),
    own("The Ridge Post", hours=2),
)
