"""The ledger: the occurrences of each revision, and what an operator hides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, bindparam, insert, or_, select, update

from bot.news.attribution import CueKind
from bot.news.claim import Actor, Occurrence, Proposition, Stance
from bot.news.span import Span
from bot.store.readings import Key
from bot.store.schema import hidden, readings, revisions
from bot.store.transaction import writing


@dataclass(frozen=True, slots=True)
class Hidden:
    """An operator's correction: an article (by number) or a claim (by id) that is left out."""

    target: str
    reason: str
    at: datetime


class Records:
    """What the ledger made of each revision. `recorder` names the version of rules and regions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, recorder: str, limit: int = 200) -> tuple[tuple[int, Key], ...]:
        """Revisions that were read but not recorded by this recorder: row, and (article_id, number)."""
        query = (
            select(revisions.c.id, revisions.c.article_id, revisions.c.number)
            .join(readings, readings.c.revision_id == revisions.c.id)
            .where(or_(readings.c.recorder < recorder, readings.c.recorder > recorder), readings.c.reader > 0)
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
                _unpacked(one, row.article_id, row.number, outlets[row.article_id]) for one in row.record
            )
            for row in rows
        }

    def hide(self, target: str, reason: str, at: datetime) -> None:
        """Leave an article or a claim out from now on, and keep why."""
        with writing(self._engine) as db:
            db.execute(insert(hidden).values(target=target, reason=reason, at=at))

    def hidden(self) -> dict[str, Hidden]:
        """What is left out, by target; the newest reason stands."""
        with self._engine.connect() as db:
            rows = db.execute(select(hidden).order_by(hidden.c.id)).all()
        return {row.target: Hidden(row.target, row.reason, row.at) for row in rows}


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
