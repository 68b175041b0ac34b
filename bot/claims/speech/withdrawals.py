"""What an article's correction takes back: the sentence that its earlier version had."""

from collections.abc import Sequence

from bot.news.claim import Occurrence, Proposition, Stance

LEAST_SHARED = 2
"""Words and names that a correction without a figure has in common with what it takes back."""

Group = tuple[Occurrence, ...]


def withdrawn(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups, each correction joined with what it takes back of its own article.

    It tells the old sentence in other words ("said that Brightwell had 63 branches" of "The bank has 63
    branches"), so that likeness alone would keep them apart; but it can only mean what its article said
    before and does not say any more.
    """
    kept = list(groups)
    for group in groups:
        for one in group:
            if one.stance is Stance.RETRACTS and (meant := _meant(one, kept)) is not None:
                mine = next(each for each in kept if one in each)
                kept = [each for each in kept if each not in (mine, meant)]
                kept.append((*meant, *mine))
    return tuple(kept)


def _meant(correction: Occurrence, groups: Sequence[Group]) -> Group | None:
    likeness = [(_likeness(correction, group), group) for group in groups if correction not in group]
    best = max(likeness, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _likeness(correction: Occurrence, group: Group) -> int:
    """How much a correction has in common with what its article no longer says; 0 for anything else."""
    here = [one for one in group if one.article_id == correction.article_id]
    if any(one.revision >= correction.revision for one in here):
        return 0
    return max((_shared(correction.proposition, one.proposition) for one in here), default=0)


def _shared(one: Proposition, other: Proposition) -> int:
    words = len((one.words | one.names) & (other.words | other.names))
    figures = len(set(one.numbers) & set(other.numbers))
    if one.numbers:
        return figures and figures + words
    return words if words >= LEAST_SHARED else 0
