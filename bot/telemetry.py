"""Logs: one line an event, on standard error, never with a secret."""

import json
import logging
import re
from datetime import UTC, datetime

_TOKEN = re.compile(r"\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+")
_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up_logs(level: str) -> None:
    """Send log lines of `level` and above (debug | info | warning | error) to standard error."""
    logging.basicConfig(format=_TEXT, level=logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())


def serve_logs(level: str, form: str) -> None:
    """The same for a server: in JSON (or text), and Slack's tokens are blotted out wherever they turn up."""
    set_up_logs(level)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Json() if form == "json" else Blotted(_TEXT))


class Blotted(logging.Formatter):
    """Lines without tokens."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return _TOKEN.sub("[token]", super().format(record))


class Json(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Of an error there are its type and its place, not its words: they may be people's."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _TOKEN.sub("[token]", record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _where(found: tuple[object, ...]) -> str:
    """The files, lines and functions that an error went through, innermost last."""
    import traceback
    from types import TracebackType

    trace = found[2]
    steps = traceback.extract_tb(trace) if isinstance(trace, TracebackType) else []
    return " > ".join(f"{step.filename}:{step.lineno} {step.name}" for step in steps)
