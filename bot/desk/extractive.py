"""The extractive desk: a draft made of the articles' own sentences, by rules and without a model."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.desk.answer_types import fits
from bot.desk.asked import Kind, Question, terms_of
from bot.desk.asked_speaker import same
from bot.desk.coverage import Coverage, Score
from bot.desk.found import Found, merged, ordered
from bot.desk.introduced import asks_office, holders, introductions
from bot.desk.machine_text import addressed
from bot.desk.said import attributed, statement, stretch
from bot.news.answer import Draft, DraftStatement
from bot.news.attribution import CueKind
from bot.news.evidence import Evidence
from bot.news.span import Span

MOST = 5
"""Most statements of an answer; denials are all shown."""

ENOUGH = 0.68
"""The share of a question's words, by weight, that a sentence and what stands before it must bear."""

ENOUGH_WITHOUT_HEAD = 0.8
"""The same where the word that matters most, the verb, is missing."""

ENOUGH_CONTENT, ENOUGH_DIRECT = 0.62, 0.4
"""The like shares of its words that are no names: with what stands before, and in the sentence itself."""

_NEAR_BEST = {Kind.SAID: 0.0, Kind.WHO_IS: 0.6, Kind.WHO_SAID: 0.8, Kind.OTHER: 0.8, Kind.YES_NO: 0.85}
"""How near to the best a statement must come to be shown too; 0.9 for other kinds."""

_TRIED_OTHERWISE = frozenset((CueKind.ANNOUNCE, CueKind.COMMENT))
"""Cue kinds that say what is done, so that a sentence in the article's own voice may answer as well."""

_WITHDRAWN = re.compile(
    r"\b(?:earlier|previous) version of (?:this|the) (?:article|story|report)\b", re.IGNORECASE
)
"""Words of a correction that repeat what is wrong."""

_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def draft(question: Question, evidence: Sequence[Evidence]) -> Draft:
    """The statements that answer the question, best and newest first; none where the articles do not say.

    Only sentences of the evidence are cited; what stands around them in their articles is taken into account.
    """
    usable = [item for item in evidence if item.sentence not in _for_machines(item)]
    found = merged(ordered(_found(question, usable), _NEAR_BEST.get(question.kind, 0.9)))
    most = len(found) if question.cue_kinds == {CueKind.DENY} else MOST
    return Draft(bool(found), tuple(each.statement for each in found[:most]))


def _for_machines(item: Evidence) -> frozenset[int]:
    return addressed(item.reading.revision.text, item.reading.sentences)


def _found(question: Question, evidence: Sequence[Evidence]) -> Iterable[Found]:
    if question.kind is Kind.WHO_IS:
        return introductions(question, evidence)
    if question.speaker is not None or question.cue_kinds:
        return _told(question, evidence)
    if asks_office(question):
        return holders(question, evidence, _coverage(question, evidence))
    return _best(question, evidence)


def _told(question: Question, evidence: Sequence[Evidence]) -> Iterable[Found]:
    """What was said; where the asked speaker is an outlet, what it reports."""
    own = [item for item in evidence if _is_of_outlet(question, item)]
    if own:
        kind = Kind.OTHER if question.kind is Kind.SAID else question.kind
        return _best(replace(question, kind=kind), own)
    found = list(attributed(question, evidence, _coverage(question, evidence)))
    if found or question.primary not in _TRIED_OTHERWISE:
        return found
    words = f"{question.speaker or ''} {question.cue_lemma or ''} ".replace("_", " ")
    return _best(replace(question, kind=Kind.OTHER, terms=(*terms_of(words), *question.terms)), evidence)


def _is_of_outlet(question: Question, item: Evidence) -> bool:
    return question.speaker is not None and same(question.speaker, item.reading.revision.outlet)


def _coverage(question: Question, evidence: Sequence[Evidence]) -> Coverage:
    return Coverage(question.terms, {id(item.reading): item.reading for item in evidence}.values())


def _best(question: Question, evidence: Sequence[Evidence]) -> Iterator[Found]:
    """The sentences that bear the question's words and hold what it asks for."""
    if not question.terms:
        return
    coverage = _coverage(question, evidence)
    for item in evidence:
        score = coverage.of_sentence(item.reading, item.sentence)
        if score is not None and _is_enough(question, score) and _suits(question, item.text):
            yield Found(_stated(item, coverage), item, score.all)


def _stated(item: Evidence, coverage: Coverage) -> DraftStatement:
    """The attribution, or the stretch in the article's own voice, that bears most of the question's words."""
    text = item.reading.revision.text
    said = {each: "".join(part.of(text) for part in each.content) for each in item.attributions}
    most = max(said, key=lambda each: coverage.borne(said[each]), default=None)
    if most is None:
        return DraftStatement(item.text, (item.id,))
    own = max((span.of(text).strip(" ,;:") for span in _own_voice(item)), key=coverage.borne, default="")
    if coverage.borne(own) > coverage.borne(said[most]):
        return DraftStatement(own, (item.id,), own)
    return statement(item, most)


def _own_voice(item: Evidence) -> Iterator[Span]:
    """The stretches of a sentence outside its attributions."""
    start = item.span.start
    for hull in sorted(stretch(item, each) for each in item.attributions):
        if start < hull.start:
            yield Span(start, hull.start)
        start = max(start, hull.end)
    if start < item.span.end:
        yield Span(start, item.span.end)


def _is_enough(question: Question, score: Score) -> bool:
    head = next((place for place, term in enumerate(question.terms) if term.word == question.head), None)
    enough = ENOUGH if head is None or score.has(head) else ENOUGH_WITHOUT_HEAD
    return score.all >= enough and score.content >= ENOUGH_CONTENT and score.direct >= ENOUGH_DIRECT


def _suits(question: Question, sentence: str) -> bool:
    if sentence.endswith("?") or _WITHDRAWN.search(sentence):
        return False
    days = {day.lower() for day in _DAY.findall(sentence)} if question.weekdays else set()
    return (not days or bool(days & question.weekdays)) and fits(question, sentence)
