"""What was read out of revisions, sentences and attributions: a stage's output, which every answer needs."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, bindparam, select, update

from bot.news.attribution import Attribution, CueKind
from bot.news.span import Span
from bot.store.schema import readings, revisions
from bot.store.transaction import writing

Key = tuple[int, int]
"""(article_id, revision number)"""


@dataclass(frozen=True, slots=True)
class Due:
    """A revision that is to be read: its row, text and language."""

    row: int
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """What was read out of a revision: its sentences in order, and its attributions."""

    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...] = ()


class Readings:
    """The readings table: a row a revision, made with it. `reader` is the version of the rules, from 1."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, reader: int, limit: int = 200) -> tuple[Due, ...]:
        """Revisions not yet read by this version or a newer one."""
        query = (
            select(revisions.c.id, revisions.c.text, revisions.c.language)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(readings.c.reader < reader)
            .order_by(readings.c.reader, readings.c.revision_id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple(Due(row.id, row.text, row.language) for row in db.execute(query))

    def save(self, reader: int, found: Sequence[tuple[int, Read]]) -> None:
        """Keep what was read out of several revisions (by row), in one transaction, replacing what was there.

        A revision that was removed meanwhile is passed over.
        """
        rows = [
            {
                "row": row,
                "reader": reader,
                "sentences": list(read.sentences),
                "attributions": [_packed(one) for one in read.attributions],
            }
            for row, read in sorted(found, key=lambda pair: pair[0])  # in one order: writers must not block
        ]
        if not rows:
            return
        with writing(self._engine) as db:
            db.execute(update(readings).where(readings.c.revision_id == bindparam("row")), rows)

    def sentences(self, article_ids: Sequence[int]) -> dict[Key, tuple[Span, ...]]:
        """The sentences of several articles' revisions; what is not read yet is absent."""
        query = (
            select(revisions.c.article_id, revisions.c.number, readings.c.sentences)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(revisions.c.article_id.in_(set(article_ids)), readings.c.reader > 0)
        )
        with self._engine.connect() as db:
            return {(row.article_id, row.number): _spans(row.sentences) for row in db.execute(query)}

    def many(self, article_ids: Sequence[int]) -> dict[Key, Read]:
        """What was read out of several articles' revisions; what is not read yet is absent."""
        query = (
            select(revisions.c.article_id, revisions.c.number, readings.c.sentences, readings.c.attributions)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(revisions.c.article_id.in_(set(article_ids)), readings.c.reader > 0)
        )
        with self._engine.connect() as db:
            return {
                (row.article_id, row.number): Read(_spans(row.sentences), tuple(_readable(row.attributions)))
                for row in db.execute(query)
            }


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _packed(one: Attribution) -> list[object]:
    spans = (one.source, one.cue, list(one.content))
    return [one.sentence, *spans, one.cue_kind.value, one.speaker, one.scope, one.veto, one.admission]


def _readable(packed: Sequence[Any]) -> Iterator[Attribution]:
    """The attributions; one that a newer Copydesk has put in a form of its own is left out."""
    for one in packed:
        with suppress(ValueError, TypeError):
            yield _unpacked(one)


def _unpacked(row: Sequence[Any]) -> Attribution:
    sentence, source, cue, content, cue_kind, speaker, scope, veto, *rest = row
    return Attribution(
        sentence=sentence,
        source=Span(*source) if source else None,
        cue=Span(*cue),
        content=_spans(content),
        cue_kind=CueKind(cue_kind),
        speaker=speaker,
        scope=scope,
        veto=veto,
        admission=bool(rest and rest[0]),  # absent from what older rules packed
    )
