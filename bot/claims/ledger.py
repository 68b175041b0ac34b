"""The ledger: stories and their judged claims, made from the store's records for any moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Docket, Judged, Judgement, bearing_on, claim_with, history, judgement
from bot.claims.judging.credit import facts_of
from bot.claims.stories import heading
from bot.errors import ConfigError
from bot.news.article import Outlet, Revision
from bot.news.attribution import Reading
from bot.news.claim import Occurrence, Verdict
from bot.news.explained import StoryArticle, StoryLine
from bot.news.region import Region
from bot.news.story import Headline, Story
from bot.store.engine import Store
from bot.store.readings import Key, Read
from bot.store.records import Hidden

AT_ONCE = 50
"""Stories that are loaded together."""


@dataclass(frozen=True)
class _Shelf:
    """What is stored of the articles of some stories; what was read out of them only when it is asked for."""

    store: Store
    histories: Mapping[int, tuple[Revision, ...]]
    records: Mapping[Key, tuple[Occurrence, ...]]

    @cached_property
    def read(self) -> Mapping[Key, Read]:
        """Sentences and attributions by key."""
        return self.store.readings.many(list(self.histories))


@dataclass(frozen=True)
class Heard:
    """A story at one moment: its docket, its revisions that existed then, and the headline it goes by."""

    story: Story
    docket: Docket
    revisions: Mapping[Key, Revision]
    heading: Headline | None
    _shelf: _Shelf

    @cached_property
    def judged(self) -> Judgement:
        """All its claims with their statuses."""
        return judgement(self.docket)

    @cached_property
    def readings(self) -> Mapping[Key, Reading]:
        """Its revisions with what was read out of them."""
        read = self._shelf.read
        return {
            key: Reading(one, read[key].sentences, read[key].attributions)
            for key, one in self.revisions.items()
            if key in read
        }

    def bearing_on(self, occurrences: Collection[str]) -> tuple[Judged, ...]:
        """The claims that some occurrences, by id, bear on; the others are not judged."""
        return bearing_on(self.docket, occurrences)


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with all that its status rests on, and the statuses it has had, oldest first."""

    heard: Heard
    judged: Judged
    history: tuple[Verdict, ...]


