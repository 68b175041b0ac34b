"""Which sentences state something at all, and which clauses lean on the one before them."""

import re

from bot.claims.speech.grammar import SUBORDINATE
from bot.news.sentences import quotations
from bot.news.span import Span

_STOP = re.compile(r"[.!…][\"”’'»)\]]*$")
_ENDING = 4
"""Code points that hold a stop and the marks that close behind it."""
_QUOTED = 0.6
"""The part of a sentence that is quoted when it states nothing of its own."""
_NO_STATEMENT = re.compile(
    r"(?:Correction|Clarification|Editor['’]s note|Updated?|Note)\b[^.]{0,30}:"
    r"|(?:This|The) (?:article|story|report|headline|piece|version)\b[^.]{0,60}"
    r"(?:updated|amended|corrected|revised|withdrawn|removed|clarified)\b"
    r"|(?:An earlier|A previous) version\b"
    r"|(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Tt]ranslation) by\b|With reporting\b"
    r"|(?:Please |Also )?(?:Read|Follow|Click|Sign|See|Watch|Subscribe|Listen|Share|Contact|Email|Visit"
    r"|Download|Join|Check|Scroll|Tap|Photo|Image|Picture)\b(?! (?:was|were|is|are|has|had)\b)",
)
_LEANING = re.compile(
    r"(?:which|who|likely|possibly|probably|apparently|reportedly|allegedly|presumably|perhaps|\w+ing)\b|(?:and|but)\b"
)


def states(text: str, sentence: Span) -> bool:
    """Whether a sentence is a statement in the outlet's words: no heading, question, call or correction."""
    words = sentence.of(text)
    if not _STOP.search(words[-_ENDING:]) or _NO_STATEMENT.match(words):
        return False
    quoted = sum(each.end - each.start for each in quotations(text, sentence))
    return quoted < _QUOTED * len(words)


def leaning(text: str, clause: Span) -> bool:
    """Whether a clause has no subject of its own."""
    return _LEANING.match(text, clause.start, clause.end) is not None


def opens_aside(text: str, sentence: Span) -> bool:
    """Whether a sentence opens with a clause that depends on a later one ("Although nobody was hurt")."""
    first = sentence.of(text).split(None, 1)[0].lower()
    return first in SUBORDINATE
