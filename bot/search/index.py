"""The search index: Tantivy over passages, derived from the store and rebuilt from it at will.

A passage is scored as one text with its title and outlet. Every revision is in the index with the time
during which it was the newest, so that a search may look back. How far the change log has been followed
stands in a document of its own, and so is committed together with what it counts.
"""

import hashlib
import json
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from tantivy import (
    DocAddress,
    Document,
    FieldType,
    Index,
    IndexWriter,
    Occur,
    Order,
    Schema,
    SchemaBuilder,
    Searcher,
)
from tantivy import Query as Clause

from bot.errors import SearchError
from bot.news.sentences import SPLITTER
from bot.search.dates import Window
from bot.search.follow import Entry, Source, Step, fits, steps
from bot.search.passage_index import Found, IndexDamagedError, PassageIndex, Progress
from bot.search.query import Query
from bot.search.troubles import troubles
from bot.search.words import ANALYSIS, stems, variants, words
from bot.store.articles import Change

__all__ = ["PassageIndex", "TantivyIndex", "folder_for"]

FORMAT = f"1.{ANALYSIS}.{SPLITTER}"
"""Schema, analysis and sentence rules. Another format has another folder: two versions may run at once."""

_HEAP_BYTES = 64_000_000
_LOCK_POLL_S = 0.05
_NEVER = 2**40
_CHECKPOINT, _SUPERSEDED, _PRIVATE = "checkpoint", "superseded", "private"
_NUMBERS = ("article_id", "revision", "start", "end")
_BUSY = "Another process is writing the search index in {}; try again later."
_log = logging.getLogger(__name__)


def folder_for(data_folder: Path, database_url: str) -> Path:
    """The index folder of a database: one for each, and each format, named without the URL's secrets."""
    url = urlsplit(database_url)
    kind = url.scheme.partition("+")[0]
    path = str(Path(url.path[1:]).absolute()) if kind == "sqlite" and url.path[1:] else url.path
    secret = {"user", "password", "sslpassword"}
    options = sorted(pair for pair in parse_qsl(url.query) if pair[0] not in secret)
    address = json.dumps([kind, url.hostname, url.port, path, options])
    return data_folder / "search" / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}-{FORMAT}"


