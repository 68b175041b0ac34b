"""chat.startStream, appendStream and stopStream: a message that grows, for five minutes at most."""

from datetime import timedelta

from bot.playground import wire
from bot.playground.api.chat import keep, new_message
from bot.playground.api.content import MARKDOWN_TEXT_MOST, Content, blocks_of, metadata_of, with_ids
from bot.playground.api.lookup import channel_for_post, member, own_message
from bot.playground.api.method import Args, Method
from bot.playground.arguments import structure, text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError, missing
from bot.playground.state import Json, Message, Workspace
from bot.playground.validate.message import chunk_problems, message_problems, too_long

STREAM_LIFE = timedelta(minutes=5)


def start_stream(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.startStream: begin a message that grows."""
    place = channel_for_post(slack, workspace, text(args, "channel"))
    if not text(args, "thread_ts"):
        raise missing("thread_ts")
    if place.kind != "im":
        _recipient(slack, workspace, args)
    made = new_message(slack, workspace, place, Content("", [], None, None), text(args, "thread_ts"))
    made.streaming, made.streamed_at = "open", slack.clock()
    _grow(made, args)
    keep(slack, place, made)
    return {"channel": place.id, "ts": made.ts}


def append_stream(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.appendStream: let it grow."""
    place, found = own_message(slack, workspace, args, "message_not_owned_by_app")
    _still_open(slack, found)
    if not text(args, "markdown_text") and not args.get("chunks"):
        raise RefusalError("no_text")
    _grow(found, args)
    return {"channel": place.id, "ts": found.ts}


def stop_stream(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """chat.stopStream: finish it, with blocks below."""
    place, found = own_message(slack, workspace, args, "message_not_owned_by_app")
    if not found.stopped_by_user:
        _still_open(slack, found)
    blocks, metadata = blocks_of(args), metadata_of(args)
    before = wire.message(slack.state, found)
    _grow(found, args)
    found.streaming, found.stopped_by_user = "stopped", False
    found.blocks = found.blocks + (blocks or [])
    found.metadata = metadata or found.metadata
    slack.events.changed(found, before)
    return {"channel": place.id, "ts": found.ts, "message": wire.message(slack.state, found)}


def _recipient(slack: Slack, workspace: Workspace, args: Args) -> None:
    if not text(args, "recipient_team_id"):
        raise RefusalError("missing_recipient_team_id")
    if not text(args, "recipient_user_id"):
        raise RefusalError("missing_recipient_user_id")
    if text(args, "recipient_team_id") not in slack.state.workspaces:
        raise RefusalError("team_not_found")
    member(slack, workspace, text(args, "recipient_user_id"))


def _still_open(slack: Slack, found: Message) -> None:
    if found.stopped_by_user:
        raise RefusalError("stopped_by_user")
    expired = found.streamed_at is not None and slack.clock() - found.streamed_at >= STREAM_LIFE
    if found.streaming == "open" and expired:
        found.streaming = "stopped"
    if found.streaming != "open":
        raise RefusalError("message_not_in_streaming_state")


def _grow(found: Message, args: Args) -> None:
    chunks = structure(args, "chunks", "invalid_chunks") or []
    problems = chunk_problems(chunks)
    if problems:
        raise RefusalError("invalid_chunks", problems)
    said = text(args, "markdown_text")
    if len(said) > MARKDOWN_TEXT_MOST:
        raise RefusalError("msg_too_long")
    said += "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
    others = [block for chunk in chunks for block in _chunk_blocks(chunk)]
    grown = _grown(found, said, others)
    if message_problems(grown) or too_long(grown):
        raise RefusalError("msg_blocks_too_long")
    found.text += said
    found.blocks = grown


def _grown(found: Message, said: str, others: list[Json]) -> list[Json]:
    """The blocks with more text in the first, and what is new below; a task replaces its elder."""
    markdown = found.text + said
    head = [{"type": "markdown", "block_id": "stream", "text": markdown}] if markdown else []
    new_tasks = {block.get("task_id") for block in others}
    kept = [
        block
        for block in found.blocks
        if block["block_id"] != "stream"
        and (block.get("task_id") is None or block["task_id"] not in new_tasks)
    ]
    return head + kept + with_ids(others)


def _chunk_blocks(chunk: Json) -> list[Json]:
    if chunk["type"] == "blocks":
        return list(chunk["blocks"])
    if chunk["type"] == "task_update":
        text_fields = {name: _plain(chunk[name]) for name in ("details", "output") if chunk.get(name)}
        sources = {"sources": chunk["sources"]} if chunk.get("sources") else {}
        task = {"type": "task_card", "task_id": chunk["id"], "title": chunk["title"]}
        return [{**task, "status": chunk["status"], **text_fields, **sources}]
    return []


def _plain(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


METHODS = (
    Method("chat.startStream", start_stream, ("channel",), ("chat:write",), a_minute=20),
    Method("chat.appendStream", append_stream, ("channel", "ts"), ("chat:write",), a_minute=100),
    Method("chat.stopStream", stop_stream, ("channel", "ts"), ("chat:write",), a_minute=20),
)
