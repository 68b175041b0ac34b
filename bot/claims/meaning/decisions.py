"""Administrative decisions: what an authority may announce of itself (rule 4d)."""

import re
from collections.abc import Sequence

from bot.claims.meaning.concepts import FORCE
from bot.claims.meaning.propositions import MODAL
from bot.news.attribution import Attribution, CueKind
from bot.news.claim import Proposition
from bot.news.span import Span

_AUTHORITY = re.compile(
    r"\b(?:ministr(?:y|ies)|ministers?|governor|mayor|president|premier|chancellor|government|council|parliament"
    r"|court|judge|authorit(?:y|ies)|officials?|office|agency|commission|regulator|police|prosecutors?|secretary"
    r"|department|administration|coastguard|central bank|king|queen|fire service|health service)\b",
    re.IGNORECASE,
)
_DEED = (
    r"(?:evacuat|clos|cancel|call(?:ed|ing)? off|postpon|suspend|appoint|open|reopen|order|resettl"
    r"|relocat|mov|lift|extend|introduc|impos|ban|pay|paid|compensat|nam|dissolv|expel|rais|lower|cut"
    r"|restor|allow|approv|reject|declar|dismiss|publish|investigat|inspect|broadcast|built?|rebuil"
    r"|distribut|issu|stay|remain|lead|rescue)"
)
_PLANNED = re.compile(rf"\b(?:will|would|shall)\b(?: \w+){{0,3}}? {_DEED}\w*", re.IGNORECASE)
_DONE = re.compile(
    rf"^(?:that )?(?:it|he|she|they|we)\b (?:has|have|had)(?: \w+ly)? {_DEED}\w*", re.IGNORECASE
)
_ORDERED = re.compile(r"\border|\bdecree|\bannounc")
_FORCEFUL = re.compile(
    r"\b(?:troops?|brigades?|soldiers?|forces|army|offensives?|missiles?|drones?|strikes?|attacks?|shelling"
    r"|fire on)\b",
    re.IGNORECASE,
)


def authorities(text: str, found: Sequence[Attribution]) -> frozenset[str]:
    """The speakers whom the article calls an authority, in any of their sources."""
    return frozenset(
        each.speaker
        for each in found
        if each.speaker is not None
        and (_AUTHORITY.search(each.speaker) or (each.source and _AUTHORITY.search(each.source.of(text))))
    )


def is_decision(text: str, said: Attribution, clause: Span, proposition: Proposition) -> bool:
    """Whether an authority's words state an act of administration, its own to decide, and none of force."""
    if said.cue_kind not in (CueKind.ANNOUNCE, CueKind.ASSERT, CueKind.CONFIRM):
        return False
    if not FORCE.isdisjoint(proposition.words) or _FORCEFUL.search(text, clause.start, clause.end):
        return False
    words = clause.of(text)
    planned = _PLANNED.search(words) is not None
    if _DONE.match(words) or (planned and said.cue_kind is CueKind.ANNOUNCE):
        return True
    ordered = said.cue_kind is CueKind.ANNOUNCE and _ORDERED.search(said.cue.of(text)) is not None
    return ordered and (MODAL in proposition.words or " to " in f" {words} ")
