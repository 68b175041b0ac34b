"""The answers that were given, with what made them and what they cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, insert, or_, select

from bot.news.answer import Mode, Usage
from bot.store.schema import answers
from bot.store.transaction import writing

_NOTHING = Usage()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given, as `bot.news.stored` records it."""

    id: int
    question: str
    asked_at: datetime
    record: Mapping[str, Any]


class Answers:
    """The answers table: append-only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(
        self,
        answer: Mapping[str, Any],
        asked_at: datetime,
        question: str,
        mode: Mode,
        *,
        model: str | None = None,
        prompt_hash: str | None = None,
        usage: Usage = _NOTHING,
        team_id: str | None = None,
    ) -> int:
        """Keep an answer as its JSON; gives its id."""
        row = insert(answers).values(
            team_id=team_id,
            asked_at=asked_at,
            question=question,
            mode=mode,
            model=model,
            prompt_hash=prompt_hash,
            calls=usage.calls,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            answer=dict(answer),
        )
        with writing(self._engine) as db:
            return int(db.execute(row.returning(answers.c.id)).scalar_one())

    def get(self, answer_id: int, team_id: str | None) -> Given | None:
        """An answer that a workspace may see: its own, or one that was given to no workspace."""
        visible = or_(answers.c.team_id == team_id, answers.c.team_id.is_(None))
        query = select(answers).where(answers.c.id == answer_id, visible)
        with self._engine.connect() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else Given(row.id, row.question, row.asked_at, row.answer)

    def last_record(self, question: str, mode: Mode, since: datetime) -> Mapping[str, Any] | None:
        """What was last answered to a question in that mode from a moment on, or null."""
        query = (
            select(answers.c.answer)
            .where(answers.c.asked_at >= since, answers.c.question == question, answers.c.mode == mode)
            .order_by(answers.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as db:
            found: Mapping[str, Any] | None = db.execute(query).scalar_one_or_none()
        return found

    def tokens_since(self, at: datetime) -> int:
        """How many model tokens, in and out, answers have cost from that moment on."""
        spent = func.sum(answers.c.prompt_tokens + answers.c.completion_tokens)
        query = select(func.coalesce(spent, 0)).where(answers.c.asked_at >= at)
        with self._engine.connect() as db:
            return int(db.execute(query).scalar_one())
