"""The jobs queue on SQLite and PostgreSQL: nothing is lost, nothing is done twice at once."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.store.engine import Store
from bot.store.jobs import Job, Jobs, NewJob, State

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LEASE_S = 60.0


@pytest.fixture
def jobs(store: Store) -> Jobs:
    return Jobs(store.engine)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def put(jobs: Jobs, key: str, order_by: str | None = None, kind: str = "ask") -> bool:
    return jobs.put(kind, {"key": key}, key=key, order_by=order_by, now=NOON)


def take(jobs: Jobs, seconds: float = 0, worker: str = "w") -> Job:
    job = jobs.take(worker, at(seconds), LEASE_S)
    assert job is not None
    return job


def test_a_job_comes_back_as_it_was_put(jobs: Jobs) -> None:
    odd = {"text": "a\x00b 😀 \ud800 <!channel>", "nested": [1, None, {"x": 0.5}]}
    assert jobs.put("ask", odd, key="k", order_by="T/C/1", now=NOON) is True

    job = take(jobs)

    assert (job.key, job.kind, job.order_by, job.attempts) == ("k", "ask", "T/C/1", 1)
    assert (job.payload, job.note, job.put_at) == (odd, {}, NOON)
    assert jobs.take("w", at(1), LEASE_S) is None


def test_many_are_put_at_once_and_known_ones_left_alone(jobs: Jobs) -> None:
    put(jobs, "b")
    new = [NewJob("ask", {"n": n}, key, "thread", NOON) for n, key in enumerate("abca")]

    assert jobs.put_all(new) == {"a", "c"}
    assert jobs.put_all(new) == set()

    assert [take(jobs).key, take(jobs).key] == ["b", "a"]
    assert jobs.counts()[State.WAITING] == 1


def test_jobs_are_taken_oldest_first_and_counted(jobs: Jobs) -> None:
    for key in "abc":
        put(jobs, key)
    assert [take(jobs).key, take(jobs).key] == ["a", "b"]
    assert jobs.counts() == {State.WAITING: 1, State.RUNNING: 2, State.DONE: 0, State.DEAD: 0}


def test_a_line_is_known_whatever_became_of_its_jobs(jobs: Jobs) -> None:
    for key, line in (("a", "one"), ("b", "one"), ("c", "two")):
        put(jobs, key, order_by=line)
    first, other = take(jobs), take(jobs)
    assert (first.key, other.key) == ("a", "c")
    jobs.done(first)
    assert [len(jobs.in_line(each)) for each in (first, other)] == [2, 1]


def test_a_worker_takes_only_its_kinds(jobs: Jobs) -> None:
    put(jobs, "a", kind="digest")
    put(jobs, "b", kind="ask")

    taken = jobs.take("w", NOON, LEASE_S, kinds=["ask"])

    assert taken is not None
    assert taken.key == "b"
    assert jobs.take("w", NOON, LEASE_S, kinds=["ask"]) is None
    assert jobs.take("w", NOON, LEASE_S, kinds=[]) is None


def test_a_job_waits_for_its_time(jobs: Jobs) -> None:
    jobs.put("ask", {}, key="later", now=NOON, run_after=at(10))
    assert jobs.take("w", at(9), LEASE_S) is None
    assert take(jobs, 10).key == "later"


@pytest.mark.parametrize(
    ("key", "dedup"),
    [("new", ("event:1", "event:2")), ("new", ("ts:1", "event:3")), ("first", ("event:4",)), ("first", ())],
)
def test_what_was_seen_by_any_key_is_not_put_again(jobs: Jobs, key: str, dedup: tuple[str, ...]) -> None:
    assert jobs.put("ask", {}, key="first", dedup=("event:1", "ts:1"), now=NOON) is True
    assert jobs.put("ask", {}, key=key, dedup=dedup, now=NOON) is False
    assert sum(jobs.counts().values()) == 1


def test_a_refused_job_leaves_no_key_behind(jobs: Jobs) -> None:
    jobs.put("ask", {}, key="first", dedup=("b",), now=NOON)
    assert jobs.put("ask", {}, key="second", dedup=("a", "b"), now=NOON) is False
    assert jobs.put("ask", {}, key="third", dedup=("a",), now=NOON) is True


def test_one_order_runs_one_at_a_time_and_others_beside_it(jobs: Jobs) -> None:
    put(jobs, "1a", "thread 1")
    put(jobs, "1b", "thread 1")
    put(jobs, "2a", "thread 2")
    put(jobs, "free")

    first, *others = take(jobs), take(jobs), take(jobs)
    assert [first.key, *(job.key for job in others)] == ["1a", "2a", "free"]
    assert jobs.take("w", NOON, LEASE_S) is None

    jobs.done(first)
    assert take(jobs).key == "1b"


def test_a_retry_keeps_its_place_in_its_order(jobs: Jobs) -> None:
    put(jobs, "1a", "thread 1")
    put(jobs, "1b", "thread 1")
    first = take(jobs)

    assert jobs.fail(first, "The model did not answer.", NOON, 30) is True

    assert jobs.take("w", at(29), LEASE_S) is None
    again = take(jobs, 30)
    assert (again.key, again.attempts) == ("1a", 2)


def test_a_job_that_is_put_off_counts_no_attempt_and_keeps_its_note(jobs: Jobs) -> None:
    put(jobs, "1a")
    first = take(jobs)
    jobs.progress(first, {"posted": 3})

    assert jobs.put_off(first, NOON, 5) is True
    assert jobs.put_off(first, NOON, 50) is False  # it is nobody's now

    assert jobs.take("w", at(4), LEASE_S) is None
    again = take(jobs, 5)
    assert (again.key, again.attempts, again.note) == ("1a", 1, {"posted": 3})


def test_a_dead_job_is_kept_and_blocks_nobody(jobs: Jobs) -> None:
    put(jobs, "1a", "thread 1")
    put(jobs, "1b", "thread 1")

    assert jobs.fail(take(jobs), "The channel is gone.", NOON, None) is True

    assert take(jobs).key == "1b"
    assert jobs.counts()[State.DEAD] == 1
    assert put(jobs, "1a") is False


def test_a_lease_that_ran_out_is_taken_by_another_with_what_was_noted(jobs: Jobs) -> None:
    put(jobs, "a", "thread 1")
    lost = take(jobs, worker="one")
    assert jobs.progress(lost, {"ts": "17.4"}) is True
    assert jobs.take("two", at(LEASE_S - 1), LEASE_S) is None

    held = take(jobs, LEASE_S, worker="two")

    assert (held.key, held.attempts, held.note) == ("a", 2, {"ts": "17.4"})


@pytest.mark.parametrize(
    "act",
    [
        lambda jobs, job: jobs.done(job, {"answer": 1}),
        lambda jobs, job: jobs.fail(job, "It broke.", NOON, 1),
        lambda jobs, job: jobs.fail(job, "It broke.", NOON, None),
        lambda jobs, job: jobs.extend(job, NOON, 1000),
        lambda jobs, job: jobs.progress(job, {"ts": "wrong"}),
    ],
)
def test_a_lost_lease_changes_nothing(jobs: Jobs, act: Callable[[Jobs, Job], bool]) -> None:
    put(jobs, "a")
    lost = take(jobs)
    held = take(jobs, LEASE_S)

    assert act(jobs, lost) is False

    assert jobs.counts()[State.RUNNING] == 1
    assert jobs.take("w", at(2 * LEASE_S - 1), LEASE_S) is None
    assert jobs.done(held) is True
    assert act(jobs, held) is False


def test_an_extended_lease_holds(jobs: Jobs) -> None:
    put(jobs, "a")
    job = take(jobs)
    assert jobs.extend(job, at(50), LEASE_S) is True
    assert jobs.take("w", at(109), LEASE_S) is None
    assert take(jobs, 110).attempts == 2


def test_each_further_attempt_is_held_longer(jobs: Jobs) -> None:
    put(jobs, "a")
    take(jobs)
    second = take(jobs, LEASE_S)
    assert jobs.take("w", at(3 * LEASE_S - 1), LEASE_S) is None
    assert jobs.extend(second, at(2 * LEASE_S), LEASE_S) is True
    assert jobs.take("w", at(4 * LEASE_S - 1), LEASE_S) is None

    assert take(jobs, 4 * LEASE_S).attempts == 3

    assert jobs.take("w", at(7 * LEASE_S - 1), LEASE_S) is None
    assert take(jobs, 7 * LEASE_S).attempts == 4


def test_done_jobs_and_old_keys_are_purged(jobs: Jobs) -> None:
    jobs.put("ask", {}, key="old", dedup=("event:1",), now=NOON)
    jobs.done(take(jobs), {"ts": "1.2"})
    put(jobs, "unfinished")
    jobs.put("ask", {}, key="young", dedup=("event:2",), now=at(10))

    assert jobs.purge_done(at(10)) == 1

    assert jobs.put("ask", {}, key="again", dedup=("event:1",), now=at(11)) is True
    assert jobs.put("ask", {}, key="other", dedup=("event:2",), now=at(11)) is False
    assert jobs.counts()[State.WAITING] == 3


def together(number: int, act: Callable[[int], None]) -> None:
    """Run `act` in so many threads that start at once; what one raises is raised."""
    start, raised = threading.Barrier(number), list[BaseException]()

    def run(index: int) -> None:
        start.wait()
        try:
            act(index)
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def test_of_many_deliveries_at_once_one_is_stored(jobs: Jobs) -> None:
    stored: list[bool] = []

    def deliver(index: int) -> None:
        for event in range(5):
            keys = (f"event:{event}:{index}", f"ts:{event}")  # a mention comes as two events
            stored.append(jobs.put("ask", {}, key=f"{event}:{index}", dedup=keys, order_by="t", now=NOON))

    together(4, deliver)

    assert stored.count(True) == 5
    assert jobs.counts()[State.WAITING] == 5


def test_workers_at_once_share_the_work_and_keep_the_order(jobs: Jobs) -> None:
    for number in range(24):
        put(jobs, f"{number:02}", f"thread {number % 3}")
    running: set[str] = set()
    finished: list[str] = []
    lock = threading.Lock()

    def work(index: int) -> None:
        while jobs.counts()[State.DONE] < 24:
            job = jobs.take(f"worker {index}", NOON, LEASE_S)
            if job is None:
                continue
            assert job.order_by is not None
            with lock:
                assert job.order_by not in running
                running.add(job.order_by)
                finished.append(job.key)
            with lock:
                running.remove(job.order_by)
            assert jobs.done(job)

    together(3, work)

    assert sorted(finished) == [f"{number:02}" for number in range(24)]
    for thread in range(3):
        mine = [key for key in finished if int(key) % 3 == thread]
        assert mine == sorted(mine)


KILLED = """
import sys
from datetime import datetime
from bot.store.connect import connect
from bot.store.jobs import Jobs

jobs, now = Jobs(connect(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
job = jobs.take("killed", now, 60)
jobs.progress(job, {"ts": "17.4"})
print(job.key, flush=True)
sys.stdin.read()
"""


def test_the_job_of_a_killed_worker_is_taken_again(database_url: str, jobs: Jobs) -> None:
    put(jobs, "a")
    command = [sys.executable, "-c", KILLED, database_url, NOON.isoformat()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "a\n"
        worker.kill()

    job = take(jobs, LEASE_S)

    assert (job.key, job.attempts, job.note) == ("a", 2, {"ts": "17.4"})
    assert jobs.done(job) is True
