"""Reading a question: what kind of answer it asks for, about whom, and by which words."""

import re
import unicodedata
from dataclasses import replace

from bot.desk.extract.asked import DAYS, FUNCTION, Kind, Question, Term, terms_of
from bot.desk.extract.speech import AUX, AUXILIARY, WH, about_speech, small, speaker_name, told_by
from bot.desk.extract.words import plain, tokens, vocabulary

__all__ = ["Kind", "Question", "Term", "read"]

_LONGEST = 600
"""Characters of a question that are read."""

_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(rf"(?<=[?!.;:])\s+(?=(?:{WH}|{AUX})\b)", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^(?:(?:hey|hi|hello|please|so|and|but|ok|okay|well|also|copydesk|now|then)\b[\s,:]*|(?:(?:can|could"
    r"|would) you )?(?:please )?(?:tell|show|remind) (?:me|us)(?: please)?,? (?:about )?(?=wh|how|if)"
    r"|(?:do|does) (?:you|we|anyone) know (?=wh|how|if)|(?:i|we)(?: would|'d)? (?:want|like"
    r"|need) to know (?=wh|how|if)|(?:if|whether) )+",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r",?\s*\baccording to (?:the )?([^,?]+?)(?=,|\?|$)", re.IGNORECASE)
_PHRASE = re.compile(r"\"([^\"]{3,})\"|“([^”]{3,})”|«([^»]{3,})»")
_CAUSING = vocabulary("cause caused causes causing triggered sparked led reason reasons likely probable")
_PAST = vocabulary(
    "lost left fled took got won fell sank went came live lives work works remain died die need attend hit "
    "fought sold bought lie"
)
"""Verbs without -ed that may follow what is counted."""

_FIRST = re.compile(rf"(?:(?:in|at|on|from|to|by|until|for|up to|about|over) )?({WH}|{AUX})\b")
_BY_WORD = {
    "who": Kind.WHO,
    "whom": Kind.WHO,
    "whose": Kind.WHO,
    "where": Kind.WHERE,
    "when": Kind.WHEN,
    "since when": Kind.WHEN,
    "why": Kind.WHY,
}
_BY_NOUN = {
    "day|date|time|year|month": Kind.WHEN,
    "place|town|city|village|country|region": Kind.WHERE,
}
_PARTICLES = vocabulary("von van der den de del della di da la le al el bin ibn dos du")
_RANKS = vocabulary(
    "president minister prime foreign governor mayor colonel general captain judge mr mrs ms dr"
)
_NAME_WORDS = 4
_NO_NAME = re.compile(
    r"(?:ing|ed)\b|^(?:the|an?)\b|\b(?:in|of|for|to|the|by|on|at|near|with|from|after|found|dead)\b"
)
_COUNTING = re.compile(
    r"^what(?:'s| is| was| are| were| has been)? (?:the )?(?:\w+ )?(?:number|total|toll|count)\b"
    r"|^what(?:'s| is| was) the (?:price|cost|depth|length|size|age|amount)\b"
)
_CAUSE = re.compile(
    r"^(?:what|who) (?:has |had |have )?(?:caused?|triggered|sparked|led to)\b|^what (?:did"
    r"|has) .* caused? by\b|^what(?:'s| is| was| were| are) (?:the )?(?:likely |probable )?(?:cause"
    r"|reason)s?\b|^how come\b|^what .* reason\b"
)
_VERBLESS = re.compile(r"^wh(?:o|at)(?:'s|’s| is| was| are| were)\s+(?P<name>.+)$", re.IGNORECASE)
_ON_DAY = re.compile(rf"(?<!since )(?<!until )(?<!after )(?<!before )\b({'|'.join(DAYS)})\b", re.IGNORECASE)


def read(text: str) -> Question:
    """What a question asks; one of no known form, or none at all, is of kind OTHER with the terms it has."""
    clean = cleaned(text)
    phrases = tuple(next(filter(None, found)) for found in _PHRASE.findall(clean))
    according = _ACCORDING.search(clean)
    rest = _ACCORDING.sub("", clean).strip(" ,") if according else clean
    found = about_speech(rest) or _plain(rest)
    if according and found.speaker is None:
        found = told_by(found, according[1])
    weekdays = frozenset(day.lower() for day in _ON_DAY.findall(clean))
    return replace(found, text=text, phrases=phrases, weekdays=weekdays)


def cleaned(text: str) -> str:
    """The last question of the text, on one line, without greeting, end mark and curly apostrophes."""
    plain_text = _SPACE.sub(" ", unicodedata.normalize("NFC", text[:_LONGEST]).replace("’", "'")).strip(
        " ?!.¿"
    )
    return _PREAMBLE.sub("", _BETWEEN.split(plain_text)[-1])


def _plain(text: str) -> Question:
    low = small(text)
    found = Question(
        text, _kind(low), terms=terms_of(text if text[1:2].isupper() else low[:1] + text[1:])
    )  # its first capital names nothing
    found = replace(found, head=_head(low, found.terms))
    if found.kind is Kind.HOW_MANY:
        measured = re.match(r"(?:.* )?how (\w+)", low)
        terms = tuple(term for term in found.terms if measured is None or term.word != measured[1])
        return replace(found, terms=terms, asked=_counted(low))
    if found.kind is Kind.WHY:
        return replace(found, terms=tuple(term for term in found.terms if term.word not in _CAUSING))
    if (named := _VERBLESS.match(text)) and _is_name(named["name"], low):
        return Question(text, Kind.WHO_IS, speaker=speaker_name(named["name"]), terms=terms_of(named["name"]))
    return found


def _kind(low: str) -> Kind:
    if _CAUSE.match(low):
        return Kind.WHY
    if re.match(r"(?:up to |for |by )?how (?!come|did|do|does|was|were|is|are)", low) or _COUNTING.match(low):
        return Kind.HOW_MANY
    first = _FIRST.match(low)
    if first is None:
        return Kind.OTHER
    noun = next(
        (kind for nouns, kind in _BY_NOUN.items() if re.match(rf" (?:{nouns})\b", low[first.end() :])), None
    )
    if noun is not None and first[1] in ("what", "which"):
        return noun
    return Kind.YES_NO if re.fullmatch(AUX, first[1]) else _BY_WORD.get(first[1], Kind.OTHER)


def _head(low: str, terms: tuple[Term, ...]) -> str | None:
    """The verb, as far as its place tells: the last free word after an auxiliary, else the first."""
    free = [term.word for term in terms if not term.capital and term.preposition is None]
    if not free or _FIRST.match(low) is None:
        return None
    return free[-1] if AUXILIARY.search(low) else free[0]


def _counted(low: str) -> tuple[str, ...]:
    """The noun after "how many" with what stands before it: up to a verb or preposition."""
    found = re.match(r"how (?:many|much) (?:of )?(?:the )?(?:more )?(.*)", low)
    if found is None:
        return ()
    words: list[str] = []
    for word in map(plain, tokens(found[1])):
        if word in FUNCTION or (words and (word.endswith("ed") or word in _PAST)):
            break
        words.append(word)
    return tuple(words[:3])


def _is_name(words: str, low: str) -> bool:
    """Whether what follows "who is" is a bare name, and not what somebody does or is."""
    parts = [part for part in words.split() if part not in _PARTICLES]
    if low.startswith("what"):
        parts = [part for part in parts if part.lower() != "the"]
        return bool(parts) and all(part[0].isupper() for part in parts)
    if any(part[0].isupper() for part in parts[1:]):
        return all(part[0].isupper() or part.lower() in _RANKS for part in parts)
    return 0 < len(parts) <= _NAME_WORDS and not _NO_NAME.search(words.lower())
