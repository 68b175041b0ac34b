"""A store of generated articles, written in bulk, for benches that ask it questions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.corpus import LAST_DAY, Corpus, NewsText
from bot.news.article import text_hash
from bot.news.span import Span
from bot.search.passages import passages
from bot.store.engine import Store, open_store
from bot.store.schema import articles, changes, readings, revisions
from bot.work import READER

_SENTENCE = re.compile(r"[^.\s][^.]*\.")
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Archive:
    """Where the store is, and questions about it; `folder` is for whoever needs to write beside it."""

    url: str
    folder: Path
    articles: int
    plain: list[str]
    worded: list[str]
    more: tuple[NewsText, ...]
    MORE = 100

    def add_more(self, store: Store) -> None:
        """Store a hundred articles that were held back."""
        _write(store, [_renumbered(text, self.articles + place) for place, text in enumerate(self.more, 1)])


def make(corpus: Corpus, folder: Path, questions: int) -> Archive:
    """Store articles until they have as many passages as the corpus says, by the cut of `bot.search`."""
    url = f"sqlite:///{folder / 'store.sqlite3'}"
    store = open_store(url)
    count = written = 0
    first: tuple[NewsText, ...] = ()
    batch: list[NewsText] = []
    for text in corpus.articles():
        first = (*first, text) if len(first) < Archive.MORE else first
        batch.append(text)
        count += len(passages(_body(text), _spans(_body(text))))
        if len(batch) == _BATCH or count >= corpus.passages:
            _write(store, batch)
            written += len(batch)
            batch = []
        if count >= corpus.passages:
            break
    _write(store, batch)
    store.close()
    plain, worded = (corpus.questions(questions, stopwords=stop) for stop in (False, True))
    return Archive(url, folder, written + len(batch), plain, worded, first)


def _renumbered(text: NewsText, number: int) -> NewsText:
    return NewsText(number, text.title, text.outlet, LAST_DAY, text.passages)


def _body(text: NewsText) -> str:
    return "\n\n".join(text.passages)


def _spans(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _SENTENCE.finditer(text)]


def _write(store: Store, texts: Iterable[NewsText]) -> None:
    batch = list(texts)
    if not batch:
        return
    with store.engine.begin() as db:
        for table, rows in (
            (articles, _article_rows(batch)),
            (revisions, _revision_rows(batch)),
            (readings, _reading_rows(batch)),
            (changes, _change_rows(batch)),
        ):
            db.execute(insert(table), list(rows))


def _article_rows(texts: list[NewsText]) -> Iterator[dict[str, Any]]:
    for text in texts:
        yield {"id": text.number, "outlet": text.outlet, "added_at": text.published}


def _revision_rows(texts: list[NewsText]) -> Iterator[dict[str, Any]]:
    for text in texts:
        body = _body(text)
        yield {
            "id": text.number,
            "article_id": text.number,
            "number": 1,
            "text": body,
            "sha256": text_hash(f"{text.number} {body}"),
            "fetched_at": text.published + timedelta(minutes=5),
            "published": text.published,
            "title": text.title,
            "language": "en",
            "via": "feed",
            "partial": False,
        }


def _reading_rows(texts: list[NewsText]) -> Iterator[dict[str, Any]]:
    for text in texts:
        read = {"sentences": _spans(_body(text)), "attributions": []}
        yield {"revision_id": text.number, "reader": READER} | read


def _change_rows(texts: list[NewsText]) -> Iterator[dict[str, Any]]:
    for text in texts:
        yield {"seq": text.number, "article_id": text.number, "kind": "stored", "at": text.published}
