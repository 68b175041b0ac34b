"""reactions.*"""

import re

from bot.playground.api.lookup import channel, message
from bot.playground.api.method import Args, Method
from bot.playground.arguments import text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Json, Message, Workspace

_TS = re.compile(r"\d{10}\.\d{6}")
_NAME = re.compile(r"[a-z0-9_+'-]+(?:::skin-tone-[2-6])?")
_MOST = 23


def reactions_add(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """reactions.add: react to a message."""
    found = _message(slack, workspace, args)
    name = _name(args)
    people = found.reactions.get(name, [])
    if workspace.bot_user_id in people:
        raise RefusalError("already_reacted")
    if not people and len(found.reactions) >= _MOST:
        raise RefusalError("too_many_emoji")
    found.reactions.setdefault(name, []).append(workspace.bot_user_id)
    slack.events.reacted(found, workspace.bot_user_id, name)
    return {}


def reactions_remove(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """reactions.remove: take the app's reaction back."""
    found = _message(slack, workspace, args)
    people = found.reactions.get(_name(args), [])
    if workspace.bot_user_id not in people:
        raise RefusalError("no_reaction")
    people.remove(workspace.bot_user_id)
    if not people:
        del found.reactions[_name(args)]
    return {}


def _message(slack: Slack, workspace: Workspace, args: Args) -> Message:
    if not _TS.fullmatch(text(args, "timestamp")):
        raise RefusalError("bad_timestamp")
    place = channel(slack, workspace, text(args, "channel"))
    if place.archived:
        raise RefusalError("is_archived")
    return message(place, text(args, "timestamp"))


def _name(args: Args) -> str:
    name = text(args, "name").strip(":")
    if not _NAME.fullmatch(name):
        raise RefusalError("invalid_name")
    return name


_NEEDED = ("channel", "name", "timestamp")
METHODS = (
    Method("reactions.add", reactions_add, _NEEDED, ("reactions:write",)),
    Method("reactions.remove", reactions_remove, _NEEDED, ("reactions:write",), a_minute=20),
)
