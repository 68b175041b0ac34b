"""Which articles tell of one event: decided from their fingerprints alone.

Two parts are linked as far as their words are alike, less so when their openings name different days or they
are far apart in time. Stories are then grown by average links: the two groups whose parts are most alike on
average become one, as long as that average is high enough and neither group is much closer within itself
than to the other (two look-alike events, each told by many). A story so is no chain of neighbours, and which
parts it holds follows from the set of parts linked with each other, not from the order in which they came.
"""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.news.story import UNIT, Fingerprint, Headline

WINDOW = timedelta(days=14)
"""Parts published further apart are never linked."""
LINK = 150
"""Thousandths. What is less alike counts as not alike at all."""
JOIN = 150
"""Thousandths. The least average link of two groups that become one story."""
COHERENT = 0.65
"""Groups of `MANY` or more join only when their parts are this much as alike across as within either."""
MANY = 5
PARTNERS = 40
"""Links counted for each part in an average. A part is compared with so many others and no more, and the
average over a story of hundreds would sink for that alone."""

_SAME_DAY = 1.15
_OTHER_DAY = 0.65
_ANOTHER_EVENT = 0.3
_DISTANCE = 0.4
"""How much of a link is lost at the edge of the window."""
_APART = -(10**9)
"""Outweighs every link: groups that must not be one stay apart whatever joins either."""


def affinity(one: Fingerprint, other: Fingerprint) -> int:
    """How much two parts look like one event, in thousandths; 0 when they are not to be linked.

    A background part is linked with nothing. Without publication times, time says nothing.
    """
    if one.background or other.background:
        return 0
    near = _nearness(one.published, other.published)
    if near == 0:
        return 0
    shared = sum(one.terms[term] * other.terms[term] for term in one.terms.keys() & other.terms.keys())
    found = round(shared / UNIT * near * _same_day(one, other))
    return min(found, UNIT) if found >= LINK else 0


def _nearness(one: datetime | None, other: datetime | None) -> float:
    if one is None or other is None:
        return 1.0
    gap = abs(one - other) / WINDOW
    return 1 - _DISTANCE * gap if gap <= 1 else 0.0


def _same_day(one: Fingerprint, other: Fingerprint) -> float:
    """Favours one day of event; a day that neither opening shares tells a second event from an update."""
    if one.day is None or other.day is None:
        return 1.0
    if one.day == other.day:
        return _SAME_DAY
    later = one if one.day > other.day else other
    if later.another:
        return _ANOTHER_EVENT
    return 1.0 if one.days & other.days else _OTHER_DAY


Links = Mapping[tuple[int, int], int]


def group(
    parts: Sequence[int],
    links: Links,
    settled: Iterable[Collection[int]] = (),
) -> list[frozenset[int]]:
    """The stories of some parts, by the links between them (each pair once); missing links are 0.

    Equal links are taken in the order of `parts`. `settled` groups are neither broken up nor joined with
    each other: what only a workspace may see does not change what all see.
    """
    return _Groups(parts, links, settled).grown()


def likest(beside: Iterable[tuple[str, int, int]]) -> str | None:
    """The story that one part joins: the highest average link, if that is high enough; ties go to the oldest.

    `beside` are stories with the weight of their links with the part together, and how many parts they have.
    """
    found = [(-weight / min(size, PARTNERS), age(story_id), story_id) for story_id, weight, size in beside]
    best = min(found, default=None)
    return best[2] if best is not None and -best[0] >= JOIN else None


