"""The process is killed at any moment: on the next start each question gets exactly one answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.serving import kill, serving

QUESTION = "what did Duvrin deny?"
Moment = Callable[[LocalSlack], object]

MOMENTS: dict[str, Moment] = {
    "as soon as it is acknowledged": lambda slack: any(each.acked_at for each in slack.deliveries),
    "when it asks for the time zone": lambda slack: slack.calls_of("users.info"),
    "when the answer is posted": lambda slack: slack.calls_of("chat.postMessage"),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_killed_bot_answers_once(
    slack: LocalSlack, ada: User, news: Channel, data: Path, moment: Moment
) -> None:
    with serving(slack, data) as first:
        asked = [slack.say(ada, news, f"{slack.mention} {QUESTION}") for _ in range(3)]
        slack.wait_for(lambda: moment(slack))
        kill(slack, first)
    with serving(slack, data) as second:
        slack.wait_for(lambda: all(len(slack.messages(news, ts)) >= 2 for ts in asked))
        second.terminate()
        assert second.wait() == 0, second.stderr
    assert [len(slack.messages(news, ts)) for ts in asked] == [2, 2, 2]


def test_what_came_while_the_bot_was_away_is_answered(
    slack: LocalSlack, ada: User, news: Channel, data: Path
) -> None:
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    with serving(slack, data):
        slack.wait_for(lambda: len(slack.messages(news, ts)) == 2)
