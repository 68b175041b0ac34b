"""Making a digest: the stories of a window from the ledger, the claims about a place and a topic."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Judgement
from bot.claims.ledger import Ledger
from bot.digest.brief import Brief
from bot.digest.edition import Told, Window, edition, named
from bot.digest.modelled import Arranger
from bot.news.article import Appearance
from bot.news.digest import Digest, Older
from bot.news.region import Region
from bot.news.shown import listed
from bot.news.story import Story
from bot.search.words import stems
from bot.store.engine import Store

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

    def make(self, brief: Brief, *, afresh: bool = False) -> Digest:
        """The digest that a brief asks for.

        With `afresh` the model is asked even about what it has arranged before.
        """
        seen = self.store.articles.known()
        within = self._within(brief.regions)
        window = Window(
            brief.since,
            brief.until,
            about=lambda one: within(one.proposition.places),  # claims are filtered by their own place
            on_topic=_on_topic(brief.topic),
            takes=brief.outlets.takes,
            region=listed([region.name for region in brief.regions]) or None,
            topic=brief.topic,
            late=self._late(brief),
        )
        stories = self.ledger.newsworthy(
            brief.since, brief.until, brief.team_id, window.takes, within, window.late
        )
        if brief.stories is not None:
            stories = tuple(story for story in stories if story.id in brief.stories)
        made = edition(
            self._told(stories[: brief.most], window),
            window,
            heaviest=brief.heaviest,
            lines=brief.lines,
            failing_feeds=self.store.feeds.failing(),
            left_out=0 if brief.most is None else len(stories[brief.most :]),
            older=lambda: self._older(window, brief.team_id),
            alike=self.arranger is not None,
        )
        made = replace(made, known=seen)
        if self.arranger is None or self.as_ledger:
            return made
        return self.arranger.arranged(made, brief.team_id, thin=brief.most is not None, afresh=afresh)

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

    def _late(self, brief: Brief) -> frozenset[Appearance]:
        if brief.known is None:
            return frozenset()
        return self.store.articles.late(brief.known, brief.since - LATE_MAX, brief.since)

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
