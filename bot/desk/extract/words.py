"""Words of questions and sentences: tokens, stems and the forms under which two words meet."""

import re
from functools import lru_cache
from itertools import pairwise

from snowballstemmer import stemmer

from bot.desk.extract.synonyms import IRREGULAR, NAMES, PHRASES, SYNONYMS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ROOT = re.compile(r"(?:istan|stan|ians?|ans?|ese|ish|ium|[iy]{1,2}|ia|[aeino])$")
_PHRASE = re.compile(
    r"\b(?:"
    + "|".join("(" + " ".join(f"(?:{forms})" for forms in phrase.split()) + ")" for phrase in PHRASES)
    + r")\b",
    re.IGNORECASE,
)
_PHRASE_WORDS = tuple(PHRASES.values())
_PHRASE_STARTS = frozenset(form for phrase in PHRASES for form in phrase.split()[0].split("|"))
_CAPITALS = re.compile(r"(?!The |A |An |In |On |At )[A-Z]\w+(?: (?:of |for |and |the )*[A-Z]\w+)+")
_english = stemmer("english")


def vocabulary(listed: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(listed.split())


_PARTICLES = vocabulary("up down out off back over away in on")


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in order, as written; a phrasal verb is the word it stands for."""
    found = _TOKEN.findall(text)
    if _PHRASE_STARTS.isdisjoint(map(str.lower, found)):
        return tuple(found)
    return tuple(_TOKEN.findall(_PHRASE.sub(lambda match: _PHRASE_WORDS[(match.lastindex or 1) - 1], text)))


@lru_cache(maxsize=32768)
def plain(token: str) -> str:
    """A token in lower case, without possessive ending and without the stops of an abbreviation."""
    return _POSSESSIVE.sub("", token.replace(".", "") if token[-1] == "." else token).casefold()


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The English stem of a lower-case word; that of "hold" for "held"."""
    stemmed: str = _english.stemWord(IRREGULAR.get(word, word))
    return stemmed


@lru_cache(maxsize=32768)
def root(word: str) -> str:
    """The part that a country, its people and their adjective share ("karven" of Karvenia and Karvenian)."""
    while word not in NAMES and len(bare := _ROOT.sub("", word)) >= 4 and bare != word:
        word = bare
    return NAMES.get(word, word)


@lru_cache(maxsize=4096)
def meanings(word: str) -> frozenset[str]:
    """The stems by which a lower-case word of a question may stand in an article."""
    return frozenset({stem(word), *SYNONYMS.get(word, ()), *SYNONYMS.get(stem(word), ())})


@lru_cache(maxsize=8192)
def keys(text: str) -> frozenset[str]:
    """The stems of a text, phrasal verbs as two stems, and roots of capital words after a "^"."""
    words = tokens(text)
    stems = [stem(plain(word)) for word in words]
    found = {*stems, *(f"^{root(plain(word))}" for word in words if word[0].isupper())}
    found.update(f"{one} {two}" for one, two in pairwise(stems) if two in _PARTICLES)
    found.update(f"^{_initials(run)}" for run in _CAPITALS.findall(text))
    return frozenset(found - {""})


def _initials(run: str) -> str:
    return "".join(word[0] for word in run.split() if word[0].isupper()).lower()
