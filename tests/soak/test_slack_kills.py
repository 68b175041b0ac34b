"""`copydesk serve` killed at fifty random moments in a burst: each question gets exactly one answer."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands.demo import sample_app
from bot.config import load_desk_file
from bot.playground.driver import LocalSlack
from bot.playground.state import Channel
from bot.slack.manifest import manifest
from tests.fakes.serving import SAMPLES, kill, serving

KILLS = 50
QUESTIONS = ("what did Duvrin deny?", "how many people were wounded in Tessen?", "who is Orlan Veske?")
EACH_ROUND = 6
RETRIES_AFTER_S = (0.0, *[2.0] * 100)
LIMITS = {"USER_QUESTIONS": "10000", "TEAM_QUESTIONS": "10000"}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack that goes on trying while the bot is away."""
    wanted = manifest(load_desk_file(SAMPLES), url=None)
    with LocalSlack(manifest=wanted, retries_after_s=RETRIES_AFTER_S) as made:
        yield made


@pytest.mark.timeout(3600)
def test_killed_bots_answer_each_question_once(slack: LocalSlack, tmp_path: Path) -> None:
    with sample_app(tmp_path):
        pass
    ada = slack.add_user("ada")
    news = slack.add_channel("news", [ada])
    chance = random.Random(11)
    asked: list[str] = []
    for _ in range(KILLS):
        with serving(slack, tmp_path, **LIMITS) as bot:
            asked += [
                slack.say(ada, news, f"{slack.mention} {chance.choice(QUESTIONS)}") for _ in range(EACH_ROUND)
            ]
            time.sleep(chance.uniform(0.0, 1.5))  # the moment of the kill is what varies here
            kill(slack, bot)
    with serving(slack, tmp_path, **LIMITS) as bot:
        slack.wait_until_delivered(600)
        slack.wait_for(lambda: all(answers(slack, news, ts) for ts in asked), 600)
        bot.terminate()
        assert bot.wait() == 0
    assert [answers(slack, news, ts) for ts in asked] == [1] * len(asked)


def answers(slack: LocalSlack, channel: Channel, ts: str) -> int:
    """How many of the bot's messages stand in a thread."""
    return sum(bool(each.bot_id) for each in slack.messages(channel, ts))
