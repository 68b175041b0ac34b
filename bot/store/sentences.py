"""Sentence spans of revisions: a stage's output, kept because every answer needs it."""

from collections.abc import Sequence

from sqlalchemy import Engine, bindparam, select, update

from bot.news.span import Span
from bot.store.schema import revisions, sentences
from bot.store.transaction import writing


class Sentences:
    """The sentences table: a row a revision, made with it. `splitter` is the version of the rules, from 1."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, splitter: int, limit: int = 200) -> tuple[tuple[int, str], ...]:
        """(revision row id, text) of revisions not yet split by this version or a newer one."""
        query = (
            select(revisions.c.id, revisions.c.text)
            .join(sentences, sentences.c.revision_id == revisions.c.id)
            .where(sentences.c.splitter < splitter)
            .order_by(sentences.c.splitter, sentences.c.revision_id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple((row.id, row.text) for row in db.execute(query))

    def save(self, splitter: int, found: Sequence[tuple[int, Sequence[Span]]]) -> None:
        """Keep the spans of several revisions in one transaction, replacing older ones.

        A revision that was removed meanwhile is passed over.
        """
        rows = [
            {"row": row, "splitter": splitter, "spans": list(spans)}
            for row, spans in sorted(found)  # always in one order: two writers must not block each other
        ]
        if not rows:
            return
        with writing(self._engine) as db:
            db.execute(update(sentences).where(sentences.c.revision_id == bindparam("row")), rows)

    def many(self, article_ids: Sequence[int]) -> dict[tuple[int, int], tuple[Span, ...]]:
        """The spans of several articles by (article_id, revision number); what is not split yet is absent."""
        query = (
            select(revisions.c.article_id, revisions.c.number, sentences.c.spans)
            .join(sentences, sentences.c.revision_id == revisions.c.id)
            .where(revisions.c.article_id.in_(set(article_ids)), sentences.c.splitter > 0)
        )
        with self._engine.connect() as db:
            return {
                (row.article_id, row.number): tuple(Span(*pair) for pair in row.spans)
                for row in db.execute(query)
            }
