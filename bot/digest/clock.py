"""The clock: what is due is claimed once, by any number of clocks, and becomes jobs that are spread out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digest.schedule import Claim, claim, next_run
from bot.news.subscription import Edition, Outcome, Subscription
from bot.store.jobs import NewJob
from bot.store.subscriptions import Slots, Subscriptions

KIND = "digest_due"
"""The kind of the jobs that deliver an edition."""
_MOST = 2000
APART = timedelta(seconds=0.25)  # a thousand that are due at once leave within five minutes


def tick(subscriptions: Subscriptions, now: datetime) -> int:
    """Claim every subscription that is due; gives how many editions are to be delivered.

    A claim moves the subscription on and stores the job in one transaction, so that a clock that ends in
    between loses nothing and another one doubles nothing. Equal ones follow each other, so that what is made
    for one is still at hand for the next.
    """
    claimed = 0
    for due in sorted(subscriptions.due(now, _MOST), key=_likeness):
        order = due.order
        if due.next_run_at > now:  # a clock that was ahead has moved it on
            put_right = next_run(order.schedule, now, ZoneInfo(order.zone))
            subscriptions.claim(due, Slots((), None, put_right))
            continue
        found = claim(order.schedule, ZoneInfo(order.zone), due.next_run_at, now)
        slots = _slots(due, found, now, now + claimed * APART)
        claimed += subscriptions.claim(due, slots) and slots.job is not None
    return claimed


def _likeness(due: Subscription) -> tuple[datetime, str, str]:
    return due.next_run_at, due.order.about, due.team_id


def order_now(subscriptions: Subscriptions, subscription: Subscription, now: datetime) -> None:
    """Have an edition delivered beside the schedule; for one moment only once."""
    edition = _edition(subscription, now, now, late=False)
    subscriptions.run_now(edition, _job(subscription, edition, now, now))


def _slots(due: Subscription, found: Claim, now: datetime, run_after: datetime) -> Slots:
    skipped = [
        Edition(due.id, slot, until=slot, late=False, outcome=Outcome.SKIPPED) for slot in found.skipped
    ]
    if found.slot is None:
        return Slots(skipped, None, found.next_run_at)
    until = now if found.late else found.slot  # what came while nobody looked belongs in it
    edition = _edition(due, found.slot, until, late=found.late)
    return Slots([*skipped, edition], _job(due, edition, now, run_after), found.next_run_at)


def _edition(subscription: Subscription, slot: datetime, until: datetime, *, late: bool) -> Edition:
    return Edition(subscription.id, slot, until, late, Outcome.DUE)


def _job(subscription: Subscription, edition: Edition, now: datetime, run_after: datetime) -> NewJob:
    """The editions of one channel are delivered one after the other."""
    team_id, channel, slot = subscription.team_id, subscription.channel, edition.slot.isoformat()
    return NewJob(
        KIND,
        {
            "subscription": subscription.id,
            "slot": slot,
            "body": {"team_id": team_id, "event": {"type": KIND, "channel": channel}},
        },
        key=f"{KIND}:{subscription.id}:{slot}",
        order_by=f"{KIND}:{team_id}:{channel}",
        now=now,
        run_after=run_after,
    )
