"""Delivering an edition: made for the time since the last one, posted, and what it told is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.claims.gazetteer import Gazetteer
from bot.digest.brief import Brief
from bot.digest.made_once import KEPT_S, MOST_KEPT, Makes
from bot.digest.modelled import Arranger
from bot.digest.recent import Recent
from bot.digest.schedule import last_run
from bot.digest.taken_back import TakenBack
from bot.news.claim import articles_of
from bot.news.digest import Change, Digest, Story
from bot.news.shown import clock, counted
from bot.news.subscription import Edition, Length, Order, Outcome, Subscription, WhenEmpty
from bot.store.engine import Store

HEAVIEST = 12
"""Stories of a full digest; a channel that is told more reads none. The others are counted."""
LINES = 12
"""Lines of each part of a story; the others are counted too."""
MOST_UNDER_WAY = 100
"""Editions of which part is posted: Slack takes one message a second for a channel, and one has a dozen."""
SHORT = 3
"""Stories of a short digest."""
_NAMED = 3
_LONGEST = timedelta(days=31)

Post = Callable[["Ready"], str]
"""Posts an edition exactly once, whatever happened before; gives the ts of its first message."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A digest as it is posted; `notes` are sentences about the edition itself.

    In `drawn` who posts it may keep what it looks like there, for a further attempt.
    """

    order: Order
    made: Digest
    notes: tuple[str, ...] = ()
    drawn: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not self.made.stories


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes what a subscription asks for; a model, where there is one, arranges what is to be posted.

    With `taken_back` it sees what became of what was told where no new article says so.
    """

    store: Store
    digests: Makes
    gazetteer: Gazetteer
    arranger: Arranger | None = None
    taken_back: TakenBack | None = None
    ordered: Recent[Brief, Digest] = field(
        default_factory=lambda: Recent(MOST_KEPT, KEPT_S), compare=False, repr=False
    )
    under_way: Recent[tuple[Subscription, datetime], Ready] = field(
        default_factory=lambda: Recent(MOST_UNDER_WAY, KEPT_S), compare=False, repr=False
    )

    def deliver(self, subscription: Subscription, slot: datetime, post: Post) -> None:
        """Deliver the edition of a slot, unless that has been done."""
        edition = self.store.editions.get(subscription.id, slot)
        if edition is None or edition.outcome is not Outcome.DUE:
            return
        key = subscription, slot
        ready = self.under_way.get(key) or self.ready(subscription, edition)
        kept = replace(edition, since=ready.made.since, told=_told(ready.made), known=ready.made.known)
        if ready.is_empty and subscription.order.when_empty is WhenEmpty.SILENCE:
            self.store.editions.finish(replace(kept, outcome=Outcome.SILENT))
            return
        self.under_way.put(key, ready)
        ts = post(ready)
        self.under_way.drop(key)
        self.store.editions.finish(replace(kept, outcome=Outcome.POSTED, channel=subscription.channel, ts=ts))

    def ready(self, subscription: Subscription, edition: Edition) -> Ready:
        """The digest of an edition: what became known since the last one that was delivered."""
        last, missed = self.store.editions.before(edition)
        order = subscription.order
        since = _since(order, edition, last, missed)
        brief = self._brief(order, since, edition.until, _team(subscription))
        made = self._arranged(replace(brief, known=last.known if last else None))
        return _cut(Ready(order, made, _notes(edition, missed, ZoneInfo(order.zone))))

    def changed(self, subscription: Subscription, edition: Edition, until: datetime) -> tuple[Change, ...]:
        """What became, up to a moment, of the claims that an edition told; each change is given once."""
        since = edition.noted_until or edition.until
        if since >= until:
            return ()
        known = edition.known if edition.noted_known is None else edition.noted_known
        brief = self._brief(subscription.order, since, until, _team(subscription))
        of = self._stories_of(edition.told, brief.team_id)
        brief = replace(brief, known=known, most=None, heaviest=None, lines=None, stories=of)
        stories = self._with_news(brief)
        found = [change for story in stories for change in story.changes]
        if self.taken_back is not None:
            zone, seen = ZoneInfo(subscription.order.zone), {story.story_id for story in stories}
            found += self.taken_back.changes(edition.told, brief, zone, seen)
        return tuple(change for change in found if change.claim_ids & edition.told.keys())

    def _stories_of(self, told: Iterable[str], team_id: str | None) -> frozenset[str]:
        """The stories in which the claims are by now that were told, by their ids."""
        held = self.store.stories.of_articles(articles_of(told), team_id)
        return frozenset(story_id for ids in held.values() for story_id in ids)

    def _with_news(self, brief: Brief) -> Sequence[Story]:
        """The stories of which something became known."""
        articles, known = self.store.articles, brief.known
        is_known = known is not None and known == articles.known()
        if is_known and not articles.appeared(brief.since, brief.until):
            return ()  # as it is in most quarters of an hour
        return self.digests.make(brief).stories

    def preview(self, order: Order, now: datetime, team_id: str | None) -> Ready:
        """What the last run before now would have brought; no model is asked for it.

        Where a model did order that edition, its order is shown.
        """
        until = last_run(order.schedule, now, ZoneInfo(order.zone))
        made = self._arranged(self._brief(order, _first_since(order, until), until, team_id), ask=False)
        return _cut(Ready(order, made))

    def _arranged(self, brief: Brief, *, ask: bool = True) -> Digest:
        made = self.digests.make(brief)
        if self.arranger is None:
            return made
        if not ask:
            return self.arranger.arranged(made, brief.team_id, ask=False)
        found = self.ordered.get(brief) or self.arranger.arranged(made, brief.team_id)
        self.ordered.put(brief, found)  # a model that hangs is waited for once, and not for each channel
        return found

    def _brief(self, order: Order, since: datetime, until: datetime, team_id: str | None) -> Brief:
        places = self.gazetteer
        regions = tuple(places.by_id(each.id) or places.resolve(each.name) for each in order.regions)
        return Brief(
            since, until, regions, order.topic, team_id, order.outlets, heaviest=HEAVIEST, lines=LINES
        )


