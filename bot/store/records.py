"""The ledger: the occurrences of each revision, and what an operator hides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, bindparam, insert, or_, select, update

from bot.news.article import existed_from
from bot.news.attribution import CueKind
from bot.news.claim import Actor, Occurrence, Proposition, Stance
from bot.news.span import Span
from bot.store.readings import Key
from bot.store.schema import articles, hidden, readings, revisions
from bot.store.transaction import batched, writing

AT_ONCE = 1000
"""Articles that one query asks for."""
KEPT_MAX = 50_000
"""Revisions of which it is kept where they say something."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """An operator's correction: an article (by number) or a claim (by id) that is left out.

    It is so `since` a reason was first given; `at` is when this one was.
    """

    target: str
    reason: str
    at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Glance:
    """What one sees of a revision at a glance: from when it could be read, and where it says something.

    `said` has the sentence and the ids of the places of what is said, equal ones once.
    """

    article_id: int
    outlet: str
    existed_from: datetime
    said: frozenset[tuple[int, tuple[str, ...]]]


class Records:
    """What the ledger made of each revision. `recorder` names the version of rules and regions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._said: dict[tuple[int, str], frozenset[tuple[int, tuple[str, ...]]]] = {}

    def due(
        self, recorder: str, limit: int = 200, *, newer: str | None = None
    ) -> tuple[tuple[int, Key], ...]:
        """Revisions that were read but not recorded by this recorder: row, and (article_id, number).

        From the name `newer` on recorders have newer rules, and what they recorded is left alone.
        """
        after = readings.c.recorder > recorder
        if newer is not None:
            after = and_(after, readings.c.recorder < newer)
        query = (
            select(revisions.c.id, revisions.c.article_id, revisions.c.number)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(or_(readings.c.recorder < recorder, after), readings.c.reader > 0)
            .order_by(readings.c.revision_id)
            .limit(limit)
        )
        with self._engine.connect() as db:
            return tuple((row.id, (row.article_id, row.number)) for row in db.execute(query))

    def save(self, recorder: str, made: Sequence[tuple[int, Sequence[Occurrence]]]) -> None:
        """Keep the occurrences of several revisions (by row) in one transaction, in place of earlier ones."""
        rows = [
            {"row": row, "recorder": recorder, "record": [_packed(one) for one in found]}
            for row, found in sorted(made, key=lambda pair: pair[0])  # in one order: writers must not block
        ]
        if rows:
            with writing(self._engine) as db:
                db.execute(update(readings).where(readings.c.revision_id == bindparam("row")), rows)

    def many(self, outlets: Mapping[int, str]) -> dict[Key, tuple[Occurrence, ...]]:
        """The occurrences of several articles' revisions; `outlets` gives each article's outlet.

        A revision that is not recorded yet is absent.
        """
        query = (
            select(revisions.c.article_id, revisions.c.number, readings.c.record)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(revisions.c.article_id.in_(set(outlets)), readings.c.recorder != "")
        )
        with self._engine.connect() as db:
            rows = db.execute(query).all()
        return {
            (row.article_id, row.number): tuple(
                _readable(row.record, row.article_id, row.number, outlets[row.article_id])
            )
            for row in rows
        }

    def glances(self, article_ids: Collection[int]) -> dict[int, tuple[Glance, ...]]:
        """The revisions of several articles, by article; what is not recorded yet says nothing.

        A digest looks at thousands and tells a few: this takes a tenth of the time of reading them, and
        what was looked at lately is kept.
        """
        found: dict[int, list[Glance]] = {}
        with self._engine.connect() as db:
            for some in batched(sorted(article_ids), AT_ONCE):
                rows = db.execute(_GLANCED.where(revisions.c.article_id.in_(some))).all()
                said = self._said_in(db, {(row.id, row.recorder) for row in rows if row.recorder})
                for row in rows:
                    since = existed_from(row.number, row.published, row.fetched_at)
                    here = said.get((row.id, row.recorder), frozenset())
                    found.setdefault(row.article_id, []).append(
                        Glance(row.article_id, row.outlet, since, here)
                    )
        return {article_id: tuple(each) for article_id, each in found.items()}

    def _said_in(
        self, db: Connection, wanted: Collection[tuple[int, str]]
    ) -> Mapping[tuple[int, str], frozenset[tuple[int, tuple[str, ...]]]]:
        """Where revisions, by row and recorder, say something; a recorder says the same each time."""
        unknown = [row for row, recorder in wanted if (row, recorder) not in self._said]
        if len(self._said) + len(unknown) > KEPT_MAX:
            self._said = {}
            unknown = [row for row, _ in wanted]
        query = select(readings.c.revision_id, readings.c.recorder, readings.c.record)
        for row, recorder, record in db.execute(query.where(readings.c.revision_id.in_(unknown))):
            self._said[row, recorder] = frozenset(_placed(record))
        return self._said

    def hide(self, target: str, reason: str, at: datetime) -> None:
        """Leave an article or a claim out from now on, and keep why."""
        with writing(self._engine) as db:
            db.execute(insert(hidden).values(target=target, reason=reason, at=at))

    def hidden(self) -> dict[str, Hidden]:
        """What is left out, by target; the newest reason stands."""
        with self._engine.connect() as db:
            rows = db.execute(select(hidden).order_by(hidden.c.id)).all()
        first = {row.target: row.at for row in reversed(rows)}
        return {row.target: Hidden(row.target, row.reason, row.at, first[row.target]) for row in rows}


