"""How fast articles become claims, end to end, against the nearest thing without a ledger.

    python -m bench.claims [--sizes 250,1000] [--rival 250,1000,2000]

News of 500 to 850 words over 120 days, from `newsroom.py`; a larger archive has more news a day, towns and
people. Copydesk reads each article (sentences, attributions), records it (occurrences, speakers, places) and
assigns it to a story; then a digest of the last day judges what is due. The rival splits sentences with
syntok and compares every article with every other by the three-word shingles that they share: who copied
whom, and nothing of who says what. Times are processor seconds. Each run has a process and an empty store.
Exit code 1 when Copydesk takes in fewer than 30 articles a second, or slows by more than a third from the
smallest archive to the largest.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from bench.newsroom import NOW, Newsroom, NewsText
from bot.claims.gazetteer import Gazetteer
from bot.claims.ledger import Ledger
from bot.claims.recorder import Recorder
from bot.digest.make import Digests
from bot.news.article import Incoming, Outlet
from bot.store.engine import open_store
from bot.work import assign_due, read_due, record_due

BAR_PER_S = 30
SLOWER_MOST = 4 / 3
COPIED = 0.5

Row = dict[str, float]


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="250,1000")
    parser.add_argument("--rival", default="250,1000,2000")
    parser.add_argument("--one", nargs=2, metavar=("WHO", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        who, size = options.one
        print(json.dumps(_RUNS[who](Newsroom(int(size)).articles)))
        return 0
    ours = list(_measured("copydesk", options.sizes))
    list(_measured("rival", options.rival))
    rates = [row["articles"] / row["all"] for row in ours]
    return int(min(rates) < BAR_PER_S or rates[0] > SLOWER_MOST * rates[-1])


def _measured(who: str, sizes: str) -> Iterator[Row]:
    for size in filter(None, sizes.split(",")):
        command = [sys.executable, "-m", "bench.claims", "--one", who, size]
        row: Row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        stages = "  ".join(f"{name} {row[name]:.1f}" for name in row if name not in ("articles", "memory"))
        rate = row["articles"] / row["all"]
        print(f"{who:<9}{size:>7} articles {rate:6.1f}/s  {row['memory']:5.0f} MB   s: {stages}", flush=True)
        yield row


def _ours(articles: Sequence[NewsText]) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'store.sqlite3'}")
        for one in articles:
            store.articles.add(
                Incoming(one.text, one.outlet, one.published, title=one.title, published=one.published)
            )
        outlets = {name: Outlet(name, name) for name in {one.outlet for one in articles}}
        gazetteer = Gazetteer()
        recorder = Recorder(gazetteer, outlets)
        digests = Digests(store, Ledger(store, outlets, gazetteer), gazetteer)
        row = {
            "read": _timed(lambda: read_due(store)),
            "record": _timed(lambda: record_due(store, recorder.version, lambda: recorder)),
            "assign": _timed(lambda: assign_due(store)),
        }
        row["all"] = sum(row.values())
        row["digest of a day"] = _timed(lambda: _digest(digests))
        row["memory"] = _memory_mb()
        store.close()
    return row | {"articles": len(articles)}


def _digest(digests: Digests) -> None:
    made = digests.make(NOW - timedelta(days=2), NOW)
    assert made.stories, "the last articles are a day old"


def _rival(articles: Sequence[NewsText]) -> Row:
    row = {
        "split": _timed(lambda: _split(articles)),
        "compare": _timed(lambda: _compare(articles)),
    }
    return row | {"all": sum(row.values()), "articles": len(articles), "memory": _memory_mb()}


def _split(articles: Sequence[NewsText]) -> None:
    tokenizer = Tokenizer()
    for one in articles:
        for paragraph in one.text.split("\n\n"):
            list(segmenter.segment(tokenizer.tokenize(paragraph)))


def _compare(articles: Sequence[NewsText]) -> int:
    shingles = []
    for one in articles:
        words = one.text.lower().split()
        shingles.append(frozenset(zip(words, words[1:], words[2:], strict=False)))
    return sum(
        len(one & other) >= COPIED * min(len(one), len(other)) for one, other in combinations(shingles, 2)
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


_RUNS: dict[str, Callable[[Sequence[NewsText]], Row]] = {"copydesk": _ours, "rival": _rival}


if __name__ == "__main__":
    sys.exit(main())
