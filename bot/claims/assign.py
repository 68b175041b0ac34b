"""Places revisions in stories, one batch a transaction."""

from collections.abc import Collection, Sequence

from bot.claims.likeness.fingerprint import parts
from bot.claims.stories import PARTNERS, WINDOW, affinity, group, likest, names
from bot.news.story import Member
from bot.store.placing import Kept, NewPart, Placing
from bot.store.stories import Stories, Unplaced

REVIEWED_MAX = 200
"""Linked parts that are grouped anew together. In a larger tangle stories stay as they are, and only grow."""


def assign(stories: Stories, due: Sequence[Unplaced], rules: int) -> None:
    """Place revisions in stories and note that it was done by `rules`; a second time changes nothing.

    Which parts make a story follows from the parts that are stored, not from the order in which they came,
    as long as no more than `REVIEWED_MAX` are linked with each other and none has more look-alikes than the
    store compares (`FOUND_MAX`). Ids do follow the order: a story is called after its oldest article.
    """
    read = [(one, _parts(one)) for one in due]  # before the database is locked
    with stories.placing() as placing:
        fresh = {row for one, found in read for row in _compared(placing, one, found)}
        _review(placing, fresh)
        placing.done(rules, [one.row for one in due])


def _parts(one: Unplaced) -> list[NewPart]:
    found = parts(one.title, one.text, one.sentences, one.published)
    return [
        NewPart(Member(one.article_id, one.revision, number, part.start, part.end), one.at, part.fingerprint)
        for number, part in enumerate(found, 1)
    ]


def _compared(placing: Placing, one: Unplaced, found: Sequence[NewPart]) -> list[int]:
    """Store a revision's parts and link them with what they look like; gives the rows of changed ones."""
    changed = placing.put(one.article_id, found)
    for row, new in changed:
        alike = placing.found(row, new.fingerprint, one.team_id, WINDOW.days)
        weights = {(row, other): affinity(new.fingerprint, there) for other, there in alike.items()}
        placing.link({pair: weight for pair, weight in weights.items() if weight})
    return [row for row, _ in changed]


def _review(placing: Placing, fresh: Collection[int]) -> None:
    """Group anew whatever is linked with a part whose links have changed; of a tangle, what is fresh."""
    pending = set(placing.touched)
    while pending:
        row = min(pending)
        linked = placing.linked(row, REVIEWED_MAX)
        if len(linked) < REVIEWED_MAX:
            _regroup(placing, linked)
        else:
            for one in sorted(pending & linked & set(fresh)):
                _take_in(placing, one)
        pending -= linked


def _regroup(placing: Placing, rows: Collection[int]) -> None:
    """Group some parts; what only a workspace may see comes to what all see and changes nothing there."""
    kept, links = placing.kept(rows), placing.links(rows)
    shared = [one.row for one in kept if one.team_id is None]
    if len(shared) == len(kept):
        groups = group(shared, links)
    else:
        among = {pair: weight for pair, weight in links.items() if set(pair) <= set(shared)}
        groups = group([one.row for one in kept], links, group(shared, among))
    _keep(placing, kept, groups)


def _take_in(placing: Placing, row: int) -> None:
    """Put one part into the story that it is most like; the stories do not change otherwise."""
    (one,) = placing.kept([row])
    story_id = likest(placing.beside(one, PARTNERS))
    if story_id == one.story_id:
        return
    kept = placing.members({one.story_id, story_id or one.story_id})
    joined = {each.row for each in kept if each.story_id == story_id} | {row}
    left = {each.row for each in kept} - joined
    _keep(placing, kept, [joined, left] if left else [joined])


def _keep(placing: Placing, kept: Sequence[Kept], groups: Sequence[Collection[int]]) -> None:
    held = {one.row: one.story_id for one in kept}
    private = {one.row for one in kept if one.team_id is not None}
    placing.place(names(groups, {one.row: one.own for one in kept}, held, private), held)
