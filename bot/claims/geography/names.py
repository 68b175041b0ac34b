"""Names of places as keys: without case, diacritics, apostrophes and hyphens."""

import re
import unicodedata
from functools import lru_cache

from bot.claims.speech.grammar import listed

SUBDIVISION_NOUNS = listed(
    "oblast region province state county governorate prefecture district department republic krai kray "
    "territory okrug voblasc canton voivodeship emirate division"
)
"""What a subdivision's name may end with; "Belgorod region" is the oblast, never the city."""

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['’‘`´ʹʼʻʿʾ.]")
_GAPS = re.compile(r"[\s\-–‑_]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key that all spellings of a name share: "N’Djamena", "ndjamena" → "ndjamena"."""
    folded = name.casefold()
    if not folded.isascii():
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded)).translate(_LETTERS)
    return _GAPS.sub(" ", _APOSTROPHES.sub("", folded)).strip(" ,")