class _Groups:
    """Average linkage over sparse links: sums of links within and between groups, best pair first."""

    def __init__(self, parts: Sequence[int], links: Links, settled: Iterable[Collection[int]]) -> None:
        place = {part: at for at, part in enumerate(parts)}
        self._parts = parts
        self._members: dict[int, list[int]] = {at: [at] for at in range(len(parts))}
        self._within: dict[int, int] = dict.fromkeys(self._members, 0)
        self._between: dict[int, dict[int, int]] = {at: {} for at in self._members}
        for (one, other), weight in links.items():
            self._between[place[one]][place[other]] = weight
            self._between[place[other]][place[one]] = weight
        self._settled: set[int] = set()
        for held in settled:
            self._settle(sorted(place[part] for part in held))
        self._heap = [
            (-average, one, other)
            for one, near in self._between.items()
            for other in near
            if one < other and (average := self._average(one, other)) >= JOIN
        ]
        heapq.heapify(self._heap)

    def _settle(self, places: list[int]) -> None:
        first = places[0]
        for other in places[1:]:
            self._merge(first, other)
        self._settled.add(first)

    def grown(self) -> list[frozenset[int]]:
        """Join the best pair until none is left that may join."""
        while self._heap:
            cost, one, other = heapq.heappop(self._heap)
            if not self._stands(cost, one, other):
                continue
            if self._apart(one, other):
                self._between[one][other] = self._between[other][one] = _APART
                continue
            self._consider(one, self._merge(one, other))
        return [frozenset(self._parts[at] for at in members) for members in self._members.values()]

    def _stands(self, cost: float, one: int, other: int) -> bool:
        """Whether an entry is about the groups as they are, not as they were before they grew."""
        return other in self._between.get(one, {}) and cost == -self._average(one, other)

    def _consider(self, one: int, near: Mapping[int, int]) -> None:
        """Note those of some groups that are like enough to one to join it, by the weights of their links."""
        size = len(self._members[one])
        for other, weight in near.items():
            average = weight / _counted(size, len(self._members[other]))
            if average >= JOIN:
                heapq.heappush(self._heap, (-average, one, other) if one < other else (-average, other, one))

    def _average(self, one: int, other: int) -> float:
        return self._between[one][other] / _counted(len(self._members[one]), len(self._members[other]))

    def _closeness(self, at: int) -> float:
        """The average link within a group of two or more."""
        size = len(self._members[at])
        return 2 * self._within[at] / (size * min(size - 1, PARTNERS))

    def _apart(self, one: int, other: int) -> bool:
        if one in self._settled and other in self._settled:
            return True
        if min(len(self._members[one]), len(self._members[other])) < MANY:
            return False
        return self._average(one, other) < COHERENT * max(self._closeness(one), self._closeness(other))

    def _merge(self, one: int, other: int) -> Mapping[int, int]:
        """Put `other` into `one`; gives the groups that are linked with it now, by the weight."""
        self._within[one] += self._within.pop(other) + self._between[one].pop(other, 0)
        self._members[one] += self._members.pop(other)
        if other in self._settled:
            self._settled.discard(other)
            self._settled.add(one)
        mine = self._between[one]
        for near, weight in self._between.pop(other).items():
            if near == one:
                continue
            del self._between[near][other]
            mine[near] = self._between[near][one] = mine.get(near, 0) + weight
        return mine


def _counted(one: int, other: int) -> int:
    """How many links between groups of these sizes an average counts."""
    few, many = (one, other) if one <= other else (other, one)
    return few * min(many, PARTNERS)


def age(story_id: str) -> tuple[int, int]:
    """The article and the part that a story id names, for ordering ids by age."""
    article, _, part = story_id[1:].partition(".")
    return int(article), int(part or 1)


def names(
    groups: Iterable[Collection[int]],
    own: Mapping[int, str],
    held: Mapping[int, str],
    private: Collection[int] = (),
) -> dict[int, str]:
    """The story id of every part: the oldest that its group has a right to.

    `own` is the id of a story that the part alone would make, `held` the story it is in now. A group has a
    right to its parts' own ids (a `private` part's only where all are private), and to a held id whose part
    is elsewhere (gone, or not under review) when it has most of the parts that hold it; ties go to the group
    of the oldest part.
    """
    made = [sorted(one, key=lambda part: age(own[part])) for one in groups]
    made.sort(key=lambda one: age(own[one[0]]))
    rights = [
        {own[part] for part in one if part not in private} or {own[part] for part in one} for one in made
    ]
    for orphan in set(held.values()) - set(own.values()):
        shares = [sum(held[part] == orphan for part in one) for one in made]
        rights[shares.index(max(shares))].add(orphan)
    return {part: min(ids, key=age) for ids, one in zip(rights, made, strict=True) for part in one}


def heading(headlines: Sequence[Headline]) -> Headline | None:
    """The headline to show for a story: the one that shares most words with the others; null without any.

    Ties go to the newest, then to the first in order of outlet and text.
    """
    if not headlines:
        return None
    words = [frozenset(one.text.casefold().split()) for one in headlines]
    common = [sum(len(mine & other) for other in words) / (len(mine) or 1) for mine in words]
    best = max(common)
    kept = [one for one, share in zip(headlines, common, strict=True) if share == best]
    kept.sort(key=lambda one: (one.outlet, one.text))
    return max(kept, key=lambda one: one.published.timestamp() if one.published else float("-inf"))
