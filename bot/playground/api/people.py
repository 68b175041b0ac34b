"""auth.*, apps.*, users.*, bots.* and team.*: who is asking, and who is there."""

from bot.playground import wire
from bot.playground.api.lookup import member
from bot.playground.api.method import Args, Method
from bot.playground.arguments import flag, text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Json, Workspace


def auth_test(slack: Slack, workspace: Workspace, _: Args) -> Json:
    """auth.test: whose token this is."""
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": slack.state.bot_of(workspace.id).name,
        "team_id": workspace.id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(slack: Slack, _: Workspace, __: Args) -> Json:
    """apps.connections.open: an address for one Socket Mode connection."""
    host = slack.base_url.removeprefix("http://")
    return {"url": f"ws://{host}/link/?ticket={slack.socket.ticket()}&app_id={wire.APP_ID}"}


def users_info(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """users.info: a person."""
    found = member(slack, workspace, text(args, "user"))
    return {"user": wire.user(found, locale=flag(args, "include_locale"))}


def bots_info(_: Slack, workspace: Workspace, args: Args) -> Json:
    """bots.info: the app's own bot."""
    if text(args, "bot") != workspace.bot_id:
        raise RefusalError("bot_not_found")
    return {"bot": wire.bot(workspace)}


def team_info(_: Slack, workspace: Workspace, args: Args) -> Json:
    """team.info: the workspace."""
    asked = text(args, "team")
    if asked and asked != workspace.id:
        raise RefusalError("team_not_found")
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain, "icon": {}}}


METHODS = (
    Method("auth.test", auth_test, a_minute=600),
    Method("apps.connections.open", connections_open, caller="app"),
    Method("users.info", users_info, ("user",), ("users:read",), a_minute=100),
    Method("bots.info", bots_info, ("bot",), ("users:read",)),
    Method("team.info", team_info, (), ("team:read",)),
)
