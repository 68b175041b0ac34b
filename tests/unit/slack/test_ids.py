"""What buttons hold."""

import pytest

from bot.slack.ids import Ref


@pytest.mark.parametrize("ref", [Ref(1), Ref(2**63 - 1, 1, 40), Ref(7, 2, 2, "report")])
def test_a_reference_comes_back(ref: Ref) -> None:
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize("value", ["", "1", "1:2", "1:2-3:", "1:2-3:x y", "1:2-3\n", "-1:2-3", "1:٢-3", "x"])
def test_what_we_did_not_write_is_no_reference(value: str) -> None:
    assert Ref.parse(value) is None
