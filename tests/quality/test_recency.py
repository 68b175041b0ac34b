"""Floors for age in ranking: news that comes back every fortnight, asked about as people ask.

Each of the beats below has had a story every fortnight for two years, all in much the same words, so that
words alone cannot tell them apart; and one story of its own, told once, long ago. Raise a floor when
ranking gets better; never lower one without saying why in the change log.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.news.article import Incoming
from bot.search.find import find
from bot.search.index import TantivyIndex
from bot.search.query import read
from bot.store.engine import Store, open_store
from bot.work import run_due

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
FORTNIGHTS = 52
NOW_FLOOR = 0.97
MONTH_FLOOR = 0.97
TOWNS = ["Ardmoor", "Belcastle", "Corvane", "Dunmere", "Eastholm", "Farrowgate"]
BEATS = {
    "harbour": ("dredging", "pilots", "quay", "tonnage", "harbour board"),
    "water": ("reservoir", "supply", "pipes", "drought", "water company"),
    "council": ("budget", "councillors", "levy", "vote", "town council"),
    "railway": ("timetable", "strike", "drivers", "line", "railway union"),
}
SINGULAR = ["lighthouse", "orchestra", "meteorite", "shipwreck", "mosaic", "viaduct"]
FILLER_TEXT = """
residents waited for news through the evening while officials went over the figures again and the mayor
promised another meeting before the week was out although few expected much to change until autumn and
reporters were told that a written statement would follow once every department had been heard
"""
FILLER = FILLER_TEXT.split()


@dataclass(frozen=True)
class Archive:
    """A store with its index, and which article is which."""

    store: Store
    index: TantivyIndex
    ids: dict[tuple[str, int], int]

    def first_ten(self, question: str) -> list[int]:
        """The articles of the first ten passages."""
        return [hit.article_id for hit in find(self.store, self.index, question, now=NOW, k=10)]

    def by_words_alone(self, question: str) -> list[int]:
        """The same without ranking."""
        return [found.article_id for found in self.index.search(read(question, NOW), 10)]


def _stories() -> Iterator[tuple[str, int, Incoming]]:
    """Beat, how many fortnights ago, and the article; a beat's one-off story has the number -1."""
    draw = random.Random(11)
    for town in TOWNS:
        for beat, words in BEATS.items():
            for ago in range(FORTNIGHTS):
                published = NOW - timedelta(days=14 * ago + draw.uniform(0.5, 6))
                yield f"{town} {beat}", ago, _article(draw, town, words, published)
    for place, thing in enumerate(SINGULAR):
        published = NOW - timedelta(days=200 + 60 * place)
        yield (
            thing,
            -1,
            _article(draw, TOWNS[place], (thing, "restored", "museum", "visitors", "trust"), published),
        )


def _article(draw: random.Random, town: str, words: tuple[str, ...], published: datetime) -> Incoming:
    sentences = []
    for _ in range(draw.randint(5, 9)):
        said = draw.sample(FILLER, draw.randint(8, 16))
        for word in draw.sample(words, draw.randint(1, 4)):
            said.insert(draw.randrange(len(said)), word)
        said.insert(draw.randrange(len(said)), town if draw.random() < 0.5 else "the town")
        sentences.append(" ".join(said).capitalize() + ".")
    title = f"{town}: {words[0]} and {draw.choice(words)}"
    return Incoming(" ".join(sentences), "The Ridge Post", published, title=title, published=published)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """All stories, stored and indexed."""
    folder: Path = tmp_path_factory.mktemp("recency")
    store = open_store(f"sqlite:///{folder / 'store.sqlite3'}")
    index = TantivyIndex(folder / "index")
    ids = {(beat, ago): store.articles.add(article).article_id for beat, ago, article in _stories()}
    run_due(store, index)
    yield Archive(store, index, ids)
    store.close()


def _asked(shape: str) -> list[tuple[str, str]]:
    return [
        (f"{town} {beat}", shape.format(town=town, words=" ".join(draw.sample(words, 2)), body=words[-1]))
        for draw in [random.Random(5)]
        for town in TOWNS
        for beat, words in BEATS.items()
        for _ in range(3)
    ]


def _share(asked: list[tuple[str, str]], good: Callable[[str, str], bool]) -> float:
    return sum(good(beat, question) for beat, question in asked) / len(asked)


def test_questions_about_now_find_this_fortnight(archive: Archive) -> None:
    asked = _asked("What is happening with the {words} in {town}?")
    found = _share(asked, lambda beat, question: archive.ids[beat, 0] in archive.first_ten(question))
    without = _share(asked, lambda beat, question: archive.ids[beat, 0] in archive.by_words_alone(question))
    assert found >= NOW_FLOOR
    assert without <= found - 0.3, "the archive is too easy: words alone find it"


@pytest.mark.parametrize(
    ("month", "wanted"), [("March", "2026-03"), ("November", "2025-11"), ("January 2025", "2025-01")]
)
def test_questions_about_a_month_find_that_month(archive: Archive, month: str, wanted: str) -> None:
    asked = _asked("What happened with the {words} in {town} in " + month + "?")

    def good(_: str, question: str) -> bool:
        hits = find(archive.store, archive.index, question, now=NOW, k=3)
        return any(f"{hit.published:%Y-%m}" == wanted for hit in hits)

    assert _share(asked, good) >= MONTH_FLOOR


def test_a_story_told_once_long_ago_is_still_found(archive: Archive) -> None:
    asked = [(thing, f"What became of the {thing} that the trust restored?") for thing in SINGULAR]
    assert (
        _share(asked, lambda thing, question: archive.ids[thing, -1] in archive.first_ten(question)[:3])
        == 1.0
    )