class Ledger:
    """Judges stories on request. `outlets` are those of the operator's file, by name."""

    def __init__(self, store: Store, outlets: Mapping[str, Outlet], gazetteer: Gazetteer) -> None:
        self._store = store
        self._outlets = outlets
        self._gazetteer = gazetteer

    def stories(self, since: datetime, until: datetime, team_id: str | None = None) -> tuple[Story, ...]:
        """The stories that got an article or a revision in that time, newest first."""
        fresh = self._store.articles.appeared(since, until)
        ids = {
            held for stories in self._store.stories.of_articles(fresh, team_id).values() for held in stories
        }
        found = self._store.stories.many(ids, team_id)
        return tuple(sorted(found, key=lambda story: (story.last, story.id), reverse=True))

    def lines(self, since: datetime, until: datetime, team_id: str | None = None) -> tuple[StoryLine, ...]:
        """Those stories as a list shows them."""
        found = []
        for story in self.stories(since, until, team_id):
            revisions = _existing(story, self._shelf((story,)).histories, until)
            if not revisions:
                continue
            newest = {article_id: revision for (article_id, _), revision in sorted(revisions.items())}
            name = _heading(story, revisions)
            articles = tuple(StoryArticle(one.article_id, one.outlet, one.url) for one in newest.values())
            text, outlet = (name.text, name.outlet) if name else (made_up(revisions), None)
            found.append(StoryLine(story.id, text, outlet, story.first, story.last, articles))
        return tuple(found)

    def hear(self, stories: Iterable[Story], as_of: datetime) -> Iterator[Heard]:
        """Each story at a moment, to be judged; one that did not exist yet is left out."""
        hidden = [each for each in self._store.records.hidden().values() if each.at <= as_of]
        waiting = iter(stories)
        while together := tuple(islice(waiting, AT_ONCE)):
            shelf = self._shelf(together)
            for story in together:
                if found := self._heard(story, shelf, as_of, hidden):
                    yield found

    def of_articles(
        self, article_ids: Collection[int], as_of: datetime, team_id: str | None = None
    ) -> Iterator[Heard]:
        """The stories of some articles, judged."""
        held = self._store.stories.of_articles(article_ids, team_id)
        ids = list(dict.fromkeys(one for stories in held.values() for one in stories))
        yield from self.hear(self._store.stories.many(ids, team_id), as_of)

    def regions(self, name: str) -> tuple[Region, ...]:
        """The regions of that name."""
        return self._gazetteer.find(name)

    def explain(self, claim_id: str, as_of: datetime, team_id: str | None = None) -> Explained:
        """A claim by its id, or by the id of any of its occurrences.

        Raises: ConfigError when there is none.
        """
        article = claim_id.partition(".")[0]
        if article.isdecimal():
            for heard in self.of_articles([int(article)], as_of, team_id):
                found = claim_with(heard.judged, {claim_id})
                if found is not None:
                    return Explained(heard, found, history(heard.docket, found.claim))
        sentence = f"There is no claim {claim_id}; answers and digests print the ids of theirs with --json."
        raise ConfigError(sentence, subject=claim_id)

    def hide(self, target: str, reason: str, now: datetime) -> str:
        """Leave an article (by number) or a claim (by id) out from now on; gives what it is, in words.

        Raises: ConfigError when there is no such thing.
        """
        if target.isdecimal():
            newest = self._store.articles.newest(int(target))
            if newest is None:
                raise ConfigError(f"There is no article {target}.", subject=target)
            self._store.records.hide(target, reason, now)
            return f"article {target} of {newest.outlet}"
        claim_id = self.explain(target, now).judged.claim.id
        self._store.records.hide(claim_id, reason, now)
        return f"claim {claim_id}"

    def _shelf(self, stories: Iterable[Story]) -> _Shelf:
        ids = sorted({member.article_id for story in stories for member in story.members})
        histories = self._store.articles.histories(ids)
        outlets = {article_id: history[-1].outlet for article_id, history in histories.items()}
        return _Shelf(self._store, histories, self._store.records.many(outlets))

    def _heard(self, story: Story, shelf: _Shelf, as_of: datetime, hidden: Sequence[Hidden]) -> Heard | None:
        revisions = _existing(story, shelf.histories, as_of)
        if not revisions:
            return None
        records = {key: shelf.records.get(key, ()) for key in revisions}
        docket = Docket(
            story.id,
            as_of,
            facts={key: facts_of(one, self._outlets, _named(records[key])) for key, one in revisions.items()},
            moments={key: one.existed_from for key, one in revisions.items()},
            occurrences=_in_story(story, records.values()),
            outlets=self._outlets,
            hidden={each.target: each.reason for each in hidden},
            hidden_since={each.target: each.at for each in hidden},
            texts={key: one.text for key, one in revisions.items()},
            path=self._path,
        )
        return Heard(story, docket, revisions, _heading(story, revisions), shelf)

    def _path(self, region_id: str) -> str:
        """A region's id behind those of what it lies in: "RU/RU-BEL/gn:495112"."""
        region = self._gazetteer.by_id(region_id)
        return "/".join((*reversed(region.within), region_id)) if region else region_id


def _named(said: Iterable[Occurrence]) -> Iterator[str]:
    """The ids of the speakers with a name."""
    return (one.actor.id for one in said if one.actor is not None and one.actor.named)


def _existing(
    story: Story, histories: Mapping[int, tuple[Revision, ...]], as_of: datetime
) -> dict[Key, Revision]:
    """The revisions of a story's articles that existed then."""
    return {
        (one.article_id, one.number): one
        for article_id in sorted({member.article_id for member in story.members})
        for one in histories.get(article_id, ())
        if one.existed_from <= as_of
    }


def _in_story(story: Story, records: Iterable[Iterable[Occurrence]]) -> list[Occurrence]:
    """The occurrences that stand in a part of their article that belongs to the story."""
    parts: dict[int, list[range]] = {}
    for part in story.members:
        parts.setdefault(part.article_id, []).append(range(part.start_sentence, part.end_sentence))
    return [
        one
        for found in records
        for one in found
        if any(one.sentence in part for part in parts[one.article_id])
    ]


def _heading(story: Story, revisions: Mapping[Key, Revision]) -> Headline | None:
    """The headline that a story goes by; a later part of an article has no headline of its own."""
    newest = {article_id: revision for (article_id, _), revision in sorted(revisions.items())}
    found = []
    for member in story.members:
        revision = newest.get(member.article_id)
        if revision is not None and revision.title and member.part == 1:
            found.append(Headline(revision.title, revision.outlet, revision.published))
    return heading(found)


def made_up(revisions: Mapping[Key, Revision]) -> str:
    """A heading of ours for a story without a headline: the outlet and day of its oldest article."""
    oldest = min(revisions.values(), key=lambda one: (one.existed_from, one.article_id))
    day = oldest.existed_from
    return f"{oldest.outlet}, {day.day} {day:%B}"
