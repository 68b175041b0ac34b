"""What belongs beside an answer: no response, not independently verified, a text cut short."""

import re
from collections.abc import Iterator, Sequence

from bot.claims.speech.grammar import PRONOUNS
from bot.claims.speech.speakers import same_speaker
from bot.desk.quotes import cut, quote
from bot.news.answer import Quote, Remark, Statement
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.shown import cited
from bot.news.span import Span

_QUOTE_WORDS = 40
_CLAIMS = frozenset([CueKind.ASSERT, CueKind.CLAIM, CueKind.ANNOUNCE, CueKind.COMMENT])
_POINTS_BACK = re.compile(
    r"\b(?:this|that|these|those|it|them|such|(?:claim|account|allegation|accusation|assertion|charge|report"
    r"|statement|remark)s?|requests? for comment)\b",
    re.IGNORECASE,
)


def remarks_for(
    question_speaker: str | None, statements: Sequence[Statement], readings: Sequence[Reading]
) -> tuple[Remark, ...]:
    """The remarks on some statements, from the articles that they quote.

    That an asked or chosen speaker has not responded, with the claim this is about where one stands in the
    sentence before; that a chosen claim is not independently verified; that a quoted text is partial.
    On silence nothing is said.
    """
    used = [reading for reading in readings if _quotes_of(reading, statements)]
    speakers = {name for made in statements for name in made.speakers} | {question_speaker or ""}
    found: list[Remark] = []
    for reading in used:
        found += _no_responses(reading, speakers, statements)
        found += _vetoes(reading, _chosen(reading, statements))
        found += _partial(reading)
    return tuple(dict.fromkeys(found))


def _quotes_of(reading: Reading, statements: Sequence[Statement]) -> list[Quote]:
    here = (reading.revision.article_id, reading.revision.number)
    return [
        shown for made in statements for shown in made.quotes if (shown.article_id, shown.revision) == here
    ]


def _chosen(reading: Reading, statements: Sequence[Statement]) -> list[Attribution]:
    """The attributions that statements were worded from: same cue, within their quotes."""
    spans = {
        (made.cue, Span(shown.start, shown.end))
        for made in statements
        if made.cue is not None
        for shown in _quotes_of(reading, [made])
    }
    text = reading.revision.text
    return [
        found
        for found in reading.attributions
        if any(
            " ".join(found.cue.of(text).split()) == cue and span.overlaps(found.cue) for cue, span in spans
        )
    ]


def _no_responses(reading: Reading, speakers: set[str], statements: Sequence[Statement]) -> Iterator[Remark]:
    chosen = _chosen(reading, statements)
    for found in reading.attributions:
        is_asked = any(found.speaker and same_speaker(name, found.speaker) for name in speakers if name)
        if found.cue_kind is CueKind.NO_RESPONSE and is_asked and found not in chosen:
            yield no_response(reading, found)


def no_response(reading: Reading, found: Attribution) -> Remark:
    """The words of a "has not responded", with the claim of somebody else that it points back to."""
    spans = _words(reading, found)
    shown = [quote(reading.revision, span) for span in spans]
    words = " … ".join(" ".join(each.text.split()) for each in shown)
    silent = f"No response{_by_name(reading, found)}: “{words}”"
    about = _answered(reading, found)
    if about is None:
        return Remark(silent, tuple(shown))
    meant = [quote(reading.revision, span) for span in _sentence(reading, about.sentence)]
    claim = " … ".join(" ".join(each.text.split()) for each in meant).rstrip(".")
    return Remark(f"{silent}, after “{claim}”", (*shown, *meant))


def _by_name(reading: Reading, found: Attribution) -> str:
    """Whose silence it is, where the sentence has only a pronoun for him."""
    source = found.source.of(reading.revision.text) if found.source else ""
    return f" from {found.speaker}" if found.speaker and source.lower() in PRONOUNS else ""


def _answered(reading: Reading, found: Attribution) -> Attribution | None:
    """The claim of the sentence before, unless the refusal says itself what it is about."""
    text = reading.revision.text
    said = " ".join(part.of(text) for part in (found.cue, *found.content))
    if found.content and not _POINTS_BACK.search(said):
        return None
    return next(
        (
            each
            for each in reading.in_sentence(found.sentence - 1)
            if each.cue_kind in _CLAIMS and (each.speaker is None or each.speaker != found.speaker)
        ),
        None,
    )


def _words(reading: Reading, found: Attribution) -> tuple[Span, ...]:
    """From the speaker to the end of what is said, without what the sentence says besides."""
    parts = [found.cue, *found.content, *([found.source] if found.source else [])]
    whole = Span(min(part.start for part in parts), max(part.end for part in parts))
    return cut(reading.revision.text, whole, parts, _QUOTE_WORDS)


def _sentence(reading: Reading, index: int) -> tuple[Span, ...]:
    sentence = reading.sentences[index]
    return cut(reading.revision.text, sentence, [], _QUOTE_WORDS)


def _vetoes(reading: Reading, chosen: Sequence[Attribution]) -> Iterator[Remark]:
    for index in dict.fromkeys(found.veto for found in chosen if found.veto is not None):
        shown = tuple(quote(reading.revision, span) for span in _sentence(reading, index))
        words = " … ".join(" ".join(each.text.split()) for each in shown).rstrip(".")
        yield Remark(f"Not independently verified: “{words}”", shown)


def _partial(reading: Reading) -> Iterator[Remark]:
    revision = reading.revision
    if revision.partial:
        title = cited(revision.title) if revision.title else "an article"
        yield Remark(f"The stored text of {title} ({revision.outlet}) is cut short.")
