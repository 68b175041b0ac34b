"""A thousand digests that are due at once: made once for equal subscriptions, and delivered within minutes.

    python -m bench.digest [--subscriptions 50,100,200] [--articles 200] [--regions 50] [--workers 8]
                           [--model] [--keep FOLDER]

News of 500 to 850 words, all of the last day, from `newsroom.py`, is stored and read into the ledger. So many
subscriptions to so many regions, each in a channel of its own, are due at one moment; `copydesk serve` runs
as a process of its own in the local Slack, whose rate limits are on. Printed for every size: seconds until
all was read; until the first and until the last edition stood in its channel, and over how long the clock
spreads them; digests made, and the seconds of making them; messages, and calls that Slack put off; the peak
memory of the process. Exit code 1 when an edition is missing or came twice, or more digests were made than
there are regions.

With `--model` a scripted model on loopback orders them: its calls and the tokens of a prompt are printed too.

Reading 20,000 articles takes a while: with `--keep` the store stays in a folder for each number of articles,
and is used again (within hours, since its articles are of the day before it was made).
"""

import argparse
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

from pytest_httpserver import HTTPServer
from sqlalchemy import select

from bench.newsroom import Newsroom
from bot.app import App
from bot.config import DeskFile, load_desk_file, load_settings
from bot.desk.budget import count
from bot.digest.clock import APART
from bot.digest.make import Digests
from bot.news.article import Incoming
from bot.news.digest import Digest
from bot.news.subscription import Order, Outcome, RegionRef, Schedule
from bot.playground.driver import LocalSlack
from bot.slack.manifest import manifest
from bot.store.schema import editions
from tests.fakes.model_server import ModelServer, shown
from tests.fakes.serving import environment
from tests.fakes.subscribed import delivered

WAIT_S = 3600.0
_ROOT = Path(__file__).parents[1]
DAY = timedelta(days=1)


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--subscriptions", default="50,100,200")
    parser.add_argument("--articles", default="200")
    parser.add_argument("--regions", type=int, default=50)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--model", action="store_true", help="have them put in order by a scripted model")
    parser.add_argument("--keep", type=Path, help="a folder in which the read articles are kept")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return _serve()
    sizes = product(_sizes(options.articles), _sizes(options.subscriptions))
    return max([_run(*each, options) for each in sizes])


def _sizes(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def _run(articles: int, subscriptions: int, options: argparse.Namespace) -> int:
    """One row; 1 when an edition is missing, or came twice, or was made twice."""
    with tempfile.TemporaryDirectory() as folder, _slack() as slack:
        kept = options.keep / f"{articles}-{options.regions}" if options.keep else None
        if kept is not None and kept.exists():
            shutil.copytree(kept, folder, dirs_exist_ok=True)
        desk = _Desk(Path(folder), articles, options.regions)
        read_s = desk.read()
        asked: list[int] = []
        if kept is not None and not kept.exists():
            shutil.copytree(folder, kept)
        with (
            _model(asked, wanted=options.model) as model,
            desk.served(slack, options.workers, model) as served,
        ):
            began = time.monotonic()
            desk.order(slack, subscriptions)
            first, last = desk.delivered(began)
        counts = [count for channel in desk.channels for count in delivered(slack, channel).values()]
        desk.app.close()
    calls = [call.reply or {} for call in slack.calls]
    made, regions = served["made"], min(options.regions, len(desk.regions), subscriptions)
    once = len(counts) == subscriptions and set(counts) == {1}
    print(
        f"{articles:>6,} articles {subscriptions:>5,} subscriptions   read {read_s:5.0f} s   "
        f"first {first:4.0f} s  last {last:5.0f} s (over {subscriptions * APART.total_seconds():.0f})   "
        f"made {made:3} of {regions} in {served['making_s']:4.0f} s   "
        f"{len(slack.calls_of('chat.postMessage')):>5,} posts, "
        f"{sum(call.get('error') == 'ratelimited' for call in calls)} put off   {served['memory_mb']:4.0f} MB"
        f"{_spent(asked)}"
        f"{'' if once else '   NOT ONCE EACH'}",
        flush=True,
    )
    return int(not once or made > regions)


def _spent(asked: list[int]) -> str:
    if not asked:
        return ""
    return f"   {len(asked)} model calls of {sum(asked) // len(asked):,}, at most {max(asked):,} tokens"


@contextmanager
def _slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=manifest(DeskFile(), None), enforce_rates=True) as slack:
        yield slack


@contextmanager
def _model(asked: list[int], wanted: bool) -> Iterator[dict[str, str]]:
    """Settings for a model that turns every digest around; the tokens of each prompt are noted in `asked`."""
    if not wanted:
        yield {}
        return

    def turned(body: dict[str, Any]) -> object:
        asked.append(sum(count(message["content"]) for message in body["messages"]))
        return {"order": sorted(shown(body), reverse=True), "leave_out": [], "same": []}

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with HTTPServer(threaded=True) as http:
        server = ModelServer(http)
        server.obey(turned)
        yield {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "key", "OPENAI_MODEL": "scripted"}


