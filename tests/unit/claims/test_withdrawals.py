"""A correction is joined with what its own article said before, and with nothing else."""

import pytest

from bot.claims.grouping import grouped
from bot.claims.speech.withdrawals import withdrawn
from bot.news.claim import Occurrence, Stance
from tests.unit.claims.recorded import recorded

OLD = "The lender was founded in 1904. It has 63 branches, most of them by the sea. Rain fell."
NOTE = "\n\nCorrection, 16 May: An earlier version of this article said that {}."
NEW = "The lender was founded in 1904. Rain fell." + NOTE


def joined(*found: tuple[Occurrence, ...]) -> set[str]:
    """The words of what the correction is grouped with."""
    groups = withdrawn(grouped([one for part in found for one in part]))
    [group] = [group for group in groups if any(one.stance is Stance.RETRACTS for one in group)]
    return {one.id for one in group if one.stance is not Stance.RETRACTS}


def ids(found: tuple[Occurrence, ...], text: str, words: str) -> set[str]:
    return {one.id for one in found if words in one.quote.of(text)}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tarn Bank had 63 branches", "63 branches"),
        ("Tarn Bank had 60 branches", None),
        ("the lender was founded in 1904", None),
        ("snow had fallen", None),
    ],
)
def test_a_correction_takes_back_what_is_gone_and_has_its_figure(said: str, meant: str | None) -> None:
    before, after = recorded(OLD), recorded(NEW.format(said), revision=2)
    gone = ids(before, OLD, meant) if meant else set()
    assert joined(before, after) & {one.id for one in before} >= gone
    if meant is None:
        assert not joined(before, after) & ids(before, OLD, "63 branches")


def test_it_takes_back_nothing_of_another_article() -> None:
    other = recorded(OLD, article=2)
    assert not joined(other, recorded(NEW.format("Tarn Bank had 63 branches"), revision=2)) & {
        one.id for one in other
    }


def test_a_correction_of_words_without_a_figure_needs_two_of_them() -> None:
    old = "The harbour office closed the eastern pier. Rain fell."
    new = "Rain fell." + NOTE
    before = recorded(old)
    assert joined(before, recorded(new.format("the office closed the pier"), revision=2)) == ids(
        before, old, "closed"
    )
    assert not joined(before, recorded(new.format("the pier was new"), revision=2))
