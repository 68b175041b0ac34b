"""Finds where an English text names places: the longest names, without those of people and companies."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.gazetteer import COUNTRY_WEIGHT, Bearer, Gazetteer
from bot.claims.geography.names import SUBDIVISION_NOUNS, key_of
from bot.claims.geography.place_words import (
    COMMON,
    DAYS,
    DIRECTIONS,
    FACILITIES,
    INSTITUTIONS,
    LOCATIVE,
    MEDIA,
    NAMED_AFTER,
    OFFICES,
    OPENERS,
    PATIENT,
    PERSONAL,
    SEAT_NOUNS,
    TITLES,
    WATERS,
)
from bot.claims.speech.grammar import listed
from bot.news.region import RegionKind
from bot.news.span import Span

METROPOLIS = 500_000
"""A city of so many needs no other sign that it is meant."""
LARGE = 100_000
"""A smaller one needs its country in the article and a word such as "in" before it, once."""

_PROPER = listed("oblast region province governorate prefecture krai okrug voivodeship city county")
"""What ends a subdivision's or a city's name with a capital too."""
_REACH = 60
"""Code points before a name that are read."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’ʼ](?!s\b)[^\W_]+)*")
_LOCATED = re.compile(
    rf"(?:\b(?:{LOCATIVE}|shelled|hit|struck|bombed|raided|stormed|retook|entered|left|fled) "
    r"(?:nearby |[a-z-]+ern |central )?"
    rf"|\b(?:{SEAT_NOUNS}),? (?:of )?|\b(?:attacks?|strikes?|raids?|assaults?) on "
    r"|\b(?:capture|fall|shelling|siege|battle|bombing|outskirts|liberation) of )$",
)
_REGIONAL_BEFORE = re.compile(r"\b(?:governor|region|province|oblast|state) of $", re.IGNORECASE)
_REGIONAL_AFTER = re.compile(
    r"(?:['’]s)? (?:regional )?[Gg]overnor\b|, an? (?:[\w-]+ ){0,3}(?:region|province|oblast|state)\b"
)
_PATIENT = re.compile(
    rf" (?:(?:has|have|had) )?(?:(?:once more|once again|again|also|already|now|\w+ly) )*(?:{PATIENT})"
)
_WATERS = re.compile(rf"\b(?:{'|'.join(sorted(WATERS))}) of (?:the )?$", re.IGNORECASE)


@dataclass(slots=True)
class Match:
    """A name as it stands in the text, and who bears it."""

    first: int
    last: int
    span: Span
    key: str
    bearers: tuple[Bearer, ...]
    seat: str | None = None
    compound: bool = False
    located: bool = False
    listed: bool = False
    wanted: RegionKind | None = None


