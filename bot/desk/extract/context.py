"""What stands around a sentence in its article: its paragraph, what its first word points back to, places."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.desk.extract.words import keys, plain, root, stem, tokens, vocabulary
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


@dataclass(frozen=True)
class Context:
    """An article cut into sentences; `opens` has, for each, the index of the first one of its paragraph."""

    title: str
    sentences: tuple[str, ...]
    opens: tuple[int, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its sentences."""
        return frozenset().union(*map(keys, self.sentences))

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that it writes with a small letter."""
        written = {word for each in self.sentences for word in tokens(each) if word[0].islower()}
        return frozenset(map(plain, written))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words, in small letters, that it only writes with a capital."""
        capital, small = set(), set()
        for sentence in self.sentences:
            for place, word in enumerate(_WORD.findall(sentence)):
                if word[0].islower():
                    small.add(plain(word))
                elif place:
                    capital.add(plain(word))
        return frozenset(capital - small)

    @cached_property
    def places(self) -> frozenset[str]:
        """The names, in small letters, that stand after a word of place."""
        patterns = (_LOCATED, _SETTLED)
        found = (match for each in self.sentences for pattern in patterns for match in pattern.finditer(each))
        named = (name.split() for match in found for name in match.groups() if name)
        places = {tuple(map(plain, words)) for words in named}
        return frozenset(" ".join(place) for place in places if place[0] not in _CALENDAR)

    def has_small(self, word: str) -> bool:
        """Whether it writes a word with a small letter."""
        return stem(word) in self.keys and word in self.small

    def has_name_like(self, word: str) -> bool:
        """Whether it only writes the word, or one of its root, with a capital."""
        return f"^{root(word)}" in self.keys and any(root(name) == root(word) for name in self.names)

    def before(self, index: int) -> Iterator[tuple[float, str]]:
        """The sentences before one in its paragraph, and the last one before it, each with its worth."""
        if index:
            yield PREVIOUS, self.sentences[index - 1]
        for earlier in range(self.opens[index], index - 1):
            yield PARAGRAPH, self.sentences[earlier]

    @property
    def opening(self) -> tuple[str, ...]:
        """Its title and first sentences."""
        return self.title, *self.sentences[:_LEAD]

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
    blocks = [bisect_right(starts, span.start) for span in spans]
    opens: list[int] = []
    for index, block in enumerate(blocks):
        opens.append(opens[-1] if index and block == blocks[index - 1] else index)
    return Context(title, sentences, tuple(opens))


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
