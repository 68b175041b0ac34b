"""Making a digest: the stories of a window from the ledger, the claims about a place and a topic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Judgement
from bot.claims.ledger import Ledger
from bot.digest.edition import Told, Window, edition, named
from bot.digest.modelled import Arranger
from bot.news.article import Appearance
from bot.news.digest import Digest, Older
from bot.news.region import Region
from bot.news.shown import listed
from bot.news.story import Story
from bot.news.subscription import EVERY_OUTLET, Selection
from bot.search.words import stems
from bot.store.engine import Store

MOST_STORIES = 40
"""Stories of a digest, unless all are asked for: those with the most news. Judging one takes a while."""
LOOK_BACK = timedelta(days=90)
"""How far back a story is looked for that an empty digest can name."""
LATE_MAX = timedelta(days=3)
"""What was published longer before a digest's time is no news when it comes: it is an archive."""
OLDER_MAX = 100
"""How many stories are looked at for that."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Makes digests of what the store holds; a model, where there is one, only arranges them.

    With `as_ledger` they are ready to be arranged, and are not yet.
    """

    store: Store
    ledger: Ledger
    gazetteer: Gazetteer
    arranger: Arranger | None = None
    as_ledger: bool = False

    def make(
        self,
        since: datetime,
        until: datetime,
        regions: Sequence[Region] = (),
        topic: str | None = None,
        team_id: str | None = None,
        most: int | None = MOST_STORIES,
        outlets: Selection = EVERY_OUTLET,
        afresh: bool = False,
        known: int | None = None,
    ) -> Digest:
        """What became known from `since` until `until`, of some regions and topics or of all.

        Commas divide topics. What an outlet says that is not selected counts for nothing. At most `most`
        stories are told; the others are counted. With `afresh` the model is asked even about what it has
        arranged before. What was published shortly before `since` and is numbered higher than `known` came
        after the digest before this one was made, and is told too.
        """
        seen = self.store.articles.known()
        within = self._within(regions)
        window = Window(
            since,
            until,
            about=lambda one: within(one.proposition.places),  # claims are filtered by their own place
            on_topic=_on_topic(topic),
            takes=outlets.takes,
            region=listed([region.name for region in regions]) or None,
            topic=topic,
            late=self._late(known, since),
        )
        stories = self.ledger.newsworthy(since, until, team_id, window.takes, within, window.late)
        made = edition(
            self._told(stories[:most], window),
            window,
            failing_feeds=self.store.feeds.failing(),
            left_out=len(stories[most:]) if most is not None else 0,
            older=lambda: self._older(window, team_id),
            alike=self.arranger is not None,
        )
        made = replace(made, known=seen)
        if self.arranger is None or self.as_ledger:
            return made
        return self.arranger.arranged(made, team_id, thin=most is not None, afresh=afresh)

    def _told(self, stories: Sequence[Story], window: Window) -> Iterator[Told]:
        for heard in self.ledger.hear(stories, window.until, window.takes):
            yield Told(heard, heard.judged_at(window.since, window.late))

    def _older(self, window: Window, team_id: str | None) -> Older | None:
        """The newest story from before the window, of the same region and topic."""
        stories = self.ledger.stories(window.since - LOOK_BACK, window.since, team_id)
        for heard in self.ledger.hear(stories[:OLDER_MAX], window.since, window.takes):
            found = named(Told(heard, Judgement()), window)
            if found is not None:
                return found
        return None

    def _late(self, known: int | None, since: datetime) -> frozenset[Appearance]:
        if known is None:
            return frozenset()
        return self.store.articles.late(known, since - LATE_MAX, since)

    def _within(self, regions: Sequence[Region]) -> Callable[[Sequence[str]], bool]:
        """Whether one of some places, by their ids, is in a region; any are where none is asked for."""
        if not regions:
            return lambda _: True
        inside = cache(lambda place: any(self.gazetteer.contains(region.id, place) for region in regions))
        return lambda places: any(map(inside, places))


def _on_topic(topic: str | None) -> Callable[[str], bool]:
    """Whether a text has every word of one of the topics, in any of its forms."""
    wanted = [set(stems(each)) for each in (topic or "").split(",") if each.strip()]

    def on_topic(text: str) -> bool:
        said = set(stems(text)) if wanted else set()
        return not wanted or any(each <= said for each in wanted)

    return on_topic
