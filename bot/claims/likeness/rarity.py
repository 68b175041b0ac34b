"""How rare a word is in news at large, from a list that no store changes.

Rarity counted in the store would depend on what came in first, and so would everything decided by it.
`rarity.txt` is made by `tools/make_rarity.py`.
"""

import math
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

RAREST = 6.0
"""The weight of a word that the list lacks: a name, mostly."""


_STEMMING = Lock()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The English stem of a word in lower case; a stemmer serves one thread at a time."""
    with _STEMMING:
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=200_000)
def rarity(stemmed: str) -> float:
    """The weight of a stem: near 0 for the commonest, up to `RAREST`, on the scale of a logarithm."""
    place = _places().get(stemmed)
    return RAREST if place is None else math.log(1.2 + place / 40)


@cache
def common_stems() -> tuple[str, ...]:
    """The stems of the list, commonest first."""
    return tuple(files("bot.claims.likeness").joinpath("rarity.txt").read_text("ascii").split())


@cache
def _places() -> dict[str, int]:
    return {stemmed: place for place, stemmed in enumerate(common_stems())}


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
