"""Who says what: reads the attributions out of an English text, by rule."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.cast import Cast
from bot.claims.cues import cues
from bot.claims.reading import read
from bot.claims.scope import scope
from bot.claims.verbs import Found
from bot.claims.vetoes import with_vetoes
from bot.news.attribution import Attribution
from bot.news.sentences import paragraphs, quotations
from bot.news.span import Span

_MARK = re.compile(r"[“”\"«»]|''")
_OPENED = re.compile(r"[“«]|(?<![^\s(—–-])(?:\"|'')(?=\w)")
_GAP_MAX = 80
"""Code points between the end of an attribution and a quotation that goes on with it."""

RULES = 1
"""Version of the rules by which this package reads; what an older one read is read again."""


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
    found: list[Attribution] = []
    at = 0
    for block in paragraphs(text):
        inside = []
        while at < len(sentences) and sentences[at].start < block.end:
            inside.append(at)
            at += 1
        here = _Paragraph(text, block, [(index, sentences[index]) for index in inside], cast)
        read_here = here.read(found[-1] if found else None)
        if found and here.continued is not None:
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


class _Paragraph:
    """Reads one paragraph; its loose quotations belong to the attribution beside them.

    `continued` is the last attribution of the text before, with what this paragraph quotes of it.
    """

    def __init__(self, text: str, block: Span, sentences: Sequence[tuple[int, Span]], cast: Cast) -> None:
        self._text, self._block, self._sentences, self._cast = text, block, sentences, cast
        self._quoted = _quoted(text, block)
        self._made: list[Attribution] = []
        self._loose: list[Span] = []
        self.continued: Attribution | None = None

    def read(self, before: Attribution | None) -> list[Attribution]:
        """The attributions of the paragraph; `before` is the last one of the text before it."""
        for index, sentence in self._sentences:
            here = list(cues(self._text, sentence, weak=True))
            drafts = read(self._text, sentence, here, self._quoted) if here else []
            if drafts:
                self._take(index, drafts)
            elif self._is_quotation(sentence):
                self._keep(sentence)
        if self._loose and not self._made and before is not None and self._goes_on(before):
            self.continued = replace(before, content=(*before.content, *self._loose))
        return self._made

    def _take(self, index: int, drafts: Sequence[Found]) -> None:
        """Resolves a sentence's drafts; a quotation just before it is the first one's, if it quotes too."""
        first = drafts[0]
        if self._loose and not self._made and first.content and self._is_spoken(first.content):
            first.content = [*self._loose, *first.content]
        self._loose = []
        self._made.extend(_resolved(self._text, index, draft, self._cast, self._block) for draft in drafts)

    def _keep(self, sentence: Span) -> None:
        last = self._made[-1] if self._made else None
        if last is not None and (self._is_spoken(last.content) or _announces(self._text, last)):
            self._made[-1] = replace(last, content=(*last.content, sentence))
        else:
            self._loose.append(sentence)

    def _is_quotation(self, sentence: Span) -> bool:
        """Whether a sentence is nothing but quotation."""
        return any(quote.covers(sentence) for quote in self._quoted)

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
            and _MARK.search(self._text, before.content[0].start, before.content[-1].end) is not None
        )


def _quoted(text: str, block: Span) -> tuple[Span, ...]:
    """The quotations of a paragraph; one that it does not close goes on to its end."""
    closed = quotations(text, block)
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
    )
