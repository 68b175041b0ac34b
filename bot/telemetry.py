"""Logs: one line an event, on standard error, never with a secret."""

import logging


def set_up_logs(level: str) -> None:
    """Send log lines of `level` and above (debug | info | warning | error) to standard error."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("bot").setLevel(level.upper())
