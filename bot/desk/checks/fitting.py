"""Choosing what a statement rests on: the article's own voice, or the attribution it fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.checks import casting, grounds, lexicon
from bot.desk.checks.against import contradiction
from bot.desk.checks.casting import Part
from bot.desk.checks.facts import Facts, facts
from bot.desk.checks.sources import Sources
from bot.desk.checks.support import proven, unmatched
from bot.desk.checks.tokens import Token, matches
from bot.desk.wording import worded
from bot.news.article import Revision
from bot.news.attribution import Attribution
from bot.news.evidence import Evidence
from bot.news.sentences import split
from bot.news.span import Span

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


def choose(text: str, cited: Sequence[Evidence]) -> tuple[Choice, ...] | str:
    """What the statement rests on, or, in a plain sentence, what speaks against it.

    A statement that nothing speaks against, but which is not proven in all its words, rests on whole
    sentences of the article, to be shown in their own words.
    """
    whole = facts(text)
    if not whole.content:
        return "it says nothing"
    said_so = next((item for item in cited if " ".join(item.text.split()) == text), None)
    if said_so is not None:
        return (_sentence(said_so),)
    own_words = _worded(text, cited)
    if own_words is not None:
        return (own_words,)
    spoken = _attributions(text)
    parts = casting.parts(text, spoken)
    reason = contradiction(whole, grounds.whole(cited)) or casting.miscast(parts, cited)
    if reason is not None:
        return reason
    own = _own_voice(text, whole, spoken, cited)
    if own is not None:
        return (own,)
    choices = [_attributed(part, cited) for part in parts]
    found = tuple(choice for choice in choices if choice is not None)
    return found if len(found) == len(parts) else _verbatim(whole, cited)


def _attributions(text: str) -> tuple[Attribution, ...]:
    from bot.claims.attribution import attributions  # only a model's wording needs it

    return attributions(text, split(text))


def _worded(text: str, cited: Sequence[Evidence]) -> Choice | None:
    """The attribution that the program itself words just so."""
    for item in cited:
        for found in item.attributions:
            if worded(item.reading, found) == text:
                return Choice(found, _spans(item, found))
    return None


def _sentence(item: Evidence) -> Choice:
    return Choice(next(iter(item.attributions), None), ((item, (item.span,)),), verbatim=True)


def _verbatim(whole: Facts, cited: Sequence[Evidence]) -> tuple[Choice, ...]:
    """The cited sentences that have something of the statement, the first where none has."""
    telling = [item for item in cited if _kept(whole, facts(item.text), item.span)] or cited[:1]
    borrowed = unmatched(whole, Sources(tuple(facts(item.text) for item in cited)))
    names = [token for token in borrowed if token.is_name or token.capital]
    shown = {(item.reading.revision, item.sentence) for item in cited}
    choices = []
    for item in telling:
        meant = _named_before(names, item, shown)
        choices.append(replace(_sentence(item), keep=(*meant, (item, (item.span,)))))
    return tuple(choices)


def _own_voice(
    text: str, whole: Facts, spoken: Sequence[Attribution], cited: Sequence[Evidence]
) -> Choice | None:
    """The article's own voice, where that says the statement in all its words."""
    sources = grounds.own_voice(cited)
    outlets = tuple(facts(item.reading.revision.outlet) for item in cited)
    if (
        unmatched(whole, Sources(sources.stated, outlets))
        or not proven(whole, sources)
        or any(grounds.before(item) and _names_more(whole, item) for item in cited)
        or _invents_speaker(text, spoken, sources, cited)
        or _drops_cue(whole, cited)
    ):
        return None
    keep = [(item, _kept(whole, grounds.own_facts(item), item.span)) for item in cited]
    used = [(item, spans) for item, spans in keep if spans]
    return Choice(None, tuple(used)) if used else None


def _named_before(
    names: Sequence[Token], item: Evidence, shown: set[tuple[Revision, int]]
) -> tuple[tuple[Evidence, tuple[Span, ...]], ...]:
    """The sentences not yet shown that say whom a pronoun of this one means, in text order."""
    found: list[tuple[Evidence, tuple[Span, ...]]] = []
    for steps, span in enumerate(grounds.before(item), 1):
        words = facts(span.of(item.reading.revision.text)).content
        place = (item.reading.revision, item.sentence - steps)
        if place not in shown and any(matches(name, word) for name in names for word in words):
            found.insert(0, (replace(item, sentence=place[1]), (span,)))
            shown.add(place)
    return tuple(found)


def _names_more(whole: Facts, item: Evidence) -> bool:
    here = facts(item.text).content
    return any(token.capital and not any(matches(token, other) for other in here) for token in whole.content)


def _kept(whole: Facts, own: Facts, sentence: Span) -> tuple[Span, ...]:
    """Where the sentence has the statement's words, numbers and what governs them."""
    spans = [token for token in own.content if any(matches(mine, token) for mine in whole.content)]
    spans += [own.tokens[n.at] for n in own.numbers if any(n.value == mine.value for mine in whole.numbers)]
    return tuple(Span(sentence.start + token.start, sentence.start + token.end) for token in spans)


def _invents_speaker(
    text: str, spoken: Sequence[Attribution], sources: Sources, cited: Sequence[Evidence]
) -> bool:
    """Whether the statement has somebody say what the cited sentences attribute to nobody."""
    outlets = {item.reading.revision.outlet.casefold() for item in cited}
    words = {token.key for stated in sources.stated for token in stated.tokens}
    for found in spoken:
        source = found.source.of(text).casefold() if found.source else ""
        cue = [token.key for token in facts(found.cue.of(text)).tokens]
        if not words & set(cue[-1:]) and not any(outlet in source for outlet in outlets):
            return True
    return False


def _drops_cue(whole: Facts, cited: Sequence[Evidence]) -> bool:
    """Whether a cited sentence has somebody say it, and the statement does not."""
    if any(token.word in lexicon.REPORTING for token in whole.tokens):
        return False
    return any(grounds.reports_otherwise(item) and _rests_on(whole, item) for item in cited)


def _rests_on(whole: Facts, item: Evidence) -> bool:
    return bool(whole.keys & grounds.own_facts(item).keys)


def _attributed(part: Part, cited: Sequence[Evidence]) -> Choice | None:
    """The attribution that says most of it, by its speaker and in its manner; null where none says half."""
    fits = [
        (_borrowed(part, item, found), item, found)
        for item in cited
        for found in grounds.attributions_of(item)
        if casting.fits(part, item, found)
    ]
    if not fits:
        return None
    borrowed, item, found = min(fits, key=lambda fit: fit[0])
    if part.said.content and borrowed * 2 > len(part.said.content):
        return None
    return Choice(found, _spans(item, found))


def _borrowed(part: Part, item: Evidence, found: Attribution) -> int:
    sources = grounds.attributed(item, found, with_cue=part.kind is None)
    return len(unmatched(part.said, Sources(sources.stated)))


def _spans(item: Evidence, found: Attribution) -> Kept:
    """The sentence of the cue, and the cited one where what is said goes on there, with what to keep."""
    parts = [found.cue, *([found.source] if found.source else []), *found.content]
    indices = sorted({found.sentence, item.sentence})
    sentences = [Evidence(item.id, item.reading, index, item.score) for index in indices]
    return tuple((each, tuple(part for part in parts if part.overlaps(each.span))) for each in sentences)
