"""Editions that are due: posted once, and where that cannot be, the subscription pauses and says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.digest import clock, watch
from bot.digest.deliver import Ready
from bot.errors import ConfigError, SlackError
from bot.news.subscription import Subscription
from bot.slack.blocks import Message, digest
from bot.slack.render.editions import changes, nothing_new, paused, weighed
from bot.slack.surface import Surface
from bot.slack.surfaces.membership import READ, direct, is_shared
from bot.slack.task import Task
from bot.store.jobs import NewJob

PAUSED_KIND = "digest_paused"
_MESSAGES = "messages"

_CLOSED = {
    "not_in_channel": "I am not in the channel any more",
    "channel_not_found": "I cannot see the channel any more",
    "is_archived": "the channel is archived",
    "channel_is_archived": "the channel is archived",
    "restricted_action": "I may not post there",
    "restricted_action_read_only_channel": "I may not post there",
}
"""Slack's reasons that do not pass by themselves."""


def deliver(task: Task) -> None:
    """Deliver the edition of a slot, unless its subscription was paused or deleted meanwhile."""
    subscription = _subscription(task)
    if subscription is None or subscription.paused is not None:
        return
    value = str(subscription.id)

    def post(ready: Ready) -> str:
        if _MESSAGES not in ready.drawn:
            ready.drawn[_MESSAGES] = rendered(ready, task.now, value=value, key=task.job.key)
        return task.poster.post(task.job, task.place, ready.drawn[_MESSAGES])

    try:
        subscription = _as_it_is(task, subscription)
        task.app.editor.deliver(subscription, datetime.fromisoformat(task.job.payload["slot"]), post)
    except SlackError as error:
        if error.reason not in _CLOSED:
            raise
        _pause(task, subscription, _CLOSED[error.reason])
    except ConfigError as error:
        _pause(task, subscription, str(error).rstrip("."))


def look_for_changes(task: Task) -> None:
    """Look whether what editions told has changed."""
    said = task.job.payload
    watch.look(task.app.editor, datetime.fromisoformat(said["at"]), said["part"], task.now)


def note_changes(task: Task) -> None:
    """Say in the thread of an edition what became of what it told."""
    said, store = task.job.payload, task.app.store
    subscription = _subscription(task)
    edition = store.editions.get(said["subscription"], datetime.fromisoformat(said["slot"]))
    if subscription is None or edition is None:
        return
    since, until = (datetime.fromisoformat(said[name]) for name in ("since", "until"))
    subscription = _as_it_is(task, subscription)
    found = task.app.editor.changed(
        subscription, replace(edition, noted_until=since, noted_known=said["known"]), until
    )
    if found:
        task.poster.post(task.job, task.place, [changes(found)])


def tell_paused(task: Task) -> None:
    """Tell the owner of a subscription, in a direct message, why it is paused."""
    subscription = _subscription(task)
    if subscription is None:
        return
    place = replace(task.place, channel=direct(task, subscription.owner))
    task.poster.post(task.job, place, [paused(subscription, task.job.payload["why"])])


def rendered(ready: Ready, now: datetime, *, value: str = "", key: str = "") -> Sequence[Message]:
    """An edition as messages: one line where nothing is new; without `value` it has no buttons."""
    zone = ZoneInfo(ready.order.zone)
    if ready.is_empty:
        return [nothing_new(ready, zone=zone, now=now)]
    notes = (*weighed(ready.order.outlets), *ready.notes)
    return digest(ready.made, zone=zone, now=now, value=value, key=key, notes=notes)


def _subscription(task: Task) -> Subscription | None:
    return task.app.store.subscriptions.get(task.job.payload["subscription"])


def _as_it_is(task: Task, subscription: Subscription) -> Subscription:
    """A subscription with whether others are in its channel by now, where there is anything to keep from
    them: what a workspace has added itself."""
    if not task.app.store.articles.has_own(subscription.team_id):
        return subscription
    shared = is_shared(task, subscription.channel)
    if shared is not subscription.shared:
        task.app.store.subscriptions.set_shared(subscription.id, shared)
    return replace(subscription, shared=shared)


def _pause(task: Task, subscription: Subscription, why: str) -> None:
    """Pause it and have its owner told, both or neither."""
    job = NewJob(
        PAUSED_KIND,
        {"subscription": subscription.id, "why": why, "body": task.body},
        key=f"{PAUSED_KIND}:{task.job.key}",
        order_by=None,
        now=task.now,
    )
    task.app.store.subscriptions.pause(subscription.id, why, job)


_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
DUE = Surface(clock.KIND, deliver, (), ("chat:write", *READ, *_HISTORY), background=True)
PAUSED = Surface(PAUSED_KIND, tell_paused, (), ("chat:write", "im:write", "im:history"), background=True)
WATCH = Surface(watch.KIND, look_for_changes, ())
CHANGED = Surface(watch.NOTE_KIND, note_changes, (), ("chat:write", *READ, *_HISTORY), background=True)
