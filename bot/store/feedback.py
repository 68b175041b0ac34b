"""What people think of answers, with the quotes they judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine, Row, select, update

from bot.store.schema import feedback
from bot.store.transaction import upsert, writing

Choice = Literal["good", "bad", "report"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A judgement of an answer, or (`report`) of one of its quotes; `quotes` are records of what it judges.

    One with a key that is there already takes its place.
    """

    key: str
    team_id: str
    user_id: str
    answer_id: int
    choice: Choice
    quotes: Sequence[Mapping[str, Any]]
    at: datetime
    reason: str | None = None


class Feedback:
    """The feedback table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, opinion: Opinion) -> None:
        """Keep an opinion in place of the one with its key, unless that is newer."""
        row = {name: getattr(opinion, name) for name in Opinion.__slots__}
        with writing(self._engine) as db:
            new = upsert(db, feedback).values(row)
            older = feedback.c.at <= new.excluded.at
            db.execute(new.on_conflict_do_update(index_elements=["key"], set_=row, where=older))

    def explain(self, key: str, reason: str) -> None:
        """Add the reason to an opinion."""
        with writing(self._engine) as db:
            db.execute(update(feedback).where(feedback.c.key == key).values(reason=reason))

    def of_answer(self, answer_id: int) -> tuple[Opinion, ...]:
        """What people think of an answer, oldest first."""
        query = select(feedback).where(feedback.c.answer_id == answer_id).order_by(feedback.c.id)
        with self._engine.connect() as db:
            return tuple(_opinion(row) for row in db.execute(query))


def _opinion(row: Row[Any]) -> Opinion:
    return Opinion(**{name: getattr(row, name) for name in Opinion.__slots__})
