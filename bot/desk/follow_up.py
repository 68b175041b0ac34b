"""Follow-ups: what a question that leans on the one before it asks, said so that it stands by itself.

"And Moscow?" after "What did Kyiv deny?" asks "What did Moscow deny?". A sentence of its own that asks about
something else is left alone.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.desk.question import read
from bot.news.span import Span
from bot.search import dates

_WH = r"(?:since when|how (?:many|much|long|far|often)|what|who|whom|whose|when|where|why|how|which)"
_AUX = r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could)"
_LEAD = re.compile(
    r"^(?:(?:and|but|so|or|ok|okay|then|also|now)\b[\s,:]*)*(?:(?:what|how) about\s+|what of\s+)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"^(?:{_WH}|{_AUX})\b.*\s", re.IGNORECASE)
_ORDER = re.compile(r"^(?:show|tell|list|give|find|summari[sz]e|explain|compare)\b", re.IGNORECASE)
_BARE_WH = re.compile(rf"^{_WH}$", re.IGNORECASE)
_ASKING = re.compile(r"^(?:how \w+|\w+)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:in|at|near|from|about|on|for|with|against|around)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:of\s+)?[A-Z][\w’'-]*)*")
_WORDS_MAX = 6
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # where date words stand does not depend on when they are read


def standalone(earlier: Sequence[str], text: str) -> str:
    """The question by itself; `earlier` are the questions of the conversation, each standing by itself."""
    if not earlier:
        return text
    previous = earlier[-1].strip()
    rest = _LEAD.sub("", text.strip(), count=1).strip(" ?!.")
    if _BARE_WH.match(rest):
        return _asking(rest, previous)
    if _WHOLE.match(rest) or _ORDER.match(rest):
        return _with_name(text, previous)
    if not rest or len(rest.split()) > _WORDS_MAX:
        return text
    return _with_part(rest, previous)


def _asking(wh: str, previous: str) -> str:
    """The question before, asked with another question word."""
    first = _ASKING.match(previous)
    starts_so = first is not None and re.match(rf"{_WH}\b", previous, re.IGNORECASE)
    asked = previous[first.end() :] if first and starts_so else previous[:1].lower() + previous[1:]
    return f"{wh[:1].upper()}{wh[1:].lower()} {asked}"


def _with_name(text: str, previous: str) -> str:
    """A whole question whose "he", "she" or "they" is whoever the one before was about."""
    who = read(previous).speaker
    if who is None or read(text).speaker is not None:
        return text
    at = re.search(rf"\b(?:the\s+)?{re.escape(who)}", previous, re.IGNORECASE)
    return _PRONOUN.sub(lambda _: at[0] if at else who, text, count=1)


def _with_part(part: str, previous: str) -> str:
    """The question before, with this part in the place of the one that it answers to."""
    span = _replaced(part, previous)
    if span is None:
        return f"{previous.rstrip(' ?!.')} {part}?"
    start, end = span
    return f"{previous[:start]}{part}{previous[end:]}"


def _replaced(part: str, previous: str) -> tuple[int, int] | None:
    """What of the question before a part stands in for: its time, its place, who speaks, or its last name."""
    if _is_time(part):
        return next((_led(previous, span) for span in _times(previous)), None)
    led = _PREPOSITION.match(part)
    if led is not None:
        there = re.search(rf"\b{led[0]}\s+(?:the\s+)?{_NAME.pattern}", previous, re.IGNORECASE)
        return there.span() if there else None
    return _speaker(previous) or _last_name(previous)


def _is_time(part: str) -> bool:
    found = dates.read(part, _ANY_TIME).spans
    covered = sum(span.end - span.start for span in found)
    return bool(found) and covered >= len(part) - len("during ")


def _times(text: str) -> Sequence[Span]:
    return dates.read(text, _ANY_TIME).spans


def _led(text: str, span: Span) -> tuple[int, int]:
    """A time with the preposition before it."""
    before = re.search(r"\b(?:on|in|at|since|during)\s+$", text[: span.start], re.IGNORECASE)
    return (before.start() if before else span.start), span.end


def _speaker(previous: str) -> tuple[int, int] | None:
    who = read(previous).speaker
    at = re.search(rf"\b(?:the\s+)?{re.escape(who)}\b", previous, re.IGNORECASE) if who else None
    return at.span() if at else None


def _last_name(previous: str) -> tuple[int, int] | None:
    """The last name in the question, its first word left out, which is always in a capital."""
    found = [each.span() for each in _NAME.finditer(previous) if each.start() > 0]
    return found[-1] if found else None
