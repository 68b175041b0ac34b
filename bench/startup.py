"""Start-up as whole processes, against the bare interpreter.

    python -m bench.startup [--runs 10]

Each command runs as a user runs it, in turns with `python -c pass`; the samples are stored beforehand.
Processor time is printed beside the time on the clock, which other work on the machine lengthens. Where a
command is over its bar, the imports that take longest are listed.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.commands.demo import sample_app

TIMEOUT_S = 60
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")
_QUESTION = "What did Duvrin deny?"
_CALL = "import sys; sys.argv[0] = 'copydesk'; from bot.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Command:
    """Arguments of `copydesk`, and the seconds within which it must be done."""

    arguments: tuple[str, ...]
    bar_s: float

    @property
    def line(self) -> list[str]:
        """The whole command, as the installed script runs it."""
        return [sys.executable, "-c", _CALL, *self.arguments]


@dataclass(frozen=True, slots=True)
class Took:
    """How long a process ran, and how much of that it computed."""

    clock_s: float
    processor_s: float


COMMANDS = (Command(("--help",), 0.4), Command(("ask", _QUESTION, "--as-of", "2024-05-19T18:00:00Z"), 1.2))


def main() -> int:
    """Run the bench; exit 1 when a command is over its bar."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as name, sample_app(Path(name)) as app:
        environment = _environment(Path(name), app.settings.database)
        met = [_measured(command, environment, runs) for command in COMMANDS]
        return 0 if all(met) else 1


def _environment(folder: Path, database: str) -> Mapping[str, str]:
    """This one's, without a model."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("OPENAI_")}
    return {**own, "DATABASE_URL": database, "COPYDESK_DATA_DIR": str(folder)}


def _measured(command: Command, environment: Mapping[str, str], runs: int) -> bool:
    base = [sys.executable, "-c", "pass"]
    _took(command.line, environment)
    turns = [(_took(base, environment), _took(command.line, environment)) for _ in range(runs)]
    bare, ours = _median(turn[0] for turn in turns), _median(turn[1] for turn in turns)
    print(f"copydesk {command.arguments[0]}, median of {runs} (bar {command.bar_s} s)")
    for name, took in (("copydesk", ours), ("python -c pass", bare)):
        print(f"    {name:16} {took.clock_s:.2f} s, {took.processor_s:.2f} s of processor time")
    ratios = ours.clock_s / bare.clock_s, ours.processor_s / bare.processor_s
    print(f"    ratio            {ratios[0]:.0f}, {ratios[1]:.0f} of processor time")
    if ours.clock_s > command.bar_s:
        print("\n".join(_slowest_imports(command, environment)))
    return ours.clock_s <= command.bar_s


def _took(line: Sequence[str], environment: Mapping[str, str]) -> Took:
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S)
    clock_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(f"{line} failed: {run.stderr}")
    return Took(clock_s, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)


def _median(turns: Iterable[Took]) -> Took:
    made = list(turns)
    return Took(median(one.clock_s for one in made), median(one.processor_s for one in made))


def _slowest_imports(command: Command, environment: Mapping[str, str], count: int = 20) -> list[str]:
    """The imports that take longest with all that they import."""
    line = [sys.executable, "-X", "importtime", *command.line[1:]]
    told = subprocess.run(
        line, env=environment, check=True, capture_output=True, text=True, timeout=TIMEOUT_S
    ).stderr
    found = [(int(total), int(own), name) for own, total, _, name in _IMPORT.findall(told)]
    found.sort(reverse=True)
    return [
        f"    {total / 1e3:7.1f} ms in all   {own / 1e3:6.1f} ms itself   {name}"
        for total, own, name in found[:count]
    ]


if __name__ == "__main__":
    sys.exit(main())
