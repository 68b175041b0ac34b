"""A desk for the tests of digests."""

from collections.abc import Iterator

import pytest

from tests.unit.digest.newsdesk import NewsDesk, newsdesk


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[NewsDesk]:
    """An empty news desk."""
    made = newsdesk(sqlite_url)
    yield made
    made.store.close()
