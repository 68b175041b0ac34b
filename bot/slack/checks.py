"""Checking what is sent in with a form while Slack waits, so that the form can say what is wrong with it."""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime

from bot.slack.bodies import Body
from bot.slack.intake import stored
from bot.slack.parts import Parts
from bot.slack.poster import Poster
from bot.slack.surface import Check, Form
from bot.slack.task import Task
from bot.store.jobs import Job

_WITHIN_S = 2.0  # of the three seconds that Slack gives
_log = logging.getLogger(__name__)


class Checks:
    """Runs the checks of forms. What cannot be told in time is let through, and checked when it is done."""

    def __init__(self, parts: Parts, poster: Poster, clock: Callable[[], datetime]) -> None:
        self._parts = parts
        self._poster = poster
        self._clock = clock

    def errors(self, form: Form, kind: str, body: Body) -> Mapping[str, str]:
        """A sentence for each input that has something wrong with it, by its block_id."""
        if form.check is None:
            return {}
        done: Future[Mapping[str, str]] = Future()
        checking = (form.check, self._task(kind, body), done)
        threading.Thread(target=_check, args=checking, name="check", daemon=True).start()
        try:
            return done.result(_WITHIN_S)
        except Exception as error:
            _log.warning("A form could not be checked (%s): %s", type(error).__name__, error)
            return {}

    def _task(self, kind: str, body: Body) -> Task:
        """It as it will be stored, without a lease: nothing can be posted for it."""
        now = self._clock()
        job = stored(kind, body, now)
        held = Job(0, job.key, kind, job.payload, job.order_by, attempts=0, put_at=now, lease="")
        return Task(self._parts, self._poster, held, now)


def _check(check: Check, task: Task, done: "Future[Mapping[str, str]]") -> None:
    try:
        done.set_result(check(task))
    except Exception as error:
        done.set_exception(error)
