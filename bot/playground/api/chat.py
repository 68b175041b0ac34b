"""chat.*: posting, changing and taking away messages."""

from bot.playground import wire
from bot.playground.api.content import TEXT_CUT, UPDATE_TEXT_MOST_BYTES, Content, content_of
from bot.playground.api.lookup import (
    channel,
    channel_for_post,
    member,
    message,
    own_message,
    scope,
    thread_of,
)
from bot.playground.api.method import Args, Method
from bot.playground.arguments import flag, text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Channel, Json, Message, Workspace


def post_message(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.postMessage: write a message into a conversation or a thread."""
    content = content_of(args)
    _customised(slack, args)
    place = channel_for_post(slack, workspace, text(args, "channel"))
    made = new_message(slack, workspace, place, content, text(args, "thread_ts"))
    made.unfurl = {name: args[name] for name in ("unfurl_links", "unfurl_media") if name in args}
    if made.is_reply and flag(args, "reply_broadcast"):
        made.subtype = "thread_broadcast"
    keep(slack, place, made)
    return {"channel": place.id, "ts": made.ts, "message": wire.message(slack.state, made)}


def post_ephemeral(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.postEphemeral: show a message to one person; no history keeps it."""
    content = content_of(args)
    _customised(slack, args)
    if len(content.text or "") > TEXT_CUT:
        raise RefusalError("msg_too_long")
    place = channel_for_post(slack, workspace, text(args, "channel"))
    reader = member(slack, workspace, text(args, "user"))
    if reader.id not in place.members:
        raise RefusalError("user_not_in_channel")
    made = new_message(slack, workspace, place, content, text(args, "thread_ts"))
    made.only_for = reader.id
    slack.state.ephemerals.append(made)
    return {"message_ts": made.ts}


def update(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.update: write one of the app's messages anew."""
    place, found = own_message(slack, workspace, args, "cant_update_message")
    content = content_of(args)
    if place.archived:
        raise RefusalError("is_inactive")
    if found.streaming == "open":
        raise RefusalError("streaming_state_conflict")
    if len((content.text or "").encode()) > UPDATE_TEXT_MOST_BYTES:
        raise RefusalError("msg_too_long")
    before = wire.message(slack.state, found)
    rewrite(slack, found, content)
    slack.events.changed(found, before)
    return {
        "channel": place.id,
        "ts": found.ts,
        "text": found.text,
        "message": wire.message(slack.state, found),
    }


def delete(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.delete: take one of the app's messages away."""
    place, found = own_message(slack, workspace, args, "cant_delete_message")
    remove(slack, place, found)
    return {"channel": place.id, "ts": found.ts}


def get_permalink(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.getPermalink: the address of a message."""
    place = channel(slack, workspace, text(args, "channel"))
    found = message(place, text(args, "message_ts"))
    link = f"https://{workspace.domain}.slack.com/archives/{place.id}/p{found.ts.replace('.', '')}"
    if found.is_reply:
        link += f"?thread_ts={found.thread_ts}&cid={place.id}"
    return {"channel": place.id, "permalink": link}


def new_message(
    slack: Slack, workspace: Workspace, place: Channel, content: Content, thread_ts: str = ""
) -> Message:
    """A message of the app's, not yet posted; a text that is too long is cut, as Slack does."""
    return Message(
        ts=slack.state.new_ts(),
        channel=place.id,
        user=workspace.bot_user_id,
        text=(content.text or "")[:TEXT_CUT],
        blocks=content.blocks or [],
        attachments=content.attachments or [],
        thread_ts=thread_of(place, thread_ts) if thread_ts else None,
        bot_id=workspace.bot_id,
        metadata=content.metadata or None,
    )


def keep(slack: Slack, place: Channel, made: Message) -> None:
    """Put a message into its conversation, clear the thread's status, and tell the app."""
    place.add(made)
    if made.bot_id:
        thread = slack.state.assistant.get((place.id, made.thread_ts or made.ts))
        if thread is not None:
            thread.status = ""
    slack.events.posted(made)


def rewrite(slack: Slack, found: Message, content: Content) -> None:
    """Write a message anew; blocks, attachments and metadata stay unless the call names them."""
    found.text = content.text or ""
    if content.blocks is not None:
        found.blocks = content.blocks
    if content.attachments is not None:
        found.attachments = content.attachments
    if content.metadata is not None:
        found.metadata = content.metadata or None
    if not found.only_for:
        found.edited = {"user": found.user, "ts": slack.state.new_ts()}


def remove(slack: Slack, place: Channel, found: Message) -> None:
    """Take a message out of its conversation; replies to it stay."""
    before = wire.message(slack.state, found)
    place.remove(found)
    slack.events.deleted(found, before)


def _customised(slack: Slack, args: Args) -> None:
    if any(text(args, name) for name in ("username", "icon_emoji", "icon_url")):
        scope(slack, "chat:write.customize")


_WRITE = ("chat:write",)
METHODS = (
    Method("chat.postMessage", post_message, ("channel",), _WRITE, a_minute=60),
    Method("chat.postEphemeral", post_ephemeral, ("channel", "user"), _WRITE, a_minute=100),
    Method("chat.update", update, ("channel", "ts"), _WRITE),
    Method("chat.delete", delete, ("channel", "ts"), _WRITE),
    Method("chat.getPermalink", get_permalink, ("channel", "message_ts"), a_minute=100),
)
