"""How Slack writes things down: messages, people, channels and views as JSON."""

from typing import Any

from bot.playground.state import Channel, Json, Message, State, User, View, Workspace

APP_ID = "A0LOCALDESK"
VERIFICATION = "local-verification-token"


def message(state: State, found: Message) -> Json:
    """A message as in events and histories; a parent carries its thread's counts."""
    channel = state.channels[found.channel]
    wire: Json = {"type": "message", "user": found.user, "text": found.text, "ts": found.ts}
    wire["team"] = state.users[found.user].team_id
    optional: Json = {
        "subtype": found.subtype,
        "client_msg_id": found.client_msg_id,
        "blocks": found.blocks,
        "attachments": found.attachments,
        "files": found.files,
        "edited": found.edited,
        "metadata": found.metadata,
        "bot_id": found.bot_id,
        "thread_ts": found.thread_ts,
        "reactions": [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in found.reactions.items()
        ],
    }
    wire |= {name: value for name, value in optional.items() if value}
    if found.bot_id == state.workspaces[channel.team_id].bot_id:
        wire |= {"app_id": APP_ID, "bot_profile": bot(state.workspaces[channel.team_id])}
    if found.streaming == "open":
        wire["streaming_state"] = "in_progress"
    return wire | _thread(channel, found)


def _thread(channel: Channel, found: Message) -> Json:
    replies = [reply for reply in channel.thread(found.ts) if reply.is_reply] if not found.is_reply else []
    if not replies:
        return {"parent_user_id": _parent_user(channel, found)} if found.is_reply else {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": found.ts,
        "reply_count": len(replies),
        "reply_users": people,
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts,
    }


def _parent_user(channel: Channel, found: Message) -> str:
    parent = channel.messages.get(found.thread_ts or "")
    return parent.user if parent else "USLACKBOT"


def bot(workspace: Workspace) -> Json:
    """The app's bot."""
    return {
        "id": workspace.bot_id,
        "app_id": APP_ID,
        "user_id": workspace.bot_user_id,
        "name": "copydesk",
        "deleted": False,
        "team_id": workspace.id,
        "icons": {},
    }


def user(found: User, *, locale: bool = False) -> Json:
    """A person as `users.info` gives them."""
    return {
        "id": found.id,
        "team_id": found.team_id,
        "name": found.name,
        "real_name": found.real_name,
        "deleted": found.deleted,
        "is_bot": found.is_bot,
        "is_admin": found.is_admin,
        "is_owner": False,
        "is_app_user": False,
        "tz": found.tz,
        "tz_offset": found.tz_offset_s,
        "profile": {"real_name": found.real_name, "display_name": found.name, "team": found.team_id},
    } | ({"locale": found.locale} if locale else {})


def channel(found: Channel, bot_user: str) -> Json:
    """A conversation as `conversations.info` gives it."""
    wire: Json = {
        "id": found.id,
        "created": found.created,
        "is_archived": found.archived,
        "is_im": found.kind == "im",
        "is_mpim": found.kind == "mpim",
        "is_channel": found.kind == "public",
        "is_group": found.kind == "private",
        "is_private": found.kind != "public",
        "is_shared": found.shared,
        "is_ext_shared": found.shared,
        "is_org_shared": False,
        "context_team_id": found.team_id,
    }
    if found.kind == "im":
        return wire | {"user": next((each for each in found.members if each != bot_user), bot_user)}
    return wire | {
        "name": found.name,
        "name_normalized": found.name,
        "creator": found.creator,
        "is_general": found.name == "general",
        "is_member": bot_user in found.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(found.members),
    }


def view(state: State, found: View) -> Json:
    """A view as the API and interactions give it, with its state."""
    defaults: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
    }
    return {
        **defaults,
        **found.payload,
        "id": found.id,
        "team_id": found.team_id,
        "state": {"values": found.values},
        "hash": found.hash,
        "root_view_id": found.root_id,
        "previous_view_id": found.previous_id,
        "app_id": APP_ID,
        "app_installed_team_id": found.team_id,
        "bot_id": state.workspaces[found.team_id].bot_id,
    }


def named(state: State, user_id: str) -> Json:
    """A person as interactions name them."""
    found = state.users[user_id]
    return {"id": found.id, "username": found.name, "name": found.name, "team_id": found.team_id}


def page(items: list[Any], cursor: str, limit: int) -> tuple[list[Any], str]:
    """A page of a list and the cursor of the next; a cursor is the place it starts at."""
    start = int(cursor) if cursor.isdecimal() else 0
    following = str(start + limit) if start + limit < len(items) else ""
    return items[start : start + limit], following
