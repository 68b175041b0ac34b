"""Every move of the clocks in every zone of the tz database over ten years."""

from zoneinfo import ZoneInfo

import pytest

from tests.property.transitions import ZONES, check, times_around, transitions


@pytest.mark.parametrize("name", ZONES)
def test_each_day_has_its_run(name: str) -> None:
    for moved in transitions(name):
        for at in set(times_around(moved, ZoneInfo(name))):
            check(name, moved, at)
