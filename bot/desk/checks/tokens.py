"""The words of a text, each with what it counts as and the clause it stands in."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.desk.checks import lexicon
from bot.desk.checks.opposites import alike
from bot.search.thesaurus import entry

_TOKEN = re.compile(
    lexicon.LONG_NAMES.pattern
    + r"|(?:[^\W\d_]\.){2,}|[$€£%]|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_]{4})"
    + r"|[^\W\d_][\w\u0300-\u036f\u00ad]*(?:['’][^\W\d_]+)*"
)
_CLAUSE_MARK = re.compile(r"[,;:()|—–\n]|[.!?][”\"’]?\s")
_SENTENCE_END = re.compile(r"[.!?|:]['’”\")]*\s*[“\"‘(]*\s*$|^\W*$")
_CLAUSE_WORDS = frozenset(
    lexicon.words(
        "but although though while whereas because which who whose once when where if unless and after "
        "before since "
        "until that despite"
    )
)
_PARTICLE_REACH = 2
_PARTICLES = frozenset(particle for _, particle in lexicon.PHRASAL_VERBS)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `word` is its lower-case form, `key` what it counts as, `clause` the clause it stands in.

    `content` is false for words that only bind, and for those inside a number or a date.
    """

    word: str
    key: str
    start: int
    end: int
    clause: int
    capital: bool
    initial: bool
    content: bool = True

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name."""
        return self.content and self.capital and not self.initial


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    found: list[Token] = []
    clause, previous_end = 0, 0
    for match in _TOKEN.finditer(text):
        gap = text[previous_end : match.start()]
        word = _normal(match[0])
        initial = not found or bool(gap.strip() and _SENTENCE_END.search(gap))
        clause += bool(_CLAUSE_MARK.search(gap)) or word in _CLAUSE_WORDS
        found.append(_token(match, word, clause, initial))
        previous_end = match.end()
    return _with_phrasal_verbs(found)


@lru_cache(maxsize=65536)
def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'").replace("\u00ad", "")


def _token(match: re.Match[str], word: str, clause: int, initial: bool) -> Token:
    capital = match[0][0].isupper()
    key, content = _counted(word, capital)
    return Token(word, key, match.start(), match.end(), clause, capital, initial, content)


@lru_cache(maxsize=65536)
def _counted(word: str, capital: bool) -> tuple[str, bool]:
    """What a lower-case word counts as, and whether it is content."""
    alias = name_key(word) if capital else word
    if alias in lexicon.ALIASED:
        return alias, True
    return lexicon.key(word), lexicon.is_content(word)


def _with_phrasal_verbs(found: list[Token]) -> tuple[Token, ...]:
    """ "Called off" counts as "cancelled", and its particle as nothing."""
    if _PARTICLES.isdisjoint(token.word for token in found):
        return tuple(found)
    for at, token in enumerate(found):
        for step, particle in enumerate(found[at + 1 : at + 1 + _PARTICLE_REACH], 1):
            if particle.word not in _PARTICLES:
                continue
            bases = (token.key, *entry(token.key).synonyms)  # "driven" is a synonym of "drive"
            senses = (lexicon.PHRASAL_VERBS.get((base, particle.word)) for base in bases)
            sense = next((known for known in senses if known is not None), None)
            if sense is not None:
                found[at] = replace(token, key=lexicon.key(sense), content=True)
                found[at + step] = replace(particle, content=False)
    return tuple(found)


def name_key(word: str) -> str:
    """What a lower-case name counts as: its aliases share a key."""
    bare = re.sub(r"'s?$", "", word).rstrip(".")
    return lexicon.ALIASES.get(bare, bare)


def same_name(one: str, other: str) -> bool:
    """Whether two name keys are the same, or a country and its people ("russia", "russian")."""
    if one == other:
        return True
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    return shared >= 4 and {one[shared:], other[shared:]} <= lexicon.DEMONYM_ENDINGS


def matches(token: Token, source: Token) -> bool:
    """Whether two words are the same for our purpose."""
    if token.key == source.key:
        return True
    if token.capital or source.capital:
        return same_name(name_key(token.word), name_key(source.word)) or alike(token.key, source.key)
    return alike(token.key, source.key)
