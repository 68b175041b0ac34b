"""Denials that point back: "the accusation", "that", "these attacks"."""

import re
from collections.abc import Iterator, Sequence

from bot.claims.meaning.concepts import FORCE, concept
from bot.news.attribution import Attribution, CueKind
from bot.news.span import Span

_POINTER = re.compile(
    r"(?:(?:the|this|that|these|those|such|any such|all|both|its|his|her|their)\s+)?"
    r"(?:(?:latest|recent|new)\s+)?"
    r"(?:(?P<charge>accusation|allegation|charge)s?|claims?|reports?|assertions?|suggestions?|statements?|account"
    r"|it|this|that|them)"
    r"(?=\s*$| as\b| outright\b|[,.])",
    re.IGNORECASE,
)
_SAID = (CueKind.ASSERT, CueKind.CLAIM, CueKind.CONFIRM)
_NAMED = re.compile(r"\b(?:these|those|this|that|such|the)\s+(?P<noun>[a-z]+)\b(?! of\b)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][\w-]*")
_WHERE = re.compile(
    r"\s+(?:in|on|at|near|within|against|over)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*"
)


def antecedent(
    text: str, found: Attribution, attributions: Sequence[Attribution], paragraph: Span
) -> Attribution | None:
    """What somebody else said before in the paragraph, when a denial's whole content points to it."""
    if not found.content:
        return None
    pointer = _POINTER.match(text, found.content[0].start, found.content[0].end)
    if pointer is None:
        return None
    before = [
        each
        for each in attributions
        if paragraph.start <= each.cue.start < found.cue.start
        and each.cue_kind in _SAID
        and (each.speaker is None or each.speaker != found.speaker)
    ]
    charges = [each for each in before if each.cue_kind is CueKind.CLAIM]
    fitting = charges if pointer["charge"] else before
    return fitting[-1] if fitting else None


def named_before(text: str, content: Span, before: Span) -> Iterator[Span]:
    """Where the event that "these attacks" means was named: its noun with what stands around it."""
    pointed = _NAMED.search(text, content.start, content.end)
    if pointed is None or (meaning := concept(pointed["noun"].lower())) not in FORCE:
        return
    words = list(_WORD.finditer(text, before.start, before.end))
    for at in range(len(words) - 1, -1, -1):
        if concept(words[at][0].lower()) == meaning:
            start = words[at - 1].start() if at and words[at - 1][0].islower() else words[at].start()
            where = _WHERE.match(text, words[at].end(), before.end)
            yield Span(start, where.end() if where else words[at].end())
            return
