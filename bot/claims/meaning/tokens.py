"""The tokens of a claim: names told from other words."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.claims.geography.countries import world
from bot.claims.geography.names import key_of
from bot.claims.meaning.concepts import TITLES, UNDERGOING, is_light
from bot.claims.speech.grammar import AUXILIARIES, PASTS, PREPOSITIONS, SUBORDINATE, listed
from bot.news.span import Span

_TOKEN = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:bn|mn|m|k|st|nd|rd|th)?(?![\w-])|(?:[A-Z]\.)+[A-Z]?"
    r"|\w+(?:[-&]\w+|['’](?!s\b)\w+)*|['’]s\b|[%$€£]|[^\w\s]"
)
_DEMONYM = re.compile(r"(?<=\w\w\w)(?:ians?|ans?|ns|ese|ish|i|ia|a|e|s)$")
_KEPT = {"nigeria": "nigeria", "nigerian": "nigeria"}
_NO_NAMES = listed(
    "Mr Mrs Ms Dr President Minister Prime Governor Mayor Colonel General Captain Judge Chief Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December I Major Inspector Professor Commander Sergeant Foreign "
    "Finance Defence Defense Transport Opposition"
)
_PEOPLE = re.compile(r"(?<!m)(?<!ur)(?<!ter)(?<!ivil)(?<!uard)(?:i?ans?|ese)$")
"""The endings of peoples' names, "human", "urban", "veteran", "civilian" and "guardian" left out."""
IRREGULAR = listed(
    "shot struck hit beaten blown taken led stolen broken driven found held hidden thrown lost sunk cut "
    "put shut sold paid built bought brought caught fought sent spent stood won given seen known come "
    "gone hurt burnt set lent made flown shaken woken rang sang swore lit drawn grown beat bit bitten blew "
    "clung crept dealt dug drank ate fed flung forbade forbidden forgot forgave heard hid laid leapt "
    "overcame oversaw overtook quit rode sought slept slid sped spun stuck stung swam swung tore undertook "
    "upheld withheld withdrew"
)
"""Participles, and forms of the past, that end in no "ed"."""

_BREAKING = PREPOSITIONS | AUXILIARIES | SUBORDINATE | {"and", "not", "due"}


@dataclass(slots=True)
class Token:
    """A word or mark where it stands, with what is known of it.

    `lower` is the word, small; `name` the key of a proper name ("karven" of "Karvenian"); `content` whether
    it tells claims apart and is no name; `title` whether it only introduces a name ("prime minister").
    """

    word: str
    lower: str
    start: int
    name: str | None = None
    content: bool = False
    title: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.word[0].isdigit()

    @property
    def breaks_phrase(self) -> bool:
        """Whether no noun phrase goes on over it."""
        return self.lower in _BREAKING


class Tokens:
    """The tokens of a text, read once; a capital at the beginning of a sentence makes no name by itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._all = [
            Token(word, word.lower(), found.start()) for found in _TOKEN.finditer(text) if (word := found[0])
        ]
        self._starts = [token.start for token in self._all]
        names = _names(text, self._all)
        for token in self._all:
            token.name = name_key(token.word) if token.word[0].isupper() and token.lower in names else None
        for at, token in enumerate(self._all):
            token.title = token.lower in TITLES and _introduces(self._all, at)
            if token.name is None and token.word[0].isalpha():
                token.content = not token.title and not is_light(token.lower)

    def within(self, spans: Sequence[Span], skip: Collection[Span] = ()) -> list[Token]:
        """The tokens that begin within the spans, and not within those to skip."""
        found = [
            token
            for span in spans
            for token in self._all[
                bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
            ]
        ]
        if skip:
            return [
                token for token in found if not any(each.start <= token.start < each.end for each in skip)
            ]
        return found


@lru_cache(maxsize=4096)
def phrase(words: str) -> tuple[Token, ...]:
    """The tokens of a phrase that opens no sentence: each capital makes a name."""
    tokens = Tokens(f"… the {words}" if words else "")
    return tuple(tokens.within([Span(5, len(tokens.text))])) if words else ()


def _names(text: str, tokens: Sequence[Token]) -> set[str]:
    """The words, small, that a text writes as names: with a capital inside a sentence.

    One that opens a sentence counts too when a possessive, a verb or a second name follows.
    """
    found: set[str] = set()
    small: set[str] = set()
    for at, token in enumerate(tokens):
        word = token.word
        if not word[0].isupper():
            small.add(word)
        elif word not in _NO_NAMES and (not _opens(text, token.start) or _is_subject(tokens, at)):
            found.add(token.lower)
    return {word for word in found if word not in small or not is_light(word)}


def _opens(text: str, offset: int) -> bool:
    """Whether a word stands at the beginning of a sentence or a quotation."""
    before = text[max(offset - 3, 0) : offset].rstrip().rstrip("“‘\"'«(").rstrip()
    return not before or before[-1] in ".!?:—–" or "\n" in text[max(offset - 2, 0) : offset]


def _is_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised first word is a name by what follows it."""
    word = tokens[at].word
    if is_light(tokens[at].lower) or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1].word
    joined = following == "and" and at + 2 < len(tokens) and tokens[at + 2].word[0].isupper()
    if joined or following in ("'s", "’s") or following[0].isupper() or _PEOPLE.search(word):
        return True
    verbal = following in AUXILIARIES or is_past(following)
    return verbal and not word.endswith(("s", "ing", "ion", "ment", "ers"))


def is_past(word: str) -> bool:
    """Whether a small word looks like a verb in the past, or its participle."""
    return word in PASTS or word in UNDERGOING or word in IRREGULAR or word.endswith("ed")


def _introduces(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title belongs to a name, before it or behind it ("Lund, the prime minister,")."""
    after = at
    while after < len(tokens) and (tokens[after].lower in TITLES or tokens[after].lower == ","):
        after += 1
    if after < len(tokens) and tokens[after].name is not None:
        return True
    before = at
    while before >= 0 and (tokens[before].lower in TITLES or tokens[before].lower == "the"):
        before -= 1
    return before > 0 and tokens[before].lower == "," and tokens[before - 1].name is not None


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """A name as names are compared: without case, marks, possessive and the endings of its adjectives."""
    key = key_of(word)
    key = _peoples().get(key) or _peoples().get(key.removesuffix("s")) or key
    return _KEPT.get(key) or _DEMONYM.sub("", key)


@cache
def _peoples() -> dict[str, str]:
    """The country of each people and its adjective ("french": "france"), for countries of one word."""
    return {
        key_of(people): key_of(country.name)
        for country in world()
        if " " not in country.name
        for people in country.demonyms
    }
