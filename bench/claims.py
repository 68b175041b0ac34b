"""How fast articles become claims, end to end, against the nearest thing without a ledger.

    python -m bench.claims [--mixed 250,1000] [--alike 250,1000] [--rival 250,1000,2000]

`mixed` news is 400 articles a day about events with words of their own, each told by one to thirty articles.
`alike` is the hardest case: the articles of `newsroom.py`, of 500 to 850 words over 120 days, which tell the
same kinds of event in the same towns in the same words. Copydesk reads each article (sentences,
attributions), records it (occurrences, speakers, places) and assigns it to a story; then a digest of the last
day, and one of all articles, judge what is due. The rival splits sentences with syntok and compares every
article with every other by the three-word shingles that they share: who copied whom, and nothing of who says
what. Times are processor seconds. Each run has a process and an empty store. Exit code 1 when Copydesk takes
in fewer than 30 mixed articles a second, or half of that where they are alike, or slows by more than a third
from the smallest archive to the largest.
"""

import argparse
import json
import random
import re
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

from bench.corpus import Corpus
from bench.newsroom import NOW, Newsroom, NewsText
from bot.claims.gazetteer import Gazetteer
from bot.claims.ledger import Ledger
from bot.claims.likeness.rarity import rarity, stem
from bot.claims.recorder import Recorder
from bot.digest.brief import Brief
from bot.digest.make import Digests
from bot.news.article import Incoming, Outlet
from bot.store.engine import open_store
from bot.work import assign_due, read_due, record_due

BARS_PER_S = {"mixed": 30, "alike": 15}
SLOWER_MOST = 4 / 3
COPIED = 0.5
PER_DAY = 400
OWN_WORDS = 0.6
"""Share of an event's telling words that no other event has."""
COMMON = 2.6
"""Up to this rarity a word may stand in any article."""

_WORD = re.compile(r"\b[a-z]{4,}\b")

Row = dict[str, float]


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mixed", default="250,1000")
    parser.add_argument("--alike", default="250,1000")
    parser.add_argument("--rival", default="250,1000,2000")
    parser.add_argument("--one", nargs=2, metavar=("WHO", "SIZE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        who, size = options.one
        print(json.dumps(_RUNS[who](int(size))))
        return 0
    failed = [_is_slow(list(_measured(who, getattr(options, who))), bar) for who, bar in BARS_PER_S.items()]
    list(_measured("rival", options.rival))
    return int(any(failed))


def _is_slow(rows: Sequence[Row], bar: float) -> bool:
    rates = [row["articles"] / row["all"] for row in rows]
    return bool(rates) and (min(rates) < bar or rates[0] > SLOWER_MOST * rates[-1])


def mixed(count: int, seed: int = 7) -> list[NewsText]:
    """News of events with words of their own, `PER_DAY` articles a day, the same for the same arguments."""
    draw = random.Random(seed)
    words = [str(word) for word in Corpus(1, vocabulary=60_000).vocabulary]
    models = Newsroom(max(50, count // 4)).articles
    outlets = sorted({one.outlet for one in models})
    made: list[NewsText] = []
    while len(made) < count:
        model, own = draw.choice(models), dict[str, str]()
        began = NOW - timedelta(days=1 + (count - len(made)) / PER_DAY)
        for _ in range(min(30, 1 + int(draw.expovariate(1 / 4)))):
            published = min(began + timedelta(hours=draw.expovariate(1 / 20)), NOW)
            told = [one.of(model.text) for one in model.sentences if draw.random() < 0.7]
            told = [_in_own_words(one, own, words, draw) for one in [model.title, *told]]
            text = "\n\n".join(" ".join(told[at : at + 3]) for at in range(1, len(told), 3))
            made.append(NewsText(told[0], draw.choice(outlets), published, text, ()))
    return sorted(made[:count], key=lambda one: one.published)


def _in_own_words(sentence: str, own: dict[str, str], words: Sequence[str], draw: random.Random) -> str:
    def swapped(found: re.Match[str]) -> str:
        word = found[0]
        if rarity(stem(word)) <= COMMON:
            return word
        return own.setdefault(word, draw.choice(words) if draw.random() < OWN_WORDS else word)

    return _WORD.sub(swapped, sentence)


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
        row["digest of a day"] = _timed(lambda: _digest(digests, 2))
        row["digest of all"] = _timed(lambda: _digest(digests, 1000))
        row["memory"] = _memory_mb()
        store.close()
    return row | {"articles": len(articles)}


def _digest(digests: Digests, days: int) -> None:
    made = digests.make(Brief(NOW - timedelta(days=days), NOW))
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


_RUNS: dict[str, Callable[[int], Row]] = {
    "mixed": lambda size: _ours(mixed(size)),
    "alike": lambda size: _ours(Newsroom(size).articles),
    "rival": lambda size: _rival(Newsroom(size).articles),
}


if __name__ == "__main__":
    sys.exit(main())
