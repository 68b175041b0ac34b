"""What people may name in an order: the regions of the gazetteer and the outlets of the desk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from bot.claims.gazetteer import Gazetteer
from bot.errors import ConfigError
from bot.news.subscription import RegionRef

T = TypeVar("T")
Regions = tuple[RegionRef, ...]

_LIKE = 0.75
_SHOWN = 8


class Known:
    """Finds regions and outlets by what people call them; several are divided by commas or "and"."""

    def __init__(self, gazetteer: Gazetteer, outlets: Iterable[str]) -> None:
        self._gazetteer = gazetteer
        self._outlets = {_key(name): name for name in sorted(outlets)}

    @property
    def outlets(self) -> Sequence[str]:
        """The names of all outlets."""
        return tuple(self._outlets.values())

    def region(self, words: str) -> RegionRef:
        """The region of that name. Raises: ConfigError with the nearest names."""
        found = self._gazetteer.resolve(words)
        return RegionRef(found.id, found.name)

    def outlet(self, words: str) -> str:
        """The outlet of that name, with or without "the". Raises: ConfigError with the nearest names."""
        found = self._outlets.get(_key(words))
        if found is not None:
            return found
        raise ConfigError(f"The desk has no outlet “{words}”. {self._hint(words)}", subject=words)

    def is_like_an_outlet(self, words: str) -> bool:
        """Whether one of these words is an outlet's name, or nearly one."""
        return any(_key(each) in self._outlets or self._near(each) for each in _parts(words))

    def regions(self, words: str, before: Mapping[str, RegionRef] = MappingProxyType({})) -> Regions:
        """All the regions that are named, those of `before` by their very names.

        Raises: ConfigError for the first that there is not.
        """
        names = _divided(words)
        if all(name in before for name in names):
            return tuple(before[name] for name in names)
        return _all(words, lambda name: before.get(name) or self.region(name))

    def outlets_named(self, words: str) -> tuple[str, ...]:
        """All the outlets that are named. Raises: ConfigError for the first that there is not."""
        return _all(words, self.outlet)

    def _hint(self, words: str) -> str:
        near = [self._outlets[key] for key in self._near(words)]
        if near:
            return f"Did you mean {' or '.join(near)}?"
        more = ", …" if len(self._outlets) > _SHOWN else ""
        return f"It has {', '.join(self.outlets[:_SHOWN]) or 'none yet'}{more}."

    def _near(self, words: str) -> Sequence[str]:
        return get_close_matches(_key(words), self._outlets, 3, _LIKE)


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _all(words: str, find: Callable[[str], T]) -> tuple[T, ...]:
    """What each of some names means, each once; a name may itself have a comma or an "and" in it."""
    found: list[T] = []
    for part in _divided(words) if _fails(find, words) else [words]:
        parts = _parts(part) if _fails(find, part) else [part]
        found += map(find, parts)
    return tuple(dict.fromkeys(found))


def _fails(find: Callable[[str], T], words: str) -> bool:
    try:
        find(words)
    except ConfigError:
        return True
    return False


def _divided(words: str) -> list[str]:
    return [each.strip() for each in words.split(",") if each.strip()]


def _parts(words: str) -> list[str]:
    return _divided(words.replace(" and ", ","))
