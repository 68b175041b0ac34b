"""Whether who speaks in an article is the speaker that a question asks about."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.claims.speech.speakers import name_words, roles, same_speaker
from bot.news.attribution import Attribution, Reading
from bot.news.span import Span

_TITLE = re.compile(
    r"^(?:[\w’'-]+ ){0,3}?(?:president|premier|minister|secretary|governor|mayor|chancellor|commissioner"
    r"|spokes\w+|director|chief|inspector|judge|general|colonel|major|captain|lieutenant|sergeant|admiral"
    r"|commander|senator|leader|professor|doctor|king|queen|prince|princess|mr|mrs|ms|dr|sir)\.? (?!of "
    r"|for |in |at |and )(?=\S)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?P<whose>.+)['’]s? (?:[\w-]+ ){0,2}(?:ministry|government|staff|army|military|forces|navy|police"
    r"|coastguard|president|(?:prime |foreign |defence |interior )?minister|spokes\w+|office"
    r"|chief executive|board|directors?)",
    re.IGNORECASE,
)
"""Who speaks for a country or a company ("Istrova's general staff"); a man's lawyer is not he."""


class AskedSpeaker:
    """The speaker of a question, with the names that some article gives to the office asked for."""

    def __init__(self, asked: str, readings: Iterable[Reading]) -> None:
        self._asked = without_title(asked)
        self._wanted = set(name_words(asked))
        self._holders = {
            name
            for reading in readings
            for name, office in offices(reading).items()
            if " " in name and same_speaker(asked, name, {name: office})
        }

    def is_meant(self, attribution: Attribution, reading: Reading) -> bool:
        """Whether it is that speaker's: by name, by office, as a body or a spokesperson of it."""
        speaker = attribution.speaker
        if speaker is None:
            return False
        name = without_title(speaker)
        written = attribution.source.of(reading.revision.text).split(", ") if attribution.source else []
        names = (name, *map(without_title, written))
        if any(same(asked, each) for asked in (self._asked, *self._holders) for each in names):
            return True
        body = _BODY.fullmatch(speaker)
        if body is not None and same(self._asked, body["whose"]):
            return True
        office = offices(reading).get(name, "")
        return "spokes" in office and bool(self._wanted) and self._wanted <= set(name_words(office))


@lru_cache(maxsize=65536)
def same(asked: str, speaker: str) -> bool:
    """Whether two names mean the same speaker; kept, since the same few are compared again and again."""
    return same_speaker(asked, speaker)


@lru_cache(maxsize=4096)
def without_title(name: str) -> str:
    """A person's name without rank or office before it ("Colonel", "Finance Minister")."""
    return _TITLE.sub("", name)


def offices(reading: Reading) -> Mapping[str, str]:
    """The fullest role of each name of an article, by the name without title."""
    return _offices(reading.revision.text, reading.sentences)


@lru_cache(maxsize=256)
def _offices(text: str, sentences: tuple[Span, ...]) -> dict[str, str]:
    found = sorted(roles(text, sentences), key=lambda role: role.span.end - role.span.start)
    return {without_title(role.name): role.span.of(text) for role in found}
