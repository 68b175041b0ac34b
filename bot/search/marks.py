"""Where the words of a question stand in a text."""

import re
from collections.abc import Collection

from bot.news.span import Span
from bot.search.query import Query
from bot.search.words import variants, words

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’.,]\w+)*")


def marks(text: str, query: Query, languages: Collection[str] = ()) -> tuple[Span, ...]:
    """The words of `text` that have a stem in common with the terms and phrases of the query."""
    wanted = _stems(" ".join((*query.terms, *query.phrases)), languages)
    if not wanted:
        return ()
    found = (Span(*word.span()) for word in _WORD.finditer(text))
    return tuple(span for span in found if wanted & _stems(span.of(text), languages))


def _stems(text: str, languages: Collection[str]) -> frozenset[str]:
    return frozenset(stem for word in words(text) for stem in variants(word, languages))
