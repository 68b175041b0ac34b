"""Whatever comes in by the doors: an hour of it, or FUZZ_MINUTES, divided among them."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.hostile.doors.replies import replies
from tests.hostile.doors.test_doors import (
    DATE_WORDS,
    MOMENTS,
    SCHEDULE_WORDS,
    a_quote_is_found_whole_or_not_at_all,
    a_reply_is_a_draft_or_refused,
    date_words_are_read_in_order,
    quoted,
    schedule_words_are_an_order_or_refused,
    since_is_a_moment_or_refused,
)
from tests.hostile.ingest.doors import through_feed_door, through_file_door, through_page_door
from tests.hostile.ingest.mutations import FEEDS, FILES, PAGES, bent, charsets

MINUTES = float(os.environ.get("FUZZ_MINUTES", "60"))
FEW = settings(max_examples=500)
ROUNDS: dict[str, Callable[[Path], Callable[[], None]]] = {
    "feeds": lambda _: FEW(given(bent(FEEDS), charsets)(through_feed_door)),
    "pages": lambda _: FEW(given(bent(PAGES), charsets)(through_page_door)),
    "files": lambda folder: FEW(given(bent(FILES))(lambda data: through_file_door(folder, data))),
    "replies": lambda _: FEW(given(replies())(a_reply_is_a_draft_or_refused)),
    "date words": lambda _: FEW(given(DATE_WORDS, MOMENTS)(date_words_are_read_in_order)),
    "since": lambda _: FEW(given(DATE_WORDS, MOMENTS)(since_is_a_moment_or_refused)),
    "schedule words": lambda _: FEW(given(SCHEDULE_WORDS)(schedule_words_are_an_order_or_refused)),
    "quotes": lambda _: FEW(given(quoted())(a_quote_is_found_whole_or_not_at_all)),
}


@pytest.mark.timeout(2 * 3600)
@pytest.mark.parametrize("door", ROUNDS)
def test_door(door: str, tmp_path: Path) -> None:
    examples, end = 0, time.monotonic() + 60 * MINUTES / len(ROUNDS)
    while time.monotonic() < end:
        ROUNDS[door](tmp_path)()
        examples += FEW.max_examples
    print(f"{door}: {examples} examples")
