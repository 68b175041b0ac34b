"""A task: what a handler is given, a stored job together with the desk and a way to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from bot.slack.blocks import Message, notice
from bot.slack.bodies import Body, Place, mentions, place_of
from bot.slack.parts import Parts
from bot.slack.poster import Poster
from bot.store.jobs import Job


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody did. `now` is when it is dealt with, `job.put_at` when it came.

    `at` is where, when that is not where it came from: what a modal was opened from.
    """

    app: Parts
    poster: Poster
    job: Job
    now: datetime
    at: Place | None = None

    @property
    def body(self) -> Body:
        """What Slack sent."""
        found: Body = self.job.payload["body"]
        return found

    @property
    def event(self) -> Body:
        """The event inside, when it is one."""
        found: Body = self.body["event"]
        return found

    @property
    def place(self) -> Place:
        """Where it happened, and who did it."""
        return self.at or place_of(self.body)

    @property
    def addressed(self) -> bool:
        """Whether it was meant for the bot: a command, a click, a direct message or a mention."""
        if "event" not in self.body:
            return True
        return self.place.direct or mentions(self.event, self.poster.bot.user_id)

    @property
    def zone(self) -> tzinfo:
        """The time zone of the person."""
        return self.poster.zone(self.place.user_id)

    def reply(self, messages: Sequence[Message]) -> str | None:
        """Answer where it was asked: in the thread exactly once, or to one person at most once.

        Gives the ts of the first message in a thread, null for what only one person sees.
        Raises: SlackError.
        """
        if self.place.response_url is not None:
            self.poster.whisper(self.job, self.place, messages)
            return None
        return self.poster.post(self.job, self.place, messages)

    def say(self, sentence: str) -> None:
        """Answer in one plain sentence, in the same way."""
        self.reply([notice(sentence)])

    def tell(self, sentence: str) -> None:
        """Tell only the person who did it, at most once. Raises: SlackError."""
        self.poster.whisper(self.job, self.place, [notice(sentence)])

    def open_view(self, view: dict[str, Any]) -> Body | None:
        """Open a modal, and give it as Slack has it; null, and said so, where that came too late.

        Raises: SlackError.
        """
        return self.poster.open_view(self.job, self.place, view)

    def status(self, doing: str) -> None:
        """Show in a direct message what is being done ("is reading …"); a channel has no place for it."""
        if self.place.direct and self.place.ts:
            self.poster.set_status(self.place.thread, doing)

    @property
    def stopped(self) -> bool:
        """Whether somebody has pressed Stop since it came."""
        if not self.place.direct:
            return False
        at = self.app.store.conversations.stopped_at(self.place.thread)
        return at is not None and at >= self.job.put_at
