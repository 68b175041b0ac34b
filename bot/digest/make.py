"""Making a digest: the stories of a window from the ledger, the claims about a place and a topic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Judgement
from bot.claims.ledger import Heard, Ledger
from bot.digest.edition import Told, Window, edition, named
from bot.news.claim import Occurrence
from bot.news.digest import Digest, Older
from bot.news.region import Region
from bot.search.words import stems
from bot.store.engine import Store

MOST_STORIES = 40
"""Stories of a digest, unless all are asked for: those with the most news. Judging one takes a while."""
LOOK_BACK = timedelta(days=90)
"""How far back a story is looked for that an empty digest can name."""
OLDER_MAX = 100
"""How many stories are looked at for that."""


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
        most: int | None = MOST_STORIES,
    ) -> Digest:
        """What became known from `since` until `until`, of one region and topic or of all.

        At most `most` stories are told; the others are counted.
        """
        window = Window(
            since,
            until,
            about=self._about(region),
            on_topic=_on_topic(topic),
            name_of=self._name_of,
            region=region.name if region else None,
            topic=topic,
        )
        heard = self._heard(window, team_id)
        return edition(
            self._told(heard[:most], since),
            window,
            failing_feeds=self.store.feeds.failing(),
            left_out=len(heard[most:]) if most is not None else 0,
            older=lambda: self._older(window, team_id),
        )

    def _heard(self, window: Window, team_id: str | None) -> list[Heard]:
        """The stories that can have something about the region, those with the most new articles first."""
        stories = self.ledger.stories(window.since, window.until, team_id)
        found = [
            heard
            for heard in self.ledger.hear(stories, window.until)
            if any(window.about(one) for one in heard.docket.occurrences)
        ]
        return sorted(found, key=lambda heard: -_news(heard, window.since))

    def _told(self, heard: Sequence[Heard], since: datetime) -> Iterator[Told]:
        before = {
            each.story.id: each.judged for each in self.ledger.hear((one.story for one in heard), since)
        }
        for each in heard:
            yield Told(each, before.get(each.story.id, Judgement()))

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


def _news(heard: Heard, since: datetime) -> int:
    """How many articles of a story are new, or were edited."""
    return len({article_id for (article_id, _), at in heard.docket.moments.items() if at >= since})


def _on_topic(topic: str | None) -> Callable[[str], bool]:
    """Whether a text has every word of the topic, in any of its forms."""
    wanted = set(stems(topic)) if topic else set()
    return lambda text: wanted <= set(stems(text))
