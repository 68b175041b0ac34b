"""Damage, other databases, and several processes."""

import logging
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from tantivy import Index

from bot.errors import SearchError
from bot.search import index as index_module
from bot.search.index import TantivyIndex, folder_for
from bot.work import read_due
from tests.unit.search.conftest import Newsroom, open_newsroom

TEXT = "Engineers closed the old bridge over the Sill."
Damage = Callable[[Path], object]


def _each(ending: str, harm: Callable[[Path], object]) -> Damage:
    def damage(folder: Path) -> None:
        files = [file for file in folder.iterdir() if file.name.endswith(ending)]
        assert files
        for file in files:
            harm(file)

    return damage


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


DAMAGES = {
    "no_meta": _each("meta.json", Path.unlink),
    "cut_meta": _each("meta.json", _cut),
    "other_meta": _each("meta.json", lambda file: file.write_text('{"segments": []}')),
    "cut_terms": _each(".term", _cut),
    "no_postings": _each(".idx", Path.unlink),
    "empty_numbers": _each(".fast", lambda file: file.write_bytes(b"")),
    "text_as_store": _each(".store", lambda file: file.write_text("hello")),
}


@pytest.fixture
def indexed(newsroom: Newsroom) -> Newsroom:
    """A newsroom with one article, whose index is on disk and closed."""
    newsroom.add(TEXT)
    newsroom.ask("bridge")
    newsroom.index.close()
    return newsroom


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_rebuilt_and_said_once(
    indexed: Newsroom, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    damage(indexed.index.folder)
    with caplog.at_level(logging.WARNING):
        assert indexed.articles("bridge") == [1]
    assert len([line for line in caplog.messages if "rebuilt" in line]) <= 1
    assert all("\n" not in line for line in caplog.messages)
    assert [file.name for file in indexed.index.folder.parent.iterdir()] == [indexed.index.folder.name]


@pytest.mark.parametrize("name", ["cut_meta", "cut_terms", "empty_numbers"])
def test_damage_that_a_search_meets_is_mended_too(indexed: Newsroom, name: str) -> None:
    DAMAGES[name](indexed.index.folder)
    assert [hit.article_id for hit in indexed.find("bridge")] == [1]


def test_a_missing_folder_is_made_anew(indexed: Newsroom) -> None:
    indexed.index.folder.rename(indexed.index.folder.with_name("away"))
    assert indexed.articles("bridge") == [1]


def test_an_index_of_another_version_is_rebuilt(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.add(TEXT)
    with monkeypatch.context() as older:
        older.setattr(index_module, "FORMAT", "0")
        newsroom.ask("bridge")
    assert newsroom.index.catch_up(newsroom.store) == 1


def test_an_index_of_another_database_is_rebuilt(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.add(TEXT)
    newsroom.ask("bridge")
    (tmp_path / "other").mkdir()
    other = open_newsroom(tmp_path / "other")
    other.add("A ferry sank.", days_ago=2)
    mixed = Newsroom(other.store, newsroom.index, other.url)
    assert mixed.articles("ferry") == [1]
    assert mixed.articles("bridge") == []
    other.store.close()


def test_an_index_ahead_of_a_restored_database_is_rebuilt(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.add(TEXT)
    newsroom.ask("bridge")
    database = tmp_path / "store.sqlite3"
    newsroom.store.close()
    backup = {file.name: file.read_bytes() for file in tmp_path.glob("store.sqlite3*")}
    newsroom.add("A ferry sank.")
    newsroom.ask("ferry")
    newsroom.store.close()
    for file in tmp_path.glob("store.sqlite3*"):
        file.unlink()
    for name, content in backup.items():
        database.with_name(name).write_bytes(content)
    assert newsroom.articles("ferry") == []
    assert newsroom.articles("bridge") == [1]


def test_while_another_writes_searches_go_on_with_what_is_there(indexed: Newsroom) -> None:
    writer = Index.open(str(indexed.index.folder)).writer(15_000_000, 1)
    indexed.add("A ferry sank.")
    assert indexed.articles("bridge") == [1]
    assert indexed.articles("ferry") == []
    with pytest.raises(SearchError, match="Another process") as refused:
        indexed.index.rebuild(indexed.store)
    assert refused.value.retry
    writer.wait_merging_threads()
    assert indexed.articles("ferry") == [2]


def _search_elsewhere(folder: Path) -> list[int]:
    room = open_newsroom(folder)
    try:
        return sorted({hit.article_id for hit in room.ask("bridge", k=50)})
    finally:
        room.store.close()


def test_processes_that_catch_up_at_once_lose_nothing(tmp_path: Path, newsroom: Newsroom) -> None:
    for number in range(20):
        newsroom.add(f"{TEXT} Number {number} of {number * 7} others, says witness {number}.")
    with ProcessPoolExecutor(3, get_context("spawn")) as pool:
        list(pool.map(_search_elsewhere, [tmp_path] * 3))
    assert sorted({hit.article_id for hit in newsroom.ask("bridge", k=50)}) == list(range(1, 21))


_TOO_SMALL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from bot.errors import SearchError
from tests.unit.search.conftest import open_newsroom
room = open_newsroom(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
try:
    room.index.catch_up(room.store)
except SearchError as error:
    print(error)
"""


def test_a_full_disk_is_one_sentence_and_mends_itself(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.add(TEXT)
    read_due(newsroom.store)
    root = str(Path(__file__).parents[3])
    ran = subprocess.run(
        [sys.executable, "-c", _TOO_SMALL, str(tmp_path), root], capture_output=True, text=True, check=True
    )
    assert "cannot be written: the disk is full" in ran.stdout
    assert ran.stdout.count("\n") == 1
    assert newsroom.articles("bridge") == [1]


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.unit.search.conftest import open_newsroom
room = open_newsroom(Path(sys.argv[1]))
room.index.rebuild(room.store, lambda _: os._exit(9))
"""


@pytest.mark.parametrize("had_index", [True, False])
def test_a_rebuild_that_is_killed_leaves_the_old_index(
    tmp_path: Path, newsroom: Newsroom, had_index: bool
) -> None:
    newsroom.add(TEXT)
    if had_index:
        newsroom.ask("bridge")
    else:
        read_due(newsroom.store)
    root = str(Path(__file__).parents[3])
    ran = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path), root], check=False)
    assert ran.returncode == 9
    assert [hit.article_id for hit in newsroom.find("bridge")] == [1] * had_index
    assert newsroom.articles("bridge") == [1]


def test_a_folder_is_a_databases_own_and_tells_no_secret(tmp_path: Path) -> None:
    one = folder_for(tmp_path, "postgresql+psycopg://desk:s3cret@db.example:5432/news?sslmode=require")
    assert "s3cret" not in str(one)
    assert one == folder_for(tmp_path, "postgresql://other:pass@db.example:5432/news?sslmode=require")
    assert one != folder_for(tmp_path, "postgresql://other:pass@db.example:5432/olds?sslmode=require")
    assert folder_for(tmp_path, "sqlite:///news.db") == folder_for(
        tmp_path, f"sqlite:///{Path('news.db').absolute()}"
    )


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, newsroom: Newsroom) -> None:
    newsroom.add(TEXT)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SearchError, match=str(tmp_path)):
        TantivyIndex(tmp_path / "file" / "index").catch_up(newsroom.store)


def test_an_empty_store_has_an_empty_index(newsroom: Newsroom) -> None:
    assert newsroom.ask("bridge") == []
    assert newsroom.index.rebuild(newsroom.store) == 0
