"""Joining articles into stories as they arrive, against comparing each with all before it.

    python -m bench.stories [--sizes 1000,10000,100000] [--naive 1000,2000]

News of a desk that takes in 400 articles a day: events in 300 towns, the large towns in the news most, each
event told by one to thirty articles over some days, with words and names of its own. A larger archive is a
longer one. Printed for every size: articles a second over all and over the last tenth, and how well the
stories are those events (B³). The naive way is a dictionary of tf-idf weights an article, the cosine of each
pair, and groups of whatever is above a threshold; it needs all articles at hand, and starts anew each time.
"""

import argparse
import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from bench.corpus import FUNCTION_WORDS, Corpus
from bot.claims.assign import assign
from bot.claims.likeness.rarity import common_stems
from bot.store.engine import Store, open_store
from bot.store.schema import articles, readings, revisions, story_parts

PER_DAY = 400
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
TOWNS = 300
RULES = 1
NAIVE_THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class Told:
    """An article, and the event that it tells of."""

    event: int
    published: datetime
    title: str
    text: str


class Desk:
    """Generated news, the same for the same seed."""

    def __init__(self, seed: int = 3) -> None:
        self._draw = random.Random(seed)
        words = [str(word) for word in Corpus(1, vocabulary=60_000).vocabulary]
        self._towns = [word.capitalize() for word in words[:TOWNS]]
        self._busy = [1 / (place + 3) for place in range(TOWNS)]
        self._own = words[TOWNS:]
        self._common = [stem for stem in common_stems() if len(stem) > 3]
        self._zipf = [1 / (place + 10) for place in range(len(self._common))]

    def articles(self, count: int) -> list[Told]:
        """So many articles, in the order of their publication."""
        made: list[Told] = []
        event = 0
        while len(made) < count:
            event += 1
            began = FIRST_DAY + timedelta(days=len(made) / PER_DAY)
            made.extend(self._event(event, began))
        return sorted(made[:count], key=lambda one: one.published)

    def _event(self, event: int, began: datetime) -> Iterator[Told]:
        town = self._draw.choices(self._towns, self._busy)[0]
        names = [word.capitalize() for word in self._draw.sample(self._own, 4)]
        words = self._draw.sample(self._own, 3) + self._draw.sample(self._common[300:], 12)
        for _ in range(min(30, 1 + int(self._draw.expovariate(1 / 4)))):
            published = began + timedelta(hours=min(self._draw.expovariate(1 / 20), 120))
            said = [self._sentence(town, names, words) for _ in range(self._draw.randint(8, 14))]
            said[0] += f" It happened on {began:%A}."
            yield Told(event, published, said[0][:60], " ".join(said))

    def _sentence(self, town: str, names: Sequence[str], words: Sequence[str]) -> str:
        drawn = self._draw.choices(self._common, self._zipf, k=7) + self._draw.sample(words, 3)
        drawn += [self._draw.choice([town, *names]), *self._draw.choices(FUNCTION_WORDS, k=8)]
        self._draw.shuffle(drawn)
        return f"The {' '.join(drawn)}."


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--naive", default="1000,2000")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        _ours(Desk().articles(size))
    for size in map(int, options.naive.split(",")):
        _naive(Desk().articles(size))


def _ours(told: Sequence[Told]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        store = open_store(f"sqlite:///{path}")
        _write(store, told)
        tenth = len(told) - len(told) // 10
        began, done, late = time.process_time(), 0, 0.0
        while due := store.stories.due(RULES):
            late = late or (time.process_time() if done >= tenth else 0.0)
            assign(store.stories, due, RULES)
            done += len(due)
        ended = time.process_time()
        score = _b3({place: one.event for place, one in enumerate(told, 1)}, _stories(store))
        size_mb = path.stat().st_size / 1e6
        store.close()
    print(
        f"copydesk {len(told):>7,} articles  {len(told) / (ended - began):6.0f}/s  "
        f"last tenth {len(told) // 10 / (ended - late):6.0f}/s  B³-F1 {score:.3f}  store {size_mb:,.0f} MB",
        flush=True,
    )


def _write(store: Store, told: Sequence[Told]) -> None:
    for first in range(0, len(told), 1000):
        batch = list(enumerate(told[first : first + 1000], first + 1))
        with store.engine.begin() as db:
            db.execute(
                insert(articles),
                [{"id": row, "outlet": "Ridge Post", "added_at": one.published} for row, one in batch],
            )
            db.execute(insert(revisions), [_revision(row, one) for row, one in batch])
            db.execute(insert(readings), [_reading(row, one) for row, one in batch])


def _revision(row: int, one: Told) -> dict[str, object]:
    return {
        "id": row,
        "article_id": row,
        "number": 1,
        "text": one.text,
        "sha256": f"{row:064}",
        "fetched_at": one.published,
        "published": one.published,
        "title": one.title,
        "via": "feed",
        "partial": False,
    }


def _reading(row: int, one: Told) -> dict[str, object]:
    return {"revision_id": row, "reader": 1, "sentences": _sentences(one.text), "attributions": []}


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [place + 1 for place, mark in enumerate(text) if mark == "."]
    return list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))


def _stories(store: Store) -> dict[int, Hashable]:
    with store.engine.connect() as db:
        rows = db.execute(select(story_parts.c.article_id, story_parts.c.story_id))
        return {row.article_id: row.story_id for row in rows}


def _naive(told: Sequence[Told]) -> None:
    began = time.process_time()
    counts = [Counter(one.text.lower().split()) for one in told]
    frequency = Counter(word for one in counts for word in one)
    vectors = [
        _normal({word: times * math.log(len(told) / frequency[word]) for word, times in one.items()})
        for one in counts
    ]
    group = list(range(len(told)))
    for place, one in enumerate(vectors):
        for before in range(place):
            other = vectors[before]
            if sum(weight * other.get(word, 0.0) for word, weight in one.items()) >= NAIVE_THRESHOLD:
                _join(group, place, before)
    took = time.process_time() - began
    found: dict[int, Hashable] = {place: _root(group, place) for place in range(len(told))}
    score = _b3({place: one.event for place, one in enumerate(told)}, found)
    print(f"naive    {len(told):>7,} articles  {len(told) / took:6.0f}/s  B³-F1 {score:.3f}", flush=True)


def _normal(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _root(group: list[int], place: int) -> int:
    while group[place] != place:
        place = group[place]
    return place


def _join(group: list[int], one: int, other: int) -> None:
    group[_root(group, one)] = _root(group, other)


def _b3(gold: Mapping[int, Hashable], found: Mapping[int, Hashable]) -> float:
    """The B³-F1 of a grouping against the right one."""
    both = Counter((gold[place], found[place]) for place in gold)
    right, made = Counter(gold.values()), Counter(found[place] for place in gold)
    precision = sum(count**2 / made[label] for (_, label), count in both.items()) / len(gold)
    recall = sum(count**2 / right[label] for (label, _), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
