"""Finding the conversation, message or person that a call names, and whether the app may use it."""

from bot.playground.api.method import Args
from bot.playground.arguments import text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Channel, Message, User, Workspace


def scope(slack: Slack, needed: str) -> None:
    """Raises `missing_scope` with the scopes needed and provided."""
    if needed not in slack.settings.scopes:
        provided = ",".join(sorted(slack.settings.scopes))
        raise RefusalError("missing_scope", fields={"needed": needed, "provided": provided})


def channel(slack: Slack, workspace: Workspace, name: str) -> Channel:
    """A conversation by id that the app may know of: private ones only from inside."""
    found = slack.state.channels.get(name)
    if found is None or found.team_id != workspace.id:
        raise RefusalError("channel_not_found")
    if found.kind != "public" and workspace.bot_user_id not in found.members:
        raise RefusalError("channel_not_found")
    return found


def channel_for_post(slack: Slack, workspace: Workspace, name: str) -> Channel:
    """Where to write: a conversation by id or `#name`, or a person, whose direct message is opened."""
    state = slack.state
    if name in state.users and state.users[name].team_id == workspace.id:
        return state.im(workspace.id, name)
    by_name = [
        each.id
        for each in state.channels.values()
        if each.team_id == workspace.id and each.name and each.name == name.removeprefix("#")
    ]
    found = channel(slack, workspace, by_name[0] if by_name else name)
    if found.archived:
        raise RefusalError("is_archived")
    if workspace.bot_user_id not in found.members and "chat:write.public" not in slack.settings.scopes:
        raise RefusalError("not_in_channel")
    return found


def message(found: Channel, ts: str, error: str = "message_not_found") -> Message:
    """A message that stands in the conversation."""
    if ts not in found.messages:
        raise RefusalError(error)
    return found.messages[ts]


def own_message(
    slack: Slack, workspace: Workspace, args: Args, not_own: str, ts_name: str = "ts"
) -> tuple[Channel, Message]:
    """A message that the app wrote itself; raises `not_own` for others'."""
    place = channel(slack, workspace, text(args, "channel"))
    found = message(place, text(args, ts_name))
    if found.bot_id != workspace.bot_id:
        raise RefusalError(not_own)
    return place, found


def member(slack: Slack, workspace: Workspace, user_id: str) -> User:
    """A person of this workspace."""
    found = slack.state.user(user_id)
    if found.team_id != workspace.id:
        raise RefusalError("user_not_found")
    return found


def thread_of(place: Channel, thread_ts: str) -> str:
    """The parent's ts; a reply's leads to its parent. Raises `cannot_reply_to_message`."""
    if thread_ts in place.deleted_ts or thread_ts in place.assistant_threads:
        return thread_ts
    parent = message(place, thread_ts, "cannot_reply_to_message")
    return parent.thread_ts or parent.ts
