"""Passages: runs of whole sentences, long enough to be found and short enough to be read."""

from collections.abc import Iterator, Sequence

from bot.news.span import Span
from bot.search.words import word_count

PASSAGE_WORDS = 180
SHORTEST = PASSAGE_WORDS // 3
"""A shorter tail joins the passage before it."""


def passages(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Cut a text, whose sentences stand in order, into passages of about `PASSAGE_WORDS` words.

    Each sentence lies in exactly one passage; one that is longer by itself is a passage of its own.
    """
    found: list[Span] = []
    counts: list[int] = []
    for span, count in _runs(text, sentences):
        if found and count < SHORTEST and counts[-1] + count <= PASSAGE_WORDS * 3 // 2:
            span, count = Span(found.pop().start, span.end), counts.pop() + count
        found.append(span)
        counts.append(count)
    return tuple(found)


def _runs(text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Sentences are added as long as that brings a run nearer to its length."""
    run: Span | None = None
    total = 0
    for sentence in sentences:
        count = word_count(sentence.of(text))
        if run is not None and total + count - PASSAGE_WORDS > PASSAGE_WORDS - total:
            yield run, total
            run, total = None, 0
        run = Span(run.start if run else sentence.start, sentence.end)
        total += count
    if run is not None:
        yield run, total
