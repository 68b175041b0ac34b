"""The App Home."""

from pathlib import Path

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.slack.server import Server
from bot.store.engine import open_store
from bot.store.feeds import Poll
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_questions import QUESTION, answers


def home(slack: LocalSlack, user: User) -> str:
    """What stands on a person's home."""
    found = slack.home(user)
    return str(found.blocks) if found else ""


def test_the_home_shows_the_desk_and_the_readers_questions(
    server: Server, slack: LocalSlack, ada: User, news: Channel
) -> None:
    slack.open_home(ada)
    slack.wait_for(lambda: slack.home(ada))
    assert "18 articles from 7 outlets" in home(slack, ada)
    assert "None yet." in home(slack, ada)
    ts = slack.say(ada, news, f"{slack.mention} {QUESTION}")
    answers(slack, news, ts)
    server.wait_until_idle()
    slack.open_home(ada)
    slack.wait_for(lambda: QUESTION in home(slack, ada))
    assert "/archives/" in home(slack, ada)


def test_failing_feeds_and_hostile_names_stand_there_as_text(
    begin: Begin, slack: LocalSlack, ada: User, data: Path
) -> None:
    store = open_store(f"sqlite:///{data / 'demo.sqlite3'}")
    now = store.articles.held("T").fetched_at
    assert now is not None
    store.feeds.add("https://example.org/feed", "<!channel> Gazette", None, now)
    store.feeds.polled("https://example.org/feed", Poll(now, error="example.org answered 500."))
    store.close()
    begin()
    slack.open_home(ada)
    slack.wait_for(lambda: slack.home(ada))
    assert "Gazette: example.org answered 500." in home(slack, ada)
    assert "mrkdwn" not in home(slack, ada)


def test_a_home_that_cannot_be_written_is_logged_and_tried_no_more(
    begin: Begin, slack: LocalSlack, ada: User
) -> None:
    server = begin()
    slack.fail_next("views.publish", "not_enabled")
    slack.open_home(ada)
    slack.wait_for(lambda: slack.calls_of("views.publish"))
    server.wait_until_idle()
    assert len(slack.calls_of("views.publish")) == 1
    assert slack.home(ada) is None
