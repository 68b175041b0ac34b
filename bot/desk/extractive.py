"""The extractive desk: a draft made of the articles' own sentences, by rules and without a model."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.desk.extract.asked import Kind, Question
from bot.desk.extract.doubts import doubtful, meant
from bot.desk.extract.features import Asked, Held, Scores, asked
from bot.desk.extract.found import Found, merged, ordered
from bot.desk.extract.introduced import asks_office, holders, introductions
from bot.desk.extract.matching import Matching
from bot.desk.extract.saying import closeness, has_asked_verb, statement
from bot.desk.extract.speaker import same
from bot.news.answer import Draft, DraftStatement
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence
from bot.news.machine_text import addressed
from bot.news.span import Span

MOST = 5
"""Most statements of an answer; denials are all shown."""

MOST_SENTENCES = 3
"""The same where a question asks for no one's words."""

_NEAR_BEST = {Kind.SAID: 0.5, Kind.WHO_IS: 0.6}
NEAR_BEST = 0.75
"""How near to the best a statement must come to be shown too, by kind and for the rest."""

POINTS = 10.0
"""How many points of a candidate's score make the difference between the best and none."""


def draft(question: Question, evidence: Sequence[Evidence]) -> Draft:
    """The statements that answer the question, best and newest first; none where the articles do not say.

    Only sentences of the evidence are cited; what stands around them in their articles is taken into account.
    """
    for_machines = {
        id(reading): addressed(reading.revision.text, reading.sentences) for reading in _readings(evidence)
    }
    usable = [item for item in evidence if item.sentence not in for_machines[id(item.reading)]]
    found = merged(ordered(_found(question, usable), _NEAR_BEST.get(question.kind, NEAR_BEST)))
    most = MOST if question.speaker else MOST_SENTENCES
    if question.cue_kinds == {CueKind.DENY}:
        most = len(found)
    return Draft(bool(found), tuple(each.statement for each in found[:most]))


def _found(question: Question, evidence: Sequence[Evidence]) -> Iterable[Found]:
    if question.kind is Kind.WHO_IS:
        return introductions(question, evidence)
    own = [item for item in evidence if _is_of_outlet(question, item)]
    if own:
        kind = Kind.OTHER if question.kind is Kind.SAID else question.kind
        question = replace(question, kind=kind, speaker=None, cue_kinds=frozenset(), primary=None)
        evidence = own
    if asks_office(question):
        return holders(question, evidence, Matching(question.terms, _readings(evidence)))
    return _best(question, evidence)


def _is_of_outlet(question: Question, item: Evidence) -> bool:
    return question.speaker is not None and same(question.speaker, item.reading.revision.outlet)


def _readings(evidence: Sequence[Evidence]) -> list[Reading]:
    return list({id(item.reading): item.reading for item in evidence}.values())


def _best(question: Question, evidence: Sequence[Evidence]) -> Iterator[Found]:
    """The sentences against which nothing speaks, as statements, from 1 for the best down."""
    if not question.terms and not question.speaker:
        return
    of = asked(question, _readings(evidence))
    scores = list(_scores(of, evidence))
    best = max((points for _, points in scores), default=0.0)
    spoken = {item.id: meant(of, item) for item, _ in scores}
    exact = {item.id: _with_asked_verb(question, item, spoken[item.id]) for item, _ in scores}
    if any(exact.values()):
        scores, spoken = [each for each in scores if exact[each[0].id]], exact
    for item, points in scores:
        worth = 1 + (points - best) / POINTS
        for attribution in spoken[item.id]:
            nearer = closeness(question, item.reading, attribution)
            yield Found(statement(item, attribution), item, worth + nearer)
        if not spoken[item.id]:
            yield Found(_stated(item, of.matching), item, worth)


def _with_asked_verb(question: Question, item: Evidence, spoken: Sequence[Attribution]) -> list[Attribution]:
    return [each for each in spoken if has_asked_verb(question, item.reading, each)]


def _scores(of: Asked, evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, float]]:
    score = Scores(of, evidence)
    for held in (Held(of, item) for item in evidence):
        if not doubtful(held):
            yield held.item, score(held)


def _stated(item: Evidence, matching: Matching) -> DraftStatement:
    """The attribution, or the stretch in the article's own voice, that bears most of the question's words."""
    text = item.reading.revision.text
    said = {each: "".join(part.of(text) for part in each.content) for each in item.attributions}
    most = max(said, key=lambda each: matching.borne(said[each]), default=None)
    if most is None:
        return DraftStatement(item.text, (item.id,))
    own = max((span.of(text).strip(" ,;:") for span in _own_voice(item)), key=matching.borne, default="")
    if matching.borne(own) > matching.borne(said[most]):
        return DraftStatement(own, (item.id,), own)
    return statement(item, most)


def _own_voice(item: Evidence) -> tuple[Span, ...]:
    """The clauses of a sentence that its outlet states itself."""
    from bot.claims.attribution import own_voice  # most questions do without

    return own_voice(item.reading.revision.text, (item.span,), item.attributions)
