"""Schedules, time zones and orders, as people write them."""

import pytest

from bot.claims.gazetteer import Gazetteer
from bot.config import load_desk_file
from bot.digest.known import Known
from bot.digest.schedule_words import divide, zone_named
from bot.digest.subscriptions import changed, ordered, wanted
from bot.errors import ConfigError
from bot.news.subscription import Length, Order, WhenEmpty
from tests.fakes.serving import SAMPLES

OUTLETS = ("Harbour Herald", "The Ridge Post", "Sunday Wire")
KNOWN = Known(Gazetteer(load_desk_file(SAMPLES).regions), OUTLETS)


def order(text: str, zone: str = "Europe/Brussels") -> Order:
    return ordered(wanted(text), KNOWN, zone)


def names(order: Order) -> list[str]:
    return [each.name for each in order.regions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily 08:00", "daily 08:00"),
        ("Daily at 8", "daily 08:00"),
        ("8am", "daily 08:00"),
        ("at 9", "daily 09:00"),
        ("8 a.m.", "daily 08:00"),
        ("7:30pm", "daily 19:30"),
        ("12am", "daily 00:00"),
        ("12 pm", "daily 12:00"),
        ("noon", "daily 12:00"),
        ("every day at 18.15", "daily 18:15"),
        ("weekdays 7:30", "weekdays 07:30"),
        ("every weekday 7:30", "weekdays 07:30"),
        ("weekends 10:00", "weekends 10:00"),
        ("saturday and sunday 10:00", "weekends 10:00"),
        ("mondays 09:00", "mondays 09:00"),
        ("every Monday 9am", "mondays 09:00"),
        ("mondays and thursdays at 9", "mondays and thursdays 09:00"),
        ("thu, mon 9:00", "mondays and thursdays 09:00"),
        ("Tues, Weds and Thurs 9:00", "tuesdays, wednesdays and thursdays 09:00"),
        ("daily 8:00 and 18:00", "daily 08:00 and 18:00"),
        ("every 6 hours", "every 6 hours"),
        ("every 12h", "every 12 hours"),
        ("hourly", "every hour"),
        ("weekdays every 8 hours", "weekdays 00:00, 08:00 and 16:00"),
    ],
)
def test_schedules_are_read_and_said_in_one_form(text: str, words: str) -> None:
    found = divide(text)
    assert (found.before, str(found.schedule), found.after) == ((), words, ())
    assert divide(words).schedule == found.schedule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("daily 25:00", "“25:00” is no time of day"),
        ("13pm", "“13pm” is no time of day"),
        ("daily 8:75", "“8:75” is no time of day"),
        ("mondays", "At what time?"),
        ("every 5 hours", "does not fit into a day"),
        ("every 0 hours", "does not fit into a day"),
        ("every 6 hours at 7:00", "stand without a time"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_with_the_right_form(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says.replace("?", r"\?")):
        divide(text)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_zones_are_known_by_name_and_by_city(name: str, zone: str) -> None:
    assert zone_named(name) == zone


@pytest.mark.parametrize(
    ("name", "says"),
    [("Europe/Kyyiv", "Europe/Kyiv"), ("Brusels", "Europe/Brussels"), ("Nowhere/At-All", "Write it as")],
)
def test_an_unknown_zone_gets_the_nearest(name: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        zone_named(name)


@pytest.mark.parametrize(
    ("text", "regions", "topic", "zone"),
    [
        ("tessen daily 08:00 Europe/Kyiv", "Tessen", None, "Europe/Kyiv"),
        ("daily 08:00", None, None, "Europe/Brussels"),
        ("everything 8am in Kyiv", None, None, "Europe/Kyiv"),
        ("Kell Island weekdays 7:30", "Kell Island", None, "Europe/Brussels"),
        ("drones in tessen every 6 hours", "Tessen", "drones", "Europe/Brussels"),
        ("ferry strike daily 8", None, "ferry strike", "Europe/Brussels"),
        ("“friday market” daily 8", None, "friday market", "Europe/Brussels"),
        ("prices in shops 8am", None, "prices in shops", "Europe/Brussels"),
        ("tessen and kell island 8am", "Tessen, Kell Island", None, "Europe/Brussels"),
        ("drones in tessen, brennick 8am", "Tessen, Brennick", "drones", "Europe/Brussels"),
        ("Bosnia and Herzegovina 8am", "Bosnia and Herzegovina", None, "Europe/Brussels"),
        ("drones, ferry strike 8am", None, "drones, ferry strike", "Europe/Brussels"),
        ("prisoners from tessen 8am", None, "prisoners from tessen", "Europe/Brussels"),
    ],
)
def test_an_order_in_words(text: str, regions: str | None, topic: str | None, zone: str) -> None:
    found = order(text)
    assert (", ".join(names(found)) or None, found.topic, found.zone) == (regions, topic, zone)
    assert (found.length, found.when_empty) == (Length.FULL, WhenEmpty.LINE)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("tessen from harbour herald 8am", "Tessen, from Harbour Herald"),
        ("tessen 8am Kyiv from Ridge Post, not Harbour Herald", "Tessen, from The Ridge Post, not from {}"),
        ("only from Harbour Herald and the Ridge Post 8am", "the whole desk, from {} and The Ridge Post"),
        ("drones in tessen without Harbour Herald 8am short", "“drones” in Tessen, not from {}"),
        ("prisoners from tessen from Harbour Herald 8am", "“prisoners from tessen”, from {}"),
        ('tessen except "Sunday Wire" 8am', "Tessen, not from Sunday Wire"),
        ("tessen from all outlets 8am", "Tessen"),
    ],
)
def test_outlets_in_words(text: str, about: str) -> None:
    assert order(text).about == about.format("Harbour Herald")


def test_a_region_is_kept_by_its_id() -> None:
    [texan] = order('"Paris, Texas" 8am').regions
    assert (texan.name, texan.id) == ("Paris", KNOWN.region("Paris, Texas").id)
    assert texan.id != KNOWN.region("Paris").id


def test_an_order_with_options() -> None:
    found = order("tessen daily 8:00 Europe/Kyiv short silent")
    assert (found.length, found.when_empty, found.zone) == (Length.SHORT, WhenEmpty.SILENCE, "Europe/Kyiv")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tessen", "When"),
        ("tessen daily 8:00 Europe/Kyyiv", "Kyiv"),
        ("x" * 101 + " 8am", "too long"),
        ("from Harbor Herald 8am", "Did you mean Harbour Herald"),
        ("from Ridge Post and X 8am", "no outlet “X”"),
    ],
)
def test_an_order_that_cannot_be(text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        order(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weekdays 7:30", "Tessen weekdays 07:30 Europe/Brussels full line"),
        ("drones in kell island", "“drones” in Kell Island daily 08:00 Europe/Brussels full line"),
        ("everything short", "the whole desk daily 08:00 Europe/Brussels short line"),
        ("8:00 Kyiv silent", "Tessen daily 08:00 Europe/Kyiv full silence"),
        ("not harbour herald", "Tessen, not from Harbour Herald daily 08:00 Europe/Brussels full line"),
    ],
)
def test_a_change_leaves_the_rest(text: str, expected: str) -> None:
    found = changed(order("tessen daily 8:00"), wanted(text), KNOWN)
    said = f"{found.about} {found.schedule} {found.zone} {found.length} {found.when_empty}"
    assert said == expected
