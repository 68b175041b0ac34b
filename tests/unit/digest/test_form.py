"""The form of a subscription: its fields make an order, or a sentence for each that cannot be used."""

from dataclasses import replace

import pytest

from bot.claims.gazetteer import Gazetteer
from bot.config import load_desk_file
from bot.digest.form import Filled
from bot.digest.known import Known
from bot.news.subscription import Length, WhenEmpty
from tests.fakes.serving import SAMPLES

KNOWN = Known(Gazetteer(load_desk_file(SAMPLES).regions), ("Harbour Herald", "The Ridge Post"))
FILLED = Filled("daily 08:00", "Europe/Kyiv")
WHOLE = Filled(
    "weekdays 07:30",
    "Europe/Kyiv",
    regions="Tessen, Kell Island",
    topic="drones, ferry strike",
    only="Harbour Herald",
    without="The Ridge Post",
    length=Length.SHORT.value,
    when_empty=WhenEmpty.SILENCE.value,
)


@pytest.mark.parametrize("filled", [FILLED, WHOLE])
def test_an_order_is_read_and_shown_alike(filled: Filled) -> None:
    order, errors = filled.read(KNOWN)
    assert order is not None
    assert errors == {}
    assert Filled.of(order) == filled


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        ("schedule", "daily 25:00", "“25:00” is no time of day."),
        ("schedule", "tessen daily 8:00", "I can’t read “tessen daily 8:00” as a time."),
        ("schedule", "soon", "I can’t read “soon” as a time. Write it as “daily 08:00”"),
        ("zone", "Europe/Kyyiv", "Did you mean Europe/Kyiv"),
        ("zone", "", "I know no time zone “”."),
        ("regions", "Tesen", "No region is called “Tesen”; did you mean Tessen (Karvenia)"),
        ("regions", "Tessen, Kel Island", "did you mean Kell Island"),
        ("topic", "x" * 101, "too long for a topic"),
        ("only", "Harbor Herald", "Did you mean Harbour Herald?"),
        ("only", "Evening Star", "It has Harbour Herald, The Ridge Post."),
        ("without", "nobody", "The desk has no outlet “nobody”."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(field: str, said: str, sentence: str) -> None:
    order, errors = replace(FILLED, **{field: said}).read(KNOWN)
    assert order is None
    assert list(errors) == [field]
    assert sentence in errors[field]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    order, errors = replace(FILLED, schedule="soon", zone="X", regions="Xq", only="Y").read(KNOWN)
    assert order is None
    assert set(errors) == {"schedule", "zone", "regions", "only"}


def test_no_outlet_is_wanted_and_left_out() -> None:
    _, errors = replace(FILLED, only="Ridge Post", without="the ridge post").read(KNOWN)
    assert errors == {"without": "The Ridge Post cannot be both the only one and left out."}


def test_a_region_stays_the_one_it_was() -> None:
    texan = KNOWN.region("Paris, Texas")
    order, _ = replace(FILLED, regions="Paris, Tessen").read(KNOWN, [texan])
    assert order is not None
    assert order.regions == (texan, KNOWN.region("Tessen"))


def test_a_place_in_another_is_one_and_two_that_were_two_stay_two() -> None:
    [kyiv], two = KNOWN.regions("Kyiv, Ukraine"), KNOWN.regions("Ukraine and Kyiv")
    assert kyiv.name == "Kyiv"
    order, _ = replace(FILLED, regions="Kyiv, Ukraine").read(KNOWN, two)
    assert order is not None
    assert order.regions == (two[1], two[0])
