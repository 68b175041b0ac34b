"""What was told and is taken back without any new article: the desk has hidden it, or its page is gone."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from operator import attrgetter

from bot.claims.judgement import Judged
from bot.claims.ledger import Heard, Ledger
from bot.desk.changes import changes
from bot.desk.stating import stated
from bot.digest.brief import Brief
from bot.news.digest import Change
from bot.news.shown import clock
from bot.news.story import Story
from bot.store.engine import Store

_NAMED = 3
_GONE = "The page of {} is gone (since {} at the latest); its words are kept as they stood. {}: {}"
_ALONE, _WITH_OTHERS = "Told by it alone", "Told by others too"


@dataclass(frozen=True, slots=True)
class _Resting:
    """A claim that rests on an article whose page is gone, `alone` where all that it rests on are gone."""

    article_id: int
    alone: bool
    outlet: str
    text: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Looks for that in the store and the ledger. That a page is gone changes no status."""

    store: Store
    ledger: Ledger

    def changes(
        self, told: Collection[str], brief: Brief, zone: tzinfo, seen: Collection[str] = ()
    ) -> Iterator[Change]:
        """What became, in the time of a brief, of the claims that were `told`, by their ids.

        What changed in the stories `seen`, by their ids, is known already, but for pages that are gone.
        """
        gone = self.store.fetches.lately_gone(brief.since, brief.until)
        stories = self._stories({*gone, *self._hidden(brief)}, brief)
        resting: list[_Resting] = []
        for heard in self.ledger.hear(stories, brief.until, brief.outlets.takes):
            here = [each for each in heard.judged.claims if not _ids(each).isdisjoint(told)]
            if heard.story.id not in seen:
                yield from changes(here, heard.judged_at(brief.since), (), brief.since, heard.readings)
            resting += self._resting(here, heard, gone)
        yield from _pages(resting, gone, brief.until, zone)

    def _hidden(self, brief: Brief) -> set[int]:
        """The articles that the desk has hidden in that time, or some claim of."""
        lately = (
            each for each in self.store.records.hidden().values() if brief.since < each.at <= brief.until
        )
        return {int(number) for each in lately if (number := each.target.partition(".")[0]).isdecimal()}

    def _stories(self, touched: Collection[int], brief: Brief) -> Sequence[Story]:
        """The stories of the brief to which some articles belong."""
        if not touched:
            return ()  # as it is nearly always
        held = self.store.stories.of_articles(touched, brief.team_id)
        ids = {story_id for found in held.values() for story_id in found}
        return self.store.stories.many(ids & (ids if brief.stories is None else brief.stories), brief.team_id)

    def _resting(self, here: Sequence[Judged], heard: Heard, gone: Collection[int]) -> Iterator[_Resting]:
        """Those of some claims that rest on pages which are gone."""
        pages = {each.claim.id: _pages_of(each) for each in here} if gone else {}
        all_gone = self.store.fetches.gone({article_id for found in pages.values() for article_id in found})
        for each in here if all_gone else ():
            found = pages[each.claim.id]
            alone, text = found.keys() <= all_gone.keys(), stated(each, heard.readings).text
            for article_id in sorted(found.keys() & gone):
                yield _Resting(article_id, alone, found[article_id], text, _ids(each))


def _ids(each: Judged) -> frozenset[str]:
    return frozenset((each.claim.id, *each.claim.aliases))


def _pages_of(each: Judged) -> dict[int, str]:
    """The articles in which the words of a claim stand, with their outlets."""
    live = (one for one in each.claim.bearings if not one.gone and not one.hidden)
    return {one.occurrence.article_id: one.occurrence.outlet for one in live}


def _pages(
    resting: Iterable[_Resting], gone: Mapping[int, datetime], now: datetime, zone: tzinfo
) -> Iterator[Change]:
    """A change for each page: which claims rest on it alone, and which on others too."""
    page = attrgetter("article_id", "alone", "outlet")
    for (article_id, alone, outlet), group in groupby(sorted(resting, key=page), page):
        claims = list(group)
        said = list(dict.fromkeys(each.text.rstrip(".") for each in claims))
        more = [f"{len(said) - _NAMED} more"] if said[_NAMED:] else []
        since, told = clock(gone[article_id], now, zone), _ALONE if alone else _WITH_OTHERS
        text = _GONE.format(outlet, since, told, "; ".join([*said[:_NAMED], *more]))
        yield Change(text, claim_ids=frozenset().union(*(each.ids for each in claims)))
