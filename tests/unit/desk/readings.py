"""Readings and evidence for the tests of the desk, read from plain texts as the program reads them."""

from datetime import UTC, datetime

from bot.claims.attribution import attributions
from bot.news.answer import Draft, DraftStatement
from bot.news.article import Revision
from bot.news.attribution import Attribution, CueKind, Reading
from bot.news.evidence import Evidence
from bot.news.sentences import split
from bot.news.span import Span

PUBLISHED = datetime(2024, 5, 17, 9, 0, tzinfo=UTC)  # a Friday


def revision(text: str, *, partial: bool = False, outlet: str = "The Gull", number: int = 1) -> Revision:
    return Revision(
        7, number, outlet, text, PUBLISHED, "A title", "https://gull.example/a", PUBLISHED, partial=partial
    )


def reading(text: str, *, partial: bool = False) -> Reading:
    sentences = split(text)
    return Reading(revision(text, partial=partial), sentences, attributions(text, sentences))


def evidence(text: str) -> tuple[Evidence, ...]:
    made = reading(text)
    return tuple(Evidence(index + 1, made, index) for index in range(len(made.sentences)))


def draft(*texts: str, ids: tuple[int, ...] = (1,), quote: str | None = None) -> Draft:
    return Draft(True, tuple(DraftStatement(text, ids, quote) for text in texts))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(
    text: str,
    source: str | None,
    cue: str,
    *content: str,
    speaker: str | None = None,
    scope: str | None = None,
    kind: CueKind = CueKind.ASSERT,
) -> tuple[Reading, Attribution]:
    """A reading with one attribution made by hand from the words of the text."""
    found = Attribution(
        sentence=0,
        source=span(text, source) if source else None,
        cue=span(text, cue),
        content=tuple(span(text, part) for part in content),
        cue_kind=kind,
        speaker=speaker,
        scope=scope,
    )
    return Reading(revision(text), split(text), (found,)), found
