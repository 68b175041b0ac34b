"""The noun phrases beside a verb: who speaks."""

import re
from itertools import pairwise

from bot.claims.speech.clauses import DAY, TIME, VENUE, looks_finite
from bot.claims.speech.grammar import (
    AUXILIARIES,
    BARE,
    BREAKS,
    DETERMINERS,
    LEADING,
    MODIFIERS,
    NO_END,
    NO_OPENING,
    NOBODY,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    SPEAKER_NOUNS,
    SUBORDINATE,
    Words,
    listed,
)
from bot.news.span import Span

SOURCE_MAX_WORDS = 18
"""A longer stretch before a verb is no speaker."""
_APPOSED_MAX_WORDS = 40

_SHARE_MAX_WORDS = 12
_SHARE_WORDS = listed("percent cent % in out")
_DEPENDENT = listed("as while when after before since if once until because although though whereas")
_DAY_ENDS = listed("week month year yesterday today morning afternoon evening night")
_DASHES = ("—", "–", "-", "―")
_INSERTED = listed("however meanwhile too of course for example instead in turn therefore though then also")
_LEADING_PHRASE = re.compile(
    rf"(?:(?i:{TIME})|{VENUE}|[Ii]n (?:\d{{4}}|[A-Z]\w+(?: [A-Z]\w+)?)|[Ii]n (?:a|the) \w+)\s+(?=\w)"
    r"|(?:[Tt]hrough|[Vv]ia|[Ii]n|[Aa]t|[Oo]n|[Ff]rom|[Ww]ith|[Aa]fter)"
    r" (?:[\w'’-]+ ){1,4}(?=(?:he|she|it|they) )"
)
_OPENS_APPOSITION = re.compile(
    r"(?:an?|the|who|whose|which|his|her|its|their|head|chief|director|president|governor|mayor|minister|spokes\w+"
    r"|speaking|citing|quoting|in|on|at|during|\d{2}|deputy|former|chair\w*|secretary|leader|commander|professor"
    r"|released|published|conducted|based|known|formed|obtained|led|founded|one|both|[A-Z][\w’'-]+['’]s)\b"
)
_ROLE_APPOSED = re.compile(
    r"(?:an?|the|his|her|its|their|head|chief|director|president|deputy|former|chair\w*)\b[^,]*"
)
_OWNED = re.compile(r"['’]s? ")
_OPENS_MORE = listed("a an the")
_OBJECTS = listed("him her them us me")
_RELATIVES = ("who", "which")
_DAY_BEFORE = re.compile(
    rf"(?: (?:on|late|early|earlier|last|this))*(?: (?:{DAY.pattern}|week|month|year|yesterday|today))"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
_SHARE = re.compile(
    r"(?:(?:about|only|just|roughly|nearly|almost|around|some|fully|another|an?|mere|at|least|more|less|than"
    r"|over|under|fewer|as|many|by) )*"
    r"(?:\d[\d.,]*|[a-z]+-[a-z]+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: (?:percent|per cent|(?:in|out of) (?:\d+|five|ten)(?: [a-z]+s)?)|%)"
    r"(?: of (?:[\w'’-]+ ){0,4}[\w'’-]+)?$",
    re.IGNORECASE,
)
"""A part of those who were asked ("about 4 in 10 voters")."""


def source_before(words: Words, end: int, floor: int) -> Span | None:
    """The noun phrase, with its apposition, that ends right before token `end`."""
    end = _before_day(words, _before_insertion(words, end, floor), floor)
    if end > floor and (words.lower[end - 1] in _RELATIVES or _is_relative_that(words, end - 1, floor)):
        return _antecedent(words, end - 1, floor)
    if end <= floor:
        return None
    last = words.words[end - 1]
    if last == ",":
        return _apposed(words, end, floor)
    if last == ")" or last in _DASHES:
        return _with_parenthesis(words, end, floor)
    return _phrase_before(words, end, floor)


def _is_relative_that(words: Words, at: int, floor: int) -> bool:
    """Whether a "that" right before a verb stands for the noun before it ("a report that warned")."""
    return words.lower[at] == "that" and at > floor + 1 and words.words[at - 1].isalpha()


def _before_insertion(words: Words, end: int, floor: int) -> int:
    """The token behind the subject of "X, of course, said"."""
    if end <= floor or words.words[end - 1] != ",":
        return end
    at = end - 2
    while at > floor and words.lower[at] in _INSERTED:
        at -= 1
    return at if at > floor and at < end - 2 and words.words[at] == "," else end


def _before_day(words: Words, end: int, floor: int) -> int:
    """The token behind the subject of "X on Tuesday said"."""
    start = max(floor, end - 5)
    if end - start < 2 or not (DAY.fullmatch(words.words[end - 1]) or words.lower[end - 1] in _DAY_ENDS):
        return end
    stretch = words.text[words.spans[start].start : words.spans[end - 1].end]
    day = _DAY_BEFORE.search(stretch)
    subject = words.at(words.spans[start].start + day.start()) if day and day.start() else end
    return end if words.lower[subject - 1].endswith("ed") else subject


def _antecedent(words: Words, end: int, floor: int) -> Span | None:
    """Whom a "who" means: the phrase before it, else just the name or the noun with its article."""
    end -= end > floor and words.words[end - 1] == ","
    if end > floor and words.words[end - 1] == ")":
        return _with_parenthesis(words, end, floor)
    if (whole := _phrase_before(words, end, floor)) is not None:
        return whole
    start = end
    while start > floor and words.words[start - 1][0].isupper():
        start -= 1
    if start < end:
        return words.span(start, end)
    while start > floor and end - start < 5 and words.words[start - 1][0].isalpha():
        start -= 1
        if words.lower[start] in DETERMINERS | QUANTITIES:
            return words.span(start, end)
        if words.lower[start] in PREPOSITIONS | AUXILIARIES | SUBORDINATE:
            break
    return None


def _with_parenthesis(words: Words, end: int, floor: int) -> Span | None:
    """ "X (R-Ost)" and "the unit - formed in May -" before a verb."""
    close = words.words[end - 1]
    for at in range(end - 2, max(floor, end - _APPOSED_MAX_WORDS), -1):
        if words.words[at] == ("(" if close == ")" else close):
            while at > floor and words.words[at - 1] == close:
                at -= 1
            head = source_before(words, at, floor)
            return Span(head.start, words.spans[end - 1].end) if head else None
    return None


def _apposed(words: Words, end: int, floor: int) -> Span | None:
    """ "X, the governor of Y," before a verb: X to Y, from the nearest comma or a name before it."""
    found: Span | None = None
    for comma in range(end - 2, max(floor, end - _APPOSED_MAX_WORDS), -1):
        if words.words[comma] in BREAKS - {",", "(", ")"}:
            break
        if words.words[comma] != ",":
            continue
        closed = words.words[comma - 1] == ")"
        head = (_with_parenthesis if closed else _phrase_before)(words, comma, floor)
        if head is None or not _apposes(words, head, comma, end - 1):
            continue
        if found is not None and not _is_name(words, words.at(head.start), comma):
            break
        found = Span(head.start, words.spans[end - 2].end)
    return found


def _apposes(words: Words, head: Span, comma: int, end: int) -> bool:
    opens = _OPENS_APPOSITION.match(words.text, words.spans[comma + 1].start) is not None
    common = words.lower[words.at(head.start)] in DETERMINERS | QUANTITIES or _OWNED.search(
        head.of(words.text)
    )
    if common and _are_names(words, comma + 1, end):
        return True
    return opens or _is_name(words, comma + 1, end) or _is_name(words, words.at(head.start), comma)


def _are_names(words: Words, start: int, end: int) -> bool:
    """Whether names joined by small words stand there ("Union and Sons", "the Bank of Ost")."""
    inside = words.words[start:end]
    ends = 1 < len(inside) <= 8 and inside[0][0].isupper() and inside[-1][0].isupper()
    return ends and all(word[0].isupper() or word in ("and", "of", "the", "&") for word in inside)


def _is_name(words: Words, start: int, end: int) -> bool:
    return 0 < end - start <= 5 and all(word[0].isupper() for word in words.words[start:end])


def _phrase_before(words: Words, end: int, floor: int) -> Span | None:
    start = end
    while start > floor and not _breaks(words, start - 1):
        if words.lower[start - 1] == "and" and not _joins(words, start, floor):
            break
        start -= 1
    start = _skip_leading(words, start, end)
    if is_speaker(words, start, end):
        return words.span(start, end)
    return _share(words, end, floor)


def _share(words: Words, end: int, floor: int) -> Span | None:
    """ "More than 4 in 10 voters" before a verb."""
    start = max(floor, end - _SHARE_MAX_WORDS)
    if not any(word in _SHARE_WORDS for word in words.lower[start:end]):
        return None
    low, high = words.spans[start].start, words.spans[end - 1].end
    found = _SHARE.search(words.text[low:high])
    return Span(low + found.start(), high) if found else None


def _breaks(words: Words, at: int) -> bool:
    word = words.words[at]
    closes = word in ("'", "’") and at > 0 and words.words[at - 1] in (",", ".", "!", "?")
    return closes or word in BREAKS or words.lower[at] in SUBORDINATE


def _joins(words: Words, after: int, floor: int) -> bool:
    """Whether an "and" joins two names at the beginning of a clause ("Ost and Nord said")."""
    start = after - 1
    while start > floor and not _breaks(words, start - 1):
        start -= 1
    if after - 1 - start > 4 or any(looks_finite(words, at) for at in range(start, after - 1)):
        return False
    if words.words[after][0].isupper():
        return is_speaker(words, start, after - 1)
    return words.lower[start] in QUANTITIES or words.lower[after - 2] in SPEAKER_NOUNS


def _skip_leading(words: Words, start: int, end: int) -> int:
    while start < end and words.lower[start] in LEADING:
        start += 1
    if start < end and (lead := _LEADING_PHRASE.match(words.text, words.spans[start].start)):
        after = words.at(lead.end())
        start = after if after < end else start
    return start


def is_speaker(words: Words, start: int, end: int) -> bool:
    """Whether the tokens can be who speaks: a noun phrase with a head, and no verb in it."""
    if not 0 < end - start <= SOURCE_MAX_WORDS:
        return False
    if words.lower[start : start + 2] == ("at", "least") and end - start > 2:
        start += 2
    first, lower = words.words[start], words.lower[start:end]
    if first.lower() in PRONOUNS:
        return end - start == 1
    if any(word in AUXILIARIES and word not in ("'s", "’s") for word in lower) or lower[-1] in BARE:
        return False
    if first in NOBODY or lower[-1] in NO_END or first.lower() in NO_OPENING or not PASTS.isdisjoint(lower):
        return False
    if any(word.endswith("ed") and after in DETERMINERS for word, after in pairwise(lower)):
        return False
    return (
        _can_head(first)
        or _ends_in_name(words, start, end)
        or not SPEAKER_NOUNS.isdisjoint(lower)
        or _is_plural(words, start, end)
    )


def _ends_in_name(words: Words, start: int, end: int) -> bool:
    """ "regional governor Mara Ilves"."""
    head = next((at for at in range(start + 1, end) if words.lower[at] in PREPOSITIONS), end)
    return words.words[head - 1][0].isupper() and words.words[head - 1].isalpha() and head - start <= 6


def _can_head(first: str) -> bool:
    opens = DETERMINERS | QUANTITIES | MODIFIERS
    return first[0].isupper() or first[0].isdigit() or first.lower() in opens


def _is_plural(words: Words, start: int, end: int) -> bool:
    """Whether the phrase is headed by a plain plural ("allies of the mayor")."""
    head = next((at for at in range(start, end) if words.lower[at] in PREPOSITIONS), end) - 1
    word = words.words[head]
    return head - start < 3 and len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def reference(words: Words, start: int) -> tuple[Span | None, int]:
    """Whom or what "according to" names at token `start`, and the token behind it."""
    if start < len(words.words) and words.lower[start] in _OBJECTS:
        return words.spans[start], start + 1
    fronted = start == 2
    source, behind = source_after(words, start, fronted=fronted)
    if source is not None:
        return source, behind
    end = start
    while end < len(words.words) and not _ends_phrase(words, end, start):
        end += 1
    fits = 0 < end - start <= SOURCE_MAX_WORDS and words.lower[start] not in PREPOSITIONS | SUBORDINATE
    return (words.span(start, end), end) if fits else (None, start)


def source_after(words: Words, start: int, *, fronted: bool = False) -> tuple[Span | None, int]:
    """The noun phrase that begins at token `start`, with its apposition, and the token behind it.

    Behind a `fronted` one ("According to X, the river rose") a comma closes it, unless a role follows.
    """
    end = start
    while end < len(words.words) and not _ends_phrase(words, end, start):
        end += 1
    if not is_speaker(words, start, end):
        return None, start
    return _with_apposition(words, start, end, fronted)


def _with_apposition(words: Words, start: int, end: int, fronted: bool) -> tuple[Span, int]:
    after = end + 1
    if after >= len(words.words) or words.words[end] != ",":
        return words.span(start, end), end
    close = after
    while close < len(words.words) and words.words[close] not in BREAKS and words.words[close] not in ".?!":
        close += 1
    named = words.words[start].islower() and close - after > 1 and _is_name(words, after, close)
    opens = _OPENS_APPOSITION.match(words.text, words.spans[after].start) is not None
    last = close >= len(words.words) or words.words[close] in ".?!"
    short = close - after <= (_APPOSED_MAX_WORDS if last and not fronted else SOURCE_MAX_WORDS)
    short = short and words.lower[after] not in ("in", "on", "at", "during")
    if (named and not fronted) or (opens and short and (not fronted or _is_role(words, after, close))):
        return _with_more(words, start, close, fronted)
    return words.span(start, end), end


def _with_more(words: Words, start: int, end: int, fronted: bool) -> tuple[Span, int]:
    """A second apposition, too, if it closes the sentence ("said X, head of Y, a former judge.")."""
    after = end + 1
    if fronted or after >= len(words.words) or words.words[end] != ",":
        return words.span(start, end), end
    rest = words.words[after:]
    if rest[-1] in ".?!" and words.lower[after] in _OPENS_MORE and BREAKS.isdisjoint(rest):
        return words.span(start, len(words.words) - 1), len(words.words) - 1
    return words.span(start, end), end


def _is_role(words: Words, start: int, end: int) -> bool:
    closed = end < len(words.words) and words.words[end] == ","
    finite = any(looks_finite(words, at) for at in range(start, end))
    if words.lower[start] in _RELATIVES:
        return closed
    opens = _ROLE_APPOSED.match(words.text, words.spans[start].start) is not None
    return closed and opens and not finite and not SPEAKER_NOUNS.isdisjoint(words.lower[start:end])


def _ends_phrase(words: Words, at: int, start: int) -> bool:
    word, lower = words.words[at], words.lower[at]
    if word in BREAKS or word in ".?!" or lower in SUBORDINATE or lower in AUXILIARIES - {"'s", "’s"}:
        return True
    if at > start and lower in ("in", "on", "at", "late", "early", "earlier", "during", "to"):
        return (
            re.match(rf"(?:{TIME}|{VENUE})\b", words.text[words.spans[at].start : words.spans[-1].end])
            is not None
        )
    if at > start and words.words[at - 1][0].isupper() and lower == word and _is_verbal(lower):
        return True
    if lower == "and":
        return at + 1 >= len(words.words) or not words.words[at + 1][0].isupper()
    return (at > start and lower in ("today", "yesterday")) or DAY.fullmatch(word) is not None


def _is_verbal(word: str) -> bool:
    """Whether a small word behind a name looks like its verb ("shows", "reported")."""
    return word.endswith(("s", "ed")) and word[0].isalpha() and word not in SPEAKER_NOUNS


def subject(words: Words, end: int, first: int = 0) -> Span | None:
    """The noun phrase that opens the main clause, up to its first verb, if that is easy to see."""
    starts = [first, *(at + 1 for at in range(first, end) if words.words[at] == ",")]
    return next((found for start in starts if (found := _subject_at(words, start, end))), None)


def _subject_at(words: Words, start: int, end: int) -> Span | None:
    if words.lower[start] in _DEPENDENT:
        return None
    start = _skip_leading(words, start, len(words.words))
    for at in range(start, min(end, start + SOURCE_MAX_WORDS)):
        if words.words[at] in BREAKS:
            return None
        if at > start and looks_finite(words, at):
            return words.span(start, at) if is_speaker(words, start, at) else None
    return None
