"""Words as search compares them: one analysis for articles and questions alike.

Case, width, diacritics, possessives, dots in abbreviations and commas in numbers make no difference. A word
is cut to its stem by the Snowball rules of its language; scripts that do not part their words become pairs
of characters.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from threading import Lock
from typing import Any

ANALYSIS = 1
"""Version of this analysis; an index made by another is rebuilt."""

_STEMMERS = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}
_SCRIPTS = (  # one language stands for its script: a word of the question does not say which it is in
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x04FF, "russian"),
    (0x0600, 0x06FF, "arabic"),
    (0x0900, 0x097F, "hindi"),
)
_LATIN_END = 0x0250
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNPARTED}]+")
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0dff"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_ASCII_WORD = re.compile("[a-z0-9]+")
# Each pattern begins with a mark, which the engine finds fast, and then looks back.
_POSSESSIVE = re.compile(r"['’ʼ`](?<=\w.)s\b")
_INITIALS = re.compile(r"\.(?<=\b[^\W\d_].)(?:[^\W\d_]\.)+")
_THOUSANDS = re.compile(r"[,.\u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")
_REMEMBERED = 200_000
_STEMMING = Lock()
_INVISIBLE = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_UNFOLDED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, neither stemmed nor folded."""
    clean = text.lower()
    plain = clean.isascii()
    if not plain:
        clean = clean.translate(_INVISIBLE)
    clean = _THOUSANDS.sub("", _POSSESSIVE.sub("", clean))
    clean = _INITIALS.sub(lambda found: found[0].replace(".", ""), clean)
    if plain:
        return _ASCII_WORD.findall(clean)
    clean = unicodedata.normalize("NFKC", clean)
    return _WORD.findall(_RUN.sub(lambda found: f" {_pairs(found[0])} ", clean))


def stems(text: str, language: str | None = None) -> list[str]:
    """The stems of a text's words in order; Latin letters by the rules of `language` (null: English)."""
    return list(map(_stems(_rules(language)).__getitem__, words(text)))


def variants(word: str, languages: Collection[str] = ()) -> tuple[str, ...]:
    """The stems that a word (as `words` gives it) has in English and in the given languages, each once."""
    names = dict.fromkeys(["english", *map(_rules, sorted(languages))])
    return tuple(dict.fromkeys(_stems(name)[word] for name in names))


def word_count(text: str) -> int:
    """About how many words a text has; two characters of an unparted script count as one."""
    parted = len(text.split())
    return parted if text.isascii() else parted + sum(len(run) for run in _RUN.findall(text)) // 2


class _Stems(dict[str, str]):
    """Stems by word, remembered; `latin` names the Snowball stemmer for Latin letters, empty for none."""

    def __init__(self, latin: str) -> None:
        super().__init__()
        self._latin = latin

    def __missing__(self, word: str) -> str:
        """Stem a new word; a stemmer serves one thread at a time."""
        name = _stemmer_of(word, self._latin)
        with _STEMMING:
            found = _folded(_stemmer(name).stemWord(word) if name else word)
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = found
        return found


@cache
def _stems(latin: str) -> _Stems:
    return _Stems(latin)


def _rules(language: str | None) -> str:
    return _STEMMERS.get(language[:2].lower(), "") if language else "english"


def _stemmer_of(word: str, latin: str) -> str:
    first = ord(word[0])
    if first < _LATIN_END:
        return "" if word[0].isdigit() else latin
    return next((name for start, end, name in _SCRIPTS if start <= first <= end), "")


def _folded(word: str) -> str:
    """Without diacritics on Latin and Greek letters; elsewhere they make other letters."""
    if word.isascii() or not (ord(word[0]) < 0x0400 or "\u1f00" <= word[0] <= "\u1fff"):
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(mark for mark in parts if not unicodedata.combining(mark)).translate(_UNFOLDED)


def _pairs(run: str) -> str:
    return run if len(run) == 1 else " ".join(run[i : i + 2] for i in range(len(run) - 1))


@cache
def _stemmer(name: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(name)
