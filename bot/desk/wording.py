"""The program's own wording of what somebody says: speaker, cue and content, in verbatim pieces."""

import re

from bot.desk.checks import lexicon
from bot.desk.checks.facts import facts
from bot.news.attribution import Attribution, Reading
from bot.news.span import Span

_PRONOUNS = frozenset(lexicon.words("he she it they who which that we i this these those one both"))
_DOCUMENT = re.compile(
    r"\b(?:statement|report|release|post|message|letter|briefing|communiqué)\b", re.IGNORECASE
)
_AUXILIARIES = (
    r"(?:has|have|had|is|was|were|are|also|again|once|later|earlier|repeatedly|previously|since|now|then|further|"
    r"already|still|not|never|did|does|do|would|could|\w+ly)"
)
_PLAIN_GAP = re.compile(rf"\s*(?:{_AUXILIARIES}\s+)*|,\s[^,;:“”]+,\s+(?:{_AUXILIARIES}\s+)*")
_LINK_GAP = re.compile(r"[^“”;\n.]{0,60}")
_POSSESSIVE_GAP = re.compile(r"['’]s?(?:\s+\w+){0,3}\s+")
_DANGLING = re.compile(r", (?:its|his|her|their) [^,]+$")
_APPOSITION = re.compile(
    r", (?:an?|the|its|his|her|their|[^,]*['’]s|which|who)\b[^,]*$|^(?!the )[^,]*\b[a-z]+, [^,]+$"
)
_DATELINE = re.compile(
    r"[^\W\d_a-z]{2,}[.'’]?(?:[ -][^\W\d_a-z]{2,}){0,3}(?:,[^—–:;()\n-]{1,40})?(?:\s*\([^)\n]{1,40}\))?"
    r"\s*[—–-]{1,2}\s+"
)
_LEADING_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON_AS_NAME = re.compile(r" [^\W\d_a-z][^\W\d_]*[a-z]")
_TRAILING = re.compile(r"[\s,;:—–-]*([”\"’'»]?)[\s,;:—–-]*$")
_IRREGULAR_PAST = {
    "saying": "said",
    "telling": "told",
    "writing": "wrote",
    "seeing": "saw",
    "showing": "showed",
}
_SAYS = frozenset(["said", "says", "say", "told"])
_OPENING_QUOTES = '“"‘«„'


def worded(reading: Reading, attribution: Attribution) -> str:
    """A full sentence that says who says what, with the article's own cue, ending with a full stop.

    "Y, X said" becomes "X said Y"; a pronoun or a bare role becomes the resolved speaker; a passive stays
    as it stands. A scope that the content does not name follows in brackets.
    """
    text = reading.revision.text
    if _is_passive(text, attribution):
        first, source = attribution.content[0], attribution.source
        assert source is not None
        return _sentence(text[first.start : source.end])
    if _is_open(reading, attribution):
        sentence = reading.sentences[attribution.sentence].of(text)
        return f"{reading.revision.outlet} reports: “{' '.join(sentence.split())}”"
    said = _content(reading, attribution)
    if attribution.cue.of(text).casefold().startswith("according"):
        return _sentence(f"According to {speaker(reading, attribution).rstrip(',')}, {said}")
    cue = _cue(text, attribution)
    subject = speaker(reading, attribution) + _before_cue(reading, attribution)
    return _sentence(
        f"{subject}{cue}{_after_cue(reading, attribution, said)}{said}" + _scope(attribution, said)
    )


def speaker(reading: Reading, attribution: Attribution) -> str:
    """Who says it: the article's words where they name the speaker, else the resolved name."""
    source = attribution.source.of(reading.revision.text).strip() if attribution.source else ""
    source = " ".join(source.split())
    resolved = attribution.speaker
    if resolved is None:
        return source
    if source and _words(resolved) <= _words(source):
        return _closed(_DANGLING.sub("", source))
    if _DOCUMENT.search(source):
        return f"{resolved} (in “{source}”)"
    return resolved


def _is_open(reading: Reading, attribution: Attribution) -> bool:
    """Whether nobody can tell who speaks; then the sentence is given as it stands."""
    source = attribution.source.of(reading.revision.text) if attribution.source else ""
    return attribution.speaker is None and (not source.strip() or source.casefold() in _PRONOUNS)


def _closed(source: str) -> str:
    """The name with a comma behind its apposition ("Mara Ilves, the governor of Ost,")."""
    return f"{source}," if _APPOSITION.search(source) else source


