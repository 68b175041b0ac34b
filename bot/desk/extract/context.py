"""What stands around a sentence in its article: its paragraph, what its first word points back to, places."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.desk.extract.words import plain, vocabulary
from bot.news.attribution import Reading
from bot.news.sentences import paragraphs
from bot.news.span import Span

PREVIOUS, PARAGRAPH, OPENING, ARTICLE = 0.7, 0.5, 0.5, 0.3
"""What a word of the question is worth that stands in the sentence before, earlier in the paragraph, in the
title or the opening of the article, and anywhere in it."""

_LEAD = 2
_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_PRONOUN = re.compile(
    r"^[\"“'‘]?(?:he|she|it|they|his|her|its|their|both|this|these|one of them|two of them|nobody|no one)\b"
    r"|^[\"“][^\"”]+[\"”],? (?:he|she|it|they)\b",  # “…,” she said in Ost
    re.IGNORECASE,
)
_NAME = rf"{_CAPITAL}(?: {_CAPITAL})*"
_SETTLEMENT = "capital|city|town|village|region|province|district|port|island"
_LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|around|across|inside|from|reached) "
    r"(?!the \w+(?:an|ese|ish) [a-z])"  # "in the Ukrainian town"
    rf"(?:(?:the|north|south|east|west|central|nearby)(?:ern)? )*(?P<place>{_NAME})"
)
_SETTLED = re.compile(
    rf"\b(?:{_SETTLEMENT})(?: of|,)? (?P<place>{_NAME})"
    rf"|(?P<named>{_NAME}), (?:a|an|the|[\w’']+['’]s) (?:[\w’'-]+ ){{0,3}}?(?:{_SETTLEMENT})\b"
    r"|\b(?:attacks?|strikes?|fired?|raids?|assaults?|shelling|bombardment|launched) (?:on|of|against) "
    rf"(?P<struck>{_NAME})"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CALENDAR = vocabulary(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday"
)


@dataclass(frozen=True, slots=True)
class Context:
    """An article cut into sentences; `opens` has, for each, the index of the first one of its paragraph.

    `names` are the words, in small letters, that it only writes with a capital; `places` the names that stand
    after a word of place.
    """

    title: str
    sentences: tuple[str, ...]
    opens: tuple[int, ...]
    names: frozenset[str]
    places: frozenset[str]

    def around(self, index: int) -> Iterator[tuple[float, str]]:
        """What stands before a sentence, and the opening of its article, with what a word there is worth."""
        if index:
            yield PREVIOUS, self.sentences[index - 1]
        for earlier in range(self.opens[index], index - 1):
            yield PARAGRAPH, self.sentences[earlier]
        yield from ((OPENING, opening) for opening in (self.title, *self.sentences[:_LEAD]))

    def paragraph_up_to(self, index: int) -> tuple[str, ...]:
        """A sentence and those of its paragraph before it, the nearest first."""
        return self.sentences[self.opens[index] : index + 1][::-1]


def points_back(sentence: str) -> bool:
    """Whether a sentence opens with a word for what stands before it."""
    return _PRONOUN.match(sentence) is not None


def context(reading: Reading) -> Context:
    """The context of an article's sentences; kept for the next question."""
    return _context(reading.revision.text, reading.revision.title or "", reading.sentences)


@lru_cache(maxsize=256)
def _context(text: str, title: str, spans: tuple[Span, ...]) -> Context:
    sentences = tuple(" ".join(span.of(text).split()) for span in spans)
    starts = sorted(block.start for block in paragraphs(text))
    opens: list[int] = []
    for index, span in enumerate(spans):
        begins = index == 0 or any(spans[index - 1].start < start <= span.start for start in starts)
        opens.append(index if begins else opens[-1])
    return Context(title, sentences, tuple(opens), _names(sentences), _places(sentences))


def _names(sentences: Sequence[str]) -> frozenset[str]:
    capital, small = set(), set()
    for sentence in sentences:
        for place, word in enumerate(_WORD.findall(sentence)):
            if word[0].islower():
                small.add(plain(word))
            elif place:
                capital.add(plain(word))
    return frozenset(capital - small)


def _places(sentences: Sequence[str]) -> frozenset[str]:
    matches = (
        match
        for sentence in sentences
        for pattern in (_LOCATED, _SETTLED)
        for match in pattern.finditer(sentence)
    )
    named = {" ".join(map(plain, name.split())) for match in matches for name in filter(None, match.groups())}
    return frozenset(name for name in named if name.split()[0] not in _CALENDAR)


def elsewhere(asked: str, index: int, here: Context, articles: Collection[Context]) -> bool:
    """Whether a sentence is about another place than the one asked about, which it does not name itself.

    The nearest place named in its paragraph up to it decides; one that some article puts within the place
    asked about is no other place, and the region around it tells nothing.
    """
    known = frozenset().union(*(article.places for article in articles))
    if asked.removesuffix(" city") not in known:
        return False
    for sentence in here.paragraph_up_to(index):
        low = sentence.lower()
        named = [
            place for place in known if place in low and re.search(rf"\b{re.escape(place)}\b(?!['’]s)", low)
        ]
        others = [place for place in named if place == asked or not _within(asked, place, articles)]
        if others:
            return not any(asked in place or _within(place, asked, articles) for place in others)
    return False


def _within(place: str, asked: str, articles: Collection[Context]) -> bool:
    link = re.compile(
        rf"\b{re.escape(place)}\b[^.]{{0,60}}\b(?:of|in) (?:the )?(?:\w+ )?{re.escape(asked)}\b"
    )
    return any(
        place in low and link.search(low) for article in articles for low in map(str.lower, article.sentences)
    )
