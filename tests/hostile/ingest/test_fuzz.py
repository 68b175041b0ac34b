"""A small sample of the mutations; tests/soak runs many more."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.ingest.doors import (
    SUFFIXES,
    through_feed_door,
    through_file_door,
    through_page_door,
)
from tests.hostile.ingest.mutations import FEEDS, FILES, PAGES, bent, charsets


@settings(max_examples=60)
@given(bent(FEEDS), charsets)
def test_no_feed_stops_a_run(data: bytes, charset: str | None) -> None:
    through_feed_door(data, charset)


@settings(max_examples=40)
@given(bent(PAGES), charsets)
def test_no_page_stops_a_run(data: bytes, charset: str | None) -> None:
    through_page_door(data, charset)


@settings(max_examples=60)
@given(data=bent(FILES), suffix=st.sampled_from(SUFFIXES))
def test_no_file_stops_a_run(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    folder: Path = tmp_path_factory.getbasetemp()
    through_file_door(folder, data, [suffix])
