"""Digests in Slack with a scripted model: asked once for each, and done without where it fails."""

from bot.playground.driver import LocalSlack
from bot.playground.state import Channel, User
from bot.slack import ids
from tests.fakes.model_server import Body, ModelServer, shown
from tests.scenario.slack.conftest import BeginDesk
from tests.scenario.slack.digest_desk import digests, may

HEARD = "A model put this in order"
UNHEARD = "I couldn't use the model, so this digest stands as the ledger orders it."


def last_first(body: Body) -> object:
    """Everything in the opposite order."""
    return {"order": sorted(shown(body), reverse=True), "leave_out": [], "same": []}


def test_a_region_s_digest_and_all_its_quotes_cost_one_call(
    begin_desk: BeginDesk, slack: LocalSlack, ada: User, news: Channel, model_server: ModelServer
) -> None:
    begin_desk(openai_base_url=model_server.base_url)
    model_server.reply_by(last_first)
    result = slack.command(ada, news, "/region", "tessen 7d")
    slack.wait_for(lambda: result.posts)
    [first] = result.posts
    assert HEARD in first.text
    slack.click(ada, first, ids.ALL_QUOTES)
    slack.wait_for(lambda: len(slack.ephemerals(ada)) > 1)
    assert len(model_server.requests) == 1


def test_an_edition_is_ordered_once_and_a_failing_model_holds_none_up(
    begin_desk: BeginDesk, slack: LocalSlack, ada: User, news: Channel, model_server: ModelServer
) -> None:
    crisis = slack.add_channel("crisis", [ada])
    desk = begin_desk(openai_base_url=model_server.base_url)
    desk.command(ada, news, "tessen daily 20:00 UTC")
    desk.command(ada, crisis, "tessen daily 20:00 UTC")
    model_server.reply_by(last_first)
    desk.at(may(16, 20))
    for channel in (news, crisis):
        [made] = digests(slack, channel)
        assert HEARD in made.text
    model_server.status(401)
    model_server.status(401)
    desk.at(may(17, 20))
    assert UNHEARD in digests(slack, news)[-1].text
    calls = len(model_server.requests)
    desk.watched(1, may(18, 19))  # changes are told by the ledger alone
    assert len(model_server.requests) == calls
