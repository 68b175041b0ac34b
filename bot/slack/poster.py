"""Posting: in a channel exactly once, to one person at most once, whatever happens in between."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from typing import Any
from urllib.error import URLError
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.errors import SlackError
from bot.slack import troubles
from bot.slack.blocks import Message, notice
from bot.slack.bodies import Place
from bot.slack.connect import hook_client
from bot.store.conversations import Thread
from bot.store.jobs import Job, Jobs

EVENT = "copydesk_answer"
"""The metadata's type, by which the bot's messages are found again."""

_PAGE = 200
_NOTED = "posted"
_WHISPERS = 5  # what a response_url takes
_REST = "There is more than Slack shows to one person at a time; ask in a channel or in a direct message."
_TOO_LATE = "That took too long to open; please press it again."
_UNPOSTABLE = "I can't answer in <#{channel}> ({reason}); invite me there again, or ask me here."
_APART_S, _BURST = 1.0, 5  # seconds between a channel's messages, and how many may then come at once
_NETWORK = (URLError, TimeoutError, ConnectionError, OSError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in a workspace: as a user, who is mentioned, and as a bot, whose messages are ours."""

    user_id: str
    bot_id: str


@dataclass(frozen=True, slots=True)
class _Posted:
    """A message that stands in Slack; `content` tells one from another, and is null where it is not known."""

    ts: str
    content: str | None = None


class LeaseLostError(Exception):
    """Another worker has taken the job over: nothing more may be posted for it."""


