"""The parts of a cited sentence that a statement may rest on: its own voice, and each attribution."""

import re
from collections.abc import Iterable, Sequence

from bot.desk.checks import lexicon
from bot.desk.checks.dates import of_day
from bot.desk.checks.facts import Facts, facts
from bot.desk.checks.sources import Sources
from bot.news.attribution import Attribution, Reading
from bot.news.evidence import Evidence
from bot.news.span import Span

_QUOTATION = re.compile(r"[“\"«][^“”\"«»]*[”\"»]")
_QUOTED_WORDS = 3
_POINTERS = (
    *lexicon.words("he she it they them his her its their this these that those such another"),
    *("the other", "one of them", "the group", "the company", "the ministry", "the unit", "the office"),
    *("the bank", "the ship", "the vessel", "the firm", "the agency", "the party", "the brigade"),
)
_ANAPHOR = re.compile(r".{0,60}\b(?:" + "|".join(_POINTERS) + r")\b", re.IGNORECASE | re.DOTALL)
"""The opening of a sentence that points back to the one before."""
_MAX_STEPS_BACK = 3


def masked(text: str, sentence: Span, kept: Iterable[Span], removed: Iterable[Span] = ()) -> str:
    """A sentence in which all but the kept, and all of the removed, is blanked out by "|" (same length)."""
    characters = ["|"] * (sentence.end - sentence.start)
    for span in kept:
        for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            characters[at - sentence.start] = text[at]
    for span in removed:
        for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            characters[at - sentence.start] = "|"
    return "".join(characters)


def attributions_of(item: Evidence) -> tuple[Attribution, ...]:
    """The attributions whose cue, or part of whose content, stands in the sentence."""
    return tuple(
        found
        for found in item.reading.attributions
        if found.sentence == item.sentence or any(part.overlaps(item.span) for part in found.content)
    )


def own_facts(item: Evidence) -> Facts:
    """What the article says of itself in that sentence: no cue, no content, no quotation."""
    return facts(own_words(item), item.reading.revision.published)


def own_words(item: Evidence) -> str:
    """The sentence with all that somebody else says blanked out."""
    text = item.reading.revision.text
    removed = [span for found in attributions_of(item) for span in (found.cue, *found.content)]
    return masked(text, item.span, [item.span], [*removed, *quotations(text, item.span)])


def quotations(text: str, sentence: Span) -> list[Span]:
    """The quotations of three words and more in a sentence; shorter ones are scare quotes and names."""
    return [
        Span(*found.span())
        for found in _QUOTATION.finditer(text, sentence.start, sentence.end)
        if len(found[0].split()) >= _QUOTED_WORDS
    ]


def own_voice(cited: Sequence[Evidence]) -> Sources:
    """What an own-voice statement may draw on."""
    beside = [facts(item.reading.revision.outlet) for item in cited]
    beside += [
        _words_only(facts(span.of(item.reading.revision.text))) for item in cited for span in before(item)
    ]
    for item in cited:
        names = [found.source for found in attributions_of(item) if found.source is not None]
        beside += [facts(span.of(item.reading.revision.text)) for span in names]
    return Sources(tuple(own_facts(item) for item in cited), tuple(beside), _metadata_dates(cited))


def before(item: Evidence) -> tuple[Span, ...]:
    """The sentences of its paragraph that its pronouns point back to, latest first."""
    found: list[Span] = []
    at = item.sentence
    while len(found) < _MAX_STEPS_BACK and at > 0 and _points_back(item.reading, at):
        at -= 1
        found.append(item.reading.sentences[at])
    return tuple(found)


def _points_back(reading: Reading, at: int) -> bool:
    text, here, previous = reading.revision.text, reading.sentences[at], reading.sentences[at - 1]
    same_paragraph = "\n\n" not in text[previous.end : here.start].replace("\r\n", "\n")
    return same_paragraph and _ANAPHOR.match(here.of(text)) is not None


def attributed(item: Evidence, found: Attribution, *, with_cue: bool) -> Sources:
    """What a statement of that attribution may draw on: its words, speaker and scope, and when it was said.

    `with_cue` is false for a statement with a cue of its own, which is compared apart.
    """
    revision = item.reading.revision
    sentence = item.reading.sentences[found.sentence]
    spans = {
        sentence,
        *(other for other in item.reading.sentences if any(part.overlaps(other) for part in found.content)),
    }
    others = [
        span
        for other in item.reading.attributions
        if other is not found
        for span in (other.cue, *other.content)
    ]
    mine = [found.cue, *found.content]
    removed = [span for span in others if not any(span.overlaps(part) for part in mine)]
    removed += [] if with_cue else [found.cue]
    kept = [_hull(found)]
    stated = [
        facts(masked(revision.text, span, [*kept, *found.content], removed), revision.published)
        for span in sorted(spans)
    ]
    beside = [facts(found.speaker or ""), facts(found.scope or ""), facts(revision.outlet)]
    beside += [_dates_only(facts(sentence.of(revision.text), revision.published)), own_facts(item)]
    beside += [_words_only(facts(span.of(revision.text))) for span in before(item)]
    return Sources(tuple(stated), tuple(beside), _metadata_dates([item]))


def _hull(found: Attribution) -> Span:
    parts = [found.cue, *([found.source] if found.source else []), *found.content[:1]]
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def _words_only(found: Facts) -> Facts:
    return Facts(tokens=found.tokens)


def _dates_only(found: Facts) -> Facts:
    return Facts(dates=found.dates)


def _metadata_dates(cited: Sequence[Evidence]) -> frozenset[tuple[object, ...]]:
    moments = [item.reading.revision.published for item in cited]
    return frozenset().union(*(of_day(moment.date()) for moment in moments if moment is not None))


def reports_otherwise(item: Evidence) -> bool:
    """Whether the sentence has a reporting verb that belongs to no known attribution."""
    return any(token.word in lexicon.REPORTING for token in own_facts(item).tokens)


def whole(cited: Sequence[Evidence]) -> Sources:
    """All that the cited sentences say, whoever says it, with what names the people and things in them."""
    stated, beside = [], []
    for item in cited:
        revision = item.reading.revision
        stated.append(facts(item.text, revision.published))
        beside += [_words_only(facts(span.of(revision.text))) for span in before(item)]
        beside += [facts(found.speaker or "") for found in attributions_of(item)]
        beside += [facts(revision.outlet)]
    articles = {id(item.reading): item.reading for item in cited}
    dates, points_back = _metadata_dates(cited), any(map(before, cited))
    return Sources(tuple(stated), tuple(beside), dates, tuple(articles.values()), points_back)
