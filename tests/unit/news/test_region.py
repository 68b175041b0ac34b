"""Regions and what lies in them."""

import pytest

from bot.news.region import Region, RegionKind

COUNTRY = Region("desk:karvenia", "Karvenia", RegionKind.COUNTRY, "desk:karvenia")
TESSEN = Region("desk:tessen", "Tessen", RegionKind.SUBDIVISION, "desk:karvenia", ("desk:karvenia",))
BRENNICK = Region(
    "desk:brennick", "Brennick", RegionKind.CITY, "desk:karvenia", ("desk:tessen", "desk:karvenia")
)


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        (COUNTRY, BRENNICK, True),
        (TESSEN, BRENNICK, True),
        (BRENNICK, BRENNICK, True),
        (BRENNICK, TESSEN, False),
        (TESSEN, COUNTRY, False),
    ],
)
def test_a_region_contains_itself_and_what_lies_in_it(outer: Region, inner: Region, holds: bool) -> None:
    assert outer.contains(inner) is holds
