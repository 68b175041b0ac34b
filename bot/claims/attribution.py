"""Who says what: reads the attributions out of an English text, by rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claims.speech.cast import Cast
from bot.claims.speech.clauses import clauses
from bot.claims.speech.cues import cues, is_hedged
from bot.claims.speech.quoting import announcing, headed, quoted_after, signed, tagged
from bot.claims.speech.reading import read
from bot.claims.speech.scope import scope
from bot.claims.speech.verbs import Found
from bot.claims.speech.vetoes import is_veto, with_vetoes
from bot.claims.speech.voice import leaning, opens_aside, states
from bot.news.attribution import Attribution, CueKind
from bot.news.machine_text import addressed
from bot.news.sentences import paragraphs, quotations
from bot.news.span import Span

_MARK = re.compile(r"[“”\"«»]|''")
_OPENED = re.compile(r"[“«]|(?<![^\s(—–-])(?:\"|'')(?=\w)")
_ADMITTING = re.compile(
    r"\b(?:admi|acknowledg|conced|owned up|accept|t(?:akes|ook|aking) responsibility)", re.IGNORECASE
)
_UNQUOTED = (CueKind.DENY, CueKind.VERIFY, CueKind.NO_RESPONSE)
_GAP_MAX = 300
"""Code points between the end of an attribution and a quotation that goes on with it."""
_ASIDE = re.compile(
    r"\bto $|(?:\w['’]s?|\b(?:his|her|its|their|my|our|His|Her|Its|Their))(?: [\w-]*[^\Ws])? $"
)
_ASIDE_MAX = 40
_MOSTLY = 0.6
"""The part of a sentence that is quoted when the rest only leads to it."""


def attributions(
    text: str, sentences: Sequence[Span], language: str | None = "en"
) -> tuple[Attribution, ...]:
    """The attributions of a text, in the order of their cues; none when its language is not English.

    `sentences` are the spans of `news.sentences.split`; a null `language` is read as English. A speaker who
    cannot be told from the text is null, and what could be read in two ways is left out.
    """
    if language is not None and not language.lower().startswith("en"):
        return ()
    cast = Cast(text, sentences)
    for_programs = addressed(text, tuple(sentences))
    found: list[Attribution] = []
    at = 0
    for block in paragraphs(text):
        inside = []
        while at < len(sentences) and sentences[at].start < block.end:
            inside.append(at)
            at += 1
        here = _Paragraph(text, block, [(index, sentences[index]) for index in inside], cast)
        read_here = here.read(found[-1] if found else None)
        if found and here.continued is not None and for_programs.isdisjoint(inside):
            found[-1] = here.continued
        found.extend(with_vetoes(text, sentences, inside, read_here))
    return tuple(each for each in found if not _announces(text, each))


def _announces(text: str, found: Attribution) -> bool:
    """Whether what is said follows behind a colon ("She said:"), and was not found yet."""
    return not found.content and text.startswith(":", found.cue.end)


def is_own_voice(span: Span, found: Sequence[Attribution]) -> bool:
    """Whether a stretch has no part in any attribution: neither source nor cue nor content."""
    for each in found:
        parts = (each.cue, *each.content, *([each.source] if each.source else []))
        if any(part.overlaps(span) for part in parts):
            return False
    return True


def own_voice(
    text: str, sentences: Sequence[Span], found: Sequence[Attribution], language: str | None = "en"
) -> tuple[Span, ...]:
    """The clauses that the article states itself: no part of an attribution, no hedge, no doubt of belief.

    Headings, questions, imperatives, corrections, bylines and what is only quoted are left out, and so is
    a clause that leans on one with a hedge. None when the language is not English.
    """
    if language is not None and not language.lower().startswith("en"):
        return ()
    parts = _parts(text, sentences, found)
    stated: list[Span] = []
    for sentence, inside in zip(sentences, parts, strict=True):
        if states(text, sentence) and not is_veto(text, sentence):
            stated.extend(_stated(text, sentence, inside))
    return tuple(stated)


def _parts(text: str, sentences: Sequence[Span], found: Sequence[Attribution]) -> list[list[Span]]:
    """For each sentence, the cues and contents that it shares a code point with, in order."""
    inside: list[list[Span]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for part in sorted(
        part for each in found if not _aside(text, each) for part in (each.cue, *each.content)
    ):
        at = max(bisect_right(starts, part.start) - 1, 0)
        while at < len(sentences) and sentences[at].start < part.end:
            if part.overlaps(sentences[at]):
                inside[at].append(part)
            at += 1
    return inside


def _aside(text: str, found: Attribution) -> bool:
    """Whether a comment only tells what a deed was for, or whose plan it was: the deed is still stated."""
    if found.cue_kind is not CueKind.COMMENT or found.cue.of(text).endswith(" that"):
        return False
    return _ASIDE.search(text, max(found.cue.start - _ASIDE_MAX, 0), found.cue.start) is not None


def _stated(text: str, sentence: Span, parts: Sequence[Span]) -> Iterator[Span]:
    """The clauses of a sentence in the outlet's own voice."""
    if parts and (opens_aside(text, sentence) or parts[0].start <= sentence.start):
        return
    firm = True
    for clause in clauses(text, sentence):
        leans = leaning(text, clause)
        firm = (firm or not leans) and not is_hedged(text, clause)
        if firm and not any(part.overlaps(clause) for part in parts) and not (leans and parts):
            yield clause


