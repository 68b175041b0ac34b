"""Search against SQLite FTS5 and bm25s on the same passages, questions and machine.

    python -m bench.search --passages 100000

Each engine works in a process of its own, so that its memory can be told. Copydesk answers through
`bot.search.find`, from the question to passages read back from the store, ranking included; the others
give ten row numbers. Top-10 overlap is that of the index with exact BM25 (bm25s over the same stems), which
is asked twice: with every word of a question, and with those that Copydesk looks for, since it drops the
question words and stop words; the second shows how exact the index is, and is what the verdict is about.
"""

import argparse
import importlib.util
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from bench.archive import Archive, make
from bench.corpus import LAST_DAY, Corpus
from bot.search import follow
from bot.search.find import find
from bot.search.index import TantivyIndex
from bot.search.query import Query, read
from bot.search.words import stems
from bot.store.engine import open_store

QUESTIONS = 200
RIVAL_QUESTIONS = 40
NOW = LAST_DAY
MILLION = 1_000_000
SLOWEST_MS = 25
FASTER = 20
SHARED = 0.8
HOW_TO_GET_BM25S = "bm25s is not installed, so it is left out, and the overlap with it: pip install bm25s"

Times = list[float]
Top = list[list[int]]


@dataclass(frozen=True, slots=True)
class Report:
    """What one engine did: milliseconds by kind of question, and its ten best row numbers for each.

    `kept` are the best for those words of the question that Copydesk looks for.
    """

    name: str
    build_s: float
    disk_mb: float
    memory_mb: float
    times_ms: dict[str, Times]
    top: dict[str, Top]
    remarks: tuple[str, ...] = ()
    kept: dict[str, Top] = field(default_factory=dict)


def main() -> int:
    """Run the bench; exit 1 when Copydesk misses its own bar."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--passages", type=int, default=100_000)
    passages = options.parse_args().passages
    engines: list[Callable[[Archive], Report]] = [copydesk, fts5]
    if importlib.util.find_spec("bm25s"):
        engines.append(bm25s)
    else:
        print(HOW_TO_GET_BM25S, file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder:
        began = time.perf_counter()
        archive = make(Corpus(passages), Path(folder), QUESTIONS)
        print(f"{passages:,} passages made and stored in {time.perf_counter() - began:.0f} s", flush=True)
        reports = []
        for engine in engines:
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                reports.append(alone.submit(engine, archive).result())
                print(_row(reports[-1]), flush=True)
    return _verdict(reports, passages)


def copydesk(archive: Archive) -> Report:
    """Ours, through the public door."""
    store = open_store(archive.url)
    index = TantivyIndex(archive.folder / "index")
    began = time.perf_counter()
    index.rebuild(store)
    build_s = time.perf_counter() - began
    _warm(lambda text: find(store, index, text, now=NOW), archive.plain)
    ways: dict[str, Callable[[str], object]] = {
        "as of last June": lambda text: find(store, index, text, now=NOW, as_of=NOW - timedelta(days=200)),
        "in May": lambda text: find(store, index, text + " in May", now=NOW),
        "since a month": lambda text: find(store, index, text + " in the last 30 days", now=NOW),
        "of one outlet": lambda text: find(
            store, index, text + " according to Ridge 7 Post", now=NOW, outlets=["Ridge 7 Post"]
        ),
    }
    times = {name: _timed(ask, archive.plain) for name, ask in ways.items()}
    for name, questions in (("plain", archive.plain), ("stopwords", archive.worded)):
        times[name] = _timed(lambda text: find(store, index, text, now=NOW), questions)
    times["index alone"] = _timed(lambda text: index.search(read(text, NOW), 10), archive.plain)
    memory = _memory_mb()
    rows = {key: row for row, key in enumerate(_keys(archive))}
    top = {
        name: [_rows(index, read(text, NOW), rows) for text in questions[:RIVAL_QUESTIONS]]
        for name, questions in (("plain", archive.plain), ("stopwords", archive.worded))
    }
    archive.add_more(store)
    began = time.perf_counter()
    index.catch_up(store)
    grown = f"catching up with {archive.MORE} new articles {(time.perf_counter() - began) * 1e3:.0f} ms"
    return Report("Copydesk", build_s, _size_mb(archive.folder / "index"), memory, times, top, (grown,))


def fts5(archive: Archive) -> Report:
    """SQLite's full text search: any of the words, by its bm25()."""
    path = archive.folder / "fts5.sqlite3"
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE passages USING fts5(body, content='', tokenize='porter unicode61')")
    build_s = 0.0
    for batch in _batches(_texts(archive)):
        began = time.perf_counter()
        db.executemany("INSERT INTO passages(rowid, body) VALUES (?, ?)", batch)
        db.commit()
        build_s += time.perf_counter() - began

    def ask(text: str) -> list[int]:
        match = " OR ".join(f'"{word}"' for word in text.split())
        sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"
        return [row for (row,) in db.execute(sql, (match,))]

    return _asked("SQLite FTS5", ask, archive, build_s, path)


