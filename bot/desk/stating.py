"""A judged claim in words, over quotes copied from the revisions that bear on it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.claims.judgement import Judged
from bot.desk.quotes import cut, quote
from bot.desk.wording import without_dateline, worded
from bot.news.answer import Quote, Statement
from bot.news.attribution import Attribution, Reading
from bot.news.claim import Bearing, Occurrence, Stance, Status
from bot.news.span import Span
from bot.store.readings import Key

MOST_QUOTES = 3
QUOTE_WORDS = 40

_LEANING = re.compile(r"(?:and|but|or|nor|while|who|whom|whose|which|that|where|when|as|[a-z]+ing)\b|[,;:—–]")
_PAIRS = (("“", "”"), ("(", ")"))


def stated(judged: Judged, readings: Mapping[Key, Reading], quote_words: int = QUOTE_WORDS) -> Statement:
    """The claim as a statement: worded from speaker, cue and content, or in the article's own words.

    `readings` has the revisions of the claim's bearings. Its quotes come from different origins, the
    one that the status stands on first; a disputed claim is quoted from both sides.
    """
    lead = judged.lead.occurrence
    shown = tuple(
        each
        for bearing in _quoted(judged)
        for each in _quotes(bearing.occurrence, readings[_key(bearing.occurrence)], quote_words)
    )
    reading = readings[_key(lead)]
    found = attribution_of(lead, reading)
    return Statement(
        text=_text(lead, reading, found),
        quotes=shown,
        speakers=_speakers(judged, lead),
        cue=lead.cue,
        cue_kind=lead.cue_kind.value if lead.cue_kind else None,
        scope=lead.scope,
        status=judged.verdict.status.value if judged.verdict.status else None,
        claim_id=judged.claim.id,
        why=reasons(judged),
        shown=judged.verdict.shown or None,
    )


def reasons(judged: Judged) -> tuple[str, ...]:
    """Why a claim has its status: a sentence a reason, with its rule's number."""
    return tuple(f"{each.text} (rule {each.rule})" for each in judged.verdict.reasons)


def attribution_of(one: Occurrence, reading: Reading) -> Attribution | None:
    """The attribution that an occurrence was read from, with no more content than the occurrence has.

    It keeps its whole content where the occurrence's part of it cannot stand alone.
    """
    if one.own_voice:
        return None
    text = reading.revision.text
    for found in reading.in_sentence(one.sentence):
        same_cue = found.cue_kind is one.cue_kind and " ".join(found.cue.of(text).split()) == one.cue
        if same_cue and one.quote.overlaps(found.cue):
            alone = bool(one.content) and _stands(" ".join(part.of(text) for part in one.content))
            return replace(found, content=one.content, scope=one.scope) if alone else found
    return None


def _stands(words: str) -> bool:
    """Whether a clause can be read without what stands before it."""
    return not _LEANING.match(words) and all(
        words.count(opened) == words.count(closed) for opened, closed in _PAIRS
    )


def _quoted(judged: Judged) -> Sequence[Bearing]:
    """The lead, one from the other side of a dispute, and one from each further origin."""
    lead = judged.lead
    kept = [lead]
    for each in sorted(judged.claim.bearings, key=lambda one: _rank(judged, one)):
        if len(kept) == MOST_QUOTES or each.gone or each.hidden or each.at > judged.verdict.as_of:
            continue
        seen = {(one.origin, one.occurrence.stance) for one in kept}
        if (each.origin, each.occurrence.stance) not in seen and _supports(judged, each):
            kept.append(each)
    return kept


def _rank(judged: Judged, each: Bearing) -> tuple[bool, bool]:
    other_side = each.occurrence.stance is not judged.lead.occurrence.stance
    return (not (other_side and judged.verdict.status is Status.DISPUTED), not each.known)


def _supports(judged: Judged, each: Bearing) -> bool:
    """Whether its words belong to the status: a confirmed claim is not quoted from a commentator."""
    named = {one for reason in judged.verdict.reasons for one in reason.occurrences}
    return each.occurrence.id in named and each.occurrence.stance is not Stance.COMMENTS


def _quotes(one: Occurrence, reading: Reading, limit: int) -> Iterator[Quote]:
    text = reading.revision.text
    found = attribution_of(one, reading)
    keep = [*one.content, *([found.cue] if found else [])]
    keep += [found.source] if found and found.source and one.quote.covers(found.source) else []
    for span in cut(text, shown_stretch(one, reading), keep, limit):
        yield quote(reading.revision, span)


def shown_stretch(one: Occurrence, reading: Reading) -> Span:
    """The stretch to quote: a clause that cannot stand alone takes its sentence with it."""
    text, sentence = reading.revision.text, reading.sentences[one.sentence]
    if sentence.covers(one.quote) and not _stands(one.quote.of(text)):
        return without_dateline(text, sentence)
    return without_dateline(text, one.quote)


def _text(lead: Occurrence, reading: Reading, found: Attribution | None) -> str:
    if found is not None:
        return worded(reading, found)
    return " ".join(shown_stretch(lead, reading).of(reading.revision.text).split())


def _speakers(judged: Judged, lead: Occurrence) -> tuple[str, ...]:
    """Who says it; of a dispute, both sides."""
    names = [lead.speaker] if lead.speaker else []
    if judged.verdict.status in (Status.DISPUTED, Status.CLAIMED):
        names += [
            each.occurrence.speaker
            for each in judged.claim.bearings
            if each.occurrence.speaker and not each.gone and not each.hidden
        ]
    return tuple(dict.fromkeys(names))


def _key(one: Occurrence) -> Key:
    return one.article_id, one.revision
