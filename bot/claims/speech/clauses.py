"""Where what is said begins and ends: times and places beside a verb, the marks around a clause."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.claims.speech.grammar import (
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    SUBORDINATE,
    Words,
    listed,
    words_of,
)
from bot.news.sentences import quotations
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
_ASIDES = re.compile(rf"\s*+(?:,?\s*+(?:{TIME}|{VENUE})\b)*+,?\s*+(?:that\b(?!\s*+(?:[.;]|$))\s*+)?:?\s*+")
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
    rf"\s*(?:{'|'.join(_ASIDE_WORDS.split())}|{TIME})\b(?!,? that\b)[^;,.“”\"]{{2,120}}?,? ?"
    r"(?:\bthat (?!had|has|have|was|were|is|are|would|could|will|\w+ed\b)|:\s+|,? (?=[“\"]))"
)
DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_SUBORDINATORS = listed(
    "if unless when while although though because since as until once whether after before"
)
_GROUP_EXCEPTIONS = listed("family only")
_SUBJECT_MAX_WORDS = 10
"""A longer stretch before a verb is no subject that is easy to see."""
_RESULTS = listed(
    "killing wounding injuring hurting leaving causing damaging destroying setting cutting forcing sinking "
    "hitting burning flooding blocking trapping displacing"
)
_DOUBTS = listed("likely possibly probably apparently reportedly allegedly presumably perhaps")
_RELATIVES = listed("which who that")
_JOINING = listed("and but while whereas yet")
_MAY_CUT = re.compile(rf"[,;]|\b(?:{'|'.join(sorted(_JOINING))})\b", re.IGNORECASE)
"""Without any of these a stretch is one clause."""
_OBJECT_OPENS = DETERMINERS | QUANTITIES | listed("at about over more nearly some almost no up")
_ENDS_JOINED = re.compile(r",?\s(?:and|but|while|whereas|yet)$")


def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of a stretch that each state one thing, in order; the stretch itself if it is only one.

    A clause with a subject and a verb of its own is cut off behind its "and"; one that leans on the
    clause before it ("which injured two", "likely caused by a drone", "and wounded five") keeps the word
    that ties it. What is quoted within the stretch is not taken apart.
    """
    if _MAY_CUT.search(text, span.start, span.end) is None:
        return (trimmed(text, span.start, span.end) or span,)
    words = words_of(text, span)
    quoted = [each for each in quotations(text, span) if each.start > span.start or each.end < span.end - 1]
    starts = [cut for cut in _cuts(words) if not any(quote.start < cut < quote.end for quote in quoted)]
    edges = [span.start, *starts, span.end]
    found = (_stripped(text, start, end) for start, end in pairwise(edges))
    return tuple(each for each in found if each is not None) or (span,)


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The clause without a joining word that would be left at its end, or the marks around it."""
    found = trimmed(text, start, end)
    joined = _ENDS_JOINED.search(text, found.start, found.end) if found else None
    return trimmed(text, found.start, joined.start()) if found and joined else found


def _cuts(words: Words) -> Iterator[int]:
    """Where a clause begins, past the first."""
    before = 0
    for at in range(2, len(words.words) - 1):
        start = _clause_at(words, at, before)
        if start is not None:
            before = start
            yield words.spans[start].start


def _clause_at(words: Words, at: int, before: int) -> int | None:
    """The token with which a clause begins that a token opens; `before` is where the last one began."""
    word = words.lower[at]
    comma = words.words[at - 1] == ","
    if comma and (word in _DOUBTS or (word in _RELATIVES and _tells(words, at + 1))):
        return at if _goes_to_the_end(words, at) else None
    if word in _RESULTS and (comma or words.lower[at - 1] == "and"):
        return at - (words.lower[at - 1] == "and")
    if word not in _JOINING and word != ";":
        return None
    if not any(_is_verb(words, left) for left in range(before, at)):
        return None
    if word == "while" and not comma:
        return None
    if words.lower[at + 1] == "that" and word == "and":
        return at
    if _has_subject(words, at + 1):
        return at + 1
    return at if word in ("and", "but") and _has_verb(words, at) else None


def _is_verb(words: Words, at: int) -> bool:
    """Whether a token is a finite verb rather than a participle before a noun ("four armoured vehicles")."""
    if not looks_finite(words, at):
        return False
    before = words.lower[at - 1] if at else ""
    return before not in DETERMINERS | QUANTITIES and not before[:1].isdigit()


def _tells(words: Words, start: int) -> bool:
    """Whether a relative clause tells what happened ("which has burned"), not who somebody is."""
    return any(looks_finite(words, at) for at in range(start, min(start + 3, len(words.words))))


def _goes_to_the_end(words: Words, at: int) -> bool:
    """Whether nothing of the main clause comes behind what a comma opens."""
    for later in range(at + 1, len(words.words) - 1):
        if words.words[later] == ",":
            follows = words.lower[later + 1]
            return follows in _RELATIVES | _DOUBTS | _RESULTS | _JOINING
    return True


def _has_subject(words: Words, start: int) -> bool:
    """Whether a noun phrase and a finite verb follow, the verb not far behind."""
    if words.lower[start] in SUBORDINATE | PREPOSITIONS | AUXILIARIES or looks_finite(words, start):
        return False
    for at in range(start, min(start + _SUBJECT_MAX_WORDS, len(words.words))):
        if words.words[at] in BREAKS or words.lower[at] in SUBORDINATE:
            return False
        if at > start and _is_main_verb(words, at, start):
            return True
    return words.lower[start] in PRONOUNS


def _is_main_verb(words: Words, at: int, start: int) -> bool:
    """Whether a token is a verb for sure: an auxiliary, or a past with its object behind it."""
    if words.lower[at] in AUXILIARIES - {"'s", "’s", "'", "’"}:
        return True
    plain = looks_finite(words, at) and at + 1 < len(words.words)
    return plain and at - start < 5 and words.lower[at + 1] in _OBJECT_OPENS | {"that"}


def _has_verb(words: Words, joint: int) -> bool:
    """ "and has stated that", "and wounded five": the verb right behind the joint, with its object."""
    if joint + 2 >= len(words.words) or (_is_verb(words, joint - 1) and words.words[joint - 1].islower()):
        return False
    if words.lower[joint + 1] in AUXILIARIES:
        return words.lower[joint + 1] not in ("be", "been", "being", "'s", "’s")
    after = words.words[joint + 2]
    return looks_finite(words, joint + 1) and (after.lower() in _OBJECT_OPENS or after[0].isdigit())


def group_start(words: Words, verb: int, floor: int) -> int:
    """Where the verb group begins: auxiliaries and adverbs before the verb belong to it."""
    first = verb
    while first > floor and _in_group(words, first - 1):
        first -= 1
    return first


def _in_group(words: Words, at: int) -> bool:
    word = words.lower[at]
    if word[0] in "'’":
        return words.lower[at - 1] in PRONOUNS | {"who", "that"} if at else False
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
