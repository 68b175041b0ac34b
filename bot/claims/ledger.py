"""The ledger: stories and their judged claims, made from the store's records for any moment."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Docket, Judged, Judgement, at, bearing_on, claim_with, history, judgement
from bot.claims.judging.credit import facts_of
from bot.claims.stories import heading
from bot.errors import ConfigError
from bot.news.article import Appearance, Outlet, Revision
from bot.news.attribution import Reading
from bot.news.claim import Occurrence, Verdict, articles_of
from bot.news.explained import StoryArticle, StoryLine
from bot.news.region import Region
from bot.news.story import Headline, Name, Story
from bot.store.engine import Store
from bot.store.readings import Key, Read
from bot.store.records import Glance, Hidden

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
    """A story at one moment: its docket, and its revisions that existed then."""

    story: Story
    docket: Docket
    revisions: Mapping[Key, Revision]
    _shelf: _Shelf
    _place_name: Callable[[str], str | None]

    @cached_property
    def newest(self) -> Mapping[int, Revision]:
        """The newest revision of each article."""
        return {article_id: revision for (article_id, _), revision in sorted(self.revisions.items())}

    @cached_property
    def name(self) -> Name:
        """A headline with its outlet; without one, where most of it happened or who told it, and the day."""
        if (found := _headline(self.story, self.newest)) is not None:
            return Name(found.text, found.outlet)
        oldest = min(self.revisions.values(), key=lambda one: (one.existed_from, one.article_id))
        day, places = oldest.existed_from, map(self._place_name, _places(self.docket))
        return Name(f"{next(filter(None, places), oldest.outlet)}, {day.day} {day:%B}")

    @cached_property
    def judged(self) -> Judgement:
        """All its claims with their statuses."""
        return judgement(self.docket)

    def judged_at(self, moment: datetime, without: Collection[Appearance] = ()) -> Judgement:
        """All its claims with the statuses that they had at an earlier moment, `without` what came late."""
        return judgement(at(self.docket, moment, without))

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

    def stories(
        self,
        since: datetime,
        until: datetime,
        team_id: str | None = None,
        late: Collection[Appearance] = (),
    ) -> tuple[Story, ...]:
        """The stories that got an article or a revision in that time, or `late`, newest first."""
        fresh = {*self._store.articles.appeared(since, until), *(article_id for article_id, _ in late)}
        ids = {
            held for stories in self._store.stories.of_articles(fresh, team_id).values() for held in stories
        }
        found = self._store.stories.many(ids, team_id)
        return tuple(sorted(found, key=lambda story: (story.last, story.id), reverse=True))

    def newsworthy(
        self,
        since: datetime,
        until: datetime,
        team_id: str | None = None,
        takes: Callable[[str], bool] = lambda _: True,
        about: Callable[[Sequence[str]], bool] = lambda _: True,
        late: Collection[Appearance] = (),
    ) -> tuple[Story, ...]:
        """Those of the stories that say something about some places, the ones with most new articles first.

        `about` decides by the ids of the places of one thing that is said, `takes` by an outlet's name.
        """
        stories = self.stories(since, until, team_id, late)
        articles = {member.article_id for story in stories for member in story.members}
        seen = {
            article_id: [one for one in each if one.existed_from <= until and takes(one.outlet)]
            for article_id, each in self._store.records.glances(articles).items()
        }
        new = {
            article_id
            for article_id, each in seen.items()
            if any(one.existed_from >= since or (article_id, one.existed_from) in late for one in each)
        }
        counts = {story.id: len(new & {member.article_id for member in story.members}) for story in stories}
        found = [story for story in stories if counts[story.id] and _tells(story, seen, about)]
        return tuple(sorted(found, key=lambda story: -counts[story.id]))

    def lines(self, since: datetime, until: datetime, team_id: str | None = None) -> tuple[StoryLine, ...]:
        """Those stories as a list shows them."""
        return tuple(_line(heard) for heard in self.hear(self.stories(since, until, team_id), until))

    def hear(
        self, stories: Iterable[Story], as_of: datetime, takes: Callable[[str], bool] = lambda _: True
    ) -> Iterator[Heard]:
        """Each story at a moment, to be judged; one that did not exist yet is left out.

        What an outlet says that is not taken, by its name, counts for nothing.
        """
        hidden = [each for each in self._store.records.hidden().values() if each.since <= as_of]
        waiting = iter(stories)
        while together := tuple(islice(waiting, AT_ONCE)):
            shelf = self._shelf(together)
            for story in together:
                if found := self._heard(story, shelf, as_of, hidden, takes):
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
        for heard in self.of_articles(articles_of([claim_id]), as_of, team_id):
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
            newest = next(filter(None, map(self._store.articles.newest, articles_of([target]))), None)
            if newest is None:
                raise ConfigError(f"There is no article {target}.", subject=target)
            self._store.records.hide(str(newest.article_id), reason, now)
            return f"article {newest.article_id} of {newest.outlet}"
        claim_id = self.explain(target, now).judged.claim.id
        self._store.records.hide(claim_id, reason, now)
        return f"claim {claim_id}"

    def _shelf(self, stories: Iterable[Story]) -> _Shelf:
        ids = sorted({member.article_id for story in stories for member in story.members})
        histories = self._store.articles.histories(ids)
        outlets = {article_id: history[-1].outlet for article_id, history in histories.items()}
        return _Shelf(self._store, histories, self._store.records.many(outlets))

    def _heard(
        self,
        story: Story,
        shelf: _Shelf,
        as_of: datetime,
        hidden: Sequence[Hidden],
        takes: Callable[[str], bool],
    ) -> Heard | None:
        existing = _existing(story, shelf.histories, as_of)
        revisions = {key: one for key, one in existing.items() if takes(one.outlet)}
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
            hidden_since={each.target: each.since for each in hidden},
            texts={key: one.text for key, one in revisions.items()},
            path=self._path,
        )
        return Heard(story, docket, revisions, shelf, self._place_name)

    def _place_name(self, region_id: str) -> str | None:
        region = self._gazetteer.by_id(region_id)
        return region.name if region else None

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


def _tells(
    story: Story, seen: Mapping[int, Sequence[Glance]], about: Callable[[Sequence[str]], bool]
) -> bool:
    """Whether something is said about the places in the parts of articles that belong to the story."""
    return any(
        member.start_sentence <= sentence < member.end_sentence and about(places)
        for member in story.members
        for one in seen.get(member.article_id, ())
        for sentence, places in one.said
    )


def _line(heard: Heard) -> StoryLine:
    """The story as a list shows it."""
    story, name = heard.story, heard.name
    articles = tuple(StoryArticle(one.article_id, one.outlet, one.url) for one in heard.newest.values())
    return StoryLine(story.id, name.text, name.outlet, story.first, story.last, articles)


def _headline(story: Story, newest: Mapping[int, Revision]) -> Headline | None:
    """The headline that a story goes by; a later part of an article has no headline of its own."""
    revisions = [
        newest[member.article_id]
        for member in story.members
        if member.part == 1 and member.article_id in newest
    ]
    return heading([Headline(one.title, one.outlet, one.published) for one in revisions if one.title])


def _places(docket: Docket) -> list[str]:
    """The ids of the places where things happen, the most frequent first."""
    said = (one.proposition for one in docket.occurrences if one.revision == docket.newest[one.article_id])
    return [place for place, _ in Counter(place for each in said for place in each.places).most_common()]
