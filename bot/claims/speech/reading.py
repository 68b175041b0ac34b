"""Reads one sentence: from its cues to who says what, as spans."""

import re
from collections.abc import Sequence

from bot.claims.speech import clauses, nominal, phrases
from bot.claims.speech.cues import Cue, is_negation, negated
from bot.claims.speech.finite import finite
from bot.claims.speech.grammar import BE, Words, listed, words_of
from bot.claims.speech.verbs import Found, Verb, cue_span, next_word, right
from bot.news.attribution import CueKind
from bot.news.span import Span

CUES_MAX = 40
"""A sentence with more cues is no prose, and would be slow to read."""

_SPEECH_PARTICIPLES = frozenset(
    ["say", "add", "state", "insist", "argue", "claim", "note", "stress", "explain", "write", "warn", "tell"]
)
_DECISION = re.compile(
    r"\b(?:will|would|shall) (?:\w+ ){0,2}?be (?:\w+ly )?(?:evacuated|closed|cancelled|canceled|postponed|"
    r"suspended|resettled|relocated|opened|reopened|appointed|paid|compensated|introduced|lifted|extended|"
    r"restored|moved)\b"
)
_FORCE = re.compile(
    r"\b(?:(?:had|has|have) (?:\w+ly )?)(?:destroy|kill|shell|str[iu]ck|attack|hit|shot|captur|repel|liberat"
    r"|seiz|advanc|bomb|fired|launch|invad|raid|wound|intercept|down|sunk|tak)\w*"
)
"""A deed of force: who announces it asserts it."""
_POSITION = re.compile(
    r"(?:it|he|she|they|we) (?:(?:do|does|did|would|will) not |(?:doesn|don|didn)['’]t |\w+ly )?"
    r"(?:support|want|oppose|favou?r|welcome|condemn|hope|back)(?:s|ed|d)?\b"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]+[A-Z](?:, [A-Z][\w. ]{2,30}?)?(?:, \w+\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \([^)]{2,40}\))?\s*(?:--?|[–—])\s+"
    r"|[A-Z][\w. ]{2,30}?(?:, [A-Z][\w. ]{2,30}?)? \([A-Z][^)]{1,30}\)\s*(?:--?|[–—])\s+"
)
"""A place, a day or an agency before the first sentence of a report."""
_APPEARANCES = listed("in on at before with alongside together for during next here there at") | {
    "",
    ".",
    ",",
}
_CLOSERS = frozenset(("”", '"', "''", "’", "'"))
_STOPS = frozenset((",", "!", "?"))
_PROGRESSIVE = BE | listed("'s ’s 're ’re 'm ’m")
_FRONTED = listed("after before by in when while despite without upon")
_LINKS = listed(", and while by before after in without – — -")
_NO_SUBJECTS = listed("to what who which would could might may")
_CLAUSE_STARTS = frozenset((",", ";", ":", "–", "—", "and", "but", "that", "“", "”", '"', "while", "though"))
_MEASURES = listed(
    "analysis audit census data document documents email emails estimates evidence figures filing "
    "filings footage images inquiry numbers outcome paper papers poll polls post posts records "
    "report reports research results review slide statistics studies study survey surveys test tests "
    "video videos"
)
"""What shows or finds something without being anybody."""
_IN_WORDS = re.compile(
    r"\b(?:for|over) (?:\w+ly )?(?:his|her|their|its|\w+ing)\b|\b(?:record|plan|polic(?:y|ies)|decision"
    r"|comment|remark|idea|deal|bill|law|press|media|critic|rival|opponent|proposal|statement|speech|view|stance"
    r"|position|argument|concern|vision|agenda|terms|case|claim)s?\b|^(?:him|her|them) as\b"
)
"""What is attacked in words rather than with arms."""
_DEEDS = listed("attack blast lay_out challenge push_back line_up_behind draw_attention_to detail") | {
    "took aim at",
    "takes aim at",
}
"""Verbs of speech that are verbs of force, or of work, as well."""
_MAKERS = re.compile(
    r"\b(?:videos?|footage|images?|clips?|photos?|photographs|recordings?|statements?|posts?) (?:from|by|of) "
)


