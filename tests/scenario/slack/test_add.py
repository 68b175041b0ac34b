"""Adding linked articles from Slack."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.ingest.intake import Intake
from bot.playground.driver import LocalSlack
from bot.playground.notices import called
from bot.playground.state import Channel, User
from bot.slack import ids
from bot.slack.server import Server
from bot.store.engine import open_store
from tests.fakes.web import LOOPBACK, FakeWeb, article_html, rss
from tests.scenario.slack.conftest import Begin
from tests.scenario.slack.test_commands import buttons, command
from tests.scenario.slack.test_questions import answers

ASKED = "what did the defence ministry of Karelia deny?"


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot may fetch from this machine."""

    def intake(app: App, now: Callable[[], datetime]) -> Intake:
        return Intake(app.store, app.outlets, app.settings, now, LOOPBACK)

    monkeypatch.setattr(App, "intake", intake)


def test_a_message_is_added_by_its_shortcut_and_found_at_once(
    near: None, server: Server, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    url = web.page("/a", article_html("Shells fall on Orlov"))
    ts = slack.say(ada, news, f"look: <{url}|this>")
    delivery = slack.shortcut(ada, ids.ADD_SHORTCUT, slack.messages(news)[0])
    assert delivery.acked_at is not None
    slack.wait_for(lambda: slack.ephemerals(ada))
    said = slack.ephemerals(ada)[0].text
    assert said.startswith("Added “Shells fall on Orlov” (The Meridian")
    assert "attributed statements, by " in said
    question = slack.say(ada, news, f"{slack.mention} {ASKED}")
    assert "The Meridian" in str(answers(slack, news, question)[0].blocks)
    assert len(slack.messages(news, ts)) == 1


def test_an_article_added_here_is_not_seen_elsewhere(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb, data: Path
) -> None:
    server = begin()
    url = web.page("/a", article_html("Shells fall on Orlov"), etag='"1"')
    command(slack, ada, news, "/desk", f"add {url}")
    server.wait_until_idle()
    store = open_store(f"sqlite:///{data / 'demo.sqlite3'}")
    assert store.articles.held(ada.team_id).articles == store.articles.held("T0OTHER").articles + 1
    assert store.fetches.get(url) is None
    store.close()


def test_what_is_there_already_and_what_has_changed_is_said(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    begin()
    url = web.page("/a", article_html("Shells fall on Orlov"))
    assert "Added" in command(slack, ada, news, "/desk", f"add {url}").text
    assert "is on the desk already" in command(slack, ada, news, "/desk", f"add {url}").text
    web.page("/a", article_html("Shells fall on Orlov", "The governor withdrew his statement on Tuesday."))
    assert "had changed; both texts are kept" in command(slack, ada, news, "/desk", f"add {url}").text


def test_several_links_are_told_one_by_one(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    begin()
    good, gone = web.page("/a", article_html("Shells fall on Orlov")), web.url("/gone")
    feed = web.page("/feed", rss(), content_type="application/rss+xml")
    said = command(slack, ada, news, "/desk", f"add {good} {gone} {feed}").text
    assert "Shells fall on Orlov" in said
    assert "404" in said
    assert "is a feed, not an article" in said


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/x",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://10.0.0.7/a",
    ],
)
def test_private_addresses_are_never_fetched(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel, url: str
) -> None:
    begin()
    said = command(slack, ada, news, "/desk", f"add {url}").text
    assert "Added" not in said
    assert "address" in said


def test_an_outlets_policy_holds(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    begin()
    url = web.page("/a", article_html("A night in Duvrin", site="Duvrin Daily"))
    said = command(slack, ada, news, "/desk", f"add {url}").text
    assert "The policy of Duvrin Daily is feed-only" in said


@pytest.mark.parametrize(
    ("setting", "admin", "said"),
    [
        ("nobody", True, "Articles are added by whoever runs this desk."),
        ("admins", False, "Only admins of this workspace may add articles."),
        ("admins", True, "Added “Shells fall on Orlov”"),
    ],
)
def test_who_may_add_is_a_setting(
    near: None, begin: Begin, slack: LocalSlack, web: FakeWeb, setting: str, admin: bool, said: str
) -> None:
    begin(who_may_add=setting)
    eve = slack.add_user("eve", admin=admin)
    place = slack.add_channel("place", [eve])
    url = web.page("/a", article_html("Shells fall on Orlov"))
    assert said in command(slack, eve, place, "/desk", f"add {url}").text
    assert (web.hits("/a") == 1) == said.startswith("Added")


def test_after_an_abstention_an_article_can_be_added(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    server = begin()
    url = web.page("/a", article_html("Shells fall on Orlov"))
    ts = slack.say(ada, news, f"{slack.mention} who won the cycling race in Orlov?")
    [answer] = answers(slack, news, ts)
    assert ids.ADD_ARTICLE in buttons(answer)
    slack.click(ada, answer, ids.ADD_ARTICLE)
    slack.wait_for(lambda: slack.views(ada))
    slack.submit(ada, slack.views(ada)[0], {ids.LINK: url})
    slack.wait_for(lambda: slack.ephemerals(ada))
    assert "Added “Shells fall on Orlov”" in slack.ephemerals(ada)[0].text
    server.wait_until_idle()
    assert slack.home(ada) is not None


def test_a_message_without_a_link_is_said_to_have_none(
    begin: Begin, slack: LocalSlack, ada: User, news: Channel
) -> None:
    begin()
    slack.say(ada, news, "nothing here, <!channel>")
    slack.shortcut(ada, ids.ADD_SHORTCUT, slack.messages(news)[0])
    slack.wait_for(lambda: slack.ephemerals(ada))
    assert slack.ephemerals(ada)[0].text == "That message has no link in it."


def test_a_hostile_title_calls_nobody(
    near: None, begin: Begin, slack: LocalSlack, ada: User, news: Channel, web: FakeWeb
) -> None:
    begin()
    url = web.page("/a", article_html("&lt;!channel&gt; &lt;@U0000000001&gt; news"))
    post = command(slack, ada, news, "/desk", f"add {url}").posts[0]
    assert "Added" in post.text
    assert not called(post)