def _since(order: Order, edition: Edition, last: Edition | None, missed: Sequence[Edition]) -> datetime:
    """The end of the last edition, or the run before the first that was due; never very long ago."""
    begin = last.until if last else _first_since(order, (missed[0] if missed else edition).slot)
    return min(max(begin, edition.until - _LONGEST), edition.until)


def _team(subscription: Subscription) -> str | None:
    """Whose own articles may be told; what is private here is not for another workspace."""
    return None if subscription.shared else subscription.team_id


def _first_since(order: Order, slot: datetime) -> datetime:
    """When the first edition begins: at the run that would have come before it."""
    return last_run(order.schedule, slot, ZoneInfo(order.zone))


def _cut(ready: Ready) -> Ready:
    """No more than a short digest has, with a note of what is left out."""
    made, more = ready.made, len(ready.made.stories) - SHORT
    if ready.order.length is Length.FULL or more <= 0:
        return ready
    note = f"{counted(more, 'more story', 'more stories')} in the full digest: /briefing shows them."
    return replace(ready, made=replace(made, stories=made.stories[:SHORT]), notes=(*ready.notes, note))


def _notes(edition: Edition, missed: Sequence[Edition], zone: ZoneInfo) -> tuple[str, ...]:
    found = []
    if edition.late:
        due = clock(edition.slot, edition.until, zone)
        found.append(f"Late: it was due {due}, when the desk was not running.")
    if missed:
        named = ", ".join(clock(each.slot, edition.until, zone) for each in missed[-_NAMED:])
        more = "" if len(missed) <= _NAMED else f" and {len(missed) - _NAMED} earlier"
        found.append(f"Not delivered before: {named}{more}. This edition covers that time too.")
    return tuple(found)


def _told(made: Digest) -> Mapping[str, str]:
    """The statuses that readers are told, by claim."""
    return {
        claim_id: item.status
        for story in made.stories
        for item in story.statements
        for claim_id in (item.claim_id, *item.joined)
        if claim_id and item.status
    }
