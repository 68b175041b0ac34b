"""Who said what: the attributions of the evidence that answer a question about speaking."""

from functools import lru_cache

from bot.claims.speech.cues import cues
from bot.desk.extract.asked import Question
from bot.desk.extract.words import tokens
from bot.desk.wording import worded
from bot.news.answer import DraftStatement
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence
from bot.news.span import Span

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


def is_asked_kind(question: Question, reading: Reading, attribution: Attribution) -> bool:
    """Whether somebody speaks there in the way that is asked about."""
    same = _same_verbs(question)
    if question.primary is CueKind.COMMENT and question.cue_lemma:
        same = same | {question.cue_lemma}
    if same and not _asks_whether_confirmed(question):
        return _lemma(attribution.cue.of(reading.revision.text)) in same
    return attribution.cue_kind in question.cue_kinds


def has_asked_verb(question: Question, reading: Reading, attribution: Attribution) -> bool:
    """Whether the verb is one that the question asks for by name ("what did the mayor order?")."""
    return _lemma(attribution.cue.of(reading.revision.text)) in _same_verbs(question)


def _same_verbs(question: Question) -> set[str]:
    return next((verbs for verbs in _SAME_VERBS if question.cue_lemma in verbs), set())


def _asks_whether_confirmed(question: Question) -> bool:
    return CueKind.CONFIRM in question.cue_kinds and CueKind.DENY in question.cue_kinds


@lru_cache(maxsize=1024)
def _lemma(cue: str) -> str | None:
    low = cue.lower()
    return next((found.lemma for found in cues(low, Span(0, len(low)))), None)


def has_phrases(question: Question, sentence: str) -> bool:
    """Whether the longer quotations of a question stand in the sentence, word for word."""
    quoted = [" ".join(words).casefold() for words in map(tokens, question.phrases) if len(words) > 2]
    return not quoted or all(phrase in " ".join(tokens(sentence)).casefold() for phrase in quoted)


def closeness(question: Question, reading: Reading, attribution: Attribution) -> float:
    """A little more for the kind of speaking that is asked about, and again for the very verb."""
    same_verb = _lemma(attribution.cue.of(reading.revision.text)) == question.cue_lemma
    return 0.06 * (attribution.cue_kind is question.primary) + 0.06 * same_verb
