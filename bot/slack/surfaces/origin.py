"""Modals remember where they were opened, since Slack does not say it when they are sent in."""

from dataclasses import replace
from typing import Any

from bot.errors import SlackError
from bot.slack.blocks import Message
from bot.slack.bodies import Place
from bot.slack.task import Task

_PARTS = 3


def with_origin(view: dict[str, Any], place: Place) -> dict[str, Any]:
    """The modal with the conversation in its `private_metadata`, behind what stands there."""
    kept = (view.get("private_metadata", ""), place.channel, place.thread_ts or "")
    return {**view, "private_metadata": "|".join(kept)}


def origin(task: Task) -> tuple[str, Place]:
    """What a modal that was sent in held itself, and the place where it was opened."""
    kept = str(task.body["view"].get("private_metadata", "")).split("|")
    own, channel, thread_ts = kept if len(kept) == _PARTS else ("", "", "")
    return own, replace(task.place, channel=channel, thread_ts=thread_ts or None, direct=channel[:1] == "D")


def typed(task: Task, block_id: str) -> str:
    """What was typed or chosen in an input of the modal, empty when nothing was."""
    held = task.body["view"]["state"]["values"].get(block_id, {}).get(block_id, {})
    chosen = held.get("selected_option") or held
    return str(chosen.get("value") or "").strip()


def tell_at(task: Task, place: Place, message: Message) -> None:
    """Tell the person something where the modal was opened; where that is closed to us, directly."""
    try:
        task.poster.whisper(task.job, place, [message])
    except SlackError as error:
        if error.retry:
            raise
        task.poster.call(
            task.poster.client.chat_postMessage,
            channel=place.user_id,
            text=message.text,
            blocks=list(message.blocks),
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
