"""The App Home: what the desk holds, the reader's digests, what they asked lately, and help."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.errors import SlackError
from bot.news.subscription import Subscription
from bot.slack.blocks import DeskState, Failing, Question, home_view
from bot.slack.surface import Event, Surface
from bot.slack.surfaces.agent import suggest
from bot.slack.surfaces.membership import READ, conversations
from bot.slack.task import Task
from bot.store.conversations import Turn

_RECENT = 5
_JOINED = "public_channel,private_channel,mpim"
_log = logging.getLogger(__name__)


def opened(task: Task) -> None:
    """Write the home of the one who opened it; in the tab of messages, suggest questions."""
    if task.event.get("tab") == "messages":
        suggest(task)
    else:
        publish(task)


def publish(task: Task, note: str = "") -> None:
    """Write a person's home anew, with a note of what was done; where that fails it stays as it was."""
    client, user_id = task.poster.client, task.place.user_id
    found = replace(state(task), digests=tuple(_digests(task)), note=note)
    view = home_view(found, zone=task.zone, now=task.now)
    try:
        task.poster.call(client.views_publish, user_id=user_id, view=view)
    except SlackError as error:
        _log.warning("A home could not be written: %s", error)


def state(task: Task) -> DeskState:
    """What the desk holds for this workspace, and what this person asked."""
    store, place = task.app.store, task.place
    held, feeds = store.articles.held(place.team_id), store.feeds.all()
    fetched = [at for at in (held.fetched_at, *(feed.polled_at for feed in feeds)) if at]
    return DeskState(
        outlets=held.outlets,
        articles=held.articles,
        last_fetch=max(fetched, default=None),
        failing=tuple(
            Failing(feed.outlet or feed.title or feed.url, feed.error or "not read")
            for feed in feeds
            if feed.failures
        ),
        recent=tuple(_recent(task)),
    )


def _digests(task: Task) -> Iterator[Subscription]:
    """The subscriptions of a person and of the channels that they and the bot are in."""
    user_id = task.place.user_id
    found = task.app.store.subscriptions.of_team(task.place.team_id)
    channels = _channels(task) if any(not _is_direct(each) for each in found) else frozenset()
    for each in found:
        if each.owner == user_id if _is_direct(each) else each.channel in channels:
            yield each


def _is_direct(subscription: Subscription) -> bool:
    return subscription.channel.startswith("D")


def _channels(task: Task) -> Collection[str]:
    try:
        return {str(each["id"]) for each in conversations(task, _JOINED, task.place.user_id)}
    except SlackError as error:
        _log.warning("The channels of a person could not be listed: %s", error)
        return ()


def _recent(task: Task) -> Iterator[Question]:
    place = task.place
    for turn in task.app.store.conversations.recent(place.team_id, place.user_id, _RECENT):
        yield Question(turn.question, turn.asked_at, _link(task, turn))


def _link(task: Task, turn: Turn) -> str | None:
    """Where the answer stands; null for one that was shown to a person alone, or is gone."""
    if turn.message_ts is None:
        return None
    client = task.poster.client
    try:
        said = task.poster.call(client.chat_getPermalink, channel=turn.channel, message_ts=turn.message_ts)
    except SlackError:
        return None
    return str(said["permalink"])


_OPENED = Event("app_home_opened", (("app_home_opened", None),))
HOME = Surface("home", opened, (_OPENED,), ("users:read", *READ))
