"""How well articles are joined into stories: our own with look-alikes, updates, background and roundups.

`stories.jsonl` was written for this, in the world of the samples; `event` names what each part of an article
tells of, one name for most. The samples are scored with it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.claims.likeness.fingerprint import Part, parts
from bot.claims.stories import affinity, group
from bot.news.sentences import split

HERE = Path(__file__).parent
ARTICLES = HERE / "stories.jsonl"
SAMPLES = HERE.parents[1] / "bot" / "samples" / "articles.jsonl"

ARTICLES_SHA256 = "d38c09a1989293971cfbf3e72376ad8b3ce6cdc4a0128b7d2ca8c11256e84715"
SAMPLES_SHA256 = "a36dc479c2520e8e6b5e964001f194aa3736313c29aa98aa8a0f1f178440bf70"
LEAST_F1 = 0.96
SAMPLE_EVENTS = {
    "brennick-depot": ["depot"],
    "night-fire-in-brennick": ["depot"],
    "ministry-lindrow": ["lindrow"],
    "duvrin-rejects-lindrow": ["lindrow"],
    "brightwell-closed": ["brightwell"],
    "queues-at-brightwell": ["brightwell"],
    "brightwell-chief": ["brightwell"],
    "union-mutual-offer": ["brightwell"],
    "schools-and-shelters": ["shelters"],
    "kolby-ford-shelter": ["kolby-ford"],
    "saint-orla-capsizes": ["saint-orla"],
    "ferry-sound-of-kell": ["saint-orla"],
    "ferry-disaster": ["saint-orla"],
    "saint-orla-toll": ["saint-orla"],
    "saint-orla-inquiry": ["saint-orla"],
    "fire-on-tessen": ["artillery", "duvrin-raid"],
    "tessen-eleven-wounded": ["artillery"],
    "morvale-vigil": ["artillery"],
}

Item = tuple[str, int]
"""An article's title, and the place of the part in it."""


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def articles() -> tuple[dict[str, Any], ...]:
    samples = {row["url"]: row for row in rows(SAMPLES)}  # a later text corrects an earlier one
    events = [row | {"event": SAMPLE_EVENTS[url.rsplit("/", 1)[1]]} for url, row in samples.items()]
    return tuple(events + rows(ARTICLES))


@cache
def read() -> dict[Item, Part]:
    found: dict[Item, Part] = {}
    for row in articles():
        made = parts(row["title"], row["text"], split(row["text"]), datetime.fromisoformat(row["published"]))
        found |= {(row["title"], place): part for place, part in enumerate(made)}
    return found


def stories() -> dict[Item, Hashable]:
    items = list(read())
    prints = [part.fingerprint for part in read().values()]
    links = {
        (one, other): weight
        for one in range(len(items))
        for other in range(one + 1, len(items))
        if (weight := affinity(prints[one], prints[other]))
    }
    grouped = group(range(len(items)), links)
    return {items[place]: number for number, held in enumerate(grouped) for place in held}


def gold() -> dict[Item, str]:
    return {(row["title"], place): event for row in articles() for place, event in enumerate(row["event"])}


def b_cubed(right: Mapping[Item, Hashable], made: Mapping[Item, Hashable]) -> tuple[float, float]:
    """Precision and recall, the mean over items; an item that was not made is alone."""
    both = {item: (right[item], made.get(item, item)) for item in right}
    pairs = Counter(both.values())
    rights, mades = Counter(label for label, _ in both.values()), Counter(label for _, label in both.values())
    precision = sum(pairs[labels] / mades[labels[1]] for labels in both.values()) / len(both)
    recall = sum(pairs[labels] / rights[labels[0]] for labels in both.values()) / len(both)
    return precision, recall


def test_the_articles_are_the_ones_that_were_scored() -> None:
    assert hashlib.sha256(ARTICLES.read_bytes()).hexdigest() == ARTICLES_SHA256
    assert hashlib.sha256(SAMPLES.read_bytes()).hexdigest() == SAMPLES_SHA256


def test_stories_are_events() -> None:
    precision, recall = b_cubed(gold(), stories())
    f1 = 2 * precision * recall / (precision + recall)
    assert f1 >= LEAST_F1, f"B³ {precision=:.4f} {recall=:.4f} {f1=:.4f}"


def test_articles_are_parted_as_a_reader_would() -> None:
    assert set(read()) == set(gold())


def test_background_is_marked_and_nothing_else_is() -> None:
    marked = {item for item, part in read().items() if part.fingerprint.background}
    assert marked == {item for item, event in gold().items() if event.startswith(("bg-", "op-"))}


def test_two_attacks_on_one_town_in_one_week_are_two_stories() -> None:
    made, events = stories(), gold()
    attacks = {
        event: {made[item] for item in made if events[item] == event} for event in ("market", "bridge")
    }
    assert not attacks["market"] & attacks["bridge"]
