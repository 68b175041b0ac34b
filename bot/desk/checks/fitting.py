"""Choosing what a statement rests on: the article's own voice, or the attribution it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.attribution import attributions
from bot.claims.speakers import same_speaker
from bot.desk.checks import grounds, lexicon, order
from bot.desk.checks.facts import Facts, facts
from bot.desk.checks.support import Misfit, Sources, matches, misfit, unmatched
from bot.desk.checks.tokens import Token
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence
from bot.news.sentences import split
from bot.news.span import Span

_MAX_BORROWED = 3
_NEEDS_ITS_CUE = frozenset([CueKind.DENY, CueKind.NO_RESPONSE, CueKind.VERIFY])
_PRONOUNS = frozenset(["he", "she", "it", "they", "who"])


Kept = tuple[tuple[Evidence, tuple[Span, ...]], ...]
"""Sentences, each with the words of it that a quote must hold."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a statement rests on: an attribution, or own voice (null), and the words to keep by sentence.

    `verbatim` marks a statement that is a whole sentence of the article, speaker, cue and all.
    """

    attribution: Attribution | None
    keep: Kept
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One saying of a statement: who, how, what. A bare statement has no source and no kind."""

    said: Facts
    source: str = ""
    speaker: str | None = None
    kind: CueKind | None = None
    cue: str = ""


def choose(text: str, cited: Sequence[Evidence]) -> tuple[Choice, ...] | str:
    """What the statement rests on, or, in a plain sentence, why it rests on nothing."""
    chosen = _chosen(text, cited)
    if isinstance(chosen, str):
        return next(((_whole(item),) for item in cited if " ".join(item.text.split()) == text), chosen)
    return chosen


def _whole(item: Evidence) -> Choice:
    return Choice(next(iter(item.attributions), None), ((item, (item.span,)),), verbatim=True)


def _chosen(text: str, cited: Sequence[Evidence]) -> tuple[Choice, ...] | str:
    whole = facts(text)
    if not whole.content:
        return "it says nothing"
    spoken = attributions(text, split(text))
    own = _own_voice(text, whole, spoken, cited)
    if isinstance(own, Choice):
        return (own,)
    choices: list[Choice] = []
    reasons = [] if spoken else [own]
    for part in _parts(text, spoken):
        fits = [_attributed(part, item, found) for item in cited for found in grounds.attributions_of(item)]
        fitting = [fit for fit in fits if isinstance(fit, Choice)]
        if not fitting:
            reasons += [fit for fit in fits if isinstance(fit, Misfit)]
            return min(reasons or [own], key=lambda reason: reason.distance).reason
        choices.append(fitting[0])
    return tuple(choices)


def _own_voice(
    text: str, whole: Facts, spoken: Sequence[Attribution], cited: Sequence[Evidence]
) -> Choice | Misfit:
    sources = grounds.own_voice(cited)
    wrong = (
        misfit(whole, sources) or _invents_speaker(text, spoken, sources, cited) or _drops_cue(whole, cited)
    )
    if wrong is not None:
        return wrong
    borrowed = unmatched(whole, Sources(sources.stated))
    if len(borrowed) > min(_MAX_BORROWED, len(whole.content) - 1):
        return Misfit(f"“{borrowed[0].word}” is not in the cited sentences", len(borrowed))
    keep = [(item, _kept(whole, grounds.own_facts(item), item.span)) for item in cited]
    used = [(item, spans) for item, spans in keep if spans]
    if not used:
        return Misfit("the cited sentences do not say it", len(whole.content))
    return Choice(None, (*_named_before(borrowed, cited), *used))


def _named_before(borrowed: Sequence[Token], cited: Sequence[Evidence]) -> Kept:
    """The uncited sentences that say whom or what a pronoun of a cited one means, in text order."""
    shown = {(item.reading.revision, item.sentence) for item in cited}
    found: list[tuple[Evidence, tuple[Span, ...]]] = []
    for item in cited:
        for steps, span in enumerate(grounds.before(item), 1):
            words = facts(span.of(item.reading.revision.text)).content
            means = [word for word in words if any(matches(token, word) for token in borrowed)]
            at = item.sentence - steps
            if means and (item.reading.revision, at) not in shown:
                kept = tuple(Span(span.start + word.start, span.start + word.end) for word in means)
                found.insert(0, (Evidence(item.id, item.reading, at, item.score), kept))
                shown.add((item.reading.revision, at))
    return tuple(found)


def _kept(whole: Facts, own: Facts, sentence: Span) -> tuple[Span, ...]:
    """Where the sentence has the statement's words, numbers and what governs them."""
    spans = [token for token in own.content if any(matches(mine, token) for mine in whole.content)]
    spans += [own.tokens[n.at] for n in own.numbers if any(n.value == mine.value for mine in whole.numbers)]
    return tuple(Span(sentence.start + token.start, sentence.start + token.end) for token in spans)


def _invents_speaker(
    text: str, spoken: Sequence[Attribution], sources: Sources, cited: Sequence[Evidence]
) -> Misfit | None:
    outlets = {item.reading.revision.outlet.casefold() for item in cited}
    words = {token.key for stated in sources.stated for token in stated.tokens}
    for found in spoken:
        source = found.source.of(text) if found.source else ""
        cue = [token.key for token in facts(found.cue.of(text)).tokens]
        if not words & set(cue[-1:]) and not any(outlet in source.casefold() for outlet in outlets):
            return Misfit("the cited sentence attributes this to nobody")
    return None