class Poster:
    """The Web API, as far as the bot writes there."""

    def __init__(self, client: WebClient, jobs: Jobs, bot: Bot) -> None:
        self.client = client
        self.bot = bot
        self._jobs = jobs
        self._zones: dict[str, tzinfo] = {}

    def post(self, job: Job, place: Place, messages: Sequence[Message]) -> str:
        """Post messages in the thread of a place, and only those that an earlier attempt had not posted.

        A place without thread gets the first in the channel itself, the others in the thread below it. What
        an earlier attempt did post is written anew in place, where it is not known to be the same. Gives the
        ts of the first.

        Raises: SlackError; LeaseLostError.
        """
        posted = self._posted(job, place.thread) if job.attempts > 1 else _noted(job)
        for part, message in enumerate(messages, 1):
            self._held(job, posted)
            before, content = posted.get(part), _content(message)
            if before is None or before.content != content:
                with _patience(len(messages) - part + 1):
                    ts = self._put(job, place, part, message, before.ts if before else None)
                posted[part] = _Posted(ts, content)
            place = place if place.thread.ts else replace(place, thread_ts=posted[1].ts)
        for part in sorted(part for part in posted if part > len(messages)):
            self.call(self.client.chat_delete, channel=place.channel, ts=posted.pop(part).ts)
            self._held(job, posted)
        return posted[1].ts

    def unwaiting(self) -> "Poster":
        """One that raises at once what this one waits out: that Slack takes nothing more for some seconds."""
        client = copy(self.client)
        client.retry_handlers = []
        return Poster(client, self._jobs, self.bot)

    def whisper(self, job: Job, place: Place, messages: Sequence[Message]) -> None:
        """Show messages to one person. It is noted before it is sent: a crash in between loses it, and is
        logged, and nothing is shown twice.

        Raises: SlackError; LeaseLostError.
        """
        if job.note.get("whispered"):
            _log.warning("An answer for one person was lost when the process ended (%s).", job.key)
            return
        if not self._jobs.progress(job, {**job.note, "whispered": True}):
            raise LeaseLostError
        try:
            self._whisper(place, messages)
        except SlackError as error:
            if error.reason == troubles.TOO_FAST:  # nothing was shown: it may be tried again
                self._jobs.progress(job, job.note)
            raise

    def rewrite(self, place: Place, message: Message) -> None:
        """Put a message in place of the one whose button was pressed; what fails here is only logged."""
        try:
            self._send(hook_client(place.response_url or ""), message, in_place=True)
        except SlackError as error:
            _log.info("A message could not be replaced: %s", error)

    def open_view(self, job: Job, place: Place, view: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Open a modal, or say that it came too late. Raises: SlackError."""
        try:
            said = self.call(self.client.views_open, trigger_id=place.trigger_id or "", view=dict(view))
            return dict(said["view"])
        except SlackError as error:
            if error.reason not in troubles.LATE:
                raise
            _log.warning("A modal could not be opened in time (%s).", job.key)
            if place.response_url:
                self.whisper(job, place, [notice(_TOO_LATE)])
            return None

    def set_status(self, thread: Thread, doing: str) -> None:
        """Say what is being done in a thread of the agent pane; it goes with the next message there."""
        try:
            self.call(
                self.client.assistant_threads_setStatus,
                channel_id=thread.channel,
                thread_ts=thread.ts,
                status=doing,
            )
        except SlackError as error:
            _log.info("A status could not be shown: %s", error)  # the answer comes all the same

    def apologise(self, job: Job, place: Place, reason: str) -> None:
        """Tell a person directly that the place cannot be answered in; what fails here is only logged."""
        try:
            text = _UNPOSTABLE.format(channel=place.channel, reason=reason.replace("_", " "))
            self.call(self.client.chat_postMessage, channel=place.user_id, text=text)
        except SlackError as error:
            _log.warning("Nobody could be told that %s was not answered: %s", job.key, error)

    def zone(self, user_id: str) -> tzinfo:
        """The time zone that a person has set in Slack, else UTC."""
        if user_id not in self._zones:
            self._zones[user_id] = self._asked_zone(user_id)
        return self._zones[user_id]

    def call(self, method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
        """Call a method of the client. Raises: SlackError, never the client's own errors."""
        try:
            return method(**arguments)
        except SlackApiError as error:
            raise troubles.trouble(error) from None
        except _NETWORK as error:
            raise troubles.unreachable(error) from None

    def _held(self, job: Job, posted: Mapping[int, _Posted]) -> None:
        """Note what stands by now, for an attempt that goes on after this one was put off."""
        noted = [[part, each.ts, each.content] for part, each in posted.items()]
        if not self._jobs.progress(job, {**job.note, _NOTED: noted}):
            raise LeaseLostError

    def _put(self, job: Job, place: Place, part: int, message: Message, ts: str | None) -> str:
        said = dict(message.metadata.get("event_payload", {})) | {"key": job.key, "part": part}
        content: dict[str, Any] = {
            "channel": place.channel,
            "text": message.text,
            "blocks": list(message.blocks),
            "metadata": {"event_type": EVENT, "event_payload": said},
        }
        if ts is not None:
            return self._written(lambda **given: self.call(self.client.chat_update, ts=ts, **given), content)
        content |= {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
        content["thread_ts"] = place.thread.ts or None
        return self._written(lambda **given: self.call(self.client.chat_postMessage, **given), content)

    def _written(self, write: Callable[..., SlackResponse], content: dict[str, Any]) -> str:
        """Post it; what Slack finds too big is posted as its text alone, never dropped."""
        try:
            return str(write(**content)["ts"])
        except SlackError as error:
            if error.reason not in troubles.CONTENT:
                raise
            _log.error("Slack refused the blocks of an answer (%s); its text was posted.", error.reason)
            return str(write(**{**content, "blocks": []})["ts"])

    def _posted(self, job: Job, thread: Thread) -> dict[int, _Posted]:
        """The messages of a job that stand in a thread already, by part; without thread, in the channel."""
        if thread.ts:
            return self._ours(job, self._replies(thread))
        first = self._ours(job, self._newest(thread.channel, job.put_at)).get(1)
        return self._ours(job, self._replies(replace(thread, ts=first.ts))) if first else {}

    def _newest(self, channel: str, since: datetime) -> Iterator[Mapping[str, Any]]:
        """The newest messages of a channel: a page of them at least, and all since that moment."""
        cursor = ""
        while True:
            page = self.call(
                self.client.conversations_history,
                channel=channel,
                limit=_PAGE,
                cursor=cursor,
                include_all_metadata=True,
            )
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor or float(page["messages"][-1]["ts"]) < since.timestamp():
                return

    def _ours(self, job: Job, messages: Iterable[Mapping[str, Any]]) -> dict[int, _Posted]:
        found = {}
        for message in messages:
            metadata = message.get("metadata") or {}
            said = metadata.get("event_payload") or {}
            ours = message.get("bot_id") == self.bot.bot_id and metadata.get("event_type") == EVENT
            if ours and said.get("key") == job.key:
                found[int(said.get("part", 1))] = _Posted(str(message["ts"]))
        return found

    def _replies(self, thread: Thread) -> Iterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            try:
                page = self.call(
                    self.client.conversations_replies,
                    channel=thread.channel,
                    ts=thread.ts,
                    limit=_PAGE,
                    cursor=cursor,
                    include_all_metadata=True,
                )
            except SlackError as error:
                if error.reason == "thread_not_found":
                    return
                raise
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _whisper(self, place: Place, messages: Sequence[Message]) -> None:
        if place.response_url is None:
            for message in messages:
                self._post_ephemeral(place, message)
            return
        if len(messages) > _WHISPERS:
            messages = [*messages[: _WHISPERS - 1], notice(_REST)]
        hook = hook_client(place.response_url)
        for message in messages:
            self._send(hook, message)

    def _post_ephemeral(self, place: Place, message: Message) -> None:
        self.call(
            self.client.chat_postEphemeral,
            channel=place.channel,
            user=place.user_id,
            thread_ts=place.thread_ts,
            text=message.text,
            blocks=list(message.blocks),
        )

    def _send(self, hook: WebhookClient, message: Message, *, in_place: bool = False) -> None:
        try:
            said = hook.send(
                text=message.text,
                blocks=list(message.blocks),
                response_type="ephemeral",
                replace_original=in_place,
                unfurl_links=False,
                unfurl_media=False,
            )
        except _NETWORK as error:
            raise troubles.unreachable(error) from None
        if said.status_code == 429:
            wait = float(said.headers.get("Retry-After") or 30)
            raise SlackError("Slack asks to wait.", reason=troubles.TOO_FAST, retry=True, retry_after_s=wait)
        if said.status_code >= 500:
            raise SlackError("Slack has trouble.", reason=str(said.status_code), retry=True)
        if said.status_code != 200:
            raise SlackError(f"Slack refused it ({said.body}).", reason=said.body)

    def _asked_zone(self, user_id: str) -> tzinfo:
        try:
            name = self.call(self.client.users_info, user=user_id)["user"].get("tz")
            return ZoneInfo(name) if name else UTC
        except (SlackError, ZoneInfoNotFoundError, ValueError):
            return UTC


@contextmanager
def _patience(left: int) -> Iterator[None]:
    """Where Slack asks to wait, wait until it takes several of the messages that are left."""
    try:
        yield
    except SlackError as error:
        if error.reason == troubles.TOO_FAST:
            error.retry_after_s = max(error.retry_after_s, min(left, _BURST) * _APART_S)
        raise


def _noted(job: Job) -> dict[int, _Posted]:
    """What stands of a job that was put off. (One that ended otherwise may have posted more.)"""
    return {part: _Posted(ts, content) for part, ts, content in job.note.get(_NOTED, ())}


def _content(message: Message) -> str:
    return sha256(json.dumps([message.text, message.blocks]).encode()).hexdigest()
