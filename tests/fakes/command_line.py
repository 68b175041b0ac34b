"""`copydesk` as a person runs it in a folder of their own, in a process of its own or in this one.

A process costs a second, most of it for loading what the tests have loaded long since. In this one the same
`main` gets the same words, settings, folder and streams, and what it changes around itself is put back.
"""

import contextlib
import gc
import io
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[2]
CALL = [sys.executable, "-c", "from bot.cli import main; main()"]

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs `copydesk` in a folder, with a data folder of its own there and the settings it is told alone."""

    folder: Path

    def process(self, *arguments: str, stdin: str | None = None, **settings: str) -> Done:
        """Run it as a process."""
        return subprocess.run(
            [*CALL, *arguments],
            cwd=self.folder,
            env=self._environment(settings),
            input=stdin,
            capture_output=True,
            text=True,
        )

    def __call__(self, *arguments: str, stdin: str = "", **settings: str) -> Done:
        """Run it here."""
        from bot.cli import main

        out, err = _stream(), _stream()
        with (
            contextlib.chdir(self.folder),
            patch.dict(os.environ, self._environment(settings), clear=True),
            patch.multiple(sys, argv=["copydesk", *arguments], stdin=_stream(stdin), stdout=out, stderr=err),
            _put_back(),
        ):
            try:
                main()
            except SystemExit as ended:
                code = ended.code
        assert isinstance(code, int)
        return Done(arguments, code, _written(out), _written(err))

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        own = {"HOME": str(self.folder), "COPYDESK_DATA_DIR": str(self.folder / "data")}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | own | settings


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@contextlib.contextmanager
def _put_back() -> Iterator[None]:
    """Let a process set up its logs, its faults and its garbage collection as if it were alone."""
    root, bot, threshold = logging.getLogger(), logging.getLogger("bot"), gc.get_threshold()
    level = bot.level
    with (
        patch.object(root, "handlers", []),
        patch.object(root, "level", logging.WARNING),
        patch.object(sys, "excepthook", sys.excepthook),
        patch.object(threading, "excepthook", threading.__excepthook__),
    ):
        try:
            yield
        finally:
            bot.setLevel(level)
            gc.set_threshold(*threshold)
