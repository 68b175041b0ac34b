"""Workers: threads that take stored jobs, hold their leases, and hand them to the surfaces."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from socket import gethostname

from bot.errors import CopydeskError, SlackError
from bot.slack import troubles
from bot.slack.metrics import Metrics
from bot.slack.parts import Parts
from bot.slack.poster import LeaseLostError, Poster
from bot.slack.surface import Surface
from bot.slack.task import Task
from bot.store.jobs import Job, State

ATTEMPTS = 8
"""A job that has failed so often, or has taken its process down so often, is given up."""

PATIENCE = timedelta(hours=1)
"""How long after it came a job is put off whenever Slack asks to wait; later that counts as a failure."""

_QUICK = 2
_LOOK_S = 0.05
_IDLE_S = 0.5  # how soon jobs are noticed that no listener of this process has stored
_RETRY_S = 2.0
_FAILED = (
    "Something went wrong here, and this was not answered. Please try again; whoever runs the desk finds the "
    "details in its log."
)
_log = logging.getLogger(__name__)


class Workers:
    """A few threads for answers, and two more for what must be quick; `stop` lets them finish."""

    def __init__(
        self,
        app: Parts,
        poster: Poster,
        surfaces: Iterable[Surface],
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._app = app
        self._jobs = app.store.jobs
        self._poster = poster
        self._unwaiting = poster.unwaiting()
        self._surfaces = {surface.kind: surface for surface in surfaces}
        self._clock = clock
        self._metrics = metrics
        self._lease_s = app.settings.lease_s
        self._lanes = {False: threading.Condition(), True: threading.Condition()}
        self.ready = threading.Event()
        """Set once what is stored can be found: no answer is made before."""
        self._stopping = threading.Event()
        self._stuck = threading.Event()
        self._held: dict[str, Job] = {}
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin to work."""
        lanes = [False] * self._app.settings.workers + [True] * _QUICK
        for number, quick in enumerate(lanes, 1):
            self._thread(f"worker-{number}", self._work, f"{gethostname()}-{number}", quick)
        self._thread("leases", self._renew)

    def wake(self, kind: str) -> None:
        """There is a job of that kind: one worker is enough for it."""
        lane = self._lanes[self._surfaces[kind].quick]
        with lane:
            lane.notify()

    def stop(self, deadline_s: float) -> bool:
        """Take nothing more, and wait for what is under way; whether all of it was finished in time."""
        self._stopping.set()
        for lane in self._lanes.values():
            with lane:
                lane.notify_all()
        until = time.monotonic() + deadline_s
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def wait_until_idle(self) -> None:
        """Wait until no job is to be done any more."""
        while self._open_jobs():
            time.sleep(_LOOK_S)

    @property
    def alive(self) -> bool:
        """Whether every thread is at work."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def _open_jobs(self) -> int:
        counts = self._jobs.counts()
        return counts[State.WAITING] + counts[State.RUNNING]

    def _thread(self, name: str, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self, worker: str, quick: bool) -> None:
        kinds = [kind for kind, surface in self._surfaces.items() if surface.quick is quick]
        while not (quick or self._stopping.is_set() or self.ready.wait(_IDLE_S)):
            pass
        while not self._stopping.is_set():
            job = self._taken(worker, kinds)
            if job is None:
                lane = self._lanes[quick]
                with lane:
                    if not self._stopping.is_set():
                        lane.wait(_IDLE_S)
            else:
                self._do(job)

    def _taken(self, worker: str, kinds: list[str]) -> Job | None:
        """A job, if there is one; that none can be taken is logged once, and again when it goes on."""
        try:
            job = self._jobs.take(worker, self._clock(), self._lease_s, kinds)
        except Exception as error:
            if not self._stuck.is_set():
                self._stuck.set()
                _log.error("No job can be taken, which is tried on: %s", _named(error))
            return None
        if self._stuck.is_set():
            self._stuck.clear()
            _log.warning("Jobs are taken again.")
        return job

    def _do(self, job: Job) -> None:
        """Do one job, whatever comes of it."""
        began = time.monotonic()
        self._metrics.waits.labels(job.kind).observe((self._clock() - job.put_at).total_seconds())
        with self._holding(job):
            try:
                outcome = self._finish(job)
            except Exception as error:  # not even its end could be stored: the lease runs out
                _log.error("The end of a job could not be stored (%s): %s", job.key, _named(error))
                outcome = "lost"
        self._metrics.work.labels(job.kind, outcome).observe(time.monotonic() - began)

    def _finish(self, job: Job) -> str:
        surface = self._surfaces[job.kind]
        poster = self._unwaiting if surface.background else self._poster
        task = Task(self._app, poster, job, self._clock())
        try:
            if job.attempts > ATTEMPTS:
                return self._give_up(task, "it was begun too often")
            surface.handle(task)
        except LeaseLostError:
            _log.warning("A job was taken over by another worker (%s).", job.key)
            return "lost"
        except CopydeskError as error:
            return self._failed(task, error)
        except Exception as error:
            _log.exception("A job failed (%s).", job.key)
            return self._failed(task, CopydeskError(f"{type(error).__name__} in {job.kind}", retry=True))
        self._jobs.done(job)
        return "done"

    def _failed(self, task: Task, error: CopydeskError) -> str:
        job = task.job
        asked_s = error.retry_after_s if isinstance(error, SlackError) else 0.0
        if self._may_be_put_off(job, error):
            _log.info("A job is put off for %.0f s, as Slack asks (%s).", asked_s, job.key)
            self._jobs.put_off(job, self._clock(), asked_s)
            return "put off"
        if error.retry and job.attempts < ATTEMPTS:
            wait_s = max(asked_s, _RETRY_S * 2 ** (job.attempts - 1))
            _log.warning("A job is tried again in %.0f s (%s): %s", wait_s, job.key, error)
            self._jobs.fail(job, str(error), self._clock(), wait_s)
            return "again"
        return self._give_up(task, str(error), error)

    def _may_be_put_off(self, job: Job, error: CopydeskError) -> bool:
        too_fast = isinstance(error, SlackError) and error.reason == troubles.TOO_FAST
        is_new = self._clock() - job.put_at < PATIENCE
        return too_fast and is_new and self._surfaces[job.kind].background

    def _give_up(self, task: Task, why: str, error: CopydeskError | None = None) -> str:
        _log.error("A job was given up (%s): %s", task.job.key, why)
        try:
            _explain(task, error)
        except (SlackError, LeaseLostError) as trouble:
            _log.error("Nobody could be told of it (%s): %s", task.job.key, trouble)
        self._jobs.fail(task.job, why, self._clock(), None)
        return "given up"

    @contextmanager
    def _holding(self, job: Job) -> Iterator[None]:
        self._held[job.lease] = job  # a slow worker may end when another one here has taken its job over
        try:
            yield
        finally:
            del self._held[job.lease]

    def _renew(self) -> None:
        """Hold the leases of what is under way, also while the workers are finishing."""
        while not self._stopping.wait(self._lease_s / 3) or self._held:
            for job in list(self._held.values()):
                try:
                    self._jobs.extend(job, self._clock(), self._lease_s)
                except Exception as error:
                    _log.error("A lease could not be extended (%s): %s", job.key, _named(error))
            if self._stopping.is_set():
                time.sleep(min(0.1, self._lease_s / 3))


def _named(error: Exception) -> str:
    """The sentence of an error of ours, and of any other, whose words may be people's, its type."""
    return str(error) if isinstance(error, CopydeskError) else type(error).__name__


def _explain(task: Task, error: CopydeskError | None) -> None:
    """Tell the person; where the place itself is closed, in a direct message."""
    reason = error.reason if isinstance(error, SlackError) else ""
    place = task.place
    if reason in troubles.TOKEN or not place.user_id:
        return
    if reason in troubles.PLACE and not place.response_url:
        task.poster.apologise(task.job, place, reason)
    elif place.channel and task.addressed:
        task.say(_FAILED)
