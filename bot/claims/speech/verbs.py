"""A cue in its sentence, and what is said behind it."""

import re
from dataclasses import dataclass, field

from bot.claims.speech import clauses
from bot.claims.speech.cues import Cue, is_negation
from bot.claims.speech.grammar import AUXILIARIES, Words
from bot.news.attribution import CueKind
from bot.news.span import Span

_FRONTED = frozenset(["as", "after", "while", "although", "though", "since", "before", "when", "because"])
_DOUBT = re.compile(
    r", (?:which|though|although|but|something|a claim)\b[^,.]*"
    r"\b(?:verif|confirm|corroborat|authenticat)(?:y|ied|ed|e)\b"
)

_ADDED = re.compile(r",[”\"’']* (?:\w+ing\b(?! to)|just as|with|but|according)\b")
_BESIDE = re.compile(
    r"(?<=\w{3});|,[”\"’']* (?:who|which|where|when|as|after|while|though|although)\b"
    r"|[”\"’']+ and \w+ed\b"
    r"|[”\"’']* (?:when|while|because|until|after|before|even though|amid|following|in the wake of)\b"
)
_CLAUSE = re.compile(r"\s*(?:that|whether|if|how|why|what|who|where|when)\b")
"""What only accompanies a deed that is no clause ("called for calm, citing the vote")."""


@dataclass(slots=True)
class Found:
    """An attribution in the making; a later cue of the sentence may still cut its content."""

    source: Span | None
    cue: Span
    kind: CueKind
    content: list[Span] = field(default_factory=list)
    relative: bool = False

    def cut(self, text: str, offset: int) -> None:
        """Ends the content before an offset."""
        kept = [Span(part.start, min(part.end, offset)) for part in self.content if part.start < offset]
        ends = (clauses.trimmed(text, part.start, part.end) for part in kept)
        self.content = [part for part in ends if part is not None]

    def announces(self, text: str) -> bool:
        """Whether its content follows behind a colon, in the next sentence or paragraph."""
        return not self.content and text.startswith(":", self.cue.end)

    def contains(self, offset: int) -> bool:
        """Whether its content goes over an offset behind the cue."""
        return any(self.cue.end <= part.start <= offset < part.end for part in self.content)


@dataclass(slots=True)
class Verb:
    """A cue in its sentence, with what was found before it.

    `first`, `after` and `floor` are token indices: where the verb group begins, what follows the cue, and
    the end of the cue before.
    """

    words: Words
    cue: Cue
    first: int
    after: int
    floor: int
    end: int
    before: Found | None

    @property
    def group(self) -> tuple[str, ...]:
        """The auxiliaries and adverbs before the verb, small."""
        return self.words.lower[self.first : self.words.at(self.cue.span.start)]

    def previous(self, at: int) -> str:
        """The token before a token, or "" at the floor."""
        return self.words.lower[at - 1] if at > self.floor else ""

    def offset(self, at: int) -> int:
        """Where a token begins; behind the last one, the end of the sentence."""
        return self.words.spans[at].start if at < len(self.words.spans) else self.end


def next_word(verb: Verb) -> str:
    """The token behind the cue, small; "" at the end."""
    return verb.words.lower[verb.after] if verb.after < len(verb.words.lower) else ""


def right(verb: Verb, source: Span | None, kind: CueKind) -> Found | None:
    """The content behind the cue; a refusal to answer, or a colon at the end, can do without one."""
    start = verb.cue.span.end
    if verb.cue.lemma != "call":
        start = clauses.after_asides(verb.words.text, start, verb.end, told=verb.cue.lemma == "tell")
    content = clauses.trimmed(verb.words.text, start, _content_end(verb, start, source))
    announced = verb.words.text.startswith(":", verb.cue.span.end)
    if content is None and kind is not CueKind.NO_RESPONSE and not announced:
        return None
    relative = verb.previous(verb.first) in ("who", "which")
    return Found(source, cue_span(verb), kind, [content] if content else [], relative)


def _content_end(verb: Verb, start: int, source: Span | None) -> int:
    """The end of the sentence, of the relative clause around the verb, or where belief is withheld."""
    before = verb.words.at(source.start) if source else 0
    fronted = before == 1 and verb.words.lower[0] in _FRONTED
    inserted = before > 0 and verb.words.lower[before - 1] in ("which", "whom")
    if fronted or inserted or verb.previous(verb.first) in ("who", "which"):
        comma = verb.words.text.find(",", start, verb.end)
        return comma if comma > 0 else verb.end
    doubt = _DOUBT.search(verb.words.text, start, verb.end)
    if doubt is None and (verb.cue.kind is CueKind.COMMENT or verb.cue.lemma in ("accuse", "blame")):
        doubt = _ADDED.search(verb.words.text, start, verb.end)
        if verb.cue.kind is CueKind.COMMENT and _CLAUSE.match(verb.words.text, start) is None:
            doubt = _BESIDE.search(verb.words.text, start, doubt.start() if doubt else verb.end) or doubt
    return doubt.start() if doubt else verb.end


def cue_span(verb: Verb) -> Span:
    """The verb with its auxiliaries; adverbs before them are left out."""
    at = verb.words.at(verb.cue.span.start)
    for index in range(verb.first, at):
        if verb.words.lower[index] in AUXILIARIES or is_negation(verb.words.lower[index]):
            return Span(verb.words.spans[index].start, verb.cue.span.end)
    return verb.cue.span