class _Desk:
    """A store with so many articles of the last day, and subscriptions to its towns."""

    def __init__(self, folder: Path, articles: int, regions: int) -> None:
        newsroom = Newsroom(articles)
        self.folder = folder
        self.channels: list[Any] = []
        self.regions = sorted(set(newsroom.towns))[:regions]
        rows = "".join(f'[[regions]]\nname = "{town}"\nkind = "city"\n' for town in self.regions)
        (folder / "desk.toml").write_text(rows, "utf-8")
        settings = load_settings(None, data_dir=folder, database_url=f"sqlite:///{folder / 'demo.sqlite3'}")
        self.app = App(settings, load_desk_file(folder / "desk.toml"))
        self._news = newsroom.articles

    def read(self) -> float:
        """Store the articles, unless they are there, and read and index them; gives the seconds."""
        began, now = time.monotonic(), datetime.now(UTC)
        there = self.app.store.articles.known()
        for place, one in enumerate([] if there else self._news):
            published = now - DAY * (1 - place / len(self._news))
            self.app.store.articles.add(
                Incoming(one.text, one.outlet, published, title=one.title, published=published, language="en")
            )
        self.app.catch_up()
        return time.monotonic() - began

    @contextmanager
    def served(self, slack: LocalSlack, workers: int, model: dict[str, str]) -> Iterator[dict[str, float]]:
        """`serve` at work in the block; at its end the numbers that it gives are put in what is given."""
        given = environment(
            slack,
            self.folder,
            COPYDESK_DESK_FILE=str(self.folder / "desk.toml"),
            WORKERS=str(workers),
            LEASE_S="30",
            CLOCK_S="1",
            **model,
        )
        numbers: dict[str, float] = {}
        command = [sys.executable, "-m", "bench.digest", "--serve"]
        with subprocess.Popen(
            command, env=given, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE
        ) as bot:
            try:
                slack.wait_for(lambda: slack.connections == 1, WAIT_S)
                yield numbers
                bot.send_signal(signal.SIGTERM)
                assert bot.stdout is not None
                numbers.update(json.loads(bot.stdout.read()))
            finally:
                bot.kill()

    def order(self, slack: LocalSlack, subscriptions: int) -> None:
        """So many daily subscriptions that are due at one moment: a second from when the last is stored."""
        ada = slack.add_user("ada")
        self.channels = [slack.add_channel(f"desk-{number}", [ada]) for number in range(subscriptions)]
        soon = datetime.now(UTC).replace(second=0, microsecond=0)
        schedule = Schedule(tuple(range(7)), (clock_time(soon.hour, soon.minute),))
        known = self.app.gazetteer
        regions = [known.resolve(town) for town in self.regions]
        refs = [RegionRef(region.id, region.name) for region in regions]
        for number, channel in enumerate(self.channels):
            order = Order(schedule, "UTC", regions=(refs[number % len(refs)],))
            self.app.store.subscriptions.add(
                order, soon, key=str(number), team_id=channel.team_id, channel=channel.id, owner=ada.id
            )

    def delivered(self, began: float) -> tuple[float, float]:
        """Wait until every edition is; gives the seconds until the first and until the last."""
        first = 0.0
        while True:
            found = self._outcomes()
            first = first or (time.monotonic() - began if found.count(Outcome.POSTED) else 0.0)
            if len(found) == len(self.channels) and Outcome.DUE not in found:
                return first, time.monotonic() - began
            time.sleep(0.5)

    def _outcomes(self) -> list[Outcome]:
        with self.app.store.engine.connect() as db:
            return [Outcome(each) for each in db.execute(select(editions.c.outcome)).scalars()]


class _Counted(Digests):
    """Counts what it makes."""

    made: ClassVar[list[float]] = []

    def make(self, *arguments: Any, **named: Any) -> Digest:
        began = time.monotonic()
        made = super().make(*arguments, **named)
        self.made.append(time.monotonic() - began)
        return made


class _CountedApp(App):
    @cached_property
    def digests(self) -> Digests:
        return _Counted(self.store, self.ledger, self.gazetteer, self.arranger)


def _serve() -> int:
    """Serve until stopped, and print what it took."""
    from bot.slack.server import Server

    stopping = threading.Event()
    app = _CountedApp(load_settings(None), load_desk_file(Path(os.environ["COPYDESK_DESK_FILE"])))
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    Server(app).run(stopping)
    app.close()
    status = Path("/proc/self/status").read_text()
    peak_kb = int(status.partition("VmHWM:")[2].split()[0])
    numbers = {"made": len(_Counted.made), "making_s": sum(_Counted.made), "memory_mb": peak_kb / 1024}
    print(json.dumps(numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
