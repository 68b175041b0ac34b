"""Making a digest: the stories of a window from the ledger, the claims about a place and a topic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Judgement
from bot.claims.ledger import Ledger
from bot.digest.edition import Told, Window, edition, named
from bot.news.claim import Occurrence
from bot.news.digest import Digest, Older
from bot.news.region import Region
from bot.search.words import stems
from bot.store.engine import Store

LOOK_BACK = timedelta(days=90)
"""How far back a story is looked for to name in an empty digest, and how many of them are looked at."""
OLDER_MAX = 100


@dataclass(frozen=True, slots=True)
class Digests:
    """Makes digests of what the store holds, without a model."""

    store: Store
    ledger: Ledger
    gazetteer: Gazetteer

    def make(
        self,
        since: datetime,
        until: datetime,
        region: Region | None = None,
        topic: str | None = None,
        team_id: str | None = None,
    ) -> Digest:
        """What became known from `since` until `until`, of one region and topic or of all."""
        window = Window(
            since,
            until,
            about=self._about(region),
            on_topic=_on_topic(topic),
            name_of=self._name_of,
            region=region.name if region else None,
            topic=topic,
        )
        return edition(
            self._told(since, until, team_id),
            window,
            failing_feeds=self.store.feeds.failing(),
            older=lambda: self._older(window, team_id),
        )

    def _told(self, since: datetime, until: datetime, team_id: str | None) -> Iterator[Told]:
        stories = self.ledger.stories(since, until, team_id)
        before = {heard.story.id: heard.judged for heard in self.ledger.hear(stories, since)}
        for heard in self.ledger.hear(stories, until):
            yield Told(heard, before.get(heard.story.id, Judgement()))

    def _older(self, window: Window, team_id: str | None) -> Older | None:
        """The newest story from before the window, of the same region and topic."""
        stories = self.ledger.stories(window.since - LOOK_BACK, window.since, team_id)
        for heard in self.ledger.hear(stories[:OLDER_MAX], window.since):
            found = named(Told(heard, Judgement()), window)
            if found is not None:
                return found
        return None

    def _name_of(self, place: str) -> str | None:
        region = self.gazetteer.by_id(place)
        return region.name if region else None

    def _about(self, region: Region | None) -> Callable[[Occurrence], bool]:
        """Whether an occurrence is about a place in the region: claims are filtered by their own place."""
        if region is None:
            return lambda _: True
        return lambda one: any(self.gazetteer.contains(region.id, place) for place in one.proposition.places)


def _on_topic(topic: str | None) -> Callable[[str], bool]:
    """Whether a text has every word of the topic, in any of its forms."""
    wanted = set(stems(topic)) if topic else set()
    return lambda text: wanted <= set(stems(text))