def bm25s(archive: Archive) -> Report:
    """Exact BM25, over the same stems as ours and every word of the question."""
    import bm25s as library

    vocabulary: dict[str, int] = {}
    rows = [
        [vocabulary.setdefault(stem, len(vocabulary)) for stem in entry.words] for entry in _entries(archive)
    ]
    began = time.perf_counter()
    engine: Any = library.BM25(k1=1.2, b=0.75, method="lucene")
    engine.index((rows, vocabulary), show_progress=False)
    build_s = time.perf_counter() - began
    del rows

    def ask(text: str) -> list[int]:
        known = [stem for stem in dict.fromkeys(stems(text)) if stem in vocabulary]
        found, _ = engine.retrieve([known], k=10, show_progress=False, n_threads=0)
        return [int(row) for row in found[0]]

    kept = {
        name: [ask(" ".join(read(text, NOW).terms)) for text in questions[:RIVAL_QUESTIONS]]
        for name, questions in (("plain", archive.plain), ("stopwords", archive.worded))
    }
    return replace(_asked("bm25s", ask, archive, build_s, None), kept=kept)


def _asked(
    name: str,
    ask: Callable[[str], list[int]],
    archive: Archive,
    build_s: float,
    path: Path | None,
) -> Report:
    plain, worded = archive.plain[:RIVAL_QUESTIONS], archive.worded[:RIVAL_QUESTIONS]
    _warm(ask, plain[:5])
    top: dict[str, Top] = {"plain": [], "stopwords": []}
    times = {
        "plain": _timed(lambda text: top["plain"].append(ask(text)), plain),
        "stopwords": _timed(lambda text: top["stopwords"].append(ask(text)), worded),
    }
    disk_mb = _size_mb(path) if path else 0.0
    return Report(name, build_s, disk_mb, _memory_mb(), times, top)


def _entries(archive: Archive) -> Iterator[follow.Entry]:
    """All passages, but for those that were added later to see how the index grows."""
    for step in follow.steps(open_store(archive.url), None):
        for article_id, entries in step.articles.items():
            yield from entries if article_id <= archive.articles else ()


def _keys(archive: Archive) -> Iterator[tuple[int, int]]:
    return ((entry.revision.article_id, entry.span.start) for entry in _entries(archive))


def _texts(archive: Archive) -> Iterator[tuple[int, str]]:
    for row, entry in enumerate(_entries(archive)):
        one = entry.revision
        yield row, f"{one.title} {one.outlet} {entry.span.of(one.text)}"


def _batches(rows: Iterator[tuple[int, str]], size: int = 10_000) -> Iterator[list[tuple[int, str]]]:
    batch: list[tuple[int, str]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _rows(index: TantivyIndex, query: Query, rows: dict[tuple[int, int], int]) -> list[int]:
    return [rows[found.article_id, found.start] for found in index.search(query, 10)]


def _warm(ask: Callable[[str], object], questions: Sequence[str]) -> None:
    for text in questions:
        ask(text)


def _timed(ask: Callable[[str], object], questions: Sequence[str]) -> Times:
    times = []
    for text in questions:
        began = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - began) * 1e3)
    return times


def _size_mb(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def _memory_mb() -> float:
    """What the process holds now, files mapped into memory included; its peak where that is not told."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1e3


def _row(report: Report) -> str:
    lines = [
        f"{report.name:12} build {report.build_s:7.1f} s   disk {report.disk_mb:8.1f} MB   "
        f"memory {report.memory_mb:8.1f} MB"
    ]
    for kind, times in report.times_ms.items():
        p50, p95 = np.percentile(times, [50, 95])
        lines.append(f"    {kind:16} p50 {p50:9.2f} ms   p95 {p95:9.2f} ms")
    return "\n".join([*lines, *(f"    {remark}" for remark in report.remarks)])


def _verdict(reports: Sequence[Report], passages: int) -> int:
    """Print the ratios; 1 when a bar is missed: overlap at any size, speed from a million passages on."""
    ours, *others = reports
    missed = []
    slowest = float(np.percentile(ours.times_ms["plain"], 95))
    if passages >= MILLION and slowest > SLOWEST_MS:
        missed.append(f"p95 is {slowest:.1f} ms, more than {SLOWEST_MS}")
    for other in others:
        for kind in ("plain", "stopwords"):
            ratio = float(np.median(other.times_ms[kind]) / np.median(ours.times_ms[kind]))
            line = f"{other.name:12} {kind:10} {ratio:8.1f} times our p50"
            line += f"   top-10 shared {_shared(ours.top[kind], other.top[kind]):.2f}"
            if other.kept:
                shared = _shared(ours.top[kind], other.kept[kind])
                line += f", for the words looked for {shared:.2f}"
                if shared < SHARED:
                    missed.append(
                        f"{kind}: shares {shared:.2f} of exact BM25's first ten, less than {SHARED}"
                    )
            print(line)
            if other.name != "bm25s" and passages >= MILLION and ratio < FASTER:
                missed.append(f"{kind}: {ratio:.1f} times as fast as {other.name}, less than {FASTER}")
    for line in missed:
        print(f"missed: {line}")
    return 1 if missed else 0


def _shared(ours: Top, theirs: Top) -> float:
    """The mean share of the ten best that two engines have in common."""
    return float(np.mean([len(set(one) & set(two)) / 10 for one, two in zip(ours, theirs, strict=True)]))


if __name__ == "__main__":
    sys.exit(main())