class TantivyIndex:
    """The index in a folder. One process writes at a time; the others search what is there meanwhile."""

    def __init__(self, folder: Path, *, wait_s: float = 5.0) -> None:
        self.folder = folder
        self._wait_s = wait_s
        self._lock = threading.RLock()
        self._index: Index | None = None

    def catch_up(self, store: Source) -> int:
        """Follow the change log to its end, or build the index when there is none that fits this store.

        Gives how many passages were written. While another process writes, waits a little for it.
        Raises: SearchError when the folder cannot be written.
        """
        with self._lock:
            return self._mended(lambda: self._follow(store, anew=False, progress=lambda _: None))

    def rebuild(self, store: Source, progress: Progress = lambda _: None) -> int:
        """Make the index anew; gives how many passages it has. Searches see the old one until it is done.

        `progress` is told how many changes of the log were taken in.
        Raises: SearchError when the folder cannot be written, or when another process is writing to it.
        """
        with self._lock:
            return self._mended(lambda: self._follow(store, anew=True, progress=progress))

    def search(
        self,
        query: Query,
        k: int,
        *,
        within: Window | None = None,
        as_of: datetime | None = None,
        team_id: str | None = None,
    ) -> tuple[Found, ...]:
        """The `k` best passages by BM25, best first; newest first where the query has no words.

        Raises: IndexDamagedError when the files cannot be read.
        """
        with troubles(self.folder):
            searcher = self._searcher()
            if searcher.num_docs == 0:  # it may just be made anew
                with self._lock:
                    searcher = self._searcher()
            asked = _Clauses(self._opened().schema, tuple(_languages(searcher)))
        clause = asked.whole(query, within, as_of, team_id)
        with troubles(self.folder):
            return _read_back(
                searcher, _best(searcher, clause, k, by_date=not (query.terms or query.phrases))
            )

    def close(self) -> None:
        """Let go of the files."""
        self._index = None

    def _opened(self) -> Index:
        if self._index is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = str(self.folder)
            self._index = Index.open(path) if Index.exists(path) else Index(_schema(), path)
            self._index.config_reader("manual")
        return self._index

    def _searcher(self) -> Searcher:
        index = self._opened()
        index.reload()
        return index.searcher()

    def _mark(self) -> Change | None:
        """The last change that the index took in; null for a new index."""
        with troubles(self.folder):
            searcher = self._searcher()
            if searcher.num_docs == 0:
                return None
            hits = searcher.search(_flag(self._opened().schema, _CHECKPOINT), 1).hits
            said = json.loads(searcher.doc(hits[0][1]).get_first("checkpoint") or "{}") if hits else {}
        if said.get("format") != FORMAT:
            raise IndexDamagedError("It was made by another version.")
        return Change(said["seq"], said["article_id"], said["kind"], datetime.fromisoformat(said["at"]))

    def _follow(self, store: Source, *, anew: bool, progress: Progress) -> int:
        mark = self._mark()
        last = store.articles.last_change()
        if not anew and fits(mark, store) and (mark.seq if mark else 0) == last:
            return 0
        writer = self._writer(last, patient=not anew)
        if writer is None:
            return 0
        try:
            return self._take_in(writer, store, None if anew else self._fitting_mark(store), progress)
        finally:
            with suppress(ValueError):
                writer.wait_merging_threads()

    def _fitting_mark(self, store: Source) -> Change | None:
        mark = self._mark()
        if fits(mark, store):
            return mark
        _log.warning("The search index in %s belongs to another database; it is rebuilt.", self.folder)
        return None

    def _take_in(self, writer: IndexWriter, store: Source, mark: Change | None, progress: Progress) -> int:
        """Write what changed after `mark`, all in one commit; gives how many passages."""
        if mark is None:
            writer.delete_all_documents()
        written = 0
        for step in steps(store, mark):
            with troubles(self.folder):
                written += _write(writer, step)
            mark = step.reached
            progress(step.changes)
        with troubles(self.folder):
            _set_checkpoint(writer, mark)
            writer.commit()
        return written

    def _writer(self, last: int, *, patient: bool) -> IndexWriter | None:
        """The one writer, or null when another process keeps it, or has meanwhile come as far as `last`."""
        deadline = time.monotonic() + self._wait_s
        while (writer := self._free_writer()) is None:
            mark = self._mark()
            if patient and mark is not None and mark.seq >= last:
                return None
            if time.monotonic() > deadline:
                if not patient:
                    raise SearchError(_BUSY.format(self.folder), subject=str(self.folder), retry=True)
                _log.warning("Another process is writing the search index; searching what is there.")
                return None
            time.sleep(_LOCK_POLL_S)
        return writer

    def _free_writer(self) -> IndexWriter | None:
        with troubles(self.folder):
            try:
                return self._opened().writer(_HEAP_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                return None

    def _mended(self, work: Callable[[], int]) -> int:
        """Do it; when the index cannot be used, do it once more in an empty folder."""
        try:
            return work()
        except IndexDamagedError as error:
            _log.warning("The search index in %s is rebuilt from the store. %s", self.folder, error)
        try:
            self._discard()
            return work()
        except (IndexDamagedError, OSError) as error:
            sentence = f"The search index in {self.folder} cannot be made: {error}. Set COPYDESK_DATA_DIR."
            raise SearchError(sentence, subject=str(self.folder)) from error

    def _discard(self) -> None:
        """Move the folder away before it is deleted: another process may make a new one at any time."""
        self._index = None
        aside = self.folder.with_name(f"{self.folder.name}-{uuid4().hex[:8]}-old")
        with suppress(FileNotFoundError):
            self.folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def _schema() -> Schema:
    made = SchemaBuilder()
    made.add_text_field("body", tokenizer_name="whitespace")
    for name in ("flags", "team", "outlet"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    made.add_text_field("language", tokenizer_name="raw", index_option="basic", fast=True)
    made.add_text_field("checkpoint", stored=True, tokenizer_name="raw", index_option="basic")
    for name in _NUMBERS:
        made.add_unsigned_field(name, indexed=name == "article_id", fast=True)
    for name in ("since", "until", "published"):
        made.add_integer_field(name, fast=True)
    return made.build()


def _write(writer: IndexWriter, step: Step) -> int:
    written = 0
    for article_id, entries in step.articles.items():
        writer.delete_documents_by_term("article_id", article_id)
        for entry in entries:
            writer.add_document(_document(entry))
        written += len(entries)
    return written


def _document(entry: Entry) -> Document:
    made, revision = Document(), entry.revision
    made.add_text("body", " ".join(entry.words))
    made.add_text("outlet", revision.outlet)
    if revision.language:
        made.add_text("language", revision.language)
    if revision.team_id:
        made.add_text("team", revision.team_id)
        made.add_text("flags", _PRIVATE)
    if entry.until is not None:
        made.add_text("flags", _SUPERSEDED)
    for name, number in zip(_NUMBERS, (revision.article_id, revision.number, *entry.span), strict=True):
        made.add_unsigned(name, number)
    made.add_integer("since", _seconds(entry.since))
    made.add_integer("until", _seconds(entry.until) if entry.until else _NEVER)
    made.add_integer("published", _seconds(entry.published))
    return made


def _set_checkpoint(writer: IndexWriter, change: Change | None) -> None:
    writer.delete_documents_by_term("flags", _CHECKPOINT)
    if change is None:
        return
    said = {"format": FORMAT, "seq": change.seq, "article_id": change.article_id, "kind": change.kind}
    made = Document()
    made.add_text("flags", _CHECKPOINT)
    made.add_text("checkpoint", json.dumps(said | {"at": change.at.isoformat()}))
    writer.add_document(made)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _best(searcher: Searcher, clause: Clause, k: int, *, by_date: bool) -> list[tuple[float, DocAddress]]:
    if not by_date:
        return searcher.search(clause, k, count=False).hits
    dated = searcher.search(clause, k, count=False, order_by_field="published", order=Order.Desc)
    return [(1.0, address) for _, address in dated.hits]


def _read_back(searcher: Searcher, hits: list[tuple[float, DocAddress]]) -> tuple[Found, ...]:
    addresses = [address for _, address in hits]
    names = (*_NUMBERS, "published")
    columns = ([int(value or 0) for value in searcher.fast_field_values(name, addresses)] for name in names)
    rows = zip(*columns, (score for score, _ in hits), strict=True)
    return tuple(
        Found(article, revision, start, end, datetime.fromtimestamp(published, UTC), score)
        for article, revision, start, end, published, score in rows
    )


def _languages(searcher: Searcher) -> Iterator[str]:
    return (code for code, _ in searcher.terms_with_prefix("language", ""))


def _flag(schema: Schema, flag: str) -> Clause:
    return Clause.term_query(schema, "flags", flag, "basic")


@dataclass(frozen=True, slots=True)
class _Clauses:
    """A query in Tantivy's terms, for an index that has articles in `languages`."""

    schema: Schema
    languages: tuple[str, ...]

    def whole(
        self, query: Query, within: Window | None, as_of: datetime | None, team_id: str | None
    ) -> Clause:
        parts = [(Occur.Must, self._phrase(phrase)) for phrase in query.phrases]
        loose = list(self._terms(query.terms))
        if loose:
            asked = Clause.boolean_query([(Occur.Should, term) for term in loose])
            parts.append((Occur.Should if parts else Occur.Must, asked))
        parts = parts or [(Occur.Must, Clause.all_query()), (Occur.MustNot, _flag(self.schema, _CHECKPOINT))]
        bounds = [(Occur.Must, Clause.const_score_query(bound, 0.0)) for bound in self._bounds(query, within)]
        hidden = [(Occur.MustNot, clause) for clause in self._hidden(as_of, team_id)]
        return Clause.boolean_query([*parts, *bounds, *hidden])

    def _terms(self, terms: Sequence[str]) -> Iterator[Clause]:
        for word in dict.fromkeys(word for term in terms for word in words(term)):
            found = [self._term(stem) for stem in variants(word, self.languages)]
            yield found[0] if len(found) == 1 else Clause.disjunction_max_query(found)

    def _term(self, stem: str) -> Clause:
        return Clause.term_query(self.schema, "body", stem, "freq")

    def _phrase(self, phrase: str) -> Clause:
        ways = dict.fromkeys(tuple(stems(phrase, code)) for code in ("en", *self.languages))
        found = [self._in_a_row(way) for way in ways if way]
        return Clause.boolean_query([(Occur.Should, way) for way in found]) if found else Clause.all_query()

    def _in_a_row(self, way: tuple[str, ...]) -> Clause:
        return self._term(way[0]) if len(way) == 1 else Clause.phrase_query(self.schema, "body", list(way))

    def _bounds(self, query: Query, within: Window | None) -> Iterator[Clause]:
        if query.outlets:
            yield Clause.term_set_query(self.schema, "outlet", list(query.outlets))
        starts = [moment for moment in (query.since, within and within.start) if moment]
        ends = [moment for moment in (query.until, within and within.end) if moment]
        if starts or ends:
            yield self._between("published", max(starts, default=None), min(ends, default=None))

    def _hidden(self, as_of: datetime | None, team_id: str | None) -> Iterator[Clause]:
        """What was not there then, was there no longer, or belongs to another workspace."""
        superseded, private = _flag(self.schema, _SUPERSEDED), _flag(self.schema, _PRIVATE)
        if as_of is None:
            yield superseded
        else:
            just_after = datetime.fromtimestamp(_seconds(as_of) + 1, UTC)
            yield self._between("since", just_after, None)
            gone = self._between("until", None, just_after)
            yield Clause.boolean_query([(Occur.Must, superseded), (Occur.Must, gone)])
        if team_id is None:
            yield private
        else:
            own = Clause.term_query(self.schema, "team", team_id, "basic")
            yield Clause.boolean_query([(Occur.Must, private), (Occur.MustNot, own)])

    def _between(self, field: str, start: datetime | None, end: datetime | None) -> Clause:
        return Clause.range_query(
            self.schema,
            field,
            FieldType.Integer,
            _seconds(start) if start else None,
            _seconds(end) if end else None,
            include_upper=end is None,
        )
