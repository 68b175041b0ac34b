"""Acknowledgements under load: a burst of events and commands while slow answers are under way.

    python -m bench.slack [--answers 20] [--events 200] [--commands 50] [--seconds 6] [--ingest 0]

`copydesk serve` runs as a process of its own in the local Slack, with a model on loopback that takes some
seconds for each answer. When all answers are under way the burst comes at once: half of the events are
mentions, which Slack sends twice, as `message` and as `app_mention`. Each acknowledgement is timed from the
sending to the receipt; at the end each question must have been answered once. Slack's own limit is 3 s.
With `--ingest`, another process stores so many articles in the same SQLite file meanwhile, and the bot reads
them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from bench.loopback import Server
from bench.newsroom import Newsroom, NewsText
from bot.commands.demo import sample_app
from bot.config import load_desk_file
from bot.playground.deliveries import Delivery
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.slack.manifest import manifest
from tests.fakes.serving import SAMPLES, environment, serving

BAR_S = 1.0
WAIT_S = 240.0


class SlowModel:
    """Answers every request after some seconds, in one statement from the first sentence it is shown."""

    def __init__(self, seconds: float) -> None:
        self.under_way = 0
        self._seconds = seconds
        self.server = Server({"/v1/chat/completions": self._reply})

    def _reply(self, body: Mapping[str, Any]) -> dict[str, Any]:
        self.under_way += 1
        time.sleep(self._seconds)  # what is simulated here
        self.under_way -= 1
        said = json.dumps({"answerable": False, "statements": []})
        choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1000, "completion_tokens": 10, "total_tokens": 1010}
        made = {"id": "slow", "object": "chat.completion", "created": 0, "model": body["model"]}
        return made | {"choices": [choice], "usage": usage}


def main() -> int:
    """Run the bench; exit 1 when an acknowledgement took too long, or a question was not answered once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=int, default=20)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--commands", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--ingest", type=int, default=0)
    options = parser.parse_args()
    model = SlowModel(options.seconds)
    wanted = manifest(load_desk_file(SAMPLES), url=None)
    with (
        tempfile.TemporaryDirectory() as folder,
        model.server.running(),
        LocalSlack(manifest=wanted) as slack,
    ):
        with sample_app(Path(folder)):
            pass
        settings = {
            "OPENAI_BASE_URL": f"{model.server.url}/v1",
            "WORKERS": str(options.answers),
            "LEASE_S": "30",
            "USER_QUESTIONS": "1000",
            "TEAM_QUESTIONS": "10000",
            "CATCH_UP_S": "1",
        }
        with serving(slack, Path(folder), **settings), _ingesting(slack, Path(folder), options.ingest):
            return _run(slack, model, options)


@contextmanager
def _ingesting(slack: LocalSlack, folder: Path, articles: int) -> Iterator[None]:
    """Another process stores articles until the block ends."""
    if not articles:
        yield
        return
    file = folder / "flood.jsonl"
    file.write_text("".join(f"{json.dumps(_row(each))}\n" for each in Newsroom(articles).articles))
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ingest", str(file)]
    given = environment(slack, folder)
    with subprocess.Popen(command, cwd=folder, env=given, stdout=subprocess.DEVNULL) as ingest:
        yield
        print("ingest:", "still under way" if ingest.poll() is None else "done before the end")
        ingest.kill()


def _row(article: NewsText) -> dict[str, str]:
    row = {"title": article.title, "text": article.text, "outlet": article.outlet}
    return row | {"published": article.published.isoformat()}


def _run(slack: LocalSlack, model: SlowModel, options: argparse.Namespace) -> int:
    ada = slack.add_user("ada")
    news = slack.add_channel("news", [ada])
    asked = [_ask(slack, ada, news, number) for number in range(options.answers)]
    while model.under_way < options.answers:
        time.sleep(0.05)
    before = len(slack.deliveries)
    asked += [_ask(slack, ada, news, number) for number in range(options.events // 2)]
    command = next(iter(sorted(slack.core.settings.commands or ())), None)
    for _ in range(options.commands if command else 0):
        slack.command(ada, news, str(command), "what did Duvrin deny?", wait=False)
    slack.wait_until_delivered(WAIT_S)
    burst = slack.deliveries[before:]
    slack.wait_for(lambda: all(_answers(slack, news, ts) for ts in asked), WAIT_S)
    once = sum(_answers(slack, news, ts) == 1 for ts in asked)
    said = [each for each in burst if each.kind == "events_api" and each.event.get("user") == ada.id]
    slow = _report("events", said)
    slow += _report("commands", [each for each in burst if each.kind == "slash_commands"])
    print(f"{once} of {len(asked)} questions answered once; {slow} acknowledgements took over {BAR_S:g} s")
    return 1 if slow or once < len(asked) else 0


def _ask(slack: LocalSlack, user: User, channel: Channel, number: int) -> str:
    return slack.say(user, channel, f"{slack.mention} what did Duvrin deny on day {number}?")


def _answers(slack: LocalSlack, channel: Channel, ts: str) -> int:
    return sum(bool(each.bot_id) for each in slack.messages(channel, ts))


def _report(name: str, deliveries: Sequence[Delivery]) -> int:
    """Print the times; gives how many were over the bar, those that were never acknowledged too."""
    if not deliveries:
        return 0
    taken = [
        (each.acked_at - each.attempts[0].sent_at).total_seconds() if each.acked_at else np.inf
        for each in deliveries
    ]
    p50, p95, p99 = (1000 * np.percentile(taken, share) for share in (50, 95, 99))
    print(f"{name:9} {len(taken):4}   p50 {p50:5.0f} ms  p95 {p95:5.0f} ms  p99 {p99:5.0f} ms")
    return sum(seconds > BAR_S for seconds in taken)


if __name__ == "__main__":
    sys.exit(main())
