"""Who says what: reads the attributions out of an English text, by rule."""

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


def attributions(
    text: str, sentences: Sequence[Span], language: str | None = "en"
) -> tuple[Attribution, ...]:
    """The attributions of a text, in the order of their cues; none when its language is not English.

    `sentences` are the spans of `news.sentences.split`; a null `language` is read as English. A speaker who
    cannot be told from the text is null, and what could be read in two ways is left out.
    """
    if language is not None and not language.lower().startswith("en"):
        return ()
    blocks = paragraphs(text)
    cast = Cast(text, sentences)
    found: list[Attribution] = []
    at = 0
    for block in blocks:
        inside = []
        while at < len(sentences) and sentences[at].start < block.end:
            inside.append(at)
            at += 1
        read_here = _paragraph(text, block, [(index, sentences[index]) for index in inside], cast)
        found.extend(with_vetoes(text, sentences, inside, read_here))
    return tuple(found)


def is_own_voice(span: Span, found: Sequence[Attribution]) -> bool:
    """Whether a stretch has no part in any attribution: neither source nor cue nor content."""
    for each in found:
        parts = (each.cue, *each.content, *([each.source] if each.source else []))
        if any(part.overlaps(span) for part in parts):
            return False
    return True


def _paragraph(
    text: str, block: Span, sentences: Sequence[tuple[int, Span]], cast: Cast
) -> list[Attribution]:
    quoted = quotations(text, block)
    made: list[Attribution] = []
    for index, sentence in sentences:
        here = list(cues(text, sentence))
        drafts = read(text, sentence, here, quoted) if here else []
        if not drafts and made and _goes_on(sentence, quoted, made[-1]):
            made[-1] = replace(made[-1], content=(*made[-1].content, sentence))
        made.extend(_resolved(text, index, draft, cast, block) for draft in drafts)
    return made


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


def _goes_on(sentence: Span, quoted: Sequence[Span], before: Attribution) -> bool:
    """Whether a sentence is nothing but quotation, after a quotation of the speaker before it."""
    spoken = any(any(part.overlaps(quote) for quote in quoted) for part in before.content)
    return spoken and any(quote.covers(sentence) for quote in quoted)
