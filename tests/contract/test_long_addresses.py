"""The longest address that ingest lets in fits every database's indexes."""

import random
from datetime import UTC, datetime

import pytest

from bot.ingest.document import Details, Document, incoming
from bot.ingest.urls import problem_of
from bot.store.engine import Store
from bot.store.fetches import Fetch

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
CYRILLIC = "".join(map(chr, range(0x430, 0x450)))


@pytest.mark.parametrize(
    "letters", ["abcdefghijklmnopqrstuvwxyz0123456789-._~", CYRILLIC], ids=["Latin", "Cyrillic"]
)
def test_the_longest_address_is_stored(store: Store, letters: str) -> None:
    drawn = random.Random(7)  # at random, so that nothing compresses it
    address = "https://meridian.example/" + "".join(drawn.choice(letters) for _ in range(2500))
    longest = next(address[:n] for n in range(len(address), 0, -1) if problem_of(address[:n]) is None)
    made = incoming(Document("it", "Six hurt.", url=longest), "The Meridian", Details(team_id="T" * 20), NOW)

    stored = store.articles.add(made)
    store.fetches.save(Fetch(longest, None, None, NOW, stored.article_id))
    store.feeds.add(longest, None, None, NOW)

    assert store.articles.add(made).article_id == stored.article_id
    assert store.fetches.get(longest) is not None
    assert store.feeds.get(longest) is not None
