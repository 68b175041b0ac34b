"""Places revisions in stories, one batch a transaction."""

from collections.abc import Collection, Sequence

from bot.claims.likeness.fingerprint import parts
from bot.claims.stories import WINDOW, affinity, group, names
from bot.news.story import Member
from bot.store.placing import Kept, Links, NewPart, Placing
from bot.store.stories import Stories, Unplaced

REVIEWED_MAX = 200
"""Linked parts that are grouped anew together. In a larger tangle stories stay as they are, and only grow."""


def assign(stories: Stories, due: Sequence[Unplaced], rules: int) -> None:
    """Place revisions in stories and note that it was done by `rules`; a second time changes nothing.

    Which parts make a story follows from the parts that are stored, not from the order in which they came,
    as long as no more than `REVIEWED_MAX` are linked with each other and none has more look-alikes than the
    store compares (`FOUND_MAX`). Ids do follow the order: a story is called after its oldest article.
    """
    with stories.placing() as placing:
        fresh = {row for one in due for row in _compared(placing, one)}
        _review(placing, fresh)
        placing.done(rules, [one.row for one in due])


def _compared(placing: Placing, one: Unplaced) -> list[int]:
    """Store a revision's parts and link them with what they look like; gives the rows of changed ones."""
    changed = placing.put(one.article_id, _parts(one))
    for row, new in changed:
        alike = placing.found(row, new.fingerprint, one.team_id, WINDOW.days)
        weights = {(row, other): affinity(new.fingerprint, there) for other, there in alike.items()}
        placing.link({pair: weight for pair, weight in weights.items() if weight})
    return [row for row, _ in changed]


def _parts(one: Unplaced) -> list[NewPart]:
    found = parts(one.title, one.text, one.sentences, one.published)
    return [
        NewPart(Member(one.article_id, one.revision, number, part.start, part.end), one.at, part.fingerprint)
        for number, part in enumerate(found, 1)
    ]


def _review(placing: Placing, fresh: Collection[int]) -> None:
    """Group anew whatever is linked with a part whose links have changed."""
    pending = set(placing.touched)
    while pending:
        row = min(pending)
        kept, links = placing.neighbourhood(row, REVIEWED_MAX)
        whole = len(kept) < REVIEWED_MAX
        pending -= {one.row for one in kept} if whole else {row}
        pending.discard(row)
        if whole or row in fresh:
            _place(placing, kept, links, set() if whole else {one.row for one in kept} - set(fresh))


def _place(placing: Placing, kept: Sequence[Kept], links: Links, settled: Collection[int]) -> None:
    """Group some parts and keep the outcome; `settled` ones stay in the stories they are in."""
    shared = [one for one in kept if one.team_id is None]
    rows = {one.row for one in shared}
    among = {pair: weight for pair, weight in links.items() if rows.issuperset(pair)}
    groups = group([one.row for one in shared], among, _held_together(shared, settled))
    if len(shared) < len(kept):
        groups = group([one.row for one in kept], links, groups)
    placing.place(
        names(
            groups,
            {one.row: one.own for one in kept},
            {one.row: one.story_id for one in kept},
            {one.row for one in kept} - rows,
        ),
        {one.row: one.story_id for one in kept},
    )


def _held_together(kept: Sequence[Kept], settled: Collection[int]) -> list[set[int]]:
    held: dict[str, set[int]] = {}
    for one in kept:
        if one.row in settled:
            held.setdefault(one.story_id, set()).add(one.row)
    return list(held.values())
