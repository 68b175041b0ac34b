"""Where what is said begins and ends: times and places beside a verb, the marks around a clause."""

import re
from collections.abc import Sequence

from bot.claims.grammar import ADVERBS, AUXILIARIES, PASTS, PRONOUNS, Words, listed
from bot.news.span import Span

TIME = (
    r"(?:(?:late|early|earlier|later) )?(?:on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight)"
    r"(?: (?:morning|evening|night|afternoon))?"
    r"|(?:earlier|later|last|this) (?:this |in the )?(?:week|month|year|day)"
    r"|(?:earlier|later|afterwards)"
)
VENUE = (
    r"(?:in|on|at|during|to|via|through|by) (?:(?:an?|the|his|her|its|their|state|local|social|another) )?"
    r"(?:[\w'’-]+ ){0,2}?(?:statement|interview|post|message|speech|address|letter|tweet|report|briefing"
    r"|conference|video|Telegram|X|Facebook|Twitter|reporters|journalists|media|television|TV|phone|telephone"
    r"|email|radio)\b"
    r"(?: (?:on|with|to) [A-Z]\w+(?: [A-Z]\w+){0,2})?"
)
_ASIDES = re.compile(rf"\s*+(?:,?\s*+(?:{TIME}|{VENUE})\b)*+,?\s*+(?:that\b\s*+)?:?\s*+")
_TOLD = re.compile(
    r"\s*(?:(?:the|an?|his|her|its|their) (?:[\w-]+ ){0,3}?[\w-]+(?: of the [\w-]+)?"
    r"|(?:[A-Z][\w.&'’-]*)(?: (?:of )?[A-Z][\w.&'’-]*)*"
    r"|reporters|journalists|lawmakers|parliament|supporters|state (?:television|media)|local media"
    r"|them|us|him|her|it)"
    r"(?=,? (?:that|on|in|at|by|after|before|during|last|late|this|earlier|he|she|it|they|the|there|of|his"
    r"|her|their|its)\b|[:;.]|\s*$|,? [“\"]|, \w+)"
)
_ASIDE_WORDS = (
    "in on at during to of by through via under with from after before outside late early earlier last this "
    "without again publicly when while as about inside onstage for following over near"
)
_OPENS_ASIDE = re.compile(rf"\s*(?:{'|'.join(_ASIDE_WORDS.split())}|{TIME})\b")
_FAR_THAT = re.compile(
    rf"\s*(?:{'|'.join(_ASIDE_WORDS.split())}|{TIME})\b[^;,.“”\"]{{2,120}}?,? ?"
    r"(?:\bthat (?!had|has|have|was|were|is|are|would|could|will|\w+ed\b)|:\s+|,? (?=[“\"]))"
)
DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_SUBORDINATORS = listed(
    "if unless when while although though because since as until once whether after before"
)
_GROUP_EXCEPTIONS = listed("family only")


def group_start(words: Words, verb: int, floor: int) -> int:
    """Where the verb group begins: auxiliaries and adverbs before the verb belong to it."""
    first = verb
    while first > floor and _in_group(words, first - 1):
        first -= 1
    return first


def _in_group(words: Words, at: int) -> bool:
    word = words.lower[at]
    if word in ("'s", "’s"):
        return words.lower[at - 1] in PRONOUNS if at else False
    is_adverb = word in ADVERBS or (
        word.endswith("ly") and words.words[at].islower() and word not in _GROUP_EXCEPTIONS
    )
    return is_adverb or word in AUXILIARIES or word.endswith(("n't", "n’t"))


def after_asides(text: str, start: int, end: int, *, told: bool) -> int:
    """Where what is said begins: behind "on Thursday", "in a statement", "that", and behind who was told."""
    if told and (listener := _TOLD.match(text, start, end)):
        start = listener.end()
    if far := _FAR_THAT.match(text, start, end):
        return far.end()
    found = _ASIDES.match(text, start, end)
    return found.end() if found else start


def is_aside(text: str, start: int, end: int, *, told: bool) -> bool:
    """Whether nothing but where, when or to whom follows a verb of speech that stands behind what is said."""
    if told and (listener := _TOLD.match(text, start, end)):
        start = listener.end()
    return _OPENS_ASIDE.match(text, start, end) is not None or stops(text, start)


def stops(text: str, offset: int) -> bool:
    """Whether the clause is over before an offset: a comma or stop stands there."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return text[offset - 1] in ",.;?!" or text[offset : offset + 1] in (",", ".", ";", "")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space and marks at its ends; null when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def looks_finite(words: Words, at: int) -> bool:
    """Whether a token is an auxiliary or looks like a verb in the past."""
    lower = words.lower[at]
    return (
        lower in AUXILIARIES - {"'s", "’s"}
        or lower in PASTS
        or (lower.endswith("ed") and words.words[at].islower())
    )


def is_clause(words: Words, start: int, end: int) -> bool:
    """Whether the tokens look like a whole clause: a verb in them, and no "if" before them."""
    if start < end and words.lower[start] in _SUBORDINATORS:
        return False
    return any(looks_finite(words, at) for at in range(start, end))


def overlapping(spans: Sequence[Span], offset: int) -> Span | None:
    """The span, if any, that an offset lies within."""
    return next((span for span in spans if span.start < offset < span.end), None)
