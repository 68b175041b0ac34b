"""Sentence spans of revisions: a stage's output, kept because every answer needs it."""

from collections.abc import Sequence

from sqlalchemy import Engine, and_, delete, insert, select

from bot.news.span import Span
from bot.store.schema import revisions, sentences


class Sentences:
    """The sentences table. `splitter` is the version of the rules that made the spans."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, splitter: int, limit: int = 200) -> tuple[tuple[int, str], ...]:
        """(revision row id, text) of revisions not yet split by this version, oldest first."""
        query = (
            select(revisions.c.id, revisions.c.text)
            .outerjoin(
                sentences,
                and_(sentences.c.revision_id == revisions.c.id, sentences.c.splitter == splitter),
            )
            .where(sentences.c.revision_id.is_(None))
            .order_by(revisions.c.id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple((row.id, row.text) for row in db.execute(query))

    def save(self, splitter: int, found: Sequence[tuple[int, Sequence[Span]]]) -> None:
        """Keep the spans of several revisions in one transaction, replacing older ones."""
        if not found:
            return
        with self._engine.begin() as db:
            db.execute(delete(sentences).where(sentences.c.revision_id.in_([row for row, _ in found])))
            db.execute(
                insert(sentences),
                [{"revision_id": row, "splitter": splitter, "spans": list(spans)} for row, spans in found],
            )

    def many(self, article_ids: Sequence[int]) -> dict[tuple[int, int], tuple[Span, ...]]:
        """The spans of several articles by (article_id, revision number)."""
        query = (
            select(revisions.c.article_id, revisions.c.number, sentences.c.spans)
            .join(sentences, sentences.c.revision_id == revisions.c.id)
            .where(revisions.c.article_id.in_(set(article_ids)))
        )
        with self._engine.connect() as db:
            return {
                (row.article_id, row.number): tuple(Span(*pair) for pair in row.spans)
                for row in db.execute(query)
            }
