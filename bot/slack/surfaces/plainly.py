"""Handlers whose errors are sentences for the person who did something."""

from collections.abc import Callable
from functools import wraps

from bot.errors import ConfigError
from bot.slack.task import Task


def plainly(handle: Callable[[Task], None]) -> Callable[[Task], None]:
    """The handler, saying what cannot be used (an unknown region, a date) in place of failing."""

    @wraps(handle)
    def handled(task: Task) -> None:
        try:
            handle(task)
        except ConfigError as error:
            task.say(str(error))

    return handled
