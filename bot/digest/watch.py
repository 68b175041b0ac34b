"""Watching what was told: when its status changes, the thread of the edition that told it hears of it."""

from datetime import UTC, datetime, timedelta

from bot.digest.deliver import Editor
from bot.news.subscription import Edition, Subscription
from bot.store.jobs import Jobs, NewJob

KIND = "digest_watch"
NOTE_KIND = "digest_changed"
WATCHED = timedelta(days=3)
"""How long an edition is watched."""
QUIET = timedelta(hours=1)
"""The shortest time between two notes in a thread."""
AT_ONCE = 25
"""Editions that one job looks at."""
_EVERY = timedelta(minutes=15)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def due(jobs: Jobs, now: datetime) -> bool:
    """Store the job of this quarter of an hour, once for any number of clocks; whether it is new."""
    return _put(jobs, now - (now - _EPOCH) % _EVERY, 1, now)


def look(editor: Editor, at: datetime, part: int, now: datetime) -> None:
    """Look for changes up to a moment in what was told of late, and store jobs that note them.

    That an edition was looked at is kept at once, so that a process that ends on the way loses little. After
    so many another job goes on.
    """
    store, known = editor.store, editor.store.articles.known()
    editions = store.editions.watched(at - WATCHED, at - QUIET)
    waiting = [each for each in editions if (each.noted_until or each.until) < at]
    for each in waiting[:AT_ONCE]:
        subscription = store.subscriptions.get(each.subscription_id)
        has_changed = subscription is not None and editor.changed(subscription, each, at)
        note = _note(subscription, each, at, now) if subscription and has_changed else None
        store.editions.noted(each, at, known, note)
    if waiting[AT_ONCE:]:
        _put(store.jobs, at, part + 1, now)


def _put(jobs: Jobs, at: datetime, part: int, now: datetime) -> bool:
    payload = {"at": at.isoformat(), "part": part, "body": {"team_id": "", "event": {"type": KIND}}}
    return jobs.put(KIND, payload, key=f"{KIND}:{at.isoformat()}:{part}", now=now)


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
            "known": edition.known if edition.noted_known is None else edition.noted_known,
            "body": {"team_id": subscription.team_id, "event": event},
        },
        key=f"{NOTE_KIND}:{subscription.id}:{slot}:{since.isoformat()}",
        order_by=f"{NOTE_KIND}:{subscription.team_id}:{edition.channel}",
        now=now,
    )
