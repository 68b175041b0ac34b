"""The ledger: stories and their judged claims, made from the store's records for any moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.claims.credit import facts_of
from bot.claims.gazetteer import Gazetteer
from bot.claims.judgement import Docket, Judged, Judgement, claim_with, history, judgement
from bot.claims.stories import heading
from bot.errors import ConfigError
from bot.news.article import Outlet, Revision
from bot.news.attribution import Reading
from bot.news.claim import Occurrence, Verdict
from bot.news.explained import StoryArticle, StoryLine
from bot.news.story import Headline, Story
from bot.store.engine import Store
from bot.store.readings import Key


@dataclass(frozen=True, slots=True)
class Heard:
    """A story at one moment: its docket and judgement, its readings by key, and the headline it goes by."""

    story: Story
    docket: Docket
    judged: Judgement
    readings: Mapping[Key, Reading]
    heading: Headline | None


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
            revisions = self._revisions(story, until)
            if not revisions:
                continue
            newest = {article_id: revision for (article_id, _), revision in sorted(revisions.items())}
            name = _heading(story, revisions)
            articles = tuple(StoryArticle(one.article_id, one.outlet, one.url) for one in newest.values())
            text, outlet = (name.text, name.outlet) if name else (made_up(revisions), None)
            found.append(StoryLine(story.id, text, outlet, story.first, story.last, articles))
        return tuple(found)

    def hear(self, stories: Iterable[Story], as_of: datetime) -> Iterator[Heard]:
        """Each story judged as of a moment; one that did not exist yet is left out."""
        hidden = {target: each.reason for target, each in self._store.records.hidden().items()}
        for story in stories:
            found = self._loaded(story, as_of, hidden)
            if found is not None:
                yield found

    def of_articles(
        self, article_ids: Collection[int], as_of: datetime, team_id: str | None = None
    ) -> Iterator[Heard]:
        """The stories of some articles, judged."""
        held = self._store.stories.of_articles(article_ids, team_id)
        ids = list(dict.fromkeys(one for stories in held.values() for one in stories))
        yield from self.hear(self._store.stories.many(ids, team_id), as_of)

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

    def _loaded(self, story: Story, as_of: datetime, hidden: Mapping[str, str]) -> Heard | None:
        revisions = self._revisions(story, as_of)
        if not revisions:
            return None
        outlets = {article_id: revision.outlet for (article_id, _), revision in revisions.items()}
        records = self._store.records.many(outlets)
        read = self._store.readings.many(sorted(outlets))
        docket = Docket(
            story.id,
            as_of,
            facts={
                key: facts_of(one, self._outlets, _named(records.get(key, ())))
                for key, one in revisions.items()
            },
            moments={key: one.existed_from for key, one in revisions.items()},
            occurrences=[one for key in revisions for one in records.get(key, ()) if _is_of(story, one)],
            outlets=self._outlets,
            hidden=hidden,
            texts={key: one.text for key, one in revisions.items()},
            path=self._path,
        )
        readings = {
            key: Reading(one, read[key].sentences, read[key].attributions)
            for key, one in revisions.items()
            if key in read
        }
        return Heard(story, docket, judgement(docket), readings, _heading(story, revisions))

    def _revisions(self, story: Story, as_of: datetime) -> dict[Key, Revision]:
        ids = sorted({member.article_id for member in story.members})
        return {
            (one.article_id, one.number): one
            for history in self._store.articles.histories(ids).values()
            for one in history
            if one.existed_from <= as_of
        }

    def _path(self, region_id: str) -> str:
        """A region's id behind those of what it lies in: "RU/RU-BEL/gn:495112"."""
        region = self._gazetteer.by_id(region_id)
        return "/".join((*reversed(region.within), region_id)) if region else region_id


def _named(said: Iterable[Occurrence]) -> Iterator[str]:
    """The ids of the speakers with a name."""
    return (one.actor.id for one in said if one.actor is not None and one.actor.named)


def _is_of(story: Story, one: Occurrence) -> bool:
    """Whether an occurrence stands in a part of its article that belongs to the story."""
    return any(
        part.article_id == one.article_id and part.start_sentence <= one.sentence < part.end_sentence
        for part in story.members
    )


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
