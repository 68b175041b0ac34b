"""Subscriptions in words: what comes, when it comes next, and what else was ordered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.news import shown
from bot.news.subscription import Length, Order, Subscription, WhenEmpty


def described(found: Subscription, now: datetime) -> list[str]:
    """A subscription in a few lines, its number first."""
    order = found.order
    lines = [f"Digest {found.id} about {order.about}: {timetable(order)}", coming(found, now), extras(order)]
    return [line for line in lines if line]


def timetable(order: Order) -> str:
    """When it comes: "daily 08:00 (Europe/Kyiv)"."""
    return f"{order.schedule} ({order.zone})"


def coming(found: Subscription, now: datetime) -> str:
    """When it comes next, or why it does not."""
    return f"Paused: {found.paused}" if found.paused else f"Next: {run(found.order, found.next_run_at, now)}"


def run(order: Order, at: datetime, now: datetime) -> str:
    """A run of an order, by its own clock: "Thursday 16 May 08:00 EEST"."""
    zone = ZoneInfo(order.zone)
    return f"{at.astimezone(zone):%A} {shown.clock(at, now, zone)}"


def extras(order: Order) -> str:
    """What is not as usual; empty where all is."""
    found = (
        "the three main stories" if order.length is Length.SHORT else "",
        "no message when nothing is new" if order.when_empty is WhenEmpty.SILENCE else "",
    )
    return ", ".join(filter(None, found))
