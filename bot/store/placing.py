"""Placing revisions in stories: the parts of articles with their fingerprints, and the links between them."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Result,
    Row,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)

from bot.news.story import Fingerprint, Member
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
        hits = _by_keys(len(fingerprint.keys), dated=fingerprint.published is not None)
        shared = Counter(int(part) for part in self._db.execute(hits, _keys(fingerprint, days)).scalars())
        likely = [part for part in shared if shared[part] >= SHARED_LEAST]
        own = select(story_parts.c.article_id).where(story_parts.c.id == row).scalar_subquery()
        query = (
            select(story_parts.c.id, story_parts.c.mark)
            .join(articles, articles.c.id == story_parts.c.article_id)
            .where(story_parts.c.id.in_(likely), articles.c.id != own)
            .where(*([seen_by(team_id)] if team_id else []))
        )
        best = sorted(self._db.execute(query), key=lambda each: (-shared[each.id], each.mark))[:FOUND_MAX]
        kept = select(story_parts.c.id, story_parts.c.fingerprint)
        rows = self._db.execute(kept.where(story_parts.c.id.in_([each.id for each in best])))
        return {each.id: _unpacked(each.fingerprint) for each in rows}

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

    def neighbourhood(self, row: int, limit: int) -> tuple[tuple[Kept, ...], Links]:
        """The parts that are linked with one or its story, through any number of others, and their links.

        There are `limit` at most: those that are reached through fewer and stronger links.
        """
        seen = {row, *self._together(row, limit // 2)}
        edge: Collection[int] = seen
        while edge and len(seen) < limit:
            other, strongest = story_links.c.other, func.max(story_links.c.weight)
            query = (
                select(other)
                .where(story_links.c.one.in_(edge), other.not_in(seen))
                .group_by(other)
                .order_by(strongest.desc(), other)
                .limit(limit - len(seen))
            )
            edge = self._db.execute(query).scalars().all()
            seen.update(edge)
        return self._kept(seen), self._links(seen)

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

    def _together(self, row: int, limit: int) -> Sequence[int]:
        """The newest parts of a part's story: what has lost its links is still to leave it."""
        story = select(story_parts.c.story_id).where(story_parts.c.id == row).scalar_subquery()
        query = select(story_parts.c.id).where(story_parts.c.story_id == story)
        return self._db.execute(query.order_by(story_parts.c.id.desc()).limit(limit)).scalars().all()

    def _kept(self, rows: Collection[int]) -> tuple[Kept, ...]:
        query = (
            select(*WITHOUT_FINGERPRINT, articles.c.team_id)
            .join(articles, articles.c.id == story_parts.c.article_id)
            .where(story_parts.c.id.in_(rows))
            .order_by(story_parts.c.mark, story_parts.c.id)
        )
        return tuple(
            Kept(row.id, member_of(row).story_id, row.story_id, row.team_id)
            for row in self._db.execute(query)
        )

    def _links(self, rows: Collection[int]) -> Links:
        query = select(story_links).where(
            story_links.c.one.in_(rows), story_links.c.one < story_links.c.other
        )
        return {(row.one, row.other): row.weight for row in self._db.execute(query) if row.other in rows}


WITHOUT_FINGERPRINT = [column for column in story_parts.c if column.name != "fingerprint"]
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


@lru_cache(maxsize=64)
def _by_keys(count: int, *, dated: bool) -> CompoundSelect[Any]:
    """The parts with each of `count` keys, once for each; made once, which takes longer than to run it.

    A dated one finds those of days near it, and those without a day.
    """
    term, day = story_terms.c.term, story_terms.c.day
    near = day.between(bindparam("low"), bindparam("high")) if dated else day >= 0
    of_key = [select(story_terms.c.part_id).where(term == bindparam(f"key{place}")) for place in range(count)]
    found = [one.where(near).order_by(day.desc()).limit(BY_KEY_MAX) for one in of_key]
    found += [one.where(day == 0).limit(BY_KEY_MAX) for one in of_key if dated]
    return union_all(*(select(one.subquery().c.part_id) for one in found))


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


def _unpacked(packed: Mapping[str, Any]) -> Fingerprint:
    return Fingerprint(
        terms=packed["terms"],
        keys=tuple(packed["keys"]),
        day=date.fromisoformat(packed["day"]) if packed["day"] else None,
        days=frozenset(date.fromisoformat(day) for day in packed["days"]),
        another=packed["another"],
        published=datetime.fromisoformat(packed["published"]) if packed["published"] else None,
        background=packed["background"],
    )
