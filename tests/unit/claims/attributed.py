"""Texts read for their attributions, as rows that a table can hold."""

from bot.claims.attribution import attributions
from bot.news.attribution import Attribution
from bot.news.sentences import split

Row = tuple[str, str | None, str, list[str]]


def read(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text."""
    return attributions(text, split(text))


def rows(text: str) -> list[Row]:
    """Kind, speaker, cue and contents of each."""
    return [
        (each.cue_kind.value, each.speaker, each.cue.of(text), [part.of(text) for part in each.content])
        for each in read(text)
    ]
