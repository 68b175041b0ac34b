"""Plain words for who says what of a claim."""

import re
from collections.abc import Sequence

from bot.claims.judging.testimony import Voice

_MASS = frozenset(("police", "people", "military"))
_PLURAL = re.compile(r"(?:[a-z]+(?:-[a-z]+)* )*[a-z-]*[a-rt-z]s\b(?!['’])")
_JOINED = re.compile(r" (?:of|in|at|from|for|near|with|familiar|who) ")


def distinct(voices: Sequence[Voice]) -> list[Voice]:
    """Each speaker once, by its first voice."""
    by_key = {voice.key: voice for voice in reversed(voices)}
    by_name = {voice.name.casefold(): voice for voice in by_key.values()}
    return [voice for voice in voices if by_name.get(voice.name.casefold()) is voice]


def one_per_side(voices: Sequence[Voice]) -> list[Voice]:
    """Each side once, by its first speaker: two speakers of one side are one (rule 9)."""
    sides: set[str] = set()
    kept = []
    for voice in distinct(voices):
        if voice.side is None or voice.side not in sides:
            kept.append(voice)
        sides.update({voice.side} if voice.side else ())
    return kept


def names(found: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    *before, last = found
    return f"{', '.join(before)} and {last}" if before else last


def listed(voices: Sequence[Voice]) -> str:
    """The names of who speaks, each once."""
    return names([voice.name for voice in distinct(voices)])


def verb(voices: Sequence[Voice], singular: str, plural: str) -> str:
    """The form of a verb that agrees with who speaks."""
    speakers = distinct(voices)
    return plural if len(speakers) > 1 or is_plural(speakers[0].name) else singular


def says(voices: Sequence[Voice]) -> str:
    """ "X says", "X and Z say"; outlets that vouch themselves "report"."""
    speakers = one_per_side(voices)
    say, report = verb(speakers, "says", "say"), verb(speakers, "reports", "report")
    return f"{listed(speakers)} {report if all(voice.own for voice in speakers) else say}"


def is_plural(name: str) -> bool:
    """Whether a name takes a plural verb: "local officials", "police", "Ukraine's armed forces"."""
    head = _JOINED.split(name)[0].split(" ")[-1]
    return head in _MASS or _PLURAL.fullmatch(head) is not None
