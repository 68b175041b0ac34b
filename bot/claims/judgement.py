"""What bears on which claim of a story at a moment, and the status that follows from it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from bot.claims.grouping import grouped, updates
from bot.claims.independence import ArticleFacts, Key, copies, origins
from bot.claims.likeness.shingles import shingles
from bot.claims.speech.withdrawals import withdrawn
from bot.claims.status import judge
from bot.news.article import Appearance, Outlet
from bot.news.attribution import CueKind
from bot.news.claim import Bearing, Claim, Occurrence, Stance, Update, Verdict


@dataclass(frozen=True)
class Docket:
    """What there is to judge in a story at one moment.

    `facts` (without shingles), `moments` (from when it can be read) and `texts` have a row for every
    revision of its articles that existed then. `outlets` are those of the operator's file by name, `hidden`
    the reasons by article number or claim id, `hidden_since` from when on they hold; `path` gives a
    region's id behind those it lies in.
    """

    story_id: str
    as_of: datetime
    facts: Mapping[Key, ArticleFacts]
    moments: Mapping[Key, datetime]
    occurrences: Sequence[Occurrence]
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    hidden_since: Mapping[str, datetime] = field(default_factory=dict)
    texts: Mapping[Key, str] = field(default_factory=dict)
    path: Callable[[str], str] = str

    @cached_property
    def newest(self) -> Mapping[int, int]:
        """The number of each article's newest revision."""
        found: dict[int, int] = {}
        for article_id, number in self.moments:
            found[article_id] = max(number, found.get(article_id, 0))
        return found

    @cached_property
    def reused(self) -> Mapping[Key, Key]:
        """Which of the articles share their text."""
        return copies(
            {key: replace(facts, shingles=shingles(self.texts[key])) for key, facts in self.facts.items()}
        )

    @cached_property
    def groups(self) -> Sequence[tuple[Occurrence, ...]]:
        """Its occurrences by claim, without what tells of no response."""
        said = [one for one in self.occurrences if one.cue_kind is not CueKind.NO_RESPONSE]
        return withdrawn(grouped(said, self.path))

    def since(self, one: Occurrence) -> datetime:
        """From when an occurrence can be read."""
        return self.moments[one.article_id, one.revision]


@dataclass(frozen=True)
class Judged:
    """A claim with its status at a moment, which is worked out when it is asked for."""

    claim: Claim
    as_of: datetime

    @cached_property
    def verdict(self) -> Verdict:
        """Its status, with the reasons."""
        return judge(self.claim, self.as_of)

    @property
    def lead(self) -> Bearing:
        """The bearing whose words the status shows; the oldest where it names none."""
        for each in self.claim.bearings:
            if each.occurrence.id == self.verdict.lead:
                return each
        return self.claim.bearings[0]