class _Paragraph:
    """Reads one paragraph; its loose quotations belong to the attribution beside them.

    `continued` is the last attribution of the text before, with what this paragraph quotes of it.
    """

    def __init__(self, text: str, block: Span, sentences: Sequence[tuple[int, Span]], cast: Cast) -> None:
        self._text, self._block, self._sentences, self._cast = text, block, sentences, cast
        self._quoted = _quoted(text, block)
        self._made: list[Attribution] = []
        self._loose: list[Span] = []
        self._speech = False
        self.continued: Attribution | None = None

    def read(self, before: Attribution | None) -> list[Attribution]:
        """The attributions of the paragraph; `before` is the last one of the text before it."""
        for index, sentence in self._sentences:
            drafts = self._drafts(sentence)
            if drafts:
                self._take(index, drafts)
            elif self._speech or self._is_quotation(sentence):
                self._keep(sentence)
        if self._loose and self._made:
            self._give(len(self._made) - 1)
        elif self._loose and before is not None and self._goes_on(before):
            self.continued = replace(before, content=(*before.content, *self._loose))
        return self._made

    def _drafts(self, sentence: Span) -> list[Found]:
        """What the sentence says; a name with a colon before it speaks all of the paragraph."""
        opening = headed(self._text, sentence) if sentence.start == self._block.start else None
        if opening is not None:
            self._speech = True
            return [opening]
        here = list(cues(self._text, sentence, weak=True))
        drafts = read(self._text, sentence, here, self._quoted) if here else []
        return drafts or self._late(sentence)

    def _late(self, sentence: Span) -> list[Found]:
        """Who is quoted in a sentence without a cue."""
        if not self._quoted and not self._text.startswith(":", sentence.end - 1):
            return []
        made = (
            quoted_after(self._text, sentence)
            or tagged(self._text, sentence)
            or announcing(self._text, sentence)
            or next(
                (found for each in self._quoted if (found := signed(self._text, each, sentence.end))), None
            )
        )
        return [made] if made is not None else []

    def _take(self, index: int, drafts: Sequence[Found]) -> None:
        """Resolves a sentence's drafts; a quotation just before it is the first one's, if it quotes too."""
        first = drafts[0]
        if self._loose and self._made:
            self._give(len(self._made) - 1)
        elif self._loose and first.content and self._is_spoken(first.content):
            first.content = [*self._loose, *first.content]
        self._loose = []
        self._made.extend(_resolved(self._text, index, draft, self._cast, self._block) for draft in drafts)

    def _give(self, at: int) -> None:
        """Gives the loose quotations to an attribution; a denial's are its reasons, not what it denies."""
        last = self._made[at]
        if last.source is not None and last.cue_kind not in _UNQUOTED:
            self._made[at] = replace(last, content=(*last.content, *self._loose))

    def _keep(self, sentence: Span) -> None:
        """Gives a quotation to who is quoted in the last sentence that has a speaker, or keeps it."""
        for at in reversed(range(len(self._made))):
            last = self._made[at]
            if last.sentence != self._made[-1].sentence:
                break
            if self._speech or self._is_spoken(last.content) or _announces(self._text, last):
                self._made[at] = replace(last, content=(*last.content, sentence))
                return
        self._loose.append(sentence)

    def _is_quotation(self, sentence: Span) -> bool:
        """Whether a sentence is hardly anything but quotation."""
        inside = (
            max(0, min(quote.end, sentence.end) - max(quote.start, sentence.start)) for quote in self._quoted
        )
        return sum(inside) >= _MOSTLY * (sentence.end - sentence.start)

    def _is_spoken(self, content: Sequence[Span]) -> bool:
        return any(part.overlaps(quote) for part in content for quote in self._quoted)

    def _goes_on(self, before: Attribution) -> bool:
        """Whether a paragraph of nothing but quotation goes on with the quotation that ended the last one."""
        if _announces(self._text, before):
            return self._text[before.cue.end : self._block.start].strip() == ":"
        whole = sum(part.end - part.start for part in self._loose) >= 0.9 * (
            self._block.end - self._block.start
        )
        gap = self._text[max(part.end for part in (before.cue, *before.content)) : self._block.start]
        return (
            whole
            and len(gap) < _GAP_MAX
            and bool(before.content)
            and before.source is not None
            and before.cue_kind not in _UNQUOTED
        )


def _quoted(text: str, block: Span) -> tuple[Span, ...]:
    """The quotations of a paragraph; one that it does not close goes on to its end."""
    closed = quotations(text, block)
    if closed and closed[0].start > block.start and _OPENED.match(text, block.start, closed[0].start):
        return (block,)
    last = closed[-1].end if closed else block.start
    opened = _OPENED.search(text, last, block.end)
    return (*closed, Span(opened.start(), block.end)) if opened else closed


def _resolved(text: str, index: int, draft: Found, cast: Cast, block: Span) -> Attribution:
    return Attribution(
        sentence=index,
        source=draft.source,
        cue=draft.cue,
        content=tuple(draft.content),
        cue_kind=draft.kind,
        speaker=cast.resolve(draft.source, block),
        scope=scope(text, draft.kind, draft.content),
        admission=draft.kind is CueKind.CONFIRM and _ADMITTING.search(draft.cue.of(text)) is not None,
    )
