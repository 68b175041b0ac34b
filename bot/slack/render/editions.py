"""Editions without news, and subscriptions that had to pause."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.digest.deliver import Ready
from bot.news import shown
from bot.news.digest import Change
from bot.news.subscription import Selection, Subscription
from bot.slack.render import elements as kit
from bot.slack.render.notices import change_line, notice
from bot.slack.render.pack import Message, rich_texts, spoken
from bot.slack.render.reports import listing


def nothing_new(ready: Ready, *, zone: tzinfo, now: datetime) -> Message:
    """One line for an edition without stories: since when, what came last, and which feeds are failing."""
    made = ready.made
    said = [f"Nothing new about {ready.order.about} since {shown.clock(made.since, now, zone)}."]
    if made.older is not None:
        heading = f"“{made.older.heading}”" if made.older.outlet else made.older.heading
        by = f"{made.older.outlet}, " if made.older.outlet else ""
        said.append(f"The last was {heading} ({by}{shown.day(made.older.last, now, zone)}).")
    if made.failing_feeds:
        said.append(f"Not reached: {', '.join(made.failing_feeds)}.")
    return notice(" ".join([*said, *ready.notes]))


def weighed(outlets: Selection) -> list[str]:
    """Whose articles count in a digest, where not all do: statuses rest on these alone."""
    only = f"Only what comes from {shown.listed(outlets.only)} is weighed." if outlets.only else ""
    without = f"What comes from {shown.listed(outlets.without)} is not weighed." if outlets.without else ""
    return list(filter(None, (only, without)))


def changes(found: Sequence[Change]) -> Message:
    """What became of statements that were told, each with its old and new words."""
    return listing("Changed since this was written", [change_line(each) for each in found])


def paused(subscription: Subscription, why: str) -> Message:
    """What the owner of a subscription is told when it had to pause."""
    order, number = subscription.order, subscription.id
    what = f"Digest {number} about {order.about} ({order.schedule}) is paused"
    how = f"When that is put right, go on with /digest resume {number} in the channel."
    channel = [kit.text(" in "), kit.channel(subscription.channel), kit.text(": ")]
    where = kit.line(*kit.words(what), *channel, *kit.words(f"{why}."))
    return Message(spoken([f"{what}: {why}.", how]), tuple(rich_texts([where, *kit.paragraph(how)])))
