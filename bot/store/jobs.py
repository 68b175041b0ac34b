"""The jobs queue: work is stored before it is acknowledged, and leased to one worker at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.store.schema import inbox, jobs
from bot.store.transaction import upsert, writing

_FAR = 20
"""A lease of so many times our own is none. (It grows with the attempts, and others may set a longer one.)"""


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"  # leased; when the lease runs out it may be taken again
    DONE = "done"
    DEAD = "dead"  # given up, and kept for the operator


@dataclass(frozen=True, slots=True)
class Job:
    """A job as a worker holds it: `attempts` counts this one, `note` is what an earlier one left behind."""

    id: int
    key: str
    kind: str
    payload: Mapping[str, Any]
    order_by: str | None
    attempts: int
    put_at: datetime
    lease: str
    note: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be stored; it may be taken from `run_after` on, else at once."""

    kind: str
    payload: Mapping[str, Any]
    key: str
    order_by: str | None
    now: datetime
    run_after: datetime | None = None


class Jobs:
    """The jobs and inbox tables. Jobs that share an `order_by` run one at a time, oldest first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        key: str,
        order_by: str | None = None,
        dedup: Iterable[str] = (),
        now: datetime,
        run_after: datetime | None = None,
    ) -> bool:
        """Store a job; false, and nothing stored, when its key or any of the `dedup` keys was seen before."""
        seen = [{"key": each, "seen_at": now} for each in sorted(set(dedup))]  # sorted: no deadlock
        try:
            with writing(self._engine) as db:
                _in_turn(db, order_by)
                for row in seen:
                    _insert_new(db, inbox, row)
                put_in(db, NewJob(kind, payload, key, order_by, now, run_after))
        except _SeenError:
            return False
        return True

    def put_all(self, new: Sequence[NewJob]) -> set[str]:
        """Store many jobs in one transaction, in their order; gives the keys of those that were not there."""
        first: dict[str, NewJob] = {}
        for each in new:
            first.setdefault(each.key, each)
        with writing(self._engine) as db:
            for order_by in sorted({each.order_by for each in new if each.order_by is not None}):
                _in_turn(db, order_by)
            rows = upsert(db, jobs).on_conflict_do_nothing(index_elements=["key"]).returning(jobs.c.key)
            return set(db.execute(rows, [_row(each) for each in first.values()]).scalars())

    def take(
        self, worker: str, now: datetime, lease_s: float, kinds: Sequence[str] | None = None
    ) -> Job | None:
        """Lease the oldest job that is due to this worker; null when there is none.

        A job whose lease ran out is due again, with `attempts` counted up; so is what was dated by a clock
        that has gone back since. The second attempt holds it twice as long as the first, and so on: whose
        lease ran out may be slow and not dead, and workers would go on taking a job from each other.
        """
        due = _due(now, timedelta(seconds=lease_s), kinds)
        with self._engine.connect() as db:
            if db.execute(due).first() is None:  # idle workers must not hold SQLite's write lock
                return None
        with writing(self._engine) as db:
            found = db.execute(due.with_for_update(of=jobs, skip_locked=True)).one_or_none()
            if found is None:
                return None
            attempts = found.attempts + 1
            leased = (
                update(jobs)
                .where(jobs.c.id == found.id)
                .values(
                    state=State.RUNNING,
                    attempts=attempts,
                    lease=uuid4().hex,
                    leased_until=now + timedelta(seconds=lease_s * attempts),
                    worker=worker,
                )
            )
            return _job(db.execute(leased.returning(*jobs.c)).one())

    def extend(self, job: Job, now: datetime, lease_s: float) -> bool:
        """Hold a job longer, as `take` did; false when the lease was lost to another worker."""
        return self._change(job, leased_until=now + timedelta(seconds=lease_s * job.attempts))

    def progress(self, job: Job, note: Mapping[str, Any]) -> bool:
        """Keep what must outlive a crash (the message that was posted); false when the lease was lost."""
        return self._change(job, note=dict(note))

    def done(self, job: Job, result: Mapping[str, Any] | None = None) -> bool:
        """Finish a job; false, and nothing changed, when the lease was lost."""
        kept = None if result is None else dict(result)
        return self._change(job, state=State.DONE, result=kept, error=None, lease=None, leased_until=None)

    def fail(self, job: Job, error: str, now: datetime, retry_after_s: float | None) -> bool:
        """Try a job again after so many seconds, or never (null); false when the lease was lost."""
        again = {"state": State.DEAD} if retry_after_s is None else _again(now, retry_after_s)
        return self._change(job, error=error, lease=None, leased_until=None, **again)

    def put_off(self, job: Job, now: datetime, wait_s: float) -> bool:
        """Go on with a job after so many seconds, as if this attempt had not been; false when the lease was
        lost."""
        return self._change(
            job, attempts=job.attempts - 1, lease=None, leased_until=None, **_again(now, wait_s)
        )

    def in_line(self, job: Job) -> tuple[Mapping[str, Any], ...]:
        """The payloads of all jobs of its line, done or not, as they were put."""
        query = select(jobs.c.payload).where(jobs.c.order_by == job.order_by).order_by(jobs.c.id)
        with self._engine.connect() as db:
            return tuple(db.execute(query).scalars())

    def counts(self) -> dict[State, int]:
        """How many jobs stand where."""
        query = select(jobs.c.state, func.count()).group_by(jobs.c.state)
        with self._engine.connect() as db:
            found = {row[0]: row[1] for row in db.execute(query)}
        return {state: int(found.get(state, 0)) for state in State}

    def purge_done(self, before: datetime) -> int:
        """Forget done jobs put before that moment, and keys seen before it; gives how many jobs.

        Keep a day at least: Slack may deliver an event again long after the first time.
        """
        with writing(self._engine) as db:
            db.execute(delete(inbox).where(inbox.c.seen_at < before))
            old = delete(jobs).where(jobs.c.state == State.DONE, jobs.c.put_at < before)
            return db.execute(old).rowcount

    def _change(self, job: Job, **values: Any) -> bool:
        held = and_(jobs.c.id == job.id, jobs.c.state == State.RUNNING, jobs.c.lease == job.lease)
        with writing(self._engine) as db:
            return db.execute(update(jobs).where(held).values(values)).rowcount > 0


class _SeenError(Exception):
    """A key is there already: the transaction is rolled back."""


def put_in(db: Connection, new: NewJob) -> None:
    """Store a job in a transaction of another repository, whose rows are then there if and only if it is.

    Raises: an error that rolls the transaction back when the key is there already.
    """
    _in_turn(db, new.order_by)
    _insert_new(db, jobs, _row(new))


def _row(new: NewJob) -> dict[str, Any]:
    return {
        "key": new.key,
        "kind": new.kind,
        "payload": dict(new.payload),
        "order_by": new.order_by,
        "state": State.WAITING,
        "put_at": new.now,
        "run_after": new.run_after or new.now,
    }


def _insert_new(db: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row whose key is new; a concurrent insert of the same key is waited for."""
    new = upsert(db, table).values(row).on_conflict_do_nothing(index_elements=["key"])
    if db.execute(new.returning(table.c.key)).first() is None:
        raise _SeenError


