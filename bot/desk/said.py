"""Who said what: the attributions of the evidence that answer a question about speaking."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.claims.cues import cues
from bot.desk.answer_types import fits
from bot.desk.asked import Kind, Question
from bot.desk.asked_speaker import AskedSpeaker
from bot.desk.coverage import Coverage
from bot.desk.found import Found
from bot.desk.wording import worded
from bot.desk.words import tokens
from bot.news.answer import DraftStatement
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence
from bot.news.span import Span

TOPIC = 0.6
"""The share of the question's words that an attribution must bear."""

_SAME_VERBS = (
    {"accuse", "blame", "allege"},
    {"order", "decree"},
    {"pledge", "promise", "vow"},
    {"call_for", "call_on", "urge", "demand", "appeal_for", "appeal_to", "want"},
    {"criticise", "criticize", "condemn", "denounce", "slam", "deplore", "decry"},
    {"praise", "welcome", "hail"},
    {"admit", "concede", "acknowledge"},
    {"analyse", "analyze", "examine", "review"},
    {"view", "see"},
    {"geolocate"},
    {"verify", "authenticate"},
    {"warn", "caution"},
    {"predict", "estimate"},
    {"reveal", "disclose"},
)
"""Verbs for which another of their kind is no answer: who viewed a video has not geolocated it."""

_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "which"))
_POINTING = re.compile(
    r"\b(?:this|these|that|those|such|it|they|them|he|him|she|his|her|their|its)\b|^(?:that )?the [a-z]",
    re.IGNORECASE,
)


def attributed(question: Question, evidence: Sequence[Evidence], coverage: Coverage) -> Iterator[Found]:
    """The attributions by the asked speaker, or with the asked content, each as a statement."""
    readings = {id(item.reading): item.reading for item in evidence}.values()
    speaker = AskedSpeaker(question.speaker, readings) if question.speaker else None
    for item in evidence:
        for attribution in item.attributions:
            if speaker is not None and not speaker.is_meant(attribution, item.reading):
                continue
            if not _is_asked_kind(question, item.reading, attribution):
                continue
            score = _score(question, item, attribution, coverage)
            if score is not None:
                yield Found(statement(item, attribution), item, score)


def statement(item: Evidence, attribution: Attribution) -> DraftStatement:
    """A statement that rests on one attribution; where the sentence has several, its quote tells which."""
    reading = item.reading
    quote = None if len(item.attributions) == 1 else stretch(item, attribution).of(reading.revision.text)
    source = attribution.source.of(reading.revision.text).lower() if attribution.source else "it"
    is_open = attribution.speaker is None and source in _PRONOUNS
    return DraftStatement(item.text if is_open else worded(reading, attribution), (item.id,), quote)


def stretch(item: Evidence, attribution: Attribution) -> Span:
    """From speaker to content, or from the cue where another attribution's cue stands between."""
    parts = [part for part in (attribution.cue, *attribution.content) if item.span.covers(part)]
    span = Span(min(part.start for part in parts), max(part.end for part in parts))
    if attribution.source is None or not item.span.covers(attribution.source):
        return span
    whole = Span(min(span.start, attribution.source.start), max(span.end, attribution.source.end))
    others = (other.cue for other in item.attributions if other != attribution)
    return span if any(whole.covers(cue) for cue in others) else whole


def _is_asked_kind(question: Question, reading: Reading, attribution: Attribution) -> bool:
    same = next((verbs for verbs in _SAME_VERBS if question.cue_lemma in verbs), set[str]())
    if question.primary is CueKind.COMMENT and question.cue_lemma:
        same = same | {question.cue_lemma}
    if same and not _asks_whether_confirmed(question):
        return _lemma(attribution.cue.of(reading.revision.text)) in same
    return attribution.cue_kind in question.cue_kinds


def _asks_whether_confirmed(question: Question) -> bool:
    return CueKind.CONFIRM in question.cue_kinds and CueKind.DENY in question.cue_kinds


@lru_cache(maxsize=1024)
def _lemma(cue: str) -> str | None:
    low = cue.lower()
    return next((found.lemma for found in cues(low, Span(0, len(low)))), None)


def _score(question: Question, item: Evidence, attribution: Attribution, coverage: Coverage) -> float | None:
    """How well an attribution bears the question's words; null where it does not, or lacks what is asked."""
    if question.kind not in (Kind.SAID, Kind.WHO_SAID) and not fits(question, item.text):
        return None
    if question.kind is Kind.WHO_SAID and attribution.speaker is None and attribution.source is None:
        return None
    if question.kind is Kind.WHO_SAID and not _has_phrases(question, item.text):
        return None
    text = item.reading.revision.text
    points_back = any(_POINTING.search(part.of(text)) for part in attribution.content)
    score = coverage.of_parts(item.reading, item.sentence, _said_parts(item, attribution), points_back)
    if score is None or score.all < TOPIC or score.direct == 0:
        return None
    return score.all + _closeness(question, item.reading, attribution)


def _has_phrases(question: Question, sentence: str) -> bool:
    """Whether the longer quotations of a question stand in the sentence, word for word."""
    words = " ".join(tokens(sentence)).casefold()
    quoted = (tokens(phrase) for phrase in question.phrases)
    return all(" ".join(phrase).casefold() in words for phrase in quoted if len(phrase) > 2)


def _closeness(question: Question, reading: Reading, attribution: Attribution) -> float:
    """A little more for the kind of speaking that is asked about, and again for the very verb."""
    same_verb = _lemma(attribution.cue.of(reading.revision.text)) == question.cue_lemma
    return 0.06 * (attribution.cue_kind is question.primary) + 0.06 * same_verb


def _said_parts(item: Evidence, attribution: Attribution) -> tuple[Span, ...]:
    """What is said; of all but denials also the rest of the sentence, when nobody else speaks in it."""
    if attribution.cue_kind is not CueKind.DENY and len(item.attributions) == 1:
        return (item.span, *attribution.content)
    return (attribution.cue, *attribution.content)