def _words(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", name.replace("’", "'"))}


def _is_passive(text: str, attribution: Attribution) -> bool:
    source, content = attribution.source, attribution.content
    return bool(
        source
        and content
        and content[0].start < attribution.cue.start < source.start
        and re.fullmatch(r"\s*by\s+(?:\w+\s+)?", text[attribution.cue.end : source.start])
    )


def _content(reading: Reading, attribution: Attribution) -> str:
    pieces = [_piece(reading, without_dateline(reading.revision.text, span)) for span in attribution.content]
    said = " … ".join(piece for piece in pieces if piece)
    first = attribution.content[0] if attribution.content else None
    if first is not None and any(first.start == sentence.start for sentence in reading.sentences):
        return _lowered(said, reading.revision.text)
    return said


def without_dateline(text: str, span: Span) -> Span:
    """The span without the place and day that open a report ("OSTBY, Sudria, May 3 (The Gull) — ")."""
    line = _DATELINE.match(text, span.start, span.end)
    return span if line is None or not _opens_line(text, span.start) else Span(line.end(), span.end)


def _opens_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n"


def _piece(reading: Reading, span: Span) -> str:
    words = " ".join(span.of(reading.revision.text).split())
    return _TRAILING.sub(r"\1", words)


def _lowered(said: str, text: str) -> str:
    """The content without the capital of a sentence's first word, unless that word is a name."""
    first = _LEADING_WORD.match(said)
    if first is None or first[0] == "I" or (first[0].isupper() and len(first[0]) > 1):
        return said
    if first[0].casefold() not in lexicon.FUNCTION_WORDS and _GOES_ON_AS_NAME.match(said, first.end()):
        return said
    small = first[0][0].lower() + first[0][1:]
    is_common = (
        small in lexicon.FUNCTION_WORDS
        or facts(small).numbers
        or re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text)
    )
    return small + said[first.end() :] if is_common else said


def _cue(text: str, attribution: Attribution) -> str:
    """The article's verb; a participle ("stating") becomes a past tense, since it now leads a sentence."""
    cue = " ".join(attribution.cue.of(text).split())
    first, _, rest = cue.partition(" ")
    if not first.endswith("ing") or len(first) < 5:
        return cue
    stem = first[:-3]
    past = _IRREGULAR_PAST.get(first.casefold(), stem[:-1] + "ied" if stem.endswith("y") else stem + "ed")
    return f"{past} {rest}".strip()


def _before_cue(reading: Reading, attribution: Attribution) -> str:
    """What stands between speaker and verb ("has once again", an apposition), where that is all there is."""
    source, cue = attribution.source, attribution.cue
    if source is None or source.end > cue.start:
        return " "
    gap = reading.revision.text[source.end : cue.start]
    if _POSSESSIVE_GAP.fullmatch(gap):
        return gap
    if gap.startswith(", ") and "," in source.of(reading.revision.text):
        gap = gap[1:]
    plain = _PLAIN_GAP.fullmatch(gap) and not _crosses(reading, attribution, Span(source.end, cue.start))
    return " ".join(f"|{gap}|".split())[1:-1] if plain and gap.strip() else " "


def _crosses(reading: Reading, attribution: Attribution, gap: Span) -> bool:
    return any(gap.overlaps(other.cue) for other in reading.attributions if other is not attribution)


def _after_cue(reading: Reading, attribution: Attribution, said: str) -> str:
    if not said:
        return ""
    first, cue = attribution.content[0], attribution.cue
    if first.start >= cue.end:
        gap = reading.revision.text[cue.end : first.start]
        if _LINK_GAP.fullmatch(gap) and not _crosses(reading, attribution, Span(cue.end, first.start)):
            return " ".join(f"|{gap}|".split())[1:-1] or " "
    if said[0] in _OPENING_QUOTES and _is_whole_quotation(said):
        return ": "
    return " " if cue.of(reading.revision.text).split()[-1].casefold() in _SAYS else " that "


def _is_whole_quotation(said: str) -> bool:
    return said.rstrip(".!?")[-1] in '”"’»'


def _scope(attribution: Attribution, said: str) -> str:
    scope = attribution.scope
    if scope is None or " ".join(scope.split()).casefold() in said.casefold():
        return ""
    return f" ({' '.join(scope.split())})"


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    words = _TRAILING.sub(r"\1", words)
    stopped = words if re.search(r"[.!?…][”\"’'»)]?$", words) else f"{words}."
    return stopped[:1].upper() + stopped[1:]