def read(text: str, sentence: Span, cues: Sequence[Cue], quoted: Sequence[Span]) -> list[Found]:
    """The attributions of one sentence, in the order of their cues.

    Cues inside quotations are passed over: they are somebody's words.
    """
    if len(cues) > CUES_MAX:
        return []
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    words = words_of(text, Span(dateline.end() if dateline else sentence.start, sentence.end))
    found: list[Found] = []
    for cue in cues:
        if cue.span.start < words.start or clauses.overlapping(quoted, cue.span.start) is not None:
            continue
        if found and found[-1].content and found[-1].cue.end <= cue.span.start < found[-1].content[0].start:
            continue
        verb = _verb(words, cue, sentence.end, found)
        made = _READERS.get(cue.form, finite)(verb)
        if made is not None and _speaks(text, verb, made):
            made.kind = _kind(text, verb, made)
            found.append(made)
    for made in found:
        made.content = [_with_quotation(part, quoted) for part in made.content]
    return [
        made for made in found if made.content or made.kind is CueKind.NO_RESPONSE or made.announces(text)
    ]


def _verb(words: Words, cue: Cue, end: int, found: Sequence[Found]) -> Verb:
    at = words.at(cue.span.start)
    before = found[-1] if found else None
    floor = words.at(before.cue.end) if before else 0
    first = clauses.group_start(words, at, floor)
    return Verb(words, cue, first, words.at(cue.span.end), floor, end, before)


def _speaks(text: str, verb: Verb, made: Found) -> bool:
    """Whether the source can say so: a poll finds that, people find things; tests confirm nothing."""
    source = made.source.of(text) if made.source else ""
    words = set(re.findall(r"\w+", source.lower()))
    if verb.cue.lemma in ("show", "find"):
        return not _MEASURES.isdisjoint(words)
    if verb.cue.lemma in _DEEDS:
        return any(_IN_WORDS.search(part.of(text)) for part in made.content)
    turned = any(map(is_negation, verb.group))
    return not (turned and _MEASURES & words and verb.cue.form != "phrase")


def _kind(text: str, verb: Verb, made: Found) -> CueKind:
    words = made.content[0].of(text) if made.content else ""
    if verb.cue.form != "phrase" and any(map(is_negation, verb.group)):
        return negated(made.kind)
    if made.kind is CueKind.ASSERT and _POSITION.match(words):
        return CueKind.COMMENT
    if made.kind is CueKind.ASSERT and _DECISION.search(words):
        return CueKind.ANNOUNCE
    return CueKind.ASSERT if made.kind is CueKind.ANNOUNCE and _FORCE.search(words) else made.kind


def _with_quotation(part: Span, quoted: Sequence[Span]) -> Span:
    """The content up to the end of a quotation that it cuts."""
    cut = clauses.overlapping(quoted, part.end)
    return Span(part.start, cut.end) if cut is not None and cut.start >= part.start else part


def _according(verb: Verb) -> Found | None:
    """ "Y, according to X", "According to X, Y" and "Y1, according to X, Y2"."""
    source, behind = phrases.reference(verb.words, verb.after)
    if source is None:
        return None
    text, at = verb.words.text, verb.words.at(verb.cue.span.start)
    floor = verb.floor
    if verb.before is not None and verb.before.contains(verb.cue.span.start):
        verb.before.cut(text, verb.cue.span.start)
        floor = 0
    elif verb.before is not None and verb.before.kind is CueKind.COMMENT:
        floor = 0
    left = clauses.trimmed(text, verb.offset(floor), verb.cue.span.start) if at > floor else None
    right = clauses.trimmed(text, verb.offset(behind), verb.end)
    if left and (right is None or clauses.is_clause(verb.words, floor, at) or text[right.start].isupper()):
        right = None
    return Found(source, verb.cue.span, verb.cue.kind, [part for part in (left, right) if part])


