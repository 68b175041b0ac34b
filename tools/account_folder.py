"""What `ingest` makes of every file of a folder, as files and over a server on loopback.

    python -m tools.account_folder FOLDER [--served] [--each]

Each file is accounted for: an article, a sentence why not, or CRASH with the error. Nothing outside this
machine is asked and nothing is kept. Exit code 1 when anything crashed.
"""

import argparse
import io
import mimetypes
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from bot.config import Settings
from bot.ingest.document import Details
from bot.ingest.guard import Guard, HostError
from bot.ingest.intake import Intake
from bot.store.engine import open_store

for _suffix, _type in ((".rss", "application/rss+xml"), (".atom", "application/atom+xml")):
    mimetypes.add_type(_type, _suffix)


class Loopback(Guard):
    """Lets nothing but this machine be asked, not even a name server."""

    def addresses(self, host: str, port: int, timeout_s: float) -> list[str]:
        """The address of this machine; no other host is known."""
        if host != "127.0.0.1":
            raise HostError(host)
        return super().addresses(host, port, timeout_s)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one file: every status with its reason, and how long it took."""

    path: Path
    outcomes: tuple[str, ...]
    took_s: float


def main() -> int:
    """Print the account of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--served", action="store_true", help="over HTTP instead of as files")
    parser.add_argument("--each", action="store_true", help="a line for each file")
    given = parser.parse_args()
    with ExitStack() as stack:
        accounts = list(_accounts(stack, given.folder, given.served, given.each))
    totals = Counter(outcome for account in accounts for outcome in account.outcomes)
    for outcome, count in totals.most_common():
        print(f"{count:6} {outcome}")
    slowest = max(accounts, key=lambda account: account.took_s)
    crashed = sum(any(outcome.startswith("CRASH") for outcome in account.outcomes) for account in accounts)
    print(f"{len(accounts)} files, {crashed} crashed; slowest {slowest.took_s:.2f} s: {slowest.path}")
    return 1 if crashed else 0


def _accounts(stack: ExitStack, folder: Path, served: bool, each: bool) -> Iterator[Account]:
    base = stack.enter_context(_server(folder)) if served else None
    data = stack.enter_context(tempfile.TemporaryDirectory())
    store = open_store(f"sqlite:///{data}/account.sqlite3")
    stack.callback(store.close)
    guard = Loopback((ip_network("127.0.0.0/8"),))
    intake = Intake(store, {}, Settings(_env_file=None), lambda: datetime.now(UTC), guard)
    stack.callback(intake.close)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = f"{base}/{quote(str(path.relative_to(folder)))}" if base else str(path)
        account = _account(intake, path, target)
        if each:
            print(f"{account.took_s:6.2f} {path}: {'; '.join(account.outcomes)}")
        yield account


def _account(intake: Intake, path: Path, target: str) -> Account:
    began = time.perf_counter()
    outcomes = []
    try:
        for result in intake.take(target, Details(), io.BytesIO()):
            reason = (result.reason or "").replace(result.target, "<target>").replace(target, "<file>")
            outcomes.append(f"{result.status}: {reason}" if reason else result.status)
    except Exception as error:  # a crash is what this tool looks for
        outcomes.append(f"CRASH: {type(error).__name__}: {error}")
    return Account(path, tuple(outcomes or ["CRASH: no outcome"]), time.perf_counter() - began)


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    raise SystemExit(main())
