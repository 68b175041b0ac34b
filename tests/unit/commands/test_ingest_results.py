"""How `ingest` shows that long work goes on."""

import io
import sys

import pytest

from bot.commands.results import report
from bot.ingest.keep import Result


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, count: int, stream: io.StringIO) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    assert report((Result(f"{number}.txt", "stored", number) for number in range(count)), as_json=True)
    return stream.getvalue()


def test_a_long_run_counts_on_a_terminal_and_leaves_standard_output_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "40 articles read" in shown(monkeypatch, 40, Terminal())
    assert len(capsys.readouterr().out.splitlines()) == 40


def test_a_short_run_and_one_nobody_looks_at_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 3, Terminal()) == ""
    assert shown(monkeypatch, 40, io.StringIO()) == ""
