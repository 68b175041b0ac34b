"""conversations.* and users.conversations: which there are, who is in them, what was said."""

from decimal import Decimal, InvalidOperation

from bot.playground import wire
from bot.playground.api.lookup import channel, member, message, scope
from bot.playground.api.method import READ_CONVERSATIONS, READ_HISTORY, Args, Method
from bot.playground.arguments import flag, names, number, text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Channel, Json, Message, Workspace

_TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
MOST_PEOPLE = 8


def conversations_list(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.list: the channels that the app can see, by kind and page."""
    kinds = _kinds(slack, args)
    visible = [
        found
        for found in slack.state.channels.values()
        if found.team_id == workspace.id
        and found.kind in kinds
        and (found.kind == "public" or workspace.bot_user_id in found.members)
    ]
    return _channels(workspace, args, visible)


def users_conversations(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """users.conversations: the conversations of a person that the app can see."""
    kinds = _kinds(slack, args)
    user = member(slack, workspace, text(args, "user") or workspace.bot_user_id)
    shared = [
        found
        for found in slack.state.channels.values()
        if found.kind in kinds
        and user.id in found.members
        and (found.kind == "public" or workspace.bot_user_id in found.members)
    ]
    return _channels(workspace, args, shared)


def conversations_info(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.info: one conversation."""
    found = _readable(slack, workspace, args, READ_CONVERSATIONS)
    wired = wire.channel(found, workspace.bot_user_id)
    if not flag(args, "include_num_members"):
        wired.pop("num_members", None)
    return {"channel": wired}


def conversations_members(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.members: who is in a conversation."""
    found = _readable(slack, workspace, args, READ_CONVERSATIONS)
    people, following = wire.page(found.members, text(args, "cursor"), number(args, "limit", 100, 1000))
    return {"members": people, "response_metadata": {"next_cursor": following}}


def conversations_history(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.history: what was said, newest first, without replies."""
    found = _inside(slack, workspace, args)
    said = [each for each in reversed(found.messages.values()) if not each.is_reply or each.subtype]
    return _messages(slack, args, _between(said, args))


def conversations_replies(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.replies: a thread, its parent first."""
    found = _inside(slack, workspace, args)
    parent = message(found, text(args, "ts"), "thread_not_found")
    thread = found.thread(parent.thread_ts or parent.ts)
    first = thread[:1]
    return _messages(slack, args, first + _between(thread[1:], args))


def conversations_open(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.open: the direct message with one person, or with several."""
    if text(args, "channel"):
        found = channel(slack, workspace, text(args, "channel"))
        return {"channel": _opened(workspace, args, found)}
    people = [member(slack, workspace, name).id for name in names(args, "users")]
    if not people:
        raise RefusalError("users_list_not_supplied")
    if len(people) > MOST_PEOPLE:
        raise RefusalError("too_many_users")
    if any(slack.state.users[name].deleted for name in people):
        raise RefusalError("user_disabled")
    if len(people) == 1:
        scope(slack, "im:write")
        return {"channel": _opened(workspace, args, slack.state.im(workspace.id, people[0]))}
    scope(slack, "mpim:write")
    return {"channel": _opened(workspace, args, _group(slack, workspace, people))}


def conversations_join(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """conversations.join: the app comes into a public channel."""
    found = channel(slack, workspace, text(args, "channel"))
    if found.kind != "public":
        raise RefusalError("method_not_supported_for_channel_type")
    if found.archived:
        raise RefusalError("is_archived")
    if workspace.bot_user_id not in found.members:
        found.members.append(workspace.bot_user_id)
        slack.events.joined(found, workspace.bot_user_id, None)
    return {"channel": wire.channel(found, workspace.bot_user_id)}


def _kinds(slack: Slack, args: Args) -> set[str]:
    asked = names(args, "types") or ["public_channel"]
    if not set(asked) <= set(_TYPES):
        raise RefusalError("invalid_types")
    kinds = {_TYPES[name] for name in asked}
    for kind in sorted(kinds):
        scope(slack, READ_CONVERSATIONS[kind])
    return kinds


def _channels(workspace: Workspace, args: Args, found: list[Channel]) -> Json:
    if flag(args, "exclude_archived"):
        found = [each for each in found if not each.archived]
    shown, following = wire.page(found, text(args, "cursor"), number(args, "limit", 100, 999))
    wired = [wire.channel(each, workspace.bot_user_id) for each in shown]
    return {"channels": wired, "response_metadata": {"next_cursor": following}}


def _readable(slack: Slack, workspace: Workspace, args: Args, scopes: dict[str, str]) -> Channel:
    found = channel(slack, workspace, text(args, "channel"))
    scope(slack, scopes[found.kind])
    return found


def _inside(slack: Slack, workspace: Workspace, args: Args) -> Channel:
    found = _readable(slack, workspace, args, READ_HISTORY)
    if workspace.bot_user_id not in found.members:
        raise RefusalError("not_in_channel")
    return found


def _between(said: list[Message], args: Args) -> list[Message]:
    oldest, latest = _moment(args, "oldest"), _moment(args, "latest")
    edges = {oldest, latest} if flag(args, "inclusive") else set()
    return [
        each
        for each in said
        if ((oldest is None or Decimal(each.ts) > oldest) and (latest is None or Decimal(each.ts) < latest))
        or Decimal(each.ts) in edges
    ]


def _moment(args: Args, name: str) -> Decimal | None:
    if not text(args, name):
        return None
    try:
        return Decimal(text(args, name))
    except InvalidOperation:
        raise RefusalError(f"invalid_ts_{name}") from None


def _messages(slack: Slack, args: Args, said: list[Message]) -> Json:
    shown, following = wire.page(said, text(args, "cursor"), number(args, "limit", 100, 999))
    wired = [wire.message(slack.state, each) for each in shown]
    if not flag(args, "include_all_metadata"):
        for each in wired:
            if "metadata" in each:
                each["metadata"] = {"event_type": each["metadata"]["event_type"]}
    reply: Json = {"messages": wired, "has_more": bool(following)}
    return reply | ({"response_metadata": {"next_cursor": following}} if following else {})


def _opened(workspace: Workspace, args: Args, found: Channel) -> Json:
    return wire.channel(found, workspace.bot_user_id) if flag(args, "return_im") else {"id": found.id}


def _group(slack: Slack, workspace: Workspace, people: list[str]) -> Channel:
    inside = [workspace.bot_user_id, *people]
    for found in slack.state.channels.values():
        if found.kind == "mpim" and set(found.members) == set(inside):
            return found
    return slack.state.new_channel(f"mpdm-{len(inside)}", workspace.id, "mpim", inside)


_READ = tuple(READ_CONVERSATIONS.values())
_HISTORY = tuple(READ_HISTORY.values())
METHODS = (
    Method("conversations.list", conversations_list, (), _READ, a_minute=20),
    Method("users.conversations", users_conversations, (), _READ),
    Method("conversations.info", conversations_info, ("channel",), _READ),
    Method("conversations.members", conversations_members, ("channel",), _READ, a_minute=100),
    Method("conversations.history", conversations_history, ("channel",), _HISTORY),
    Method("conversations.replies", conversations_replies, ("channel", "ts"), _HISTORY),
    Method("conversations.open", conversations_open, (), ("im:write", "mpim:write")),
    Method("conversations.join", conversations_join, ("channel",), ("channels:join",)),
)
