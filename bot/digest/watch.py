"""Watching what was told: when its status changes, the thread of the edition that told it hears of it."""

from datetime import UTC, datetime, timedelta

from bot.digest.deliver import Editor
from bot.news.subscription import Edition, Subscription
from bot.store.editions import Slot
from bot.store.jobs import Jobs, NewJob

KIND = "digest_watch"
NOTE_KIND = "digest_changed"
WATCHED = timedelta(days=3)
"""How long an edition is watched."""
QUIET = timedelta(hours=1)
"""The shortest time between two notes in a thread."""
_EVERY = timedelta(minutes=15)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def due(jobs: Jobs, now: datetime) -> bool:
    """Store the job of this quarter of an hour, once for any number of clocks; whether it is new."""
    at = now - (now - _EPOCH) % _EVERY
    payload = {"at": at.isoformat(), "body": {"team_id": "", "event": {"type": KIND}}}
    return jobs.put(KIND, payload, key=f"{KIND}:{at.isoformat()}", now=now)


def look(editor: Editor, at: datetime, now: datetime) -> None:
    """Look for changes up to a moment in all that was told of late, and store jobs that note them."""
    store = editor.store
    editions = [
        each
        for each in store.editions.watched(at - WATCHED, at - QUIET)
        if (each.noted_until or each.until) < at
    ]
    notes: dict[Slot, NewJob] = {}
    for each in editions:
        subscription = store.subscriptions.get(each.subscription_id)
        if subscription is not None and editor.changed(subscription, each, at):
            notes[each.subscription_id, each.slot] = _note(subscription, each, at, now)
    store.editions.noted(editions, at, notes)


def _note(subscription: Subscription, edition: Edition, until: datetime, now: datetime) -> NewJob:
    since, slot = edition.noted_until or edition.until, edition.slot.isoformat()
    event = {"type": NOTE_KIND, "channel": edition.channel, "thread_ts": edition.ts}
    return NewJob(
        NOTE_KIND,
        {
            "subscription": subscription.id,
            "slot": slot,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "body": {"team_id": subscription.team_id, "event": event},
        },
        key=f"{NOTE_KIND}:{subscription.id}:{slot}:{since.isoformat()}",
        order_by=f"{NOTE_KIND}:{subscription.team_id}:{edition.channel}",
        now=now,
    )
