"""The process is killed while an edition is delivered: after the next start it is there once, and whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from tests.fakes.serving import kill, serving
from tests.fakes.subscribed import delivered, due_now, parts, this_weeks_desk

Moment = Callable[[LocalSlack], object]
MOMENTS: dict[str, Moment] = {
    "when its first message is asked for": lambda slack: slack.calls_of("chat.postMessage"),
    "when a message of its thread is": lambda slack: len(slack.calls_of("chat.postMessage")) > 1,
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_killed_server_delivers_once(
    slack: LocalSlack, ada: User, news: Channel, sqlite_url: str, tmp_path: Path, moment: Moment
) -> None:
    settings = {"CLOCK_S": "0.1", "DATABASE_URL": sqlite_url}
    with this_weeks_desk(tmp_path, sqlite_url) as app:
        with serving(slack, tmp_path, **settings) as first:
            due_now(app.store, news, ada.id, "one")
            slack.wait_for(lambda: moment(slack))
            kill(slack, first)
        with serving(slack, tmp_path, **settings) as second:
            slack.wait_for(lambda: parts(slack, news) and len(parts(slack, news)[0]) > 1)
            second.terminate()
            assert second.wait() == 0
    assert list(delivered(slack, news).values()) == [1]
    [whole] = parts(slack, news)
    assert whole == list(range(1, len(whole) + 1))
