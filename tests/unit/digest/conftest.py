"""A desk for the tests of digests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.digest.newsdesk import NewsDesk, newsdesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NewsDesk]:
    """An empty news desk."""
    made = newsdesk(tmp_path)
    yield made
    made.store.close()
