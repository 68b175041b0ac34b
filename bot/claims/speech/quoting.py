"""Quotations whose speaker no cue names: by a colon, by the clause beside them, by a signature."""

import re

from bot.claims.speech import clauses, phrases
from bot.claims.speech.grammar import AUXILIARIES, words_of
from bot.claims.speech.verbs import Found
from bot.news.attribution import CueKind
from bot.news.span import Span

_HEADED = re.compile(
    r"(?:[A-Z]{3,} [-–—] )?"
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep)\. )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    r"(?: and [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?):\s{0,2}(?=\S)"
)
_QUOTED_AFTER = re.compile(
    r"(?:(?<=[-–—])|(?<=[-–—] )|(?<=[Ff]rom ))"
    r"(?P<name>the (?:report|study|paper|statement|letter)|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    r"(?: and [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?):\s{0,2}(?=[“\"«])"
)
_PROSE = re.compile(r"\w+[’']?\w* [\w’']+ [\w’']*[a-z]|[?!]")
_NAME_MAX = 60
_NO_SPEAKER = re.compile(
    r"\b(?:Updated?|Notes?|Correction|Clarification|Read|Related|Watch|Photos?|Video|Listen|Exclusive|Breaking|Opinion"
    r"|Analysis|Explained|Live|More|See|Also|Sources?|Editing|Reporting|Where|When|What|Why|How|Who|The|This|That"
    r"|Here|There|And|But|Yes|No|First|Second|Third|Finally|Remember|Guide|Summary|Key|Background|Location|Date"
    r"|Time|By|From|To|In|On|At|As|For|Q|Question|Chapter|Part|Step|Day|Week|Tip|Warning|Caution)\b"
    r"|\b(?:UPDATED?|NOTE|CORRECTION|CLARIFICATION|READ|RELATED|WATCH|PHOTOS?|VIDEO|EXCLUSIVE|BREAKING|OPINION"
    r"|ANALYSIS|LIVE|MORE|SEE|ALSO|SOURCES?|KEY|THE|THIS|BY)\b"
)
"""What stands before a colon without speaking."""
_OPENERS = ("“", '"', "‘", "'", "«", "„")
_COLON = re.compile(r":(?=\s*$|\s{1,2}(?:[“\"«]|''))")
_TAG = re.compile(r"(?:[“\"](?P<said>[^“”\"]+[,?!.])[”\"]|''(?P<old>[^']+(?:'[^']+)*[,?!.])'')\s+(?=\w)")
_SIGNED = re.compile(
    r"\s*(?P<dash>[–—―]|--?)\s?(?P<name>[A-Z][\w.'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]+){0,4})"
    r"(?:,[^.“”\"\n]{2,80})?\.?\s*$"
)
_TAG_WORDS = 9
"""Words after a quotation among which the verb must be that tells who said it."""


def headed(text: str, sentence: Span) -> Found | None:
    """ "SPEAKER: Y": a name that is written small elsewhere, in capitals, or before a quotation."""
    colon = text.find(":", sentence.start, min(sentence.start + _NAME_MAX, sentence.end))
    match = _HEADED.match(text, sentence.start, sentence.end) if colon > 0 else None
    if match is None or _NO_SPEAKER.search(match["name"]):
        return None
    source, cue = Span(*match.span("name")), Span(match.end("name"), match.end("name") + 1)
    quotes = text.startswith(_OPENERS, match.end())
    known = quotes or " " in match["name"] or match["name"].isupper() or text.find(match["name"], cue.end) > 0
    content = clauses.trimmed(text, match.end(), sentence.end)
    spoken = content is not None and _PROSE.search(text, content.start, content.end)
    return Found(source, cue, CueKind.ASSERT, [content]) if known and content and spoken else None


def quoted_after(text: str, sentence: Span) -> Found | None:
    """ "More from SPEAKER: “Y”" within a sentence that has no other cue."""
    match = _QUOTED_AFTER.search(text, sentence.start, sentence.end) if ":" in sentence.of(text) else None
    if match is None or _NO_SPEAKER.search(match["name"]):
        return None
    source, cue = Span(*match.span("name")), Span(match.end("name"), match.end("name") + 1)
    content = clauses.trimmed(text, match.end(), sentence.end)
    return Found(source, cue, CueKind.ASSERT, [content]) if content else None


def announcing(text: str, sentence: Span) -> Found | None:
    """ "X turned to the crowd: “Y”" and "X wrote the following:" before a quotation: X says it."""
    colon = _COLON.search(text, sentence.start, sentence.end)
    if colon is None:
        return None
    words = words_of(text, Span(sentence.start, colon.start() + 1))
    source = phrases.subject(words, len(words.words))
    if source is None:
        return None
    cue = words.spans[words.at(source.end)]
    content = clauses.trimmed(text, colon.end(), sentence.end)
    if content is None:
        return Found(source, Span(cue.start, colon.start()), CueKind.ASSERT)
    return Found(source, cue, CueKind.ASSERT, [content])


def tagged(text: str, sentence: Span) -> Found | None:
    """ "“Y,” X went on, unmoved.": the clause right behind a quotation tells who speaks."""
    quote = _TAG.match(text, sentence.start, sentence.end)
    if quote is None:
        return None
    words = words_of(text, Span(quote.end(), sentence.end))
    for at in range(1, min(_TAG_WORDS, len(words.words))):
        if clauses.looks_finite(words, at):
            if words.lower[at] in AUXILIARIES or not phrases.is_speaker(words, 0, at):
                return None
            content = clauses.trimmed(text, sentence.start, quote.end())
            return Found(words.span(0, at), words.spans[at], CueKind.ASSERT, [content]) if content else None
    return None


def signed(text: str, quoted: Span, end: int) -> Found | None:
    """ "“Y” — X": a name behind a dash that closes what is quoted, up to an offset."""
    match = _SIGNED.match(text, quoted.end, end)
    if match is None or _NO_SPEAKER.search(match["name"]):
        return None
    return Found(Span(*match.span("name")), Span(*match.span("dash")), CueKind.ASSERT, [quoted])
