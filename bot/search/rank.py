"""Ranking: what BM25 found, weighed by age, at most a few passages an article, copies behind originals."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.search.dates import Window
from bot.search.passage_index import Found, Hit
from bot.search.query import Query

HALF_LIFE_DAYS = 14
"""After so many days half of the bonus for being new is gone."""
OLD_WEIGHT = 0.4
"""What the score of an old passage still counts, where a new one's counts 1."""
AHEAD_HALF_LIFE_DAYS = 5
"""Before the time in question an article can only announce; the bonus goes faster than after it."""
TOLD_WITHIN = timedelta(days=3)
"""What happened in a stretch of time is mostly told within this much after it."""
RECENT = timedelta(days=21)
"""A question without a date looks here too, whatever is better worded in the archive."""
COPY_SHARE = 0.5
COPY_WEIGHT = 0.5

Scored = tuple[float, Found]
Shingles = frozenset[tuple[str, ...]]
_DAY = timedelta(days=1)


def window(query: Query, now: datetime) -> Window | None:
    """Where to look more closely besides everywhere; null where the query bounds the time itself."""
    if query.focus is not None:
        return Window(query.focus.start, query.focus.end + TOLD_WITHIN)
    return None if query.is_dated else Window(now - RECENT, now + _DAY)


def weighed(found: Iterable[Found], query: Query, now: datetime) -> list[Scored]:
    """Best first, each score weighed by age, or by nearness to the date in question; of equals the newest."""
    made = [(one.score * _weight(one.published, query, now), one) for one in found]
    return sorted(made, key=lambda pair: (-pair[0], -pair[1].published.timestamp(), pair[1].start))


def capped(found: Iterable[Scored], per_article: int) -> list[Scored]:
    """The first `per_article` passages of each article."""
    seen: Counter[int] = Counter()
    kept = []
    for score, one in found:
        seen[one.article_id] += 1
        if seen[one.article_id] <= per_article:
            kept.append((score, one))
    return kept


def originals_first(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The `k` best of hits that come best first, the score of a near copy of an earlier one cut."""
    kept: list[Hit] = []
    originals: list[Shingles] = []
    for hit in hits:
        text = _shingles(hit.text)
        if any(_is_copy(text, other) for other in originals):
            kept.append(replace(hit, score=hit.score * COPY_WEIGHT))
            continue
        kept.append(hit)
        originals.append(text)
        if len(originals) == k:
            break
    return sorted(kept, key=lambda hit: -hit.score)[:k]


def _shingles(text: str) -> Shingles:
    """The runs of three words of a text; of a shorter one, its words."""
    found = text.lower().split()
    return frozenset(zip(found, found[1:], found[2:], strict=False)) or frozenset((word,) for word in found)


def _is_copy(one: Shingles, other: Shingles) -> bool:
    """Passages of the same wire text may be cut at different places, so the smaller one counts."""
    return len(one & other) >= COPY_SHARE * max(1, min(len(one), len(other)))


def _weight(published: datetime, query: Query, now: datetime) -> float:
    if query.focus is not None:
        return _nearness(published, query.focus)
    return 1.0 if query.is_dated else _faded((now - published) / _DAY, HALF_LIFE_DAYS)


def _nearness(published: datetime, focus: Window) -> float:
    if published < focus.start:
        return _faded((focus.start - published) / _DAY, AHEAD_HALF_LIFE_DAYS)
    return _faded((published - focus.end - TOLD_WITHIN) / _DAY, HALF_LIFE_DAYS)


def _faded(days: float, half_life: float) -> float:
    return OLD_WEIGHT + (1 - OLD_WEIGHT) * math.exp2(-max(days, 0.0) / half_life)