class Matches:
    """The names of one text that may be places, in order; `people` are those that are somebody's too."""

    def __init__(self, text: str, sentences: Sequence[Span], gazetteer: Gazetteer) -> None:
        self._text, self._gazetteer = text, gazetteer
        self._starts = {sentence.start for sentence in sentences}
        self._ordered = [sentence.start for sentence in sentences]
        self._words = list(_WORD.finditer(text))
        self._capitals = [at for at, word in enumerate(self._words) if not word.group()[0].islower()]
        self.people: set[str] = set()
        self.found = [each for each in self._matches() if self._is_place(each)]

    @property
    def capitals(self) -> set[str]:
        """The words that begin with a capital."""
        return {self._words[at].group() for at in self._capitals}

    def line(self, found: Match) -> int:
        """Where the sentence of a name begins, or what is near enough."""
        at = bisect_right(self._ordered, found.span.start) - 1
        return max(self._ordered[at] if at >= 0 else 0, found.span.start - _REACH)

    def opens(self, found: Match) -> bool:
        """Whether a sentence begins with the name."""
        return found.span.start in self._starts

    def _key(self, at: int) -> str:
        return key_of(self._words[at].group())

    def _matches(self) -> Iterator[Match]:
        done = -1
        for at in self._capitals:
            found = self._longest(at) if at > done else None
            if found is not None:
                yield found
                done = found.last

    def _longest(self, at: int) -> Match | None:
        if not self._gazetteer.begins(self._key(at)):
            return self._compound(at)
        keys = [self._key(at)]
        while self._joined(at + len(keys) - 1) and self._gazetteer.begins(
            f"{keys[-1]} {self._key(at + len(keys))}"
        ):
            keys.append(f"{keys[-1]} {self._key(at + len(keys))}")
        for more in reversed(range(len(keys))):
            found = self._match(at, at + more, keys[more])
            if found is not None:
                return found
        return self._compound(at)

    def _match(self, at: int, end: int, key: str) -> Match | None:
        span = Span(self._words[at].start(), self._words[end].end())
        written = span.of(self._text)
        if end > at and not self._may_end(end):
            return None
        if len(key) <= 3 and not (written.isupper() or not written.isascii()):
            return None
        bearers = self._gazetteer.bearers(key)
        seat = None if any(each.capital for each in bearers) else self._gazetteer.seat_of(key)
        if seat is None and not bearers:
            return None
        if written.isupper() and len(key) > 3 and not self._shouted(span, bearers):
            return None
        return self._extended(Match(at, end, span, key, bearers, seat))

    def _may_end(self, at: int) -> bool:
        """Whether a word can end a name: it bears a capital somewhere, or is "city" and the like."""
        written = self._words[at].group()
        return not written.islower() or written in SUBDIVISION_NOUNS or written in ("city", "town")

    def _shouted(self, span: Span, bearers: Sequence[Bearer]) -> bool:
        """Whether a name in capitals may be one: at the beginning of a sentence, or of something large."""
        return span.start in self._starts or any(each.weight >= METROPOLIS for each in bearers)

    def _extended(self, found: Match) -> Match:
        """With "region" or "city" behind it, which tells what is meant."""
        follows = found.last + 1
        if not self._joined(found.last):
            return found
        noun = self._key(follows)
        written = self._words[follows].group()
        if (noun in SUBDIVISION_NOUNS or noun in ("city", "town")) and (written.islower() or noun in _PROPER):
            wanted = RegionKind.CITY if noun in ("city", "town") else RegionKind.SUBDIVISION
            bearers = tuple(each for each in found.bearers if each.region.kind is wanted)
            if bearers:
                found.bearers, found.wanted, found.last = bearers, wanted, follows
                found.span = Span(found.span.start, self._words[follows].end())
                found.located = True
        return found

    def _compound(self, at: int) -> Match | None:
        """ "Tokyo-based": a place that only qualifies."""
        written = self._words[at].group()
        head, dash, tail = written.partition("-")
        key = key_of(head)
        if not dash or not tail.islower() or not self._gazetteer.begins(key):
            return None
        bearers = self._gazetteer.bearers(key)
        span = Span(self._words[at].start(), self._words[at].start() + len(head))
        return Match(at, at, span, key, bearers, compound=True) if bearers else None

    def _joined(self, at: int) -> bool:
        """Whether only a space stands between a word and the next; a stop too, after "St"."""
        if at + 1 >= len(self._words):
            return False
        gap = self._text[self._words[at].end() : self._words[at + 1].start()]
        return gap in (" ", "\u00a0", "\n") or (
            gap in (". ", ", ") and self._key(at) in ("st", "ste", "mt", "ft")
        )

    def _is_place(self, found: Match) -> bool:
        """Whether its neighbours let it be a place and no part of a person's or a company's name."""
        before, after = self._neighbour(found.first, -1), self._neighbour(found.last, 1)
        found.located = found.located or self._plain(found) or self._stands_as_place(found)
        if found.compound or found.wanted is not None:
            return not (before and before in NAMED_AFTER)
        if self._after_of(found) and _WATERS.search(self._text, self.line(found), found.span.start):
            return False
        if self._regional(found):
            found.wanted = RegionKind.SUBDIVISION
        if (before and not self._may_precede(before, found)) or (
            after and not self._may_follow(after, found)
        ):
            large = found.bearers and found.bearers[0].weight >= COUNTRY_WEIGHT and found.key not in PERSONAL
            if before not in NAMED_AFTER and after not in MEDIA and not large:
                self.people.add(found.key)
            return False
        return True

    def _plain(self, found: Match) -> bool:
        """Whether nothing but its size is needed to tell what a name means."""
        large = any(each.weight >= METROPOLIS for each in found.bearers)
        return large and found.key not in COMMON and found.key not in PERSONAL

    def _stands_as_place(self, found: Match) -> bool:
        """Whether the words on one side speak for a place: "in", "the town of", "was shelled"."""
        before = _LOCATED.search(self._text, self.line(found), found.span.start)
        return bool(before or _PATIENT.match(self._text, found.span.end))

    def _regional(self, found: Match) -> bool:
        if not any(each.region.kind is RegionKind.SUBDIVISION for each in found.bearers):
            return False
        before = self._after_of(found) and _REGIONAL_BEFORE.search(
            self._text, self.line(found), found.span.start
        )
        return bool(before or _REGIONAL_AFTER.match(self._text, found.span.end))

    def _after_of(self, found: Match) -> bool:
        return self._text.endswith(("of ", "of the "), 0, found.span.start)

    def _neighbour(self, at: int, step: int) -> str | None:
        """The next word on that side as a key, when it bears a capital and only a space is between."""
        other = at + step
        if not 0 <= other < len(self._words) or not self._joined(min(at, other)):
            return None
        word = self._words[other]
        capital = self._text[word.start()].isupper()
        opens = step < 0 and word.start() in self._starts and self._key(other) in OPENERS
        return self._key(other) if capital and not opens else None

    def _may_precede(self, key: str, found: Match) -> bool:
        if key in TITLES or key in NAMED_AFTER:
            return False
        if found.key == "america":
            return key in OPENERS
        known = key in DIRECTIONS or key in OPENERS or key in DAYS
        return known or self._gazetteer.demonym_of(key) is not None or self._names_place(key)

    def _may_follow(self, key: str, found: Match) -> bool:
        if key in MEDIA or (key in INSTITUTIONS and not self._plain(found)):
            return False
        if key in OFFICES or key in FACILITIES or key in DAYS or key in SUBDIVISION_NOUNS:
            return True
        return key in TITLES or found.seat is not None or self._names_place(key)

    def _names_place(self, key: str) -> bool:
        bearers = self._gazetteer.bearers(key)
        return bool(bearers) and bearers[0].weight >= METROPOLIS and key not in PERSONAL