def _seeming(verb: Verb) -> Found | None:
    """ "Y1 seems Y2": what nobody in particular believes; "it appeared in May" says nothing."""
    text = verb.words.text
    if verb.before is not None and verb.before.contains(verb.cue.span.start):
        return None
    if next_word(verb) in _APPEARANCES or verb.previous(verb.first) in _NO_SUBJECTS:
        return None
    start = verb.first
    while start > verb.floor and verb.words.words[start - 1] not in _CLAUSE_STARTS:
        start -= 1
    left = clauses.trimmed(text, verb.offset(start), verb.offset(verb.first))
    right = clauses.trimmed(text, verb.cue.span.end, verb.end)
    return Found(None, cue_span(verb), verb.cue.kind, [left, right]) if left and right else None


def _unclear(verb: Verb) -> Found | None:
    """ "It is unclear whether Y": nobody in particular does not know."""
    return right(verb, None, verb.cue.kind)


def _asked(verb: Verb) -> Found | None:
    """ "Asked about Y, X said ...": nobody says by whom; "Asked by a friend" asks nothing of this kind."""
    comma = verb.words.text.find(",", verb.cue.span.end, verb.end)
    cue = verb.words.spans[verb.words.at(verb.cue.span.start)]
    content = clauses.trimmed(verb.words.text, cue.end, comma) if comma > 0 else None
    return Found(None, cue, verb.cue.kind, [content]) if content else None


def _silence(verb: Verb) -> Found | None:
    """ "There was no comment from X"."""
    source, _ = phrases.source_after(verb.words, verb.after)
    return Found(source, verb.cue.span, verb.cue.kind) if source else None


def _participle(verb: Verb) -> Found | None:
    """ ", saying that ...": shares the source before it, or the subject of the sentence."""
    if not _PROGRESSIVE.isdisjoint(verb.group):
        return finite(verb)
    if verb.first == 1 and verb.words.lower[0] in _FRONTED:
        return _fronted(verb)
    before, speech = verb.before, verb.cue.lemma in _SPEECH_PARTICIPLES
    if before is not None and before.kind is CueKind.VERIFY and not speech:
        maker = _shown(verb)
        return right(verb, maker, CueKind.CLAIM) if maker else None
    link = verb.previous(verb.first)
    if link in _CLOSERS and verb.previous(verb.first - 1) in _STOPS:
        link = ","
    if link not in _LINKS:
        return _qualifying(verb) if speech else None
    if before is not None:
        if link == "and" and before.contains(verb.cue.span.start):
            return None  # "said he was leaving and taking his staff"
        before.cut(verb.words.text, verb.words.spans[verb.first - 1].start)
        return right(verb, before.source, verb.cue.kind)
    source = phrases.subject(verb.words, verb.first)
    return right(verb, source, verb.cue.kind) if source or speech else None


def _fronted(verb: Verb) -> Found | None:
    """ "After saying Y, X left"."""
    comma = verb.words.text.find(", ", verb.cue.span.end, verb.end)
    content = clauses.trimmed(verb.words.text, verb.cue.span.end, comma) if comma > 0 else None
    if content is None:
        return None
    source = phrases.subject(verb.words, len(verb.words.words), verb.words.at(comma) + 1)
    return Found(source, verb.cue.span, verb.cue.kind, [content]) if source else None


def _qualifying(verb: Verb) -> Found | None:
    """ "a letter saying that Y", "with X saying that Y"."""
    if verb.before is not None and verb.before.contains(verb.cue.span.start):
        return None
    source = phrases.source_before(verb.words, verb.first, _after_with(verb))
    return right(verb, source, verb.cue.kind) if source else None


def _after_with(verb: Verb) -> int:
    """The token behind the last "with" or "of" before the verb, else the floor."""
    for at in range(verb.first - 1, max(verb.floor, verb.first - phrases.SOURCE_MAX_WORDS), -1):
        if verb.words.lower[at] == "with":
            return at + 1
    return verb.floor


def _shown(verb: Verb) -> Span | None:
    """Who made what a verifier has seen: the speaker of what it announces, not the verifier."""
    text = verb.words.text
    start = verb.before.cue.end if verb.before else 0
    made = _MAKERS.search(text, start, verb.cue.span.start)
    return clauses.trimmed(text, made.end(), verb.offset(verb.first)) if made else None


_READERS = {
    "according": _according,
    "seeming": _seeming,
    "silence": _silence,
    "unclear": _unclear,
    "asked": _asked,
    "position": nominal.position,
    "noun": nominal.noun,
    "ing": _participle,
}