def _in_turn(db: Connection, order_by: str | None) -> None:
    """Let puts of one `order_by` pass one by one on PostgreSQL, so that ids are in the order of commits.

    Otherwise an older id could turn up after a younger one was taken, and both would run at once.
    """
    if order_by is not None and db.dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(order_by, 0))))


def _due(now: datetime, lease: timedelta, kinds: Sequence[str] | None) -> Select[tuple[int, int]]:
    """The oldest job that may be taken: due, and behind no unfinished one of its `order_by`."""
    earlier = jobs.alias("earlier")
    blocked = exists().where(
        earlier.c.order_by == jobs.c.order_by,
        earlier.c.id < jobs.c.id,
        earlier.c.state.in_([State.WAITING, State.RUNNING]),
    )
    query = (
        select(jobs.c.id, jobs.c.attempts).where(_ready(now, lease), ~blocked).order_by(jobs.c.id).limit(1)
    )
    return query if kinds is None else query.where(jobs.c.kind.in_(kinds))


def _ready(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """Whether its time has come. A job that is put later than now, or leased for longer than anybody leases,
    was dated by a clock that was ahead, and would wait until the time comes again.
    """
    unbegun = and_(jobs.c.attempts == 0, jobs.c.put_at > now)
    ended = or_(jobs.c.leased_until <= now, jobs.c.leased_until > now + _FAR * lease)
    return or_(
        and_(jobs.c.state == State.WAITING, or_(jobs.c.run_after <= now, unbegun)),
        and_(jobs.c.state == State.RUNNING, ended),
    )


def _again(now: datetime, retry_after_s: float) -> dict[str, Any]:
    return {"state": State.WAITING, "run_after": now + timedelta(seconds=retry_after_s)}


def _job(row: Row[Any]) -> Job:
    return Job(
        row.id,
        row.key,
        row.kind,
        row.payload,
        row.order_by,
        row.attempts,
        row.put_at,
        row.lease,
        row.note or {},
    )
