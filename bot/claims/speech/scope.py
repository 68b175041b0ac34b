"""The scope of a denial or a verification: what it is about, in the article's words."""

import re
from collections.abc import Sequence

from bot.news.attribution import CueKind
from bot.news.span import Span

_ABOUT = re.compile(
    r"(?:(?:having|had|taking|taken|playing|played|bearing) )*"
    r"(?:(?:any|all|an?|its|his|her|their|the|direct) )*"
    r"(?:involvement|role|part|responsibility|complicity|hand) (?:in|for)\s+"
    r"|(?:(?:any|all|these|those|the|such|some|media|earlier|previous) )*"
    r"(?:reports?|claims?|accusations?|allegations?|suggestions?|rumou?rs?) (?:of|about)\s+"
)
_ADDED = re.compile(r", (?:which|who|as|after|but|\w+ing)\b| as [“\"‘']")
_CLAUSE = re.compile(r"(?:that|it|he|she|they|having|being|\w+ing)\b|(?:there|the \w+) (?:was|were|had|is)\b")


def scope(text: str, kind: CueKind, content: Sequence[Span]) -> str | None:
    """What a denial denies, or a verifier has verified; null for other cues and for whole clauses."""
    if kind not in (CueKind.DENY, CueKind.VERIFY) or not content:
        return None
    words = content[0].of(text)
    if text[: content[0].start].rstrip().endswith(" that"):
        return None
    if about := _ABOUT.match(words):
        return _limited(words[about.end() :])
    return None if _CLAUSE.match(words) else _limited(words)


def _limited(words: str) -> str | None:
    """The words without what is only added behind a comma."""
    added = _ADDED.search(words)
    return (words[: added.start()] if added else words) or None
