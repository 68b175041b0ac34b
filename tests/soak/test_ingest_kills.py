"""`copydesk ingest` killed at any moment: whole articles or none, and what is left can be searched."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ARTICLES = 400
ROUNDS = 25
PARAGRAPH = (
    "The harbour office said on Monday that ship number {n} had docked at berth {n}. Nobody was hurt. "
)


def test_killed_ingests_leave_whole_articles(tmp_path: Path) -> None:
    feed = tmp_path / "articles.jsonl"
    feed.write_text("".join(f"{json.dumps(article(n))}\n" for n in range(ARTICLES)))
    chance = random.Random(7)
    for _ in range(ROUNDS):
        with copydesk(tmp_path, "ingest", str(feed)) as child:
            time.sleep(chance.uniform(0.3, 2.5))  # the moment of the kill is what varies here
            child.send_signal(signal.SIGKILL)
            child.communicate()
        check(tmp_path)
    with copydesk(tmp_path, "ingest", str(feed)) as child:
        child.communicate()
    assert child.returncode == 0
    assert len(check(tmp_path)) == ARTICLES


def article(number: int) -> dict[str, str]:
    return {
        "url": f"https://harbour.example/{number}",
        "title": f"Ship {number}",
        "text": (PARAGRAPH.format(n=number) * 20).strip(),
        "outlet": "Harbour Herald",
    }


def copydesk(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"COPYDESK_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-c", "from bot.cli import main; main()", *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def check(folder: Path) -> list[dict[str, object]]:
    """What is exported, after seeing that it is whole and that a search goes through."""
    out, errors = copydesk(folder, "export").communicate()
    stored = [json.loads(line) for line in out.splitlines()]
    for one in stored:
        number = int(one["url"].rsplit("/", 1)[1])
        assert [item["text"] for item in one["revisions"]] == [article(number)["text"]], errors
    found, errors = copydesk(folder, "search", "ship berth", "--json").communicate()
    assert bool(json.loads(found)["hits"]) == bool(stored), errors
    return stored
