"""Placing revisions in stories: the parts of articles with their fingerprints, and the links between them."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Result,
    Row,
    Select,
    Text,
    alias,
    bindparam,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    true,
    union_all,
    update,
)

from bot.news.story import Fingerprint, Member, own_story
from bot.store.schema import articles, readings, story_links, story_parts, story_terms

FOUND_MAX = 60
"""Parts that one part is compared with: those that share most of its keys."""
BY_KEY_MAX = 200
"""Parts looked at for each key, so that a key that many share costs no more."""
SHARED_LEAST = 2
Links = dict[tuple[int, int], int]
"""The weight of the link between two parts, each pair once, by rows."""


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part to be stored."""

    member: Member
    at: datetime
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored part under review: its row, the id of a story of its own, the story it is in."""

    row: int
    own: str
    story_id: str
    team_id: str | None


class Placing:
    """What placing revisions needs of the tables, within one transaction.

    `touched` are the rows of the parts whose links were changed in it.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.touched: set[int] = set()

    def put(self, article_id: int, parts: Sequence[NewPart]) -> tuple[tuple[int, NewPart], ...]:
        """Store the parts of a revision in place of the article's earlier ones; gives rows of changed ones.

        A part whose fingerprint stays keeps its row, its links and its story. Nothing is done for a revision
        older than the stored one.
        """
        stored = self._stored(article_id)
        if any(row.revision > one.member.revision for row in stored.values() for one in parts):
            return ()
        changed = []
        for one in parts:
            known = stored.pop(one.member.part, None)
            if known is not None and known.mark == _mark(one.fingerprint):
                self._db.execute(_KEEP, {"row": known.id, **_place_of(one)})
            else:
                changed.append((self._replace(known, one), one))
        self._drop(row.id for row in stored.values())
        return tuple(changed)

    def found(
        self, row: int, fingerprint: Fingerprint, team_id: str | None, days: int
    ) -> dict[int, Fingerprint]:
        """Parts of other articles that share keys with one, published at most `days` from it.

        One that a team added finds that team's and shared ones; a shared one finds all.
        """
        if not fingerprint.keys:
            return {}
        dated = fingerprint.published is not None
        query = _sharing(len(fingerprint.keys), dated=dated, all_teams=team_id is None)
        more = {"row": row} | ({"team": team_id} if team_id else {})
        found = self._db.execute(query, _keys(fingerprint, days) | more).all()
        return {part: _unpacked(packed) for part, packed in found}

    def link(self, weights: Links) -> None:
        """Store links between parts, both ways round."""
        rows = [
            {"one": one, "other": other, "weight": weight}
            for pair, weight in weights.items()
            for one, other in (pair, pair[::-1])
        ]
        self.touched.update(row["one"] for row in rows)
        if rows:
            self._db.execute(insert(story_links), rows)

    def linked(self, row: int, limit: int) -> set[int]:
        """The parts that are linked with one or its story, through any number of others.

        No further ones are looked for from `limit` on.
        """
        most = {"row": row, "story_max": limit // 2, "limit": limit}
        return {row, *self._db.execute(_LINKED, most).scalars().all()}

    def kept(self, rows: Collection[int]) -> tuple[Kept, ...]:
        """Some parts, in an order that does not depend on when they came in."""
        return self._kept(story_parts.c.id.in_(rows))

    def members(self, stories: Collection[str]) -> tuple[Kept, ...]:
        """All parts of some stories, in such an order."""
        return self._kept(story_parts.c.story_id.in_(stories))

    def links(self, rows: Collection[int]) -> Links:
        """The links between some parts."""
        one, other = story_links.c.one, story_links.c.other
        query = select(one, other, story_links.c.weight).where(one.in_(rows), one < other)
        found = self._db.execute(query).all()
        return {(first, second): weight for first, second, weight in found if second in rows}

    def beside(self, part: Kept, most: int) -> Sequence[tuple[str, int, int]]:
        """The stories that a part is linked with: the weight of the links, the number of their other parts.

        Only what everybody who sees the part sees counts, and at most so many parts of a story.
        """
        linked = (
            select(story_parts.c.story_id, func.sum(story_links.c.weight).label("weight"))
            .join(story_parts, story_links.c.other == story_parts.c.id)
            .join(articles, articles.c.id == story_parts.c.article_id)
            .where(story_links.c.one == part.row, seen_by(part.team_id))
            .group_by(story_parts.c.story_id)
            .subquery()
        )
        others = alias(story_parts).c
        counted = (
            select(others.id)
            .join(articles, articles.c.id == others.article_id)
            .where(others.story_id == linked.c.story_id, others.id != part.row, seen_by(part.team_id))
            .limit(most)
            .correlate(linked)
        )
        size = select(func.count()).select_from(counted.subquery()).correlate(linked).scalar_subquery()
        found = self._db.execute(select(linked.c.story_id, linked.c.weight, size)).all()
        return [(story_id, int(weight), counted) for story_id, weight, counted in found]

    def place(self, stories: Mapping[int, str], held: Mapping[int, str]) -> None:
        """Keep the story of each part; `held` is where it was."""
        moved = [
            {"row": row, "to": story_id}
            for row, story_id in sorted(stories.items())
            if held.get(row) != story_id
        ]
        if moved:
            self._db.execute(_MOVE, moved)

    def done(self, rules: int, rows: Iterable[int]) -> None:
        """Note that revisions (by row) were placed by these rules."""
        marked = [{"row": row, "rules": rules} for row in sorted(rows)]
        if marked:
            self._db.execute(_DONE, marked)

    def _stored(self, article_id: int) -> dict[int, Row[Any]]:
        rows: Result[Any] = self._db.execute(_STORED, {"article": article_id})
        return {row.part: row for row in rows}

    def _replace(self, known: Row[Any] | None, one: NewPart) -> int:
        values = {**_place_of(one), "mark": _mark(one.fingerprint), "fingerprint": _packed(one.fingerprint)}
        values["background"] = one.fingerprint.background
        member = one.member
        if known is None:
            new = {"article_id": member.article_id, "part": member.part, "story_id": member.story_id}
            row = self._db.execute(_NEW_PART, values | new).scalar_one()
        else:
            row = known.id
            self._db.execute(update(story_parts).where(story_parts.c.id == row).values(values))
            self._unlink(row)
        self.touched.add(row)
        day = _day(one.fingerprint.published)
        terms = [{"term": term, "day": day, "part_id": row} for term in one.fingerprint.keys]
        if terms:
            self._db.execute(insert(story_terms), terms)
        return int(row)

    def _unlink(self, row: int) -> None:
        linked = select(story_links.c.other).where(story_links.c.one == row)
        self.touched.update(self._db.execute(linked).scalars())
        self._db.execute(delete(story_terms).where(story_terms.c.part_id == row))
        self._db.execute(delete(story_links).where(or_(story_links.c.one == row, story_links.c.other == row)))

    def _drop(self, rows: Iterable[int]) -> None:
        gone = list(rows)
        if gone:
            for row in gone:
                self._unlink(row)
            self._db.execute(delete(story_parts).where(story_parts.c.id.in_(gone)))
            self.touched.difference_update(gone)

    def _kept(self, wanted: ColumnElement[bool]) -> tuple[Kept, ...]:
        parts = story_parts.c
        query = (
            select(parts.id, parts.article_id, parts.part, parts.story_id, articles.c.team_id)
            .join(articles, articles.c.id == parts.article_id)
            .where(wanted)
            .order_by(parts.mark, parts.id)
        )
        found = self._db.execute(query).all()
        return tuple(
            Kept(row, own_story(article, part), held, team) for row, article, part, held, team in found
        )


WITHOUT_FINGERPRINT = [column for column in story_parts.c if column.name != "fingerprint"]
_LINKED = text(
    """
    WITH RECURSIVE linked (id) AS (
        SELECT CAST(:row AS BIGINT)
        UNION
        SELECT id FROM (  -- what has lost its links is still to leave its story
            SELECT id FROM story_parts
            WHERE story_id = (SELECT story_id FROM story_parts WHERE id = :row)
            ORDER BY id DESC LIMIT :story_max
        ) AS together
        UNION
        SELECT story_links.other FROM story_links JOIN linked ON story_links.one = linked.id
    )
    SELECT id FROM linked LIMIT :limit
    """
)
_STORED = select(*WITHOUT_FINGERPRINT).where(story_parts.c.article_id == bindparam("article"))
_NEW_PART = insert(story_parts).returning(story_parts.c.id)
_KEEP = (
    update(story_parts)
    .where(story_parts.c.id == bindparam("row"))
    .values({name: bindparam(name) for name in ("revision", "start_sentence", "end_sentence", "at")})
)
_MOVE = update(story_parts).where(story_parts.c.id == bindparam("row")).values(story_id=bindparam("to"))
_DONE = update(readings).where(readings.c.revision_id == bindparam("row")).values(placed=bindparam("rules"))


def _place_of(one: NewPart) -> dict[str, object]:
    member = one.member
    return {
        "revision": member.revision,
        "start_sentence": member.start_sentence,
        "end_sentence": member.end_sentence,
        "at": one.at,
    }


def seen_by(team_id: str | None) -> ColumnElement[bool]:
    """Shared articles, and those that the team added."""
    return or_(articles.c.team_id.is_(None), articles.c.team_id == team_id)


@lru_cache(maxsize=256)
def _sharing(count: int, *, dated: bool, all_teams: bool) -> Select[Any]:
    """The parts that share most of `count` keys; made once, which takes longer than to run it.

    A dated one finds those of days near it, and those without a day.
    """
    term, day = story_terms.c.term, story_terms.c.day
    near = day.between(bindparam("low"), bindparam("high")) if dated else day >= 0
    of_key = [select(story_terms.c.part_id).where(term == bindparam(f"key{place}")) for place in range(count)]
    hits = [one.where(near).order_by(day.desc()).limit(BY_KEY_MAX) for one in of_key]
    hits += [one.where(day == 0).limit(BY_KEY_MAX) for one in of_key if dated]
    hit = union_all(*(select(one.subquery().c.part_id) for one in hits)).subquery().c.part_id
    often = func.count().label("often")
    shared = select(hit, often).group_by(hit).having(often >= SHARED_LEAST).subquery()
    own = select(story_parts.c.article_id).where(story_parts.c.id == bindparam("row")).scalar_subquery()
    theirs = or_(articles.c.team_id.is_(None), articles.c.team_id == bindparam("team"))
    return (
        select(story_parts.c.id, cast(story_parts.c.fingerprint, Text))
        .join(shared, shared.c.part_id == story_parts.c.id)
        .join(articles, articles.c.id == story_parts.c.article_id)
        .where(articles.c.id != own, true() if all_teams else theirs)
        .order_by(shared.c.often.desc(), story_parts.c.mark)
        .limit(FOUND_MAX)
    )


def _keys(fingerprint: Fingerprint, days: int) -> dict[str, object]:
    day = _day(fingerprint.published)
    named: dict[str, object] = {f"key{place}": key for place, key in enumerate(fingerprint.keys)}
    return named | ({"low": day - days, "high": day + days} if day else {})


def member_of(row: Any) -> Member:
    """The member that a row of the parts table is."""
    return Member(row.article_id, row.revision, row.part, row.start_sentence, row.end_sentence)


def _day(published: datetime | None) -> int:
    return published.toordinal() if published else 0


def _mark(one: Fingerprint) -> str:
    return hashlib.sha256(json.dumps(_packed(one), sort_keys=True).encode()).hexdigest()[:16]


def _packed(one: Fingerprint) -> dict[str, object]:
    return {
        "terms": dict(one.terms),
        "keys": list(one.keys),
        "day": one.day.isoformat() if one.day else None,
        "days": sorted(day.isoformat() for day in one.days),
        "another": one.another,
        "published": one.published.isoformat() if one.published else None,
        "background": one.background,
    }


@lru_cache(maxsize=1000)
def _unpacked(stored: str) -> Fingerprint:
    """A stored fingerprint; those of the last days are looked at again and again."""
    packed = json.loads(stored)
    return Fingerprint(
        terms=packed["terms"],
        keys=tuple(packed["keys"]),
        day=date.fromisoformat(packed["day"]) if packed["day"] else None,
        days=frozenset(date.fromisoformat(day) for day in packed["days"]),
        another=packed["another"],
        published=datetime.fromisoformat(packed["published"]) if packed["published"] else None,
        background=packed["background"],
    )