def _drops_cue(whole: Facts, cited: Sequence[Evidence]) -> Misfit | None:
    mine = {token.word for token in whole.tokens}
    for item in cited:
        cue = grounds.reporting_outside(item)
        if cue is not None and not mine & lexicon.REPORTING and _rests_on(whole, item):
            return Misfit(f"the cited sentence says who says it (“{cue}”), which must be kept")
    return None


def _rests_on(whole: Facts, item: Evidence) -> bool:
    return bool(whole.keys & grounds.own_facts(item).keys)


def _parts(text: str, spoken: Sequence[Attribution]) -> tuple[_Part, ...]:
    if not spoken:
        return (_Part(facts(text)),)
    everything = Span(0, len(text))
    parts = []
    for found in spoken:
        source = _source(text, found)
        kept = list(found.content) if len(spoken) > 1 else [everything]
        said = facts(grounds.masked(text, everything, kept, [found.cue, source]))
        parts.append(_Part(said, source.of(text), found.speaker, found.cue_kind, found.cue.of(text)))
    return tuple(parts)


def _source(text: str, found: Attribution) -> Span:
    """Where the statement names its speaker; up to the first comma where all the rest was taken for one."""
    source = found.source or Span(found.cue.start, found.cue.start)
    if found.content or found.cue_kind is CueKind.NO_RESPONSE:
        return source
    return Span(source.start, source.start + len(source.of(text).partition(",")[0]))


def _attributed(part: _Part, item: Evidence, found: Attribution) -> Choice | Misfit:
    sources = grounds.attributed(item, found, with_cue=part.kind is None)
    wrong = _wrong_speaker(part, item, found) or _wrong_cue(part, item, found) or misfit(part.said, sources)
    if wrong is not None:
        return wrong
    borrowed = unmatched(part.said, Sources(sources.stated))
    if part.said.content and len(borrowed) * 2 > len(part.said.content):
        return Misfit("the cited sentence does not say it", len(borrowed))
    return Choice(found, _spans(item, found))


def _wrong_speaker(part: _Part, item: Evidence, found: Attribution) -> Misfit | None:
    if not part.source or part.source.casefold() in _PRONOUNS:
        return None
    text = item.reading.revision.text
    source = found.source.of(text) if found.source else ""
    named = [name for name in (found.speaker, source) if name]
    if not found.speaker and source.casefold() not in _PRONOUNS:
        named.append(grounds.own_words(item))
    asked = [name for name in (part.speaker, part.source) if name]
    is_same = any(same_speaker(one, other) for one in asked for other in named)
    if (is_same or _is_named(part.source, named)) and not _misnames(part.source, named, item.reading):
        return None
    shown = named[0] if named else "an unnamed speaker"
    return Misfit(f"it is {shown} who says this, not {part.source}", len(part.said.content))


def _is_named(source: str, named: Sequence[str]) -> bool:
    asked = facts(source)
    return bool(named and asked.content) and not unmatched(asked, Sources(tuple(map(facts, named))))


def _misnames(source: str, named: Sequence[str], reading: Reading) -> bool:
    """Whether a name stands with the speaker's that the article does not give him, or is no name of his."""
    asked, known = facts(source), [facts(name) for name in named]
    own = {token.key for each in known for token in each.content if token.capital}
    sentences = [facts(span.of(reading.revision.text)) for span in reading.sentences]
    known += [each for each in sentences if own & each.keys]
    capitals = [token for token in asked.content if token.capital]
    given = [token for each in known for token in each.content]
    foreign = [name for name in capitals if not any(matches(name, token) for token in given)]
    return bool(capitals and own) and (bool(foreign) or order.names_whole(asked, known) is not None)


def _wrong_cue(part: _Part, item: Evidence, found: Attribution) -> Misfit | None:
    cue = found.cue.of(item.reading.revision.text)
    if part.kind is None:
        keys = {token.key for token in facts(cue).tokens}
        if found.cue_kind in _NEEDS_ITS_CUE and not keys & part.said.keys and not _negates(part.said):
            return Misfit(f"the article's verb (“{cue}”) must be kept", len(part.said.content))
        return None
    same_verb = _verb(part.cue) == _verb(cue)
    if part.kind not in lexicon.MAY_BECOME[found.cue_kind] or (part.kind is CueKind.VERIFY and not same_verb):
        return Misfit(f"the article's verb is “{cue}”, not “{part.cue}”", len(part.said.content))
    return None


def _verb(cue: str) -> str:
    return lexicon.key(cue.casefold().split()[-1])


def _negates(said: Facts) -> bool:
    return any(operator.name == "negation" for operator in said.operators)


def _spans(item: Evidence, found: Attribution) -> Kept:
    """The sentence of the cue, and the cited one where what is said goes on there, with what to keep."""
    parts = [found.cue, *([found.source] if found.source else []), *found.content]
    indices = sorted({found.sentence, item.sentence})
    sentences = [Evidence(item.id, item.reading, index, item.score) for index in indices]
    return tuple((each, tuple(part for part in parts if part.overlaps(each.span))) for each in sentences)
