"""Logs: one line an event, on standard error, never with a secret."""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal
from urllib.parse import quote

Blot = Callable[[str], str]

_SLACKS = r"\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+"
_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SHORTEST = 4  # a shorter one hides nothing, and stands in every other word
_log = logging.getLogger("bot")


def set_up_logs(level: str, secrets: Collection[str] = (), form: Literal["text", "json"] = "text") -> None:
    """Send log lines of `level` and above (debug | info | warning | error) to standard error.

    The secrets, and Slack's tokens, are blotted out wherever they turn up, also in the traceback of a fault
    that ends the program.
    """
    blot = blotter(secrets)
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Json(blot) if form == "json" else Text(blot))
    _log.setLevel(level.upper())
    sys.excepthook = _fault
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda found: _fault(found.exc_type, found.exc_value, found.exc_traceback)


def blotter(secrets: Collection[str]) -> Blot:
    """What blots each secret in a text out, as it is written and as it stands in an address."""
    words = {word for each in secrets for word in (each, quote(each, safe="")) if len(word) >= _SHORTEST}
    found = re.compile("|".join([*map(re.escape, sorted(words, key=len, reverse=True)), _SLACKS]))
    return lambda text: found.sub("[secret]", text)


class Text(logging.Formatter):
    """Lines to be read, with tracebacks."""

    def __init__(self, blot: Blot) -> None:
        super().__init__(_TEXT)
        self._blot = blot

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return self._blot(super().format(record))


class Json(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and where an error came from."""

    def __init__(self, blot: Blot) -> None:
        super().__init__()
        self._blot = blot

    def format(self, record: logging.LogRecord) -> str:
        """The line. Of an error there are its type and its place, not its words: they may be people's."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._blot(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _where(trace: TracebackType | None) -> str:
    """The files, lines and functions that an error went through, innermost last."""
    steps = traceback.extract_tb(trace)
    return " > ".join(f"{step.filename}:{step.lineno} {step.name}" for step in steps)


def _fault(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    _log.critical("A fault of the program.", exc_info=(kind, error or kind(), trace))