@dataclass(frozen=True)
class Judgement:
    """A story's claims with their statuses, the figures that rose, and who has not responded."""

    claims: tuple[Judged, ...] = ()
    updates: tuple[Update, ...] = ()
    no_responses: tuple[Occurrence, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each claim stands, by the ids of its occurrences."""
        found: dict[str, int] = {}
        for at, each in enumerate(self.claims):
            for name in (each.claim.id, *each.claim.aliases):
                found.setdefault(name, at)
        return found


def judgement(docket: Docket) -> Judgement:
    """Group a story's occurrences into claims and judge each; their order does not matter."""
    claims = [_claim(docket, group) for group in docket.groups]
    silent = [
        one
        for one in docket.occurrences
        if one.cue_kind is CueKind.NO_RESPONSE and one.revision == docket.newest[one.article_id]
    ]
    made = tuple(Judged(claim, docket.as_of) for claim in claims)
    return Judgement(made, risen(docket), tuple(silent))


def risen(docket: Docket) -> tuple[Update, ...]:
    """The figures that rose, by the ids of their claims."""
    ids = {one.id: _oldest(docket, group).id for group in docket.groups for one in group}
    found = updates(docket.groups, docket.since, docket.path)
    return tuple(Update(ids[update.old], ids[update.new]) for update in found)


def bearing_on(docket: Docket, occurrences: Collection[str]) -> tuple[Judged, ...]:
    """Those of a story's claims that some occurrences, by id, bear on, with their statuses."""
    if not occurrences:
        return ()  # grouping them costs most
    groups = [group for group in docket.groups if any(one.id in occurrences for one in group)]
    claims = [_claim(docket, group) for group in groups]
    return tuple(Judged(claim, docket.as_of) for claim in claims)


def history(docket: Docket, claim: Claim) -> tuple[Verdict, ...]:
    """The statuses that a claim has had, oldest first: one for each moment at which it changed."""
    members = {claim.id, *claim.aliases}
    articles = {one.occurrence.article_id for one in claim.bearings}
    moments = {moment for (article_id, _), moment in docket.moments.items() if article_id in articles}
    targets = {claim.id, *map(str, articles)}
    moments |= {moment for target, moment in docket.hidden_since.items() if target in targets}
    found: list[Verdict] = []
    for moment in sorted(moments):
        then = next(iter(bearing_on(at(docket, moment), members)), None)
        told = [(each.status, each.shown) for each in found[-1:]]
        if then is not None and [(then.verdict.status, then.verdict.shown)] != told:
            found.append(then.verdict)
    return tuple(found)


def claim_with(made: Judgement, ids: Collection[str]) -> Judged | None:
    """The claim that has one of these ids, or an occurrence of this id: each of them stands for the claim."""
    found = [made.places[one] for one in ids if one in made.places]
    return made.claims[min(found)] if found else None


def at(docket: Docket, moment: datetime, without: Collection[Appearance] = ()) -> Docket:
    """The docket as it stood at an earlier moment, `without` what was there and not known yet."""
    moments = {
        key: since
        for key, since in docket.moments.items()
        if since <= moment and (key[0], since) not in without
    }
    return replace(
        docket,
        as_of=moment,
        moments=moments,
        facts={key: facts for key, facts in docket.facts.items() if key in moments},
        occurrences=[one for one in docket.occurrences if (one.article_id, one.revision) in moments],
        hidden={
            target: why
            for target, why in docket.hidden.items()
            if docket.hidden_since.get(target, moment) <= moment
        },
    )


def _claim(docket: Docket, group: Sequence[Occurrence]) -> Claim:
    """A claim under the id of its oldest occurrence, with what bears on it at this moment."""
    facts = {(one.article_id, one.revision): docket.facts[one.article_id, one.revision] for one in group}
    alone = len({one.article_id for one in group}) == 1
    from_whom = origins(group, facts, None if alone else docket.reused)
    reason = next((docket.hidden[one.id] for one in group if one.id in docket.hidden), None)
    bearings = tuple(
        Bearing(
            one,
            origin=from_whom[one.id],
            at=since,
            known=one.outlet in docket.outlets,
            affiliation=facts[one.article_id, one.revision].affiliation,
            gone=one.revision < docket.newest[one.article_id],
            hidden=docket.hidden.get(str(one.article_id)) or reason,
        )
        for one, since in _current(docket, group)
    )
    return Claim(_oldest(docket, group).id, docket.story_id, bearings, tuple(one.id for one in group))


def _oldest(docket: Docket, group: Sequence[Occurrence]) -> Occurrence:
    return min(group, key=lambda one: (docket.since(one), one.article_id, one.revision, one.content))


def _current(docket: Docket, group: Sequence[Occurrence]) -> list[tuple[Occurrence, datetime]]:
    """Of each article what its newest revision that has any says, with when the article first had one.

    A denial, a veto or a speaker that a later revision dropped without a word stays, as what is gone.
    """
    by_article: dict[int, list[Occurrence]] = {}
    for one in group:
        by_article.setdefault(one.article_id, []).append(one)
    found = []
    for members in by_article.values():
        newest = max(one.revision for one in members)
        since = min(docket.since(one) for one in members)
        here = [one for one in members if one.revision == newest]
        kinds = {_doubt(one) for one in here}
        dropped = [one for one in members if one.revision < newest and _doubt(one) not in kinds]
        found += [(one, since) for one in [*dropped, *here]]
    return sorted(found, key=lambda pair: (pair[1], pair[0].article_id, pair[0].quote))


def _doubt(one: Occurrence) -> tuple[Stance, bool, bool]:
    return one.stance, one.veto is not None, one.own_voice
