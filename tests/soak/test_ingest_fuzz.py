"""Thousands of mutated feeds, pages and files through the doors of ingest."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.hostile.ingest.doors import through_feed_door, through_file_door, through_page_door
from tests.hostile.ingest.mutations import FEEDS, FILES, PAGES, bent, charsets

MANY = settings(max_examples=3_000)


@MANY
@given(bent(FEEDS), charsets)
def test_feeds(data: bytes, charset: str | None) -> None:
    through_feed_door(data, charset)


@MANY
@given(bent(PAGES), charsets)
def test_pages(data: bytes, charset: str | None) -> None:
    through_page_door(data, charset)


@MANY
@given(data=bent(FILES))
def test_files(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder: Path = tmp_path_factory.getbasetemp()
    through_file_door(folder, data)