def _placed(record: Sequence[Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for one in record:
        with suppress(ValueError, TypeError, LookupError):  # as in `_readable`
            yield one[0], tuple(one[-1][5])


_GLANCED = (
    select(
        revisions.c.id,
        revisions.c.article_id,
        revisions.c.number,
        revisions.c.published,
        revisions.c.fetched_at,
        articles.c.outlet,
        readings.c.recorder,
    )
    .join(articles, articles.c.id == revisions.c.article_id)
    .join(readings, readings.c.revision_id == revisions.c.id)
)


def _packed(one: Occurrence) -> list[object]:
    said = one.proposition
    return [
        one.sentence,
        one.quote,
        list(one.content),
        one.stance.value,
        one.cue_kind.value if one.cue_kind else None,
        one.cue,
        one.speaker,
        [one.actor.id, one.actor.name, one.actor.side, one.actor.named] if one.actor else None,
        one.scope,
        one.veto,
        [one.hedged, one.admission, one.decision, one.turn],
        [
            sorted(said.words),
            list(said.numbers),
            sorted(said.names),
            said.negated,
            said.day.isoformat() if said.day else None,
            list(said.places),
            sorted(said.agents),
            said.period,
        ],
    ]


def _readable(record: Sequence[Any], article_id: int, revision: int, outlet: str) -> Iterator[Occurrence]:
    """The occurrences of a record; one that a newer Copydesk has put in a form of its own is left out."""
    for one in record:
        with suppress(ValueError, TypeError):
            yield _unpacked(one, article_id, revision, outlet)


def _unpacked(row: Sequence[Any], article_id: int, revision: int, outlet: str) -> Occurrence:
    sentence, quote, content, stance, kind, cue, speaker, actor, scope, veto, flags, said = row
    words, numbers, names, negated, day, places, agents, period = said
    hedged, admission, decision, turn = flags
    return Occurrence(
        article_id=article_id,
        revision=revision,
        outlet=outlet,
        sentence=sentence,
        quote=Span(*quote),
        content=tuple(Span(*pair) for pair in content),
        stance=Stance(stance),
        proposition=Proposition(
            frozenset(words),
            tuple(numbers),
            frozenset(names),
            negated,
            date.fromisoformat(day) if day else None,
            tuple(places),
            frozenset(agents),
            period,
        ),
        cue_kind=CueKind(kind) if kind else None,
        cue=cue,
        speaker=speaker,
        actor=Actor(*actor) if actor else None,
        scope=scope,
        veto=Span(*veto) if veto else None,
        hedged=hedged,
        admission=admission,
        decision=decision,
        turn=turn,
    )
