"""A claim explained: its status with every reason, every occurrence in quotes, and its history."""

from collections.abc import Iterator, Mapping

from bot.claims.ledger import Explained
from bot.desk.quotes import quote
from bot.desk.stating import shown_stretch, stated
from bot.news.attribution import Reading
from bot.news.claim import Bearing, Stance
from bot.news.explained import ExplainedClaim, ShownOccurrence
from bot.store.readings import Key

_DOES = {
    Stance.ASSERTS: "asserts it",
    Stance.DENIES: "denies it",
    Stance.VERIFIES: "has examined it",
    Stance.COMMENTS: "comments on it",
    Stance.RETRACTS: "withdraws it",
}


def explained(found: Explained) -> ExplainedClaim:
    """A claim ready to be shown; its quotes are copied from the revisions."""
    judged, verdict = found.judged, found.judged.verdict
    return ExplainedClaim(
        claim_id=judged.claim.id,
        story_id=judged.claim.story_id,
        text=stated(judged, found.heard.readings).text,
        status=verdict.status.value if verdict.status else None,
        shown=verdict.shown,
        as_of=verdict.as_of,
        reasons=verdict.reasons,
        occurrences=tuple(_occurrences(found, found.heard.readings)),
        history=found.history,
    )


def _occurrences(found: Explained, readings: Mapping[Key, Reading]) -> Iterator[ShownOccurrence]:
    for bearing in found.judged.claim.bearings:
        one = bearing.occurrence
        reading = readings[one.article_id, one.revision]
        who = one.speaker or (one.outlet if one.own_voice else "an unidentified speaker")
        yield ShownOccurrence(
            id=one.id,
            said=f"{who} {_DOES[one.stance]}",
            stance=one.stance.value,
            speaker=one.speaker,
            cue=one.cue,
            scope=one.scope,
            origin=bearing.origin,
            note=_note(bearing),
            quotes=(quote(reading.revision, shown_stretch(one, reading)),),
        )


def _note(bearing: Bearing) -> str | None:
    if bearing.hidden:
        return f"hidden by an operator: {bearing.hidden}"
    if bearing.gone:
        return "no longer in the article"
    return "hedged" if bearing.occurrence.hedged else None
