"""Who asked what where: the turns of threads, which later questions go on from, and what channels allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine, Row, func, select, update

from bot.store.schema import channels, threads, turns
from bot.store.transaction import upsert, writing

Answers = Literal["never", "replies", "always"]
"""When questions without a mention are answered: not at all, in the bot's own threads, or everywhere."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread of a channel of a workspace, by the ts of its first message."""

    team_id: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question: as written, and `asked` as it stands by itself; `key` is of the job that answers it."""

    key: str
    team_id: str
    channel: str
    thread_ts: str | None
    user_id: str
    question: str
    asked: str
    asked_at: datetime
    answer_id: int | None = None
    message_ts: str | None = None


class Conversations:
    """The turns, threads and channels tables."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, turn: Turn) -> None:
        """Keep a question; one whose key is there already stays as it is."""
        row = {name: getattr(turn, name) for name in Turn.__slots__}
        with writing(self._engine) as db:
            db.execute(upsert(db, turns).values(row).on_conflict_do_nothing(index_elements=["key"]))

    def answered(self, key: str, answer_id: int, message_ts: str | None = None) -> None:
        """Note which answer a question was given, and in which message."""
        said = update(turns).where(turns.c.key == key)
        with writing(self._engine) as db:
            db.execute(said.values(answer_id=answer_id, message_ts=message_ts))

    def turns(self, thread: Thread) -> tuple[Turn, ...]:
        """The answered questions of a thread, oldest first."""
        query = select(turns).where(
            turns.c.team_id == thread.team_id,
            turns.c.channel == thread.channel,
            turns.c.thread_ts == thread.ts,
            turns.c.answer_id.is_not(None),
        )
        with self._engine.connect() as db:
            return tuple(_turn(row) for row in db.execute(query.order_by(turns.c.id)))

    def recent(self, team_id: str, user_id: str, limit: int) -> Sequence[Turn]:
        """The last questions of a person, newest first."""
        query = select(turns).where(turns.c.team_id == team_id, turns.c.user_id == user_id)
        with self._engine.connect() as db:
            return [_turn(row) for row in db.execute(query.order_by(turns.c.id.desc()).limit(limit))]

    def asked(self, team_id: str, since: datetime, until: datetime, user_id: str | None = None) -> int:
        """How many questions a workspace, or one person in it, has asked in that time.

        What a clock that was ahead has dated later counts for nothing.
        """
        within = turns.c.asked_at.between(since, until)
        query = select(func.count()).where(turns.c.team_id == team_id, within)
        if user_id is not None:
            query = query.where(turns.c.user_id == user_id)
        with self._engine.connect() as db:
            return int(db.execute(query).scalar_one())

    def crowd(self, thread: Thread) -> None:
        """Note that a second person has joined in."""
        self._put_thread(thread, crowded=True)

    def is_crowded(self, thread: Thread) -> bool:
        """Whether more than one person is talking in the thread."""
        return bool(self._of_thread(thread, "crowded"))

    def stop(self, thread: Thread, at: datetime) -> None:
        """Note that somebody pressed Stop."""
        self._put_thread(thread, stopped_at=at)

    def stopped_at(self, thread: Thread) -> datetime | None:
        """When Stop was last pressed."""
        found: datetime | None = self._of_thread(thread, "stopped_at")
        return found

    def set_answers(self, team_id: str, channel: str, when: Answers) -> None:
        """Choose when questions without a mention are answered in a channel."""
        row = {"team_id": team_id, "channel": channel, "answers": when}
        with writing(self._engine) as db:
            new = upsert(db, channels).values(row)
            db.execute(
                new.on_conflict_do_update(index_elements=["team_id", "channel"], set_={"answers": when})
            )

    def answers_in(self, team_id: str, channel: str) -> Answers:
        """When questions without a mention are answered in a channel; in the bot's own threads by default."""
        query = select(channels.c.answers).where(channels.c.team_id == team_id, channels.c.channel == channel)
        with self._engine.connect() as db:
            found: Answers = db.execute(query).scalar_one_or_none() or "replies"
            return found

    def _put_thread(self, thread: Thread, **changed: Any) -> None:
        row = {"team_id": thread.team_id, "channel": thread.channel, "thread_ts": thread.ts}
        with writing(self._engine) as db:
            new = upsert(db, threads).values({**row, "crowded": False, **changed})
            db.execute(new.on_conflict_do_update(index_elements=list(row), set_=changed))

    def _of_thread(self, thread: Thread, name: str) -> Any:
        query = select(threads.c[name]).where(
            threads.c.team_id == thread.team_id,
            threads.c.channel == thread.channel,
            threads.c.thread_ts == thread.ts,
        )
        with self._engine.connect() as db:
            return db.execute(query).scalar_one_or_none()


def _turn(row: Row[Any]) -> Turn:
    return Turn(**{name: getattr(row, name) for name in Turn.__slots__})
