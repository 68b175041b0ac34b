"""An article's corrections of itself: what it withdraws, and what it says instead."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.news.span import Span

_HINT = re.compile(r"orrect|mend|larifi|ditor|version|edition|withdr|etract|originally|previously|wrongly")
_OPENING = re.compile(
    r"(?:correction|corrected|clarification|editor['’]?s['’]? note|update and correction|amendment)\b"
    r"[^:.–—]{0,40}[:.–—]\s*",
    re.IGNORECASE,
)
_PIECE = r"(?:article|story|report|page|piece)"
_VERSION = (
    r"(?:an? |the |in an? |in the )?(?:earlier|previous|prior|original|first) (?:version|edition)"
    rf" of this {_PIECE}|(?:this|the|our) {_PIECE}(?: (?:originally|previously|earlier|initially|first))?"
    r"|we (?:originally|previously|earlier|initially|first|wrongly|mistakenly|incorrectly)"
)
_WITHDRAWN = re.compile(
    rf"\b(?:{_VERSION})[, ]*(?:(?:had|has|have) )?"
    r"(?:(?:wrongly|mistakenly|incorrectly|erroneously|originally|previously) )*"
    r"(?:said|stated|reported|claimed|wrote|gave|put|described|suggested|named|identified|attributed)"
    r"(?: that)? ",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\b(?:we|the \w+|this \w+) (?:have |has )?(?:withdrawn|withdraws?|retracted|retracts?|removed)"
    r"(?: (?:the|its|our|an?) (?:\w+ )?(?:claim|report|statement|assertion|passage|sentence))?(?: that)? ",
    re.IGNORECASE,
)
_AMENDED = re.compile(
    rf"\bthis {_PIECE} (?:was|has been) (?:amended|corrected|updated|changed|edited)\b[^.]*?"
    r"\b(?:to (?:say|state|reflect|make clear|clarify|show|correct)|because)(?: that)? ",
    re.IGNORECASE,
)
_MISSTATED = re.compile(r"\b(?:misstated|misspelled|misspelt|misidentified|omitted)\b")
_INSTEAD = re.compile(r",? (?:(?:and )?not|rather than|instead of) (?=[\w“\"])(?P<old>[^,.;()]+)")
_TAIL = re.compile(
    r",? (?:as (?:\w+ ){0,3}(?:stated|reported|said|published)|when in fact|but in fact|in error)\b.*"
)


class Correction(NamedTuple):
    """A stretch of an article that corrects it, sentence by sentence.

    `withdrawn` is what it no longer says, `instead` what it says now; either may be null, both where it
    only says that something was wrong.
    """

    sentence: int
    withdrawn: Span | None
    instead: Span | None = None


def corrections(text: str, sentences: Sequence[Span]) -> tuple[Correction, ...]:
    """The corrections of an article, by words that say so; sentences in a note that opens with "Correction".

    A change of the text without such words is no correction (rule 20).
    """
    return tuple(_read(text, sentences)) if _HINT.search(text) else ()


def _read(text: str, sentences: Sequence[Span]) -> Iterator[Correction]:
    noted: Span | None = None
    for index, sentence in enumerate(sentences):
        opening = _OPENING.match(text, sentence.start, sentence.end)
        noted = sentence if opening else _continued(text, noted, sentence)
        start = opening.end() if opening else sentence.start
        found = _of(text, index, Span(start, sentence.end), noted=noted is not None)
        if found is not None:
            yield found


def _continued(text: str, noted: Span | None, sentence: Span) -> Span | None:
    """The note that a sentence still belongs to: one paragraph."""
    return sentence if noted and "\n" not in text[noted.end : sentence.start] else None


def _of(text: str, index: int, span: Span, *, noted: bool) -> Correction | None:
    if noted and _MISSTATED.search(text, span.start, span.end):
        return Correction(index, None)
    for pattern in (_WITHDRAWN, _RETRACTED):
        found = pattern.search(text, span.start, span.end)
        if found and (noted or pattern is _RETRACTED or _admits(found[0])):
            return Correction(index, _clause(text, found.end(), span.end))
    if amended := _AMENDED.search(text, span.start, span.end):
        return _replaced(text, index, Span(amended.end(), span.end))
    return _replaced(text, index, span) if noted and span.start < span.end else None


def _admits(words: str) -> bool:
    """Whether words outside a note speak of an older version, and not of what the article says."""
    return (
        re.search(
            r"version|edition|originally|previously|earlier|initially|wrongly|mistakenly|incorrect", words
        )
        is not None
    )


def _replaced(text: str, index: int, span: Span) -> Correction:
    """ "It has 36 branches, not 63": both figures."""
    found = _INSTEAD.search(text, span.start, span.end)
    if found is None:
        return Correction(index, None, _clause(text, span.start, span.end))
    return Correction(index, Span(*found.span("old")), _clause(text, span.start, found.start()))


def _clause(text: str, start: int, end: int) -> Span | None:
    if tail := _TAIL.search(text, start, end):
        end = tail.start()
    while end > start and text[end - 1] in " .,;":
        end -= 1
    return Span(start, end) if end > start else None
