"""The search index is lost while the bot runs: it is made anew, and nobody gets a wrong answer."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.search.index import TantivyIndex
from bot.search.query import read
from bot.store.engine import open_store
from bot.work import run_due
from tests.faults.conftest import DENIED, Begin, store_article


def test_an_index_that_is_deleted_is_made_anew(
    begin: Begin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bot = begin(catch_up_s=600)
    assert DENIED in bot.answer()
    [index] = (tmp_path / "data" / "search").iterdir()
    for folder in (index, index.parent):
        shutil.rmtree(folder)
        assert DENIED in bot.answer()
    assert index.is_dir()
    assert "is rebuilt from the store" in caplog.text
    assert bot.lines("warning", "bot.search.index") >= 1


def test_who_searches_an_index_that_is_just_being_made_waits_for_it(sqlite_url: str, tmp_path: Path) -> None:
    store_article(sqlite_url)
    store, index = open_store(sqlite_url), TantivyIndex(tmp_path / "index")
    run_due(store, index)
    shutil.rmtree(index.folder)
    found: list[int] = []
    query = read("river", datetime.now(UTC))
    searching = threading.Thread(target=lambda: found.append(len(index.search(query, 1))))

    def while_it_is_empty(_: int) -> None:
        searching.start()
        searching.join(0.2)  # it would be done by then, if it did not wait

    index.rebuild(store, while_it_is_empty)
    searching.join()
    assert found == [1]
    index.close()
    store.close()
