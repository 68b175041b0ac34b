"""Who a speaker is: names, offices and organs joined as far as that is safe, on the real gazetteer."""

import pytest

from bot.claims.actors import Actors, Company, company, is_government, is_outlet, is_verifier
from bot.claims.gazetteer import Gazetteer
from bot.config import DeskRegion
from bot.news.article import Outlet
from bot.news.claim import Actor
from bot.news.sentences import split

REGIONS = (
    DeskRegion("Karvenia", kind="country", demonyms=("Karvenian",), seats=("Citadel",)),
    DeskRegion("Istrova", kind="country", demonyms=("Istrovan",)),
    DeskRegion("Pellmar", within="Karvenia", capital=True),
    DeskRegion("Duvrin", within="Istrova", capital=True),
    DeskRegion("Tessen", within="Karvenia", kind="subdivision"),
    DeskRegion("Morvale", within="Tessen", kind="city"),
)
OUTLETS = {
    "The Continental": Outlet("The Continental"),
    "Radio Pellmar": Outlet("Radio Pellmar", affiliation="government of Karvenia"),
}
TEXT = """\
Orlan Veske, the governor of Tessen, said the shells had come from the east. Ilse Marwood, a spokesperson for
the Citadel, called it an attack. Fieldcheck, The Continental’s verification unit, has geolocated two videos.
Colonel Pavo Lenk, the spokesman of Istrova’s general staff, denied that. General Bram Oster, the commander of
the Tessen garrison, told reporters so. Istrovan Foreign Minister Tobin Sayle agreed. Petra Halloway, the
mayor of nearby Morvale, has ordered the market to close. Jan Roth, a former Karvenian minister, doubted that.
Ida Kask, a spokeswoman for the Free Istrova Rifles, said they had crossed. Mara Roth, a teacher, said she had
slept. The fact-checking group Clearwater found no trace.
""".replace("\n", " ")
ACTORS = Actors(Gazetteer(REGIONS), OUTLETS)
HERE = company(TEXT, split(TEXT), ["the Dawn Company"], key="7")


@pytest.mark.parametrize(
    ("speaker", "country"),
    [
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Ukraine", "UA"),
        ("Ukraine’s government", "UA"),
        ("the Ukrainian government", "UA"),
        ("the government of Ukraine", "UA"),
        ("Moscow", "RU"),
        ("the Kremlin", "RU"),
        ("Russia", "RU"),
        ("Washington", "US"),
        ("the White House", "US"),
        ("the US", "US"),
        ("the U.S. government", "US"),
        ("Downing Street", "GB"),
        ("London", "GB"),
        ("Beijing", "CN"),
        ("Chinese authorities", "CN"),
        ("Brussels", "EU"),
        ("the EU", "EU"),
        ("Belgium", "BE"),
        ("the Belgian government", "BE"),
        ("Paris", "FR"),
        ("the Élysée", "FR"),
        ("Berlin", "DE"),
        ("Tehran", "IR"),
        ("Pyongyang", "KP"),
        ("Seoul", "KR"),
        ("Ankara", "TR"),
        ("Duvrin", "desk:istrova"),
        ("Pellmar", "desk:karvenia"),
        ("the Citadel", "desk:karvenia"),
        ("the Karvenian government", "desk:karvenia"),
    ],
)
def test_capitals_seats_and_countries_speak_for_governments(speaker: str, country: str) -> None:
    found = ACTORS.of(speaker, HERE)
    assert found == Actor(f"gov:{country}", speaker.replace("’", "'"), country)
    assert is_government(found)


@pytest.mark.parametrize(
    ("speaker", "actor_id", "side"),
    [
        ("Karvenia's defence ministry", "desk:karvenia:defence ministry", "desk:karvenia"),
        ("the Karvenian Ministry of Defence", "desk:karvenia:defence ministry", "desk:karvenia"),
        ("Karvenia’s Defense Ministry", "desk:karvenia:defence ministry", "desk:karvenia"),
        ("the Ministry of Defence of Karvenia", "desk:karvenia:defence ministry", "desk:karvenia"),
        ("Istrova's general staff", "desk:istrova:general staff", "desk:istrova"),
        ("the General Staff of the Armed Forces of Ukraine", "UA:general staff", "UA"),
        ("Ukraine's armed forces", "UA:armed forces", "UA"),
        ("the Ukrainian military", "UA:armed forces", "UA"),
        ("the South Korean army", "KR:armed forces", "KR"),
        ("Russia's foreign minister", "RU:foreign minister", "RU"),
        ("the Russian foreign minister", "RU:foreign minister", "RU"),
        ("the US State Department", "US:foreign ministry", "US"),
        ("the State Department", "US:foreign ministry", "US"),
        ("the Foreign Office", "GB:foreign ministry", "GB"),
        ("the European Commission", "EU:commission", "EU"),
        ("the Tessen education office", "desk:tessen:education office", "desk:karvenia"),
        ("Tessen's governor", "desk:tessen:governor", "desk:karvenia"),
        ("the governor of Tessen", "desk:tessen:governor", "desk:karvenia"),
        ("Belgorod's governor", "RU-BEL:governor", "RU"),
        ("Kyiv's mayor", "UA-30:mayor", "UA"),
        ("the mayor of Kyiv", "UA-30:mayor", "UA"),
    ],
)
def test_organs_and_offices_are_actors_of_their_own_on_their_countrys_side(
    speaker: str, actor_id: str, side: str
) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert (found.id, found.side, found.named) == (actor_id, side, True)


@pytest.mark.parametrize(
    ("speaker", "name", "side"),
    [
        ("Orlan Veske", "Orlan Veske", "desk:karvenia"),
        ("Veske", "Orlan Veske", "desk:karvenia"),
        ("Governor Orlan Veske", "Orlan Veske", "desk:karvenia"),
        ("Orlan Veske, the governor of Tessen", "Orlan Veske", "desk:karvenia"),
        ("Ilse Marwood", "Ilse Marwood", "desk:karvenia"),
        ("Pavo Lenk", "Pavo Lenk", "desk:istrova"),
        ("Lenk", "Pavo Lenk", "desk:istrova"),
        ("Oster", "Bram Oster", "desk:karvenia"),
        ("Tobin Sayle", "Tobin Sayle", "desk:istrova"),
        ("Istrovan Foreign Minister Tobin Sayle", "Tobin Sayle", "desk:istrova"),
        ("Petra Halloway", "Petra Halloway", "desk:karvenia"),
        ("Jan Roth", "Jan Roth", None),
        ("Ida Kask", "Ida Kask", None),
        ("Mara Roth", "Mara Roth", None),
        ("Roth", "Roth", None),
    ],
)
def test_the_names_of_a_person_are_joined_within_an_article(
    speaker: str, name: str, side: str | None
) -> None:
    found = ACTORS.of(speaker, HERE)
    assert found is not None
    assert (found.name, found.side, found.named) == (name, side, True)
    assert found.id == (f"name:{name.lower()}" if " " in name else "name:roth@7")


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("officials", None),
        ("local officials", None),
        ("Local officials", None),
        ("Istrovan officials", "desk:istrova"),
        ("a Ukrainian official", "UA"),
        ("a Kremlin spokesperson", "RU"),
        ("a spokesman for Karvenia's defence ministry", "desk:karvenia"),
        ("a spokesperson", None),
        ("residents", None),
        ("Residents of Morvale", None),
        ("a source", None),
        ("two people familiar with the inquiry", None),
        ("a harbour official on condition of anonymity", None),
        ("survivors", None),
        ("witnesses", None),
        ("pro-Istrovan officials", None),
        ("Russian-backed separatists", None),
        ("two pro-Ukrainian paramilitary groups", None),
        ("Ukrainian journalists", None),
        ("some", None),
    ],
)
def test_speakers_without_a_name(speaker: str, side: str | None) -> None:
    found = ACTORS.of(speaker, HERE)
    assert found is not None
    assert (found.named, found.side) == (False, side)
    assert found.id.endswith("@7")


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Town officials", "town officials"),
        ("Residents of Morvale", "residents of Morvale"),
        ("Istrovan officials", "Istrovan officials"),
        ("Kremlin officials", "Kremlin officials"),
        ("NATO officials", "NATO officials"),
    ],
)
def test_a_capital_that_only_begins_the_sentence_is_dropped(speaker: str, name: str) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "speaker",
    [
        "the Freedom of Russia Legion",
        "the Russian Volunteer Corps",
        "the Tessen Free Rifles",
        "the Dawn Company",
        "the Russian opposition",
        "the Wagner Group",
        "the self-proclaimed Luhansk government",
    ],
)
def test_an_armed_group_or_an_opposition_is_not_the_state(speaker: str) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert found.named
    assert found.side is None
    assert not is_government(found)


@pytest.mark.parametrize(
    "speaker", ["Fieldcheck", "Clearwater", "BBC Verify", "Bellingcat", "The Continental's verification team"]
)
def test_verifiers(speaker: str) -> None:
    found = ACTORS.of(speaker, HERE)
    assert found is not None
    assert is_verifier(found)
    assert found.side is None


def test_a_name_is_a_verifier_only_where_its_article_calls_it_one() -> None:
    found = ACTORS.of("Fieldcheck")
    assert found is not None
    assert not is_verifier(found)


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("a reporter for The Continental", "The Continental"),
        ("The Continental's correspondent", "The Continental"),
        ("The Continental", "The Continental"),
        ("Reuters journalists", "Reuters"),
        ("a Reuters correspondent", "Reuters"),
    ],
)
def test_an_outlets_own_reporters_speak_for_it(speaker: str, name: str) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert is_outlet(found)
    assert found.name == name


@pytest.mark.parametrize("speaker", ["Radio Pellmar", "a Radio Pellmar correspondent"])
def test_an_affiliated_outlet_speaks_as_its_actor(speaker: str) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert found.id == "gov:desk:karvenia"


@pytest.mark.parametrize(
    "speaker", [None, "", " ", "he", "She", "it", "who", "her office", "his lawyer", "Their union"]
)
def test_what_the_text_leaves_open_stays_open(speaker: str | None) -> None:
    assert ACTORS.of(speaker, HERE) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Orlan Veske", "Orlan Veske", True),
        ("Karvenia's defence ministry", "the Karvenian defence ministry", True),
        ("NATO", "NATO", True),
        ("the Dawn Company", "Dawn Company", True),
        ("Veske", "Veske", False),
        ("the ministry", "the ministry", False),
        ("police", "police", False),
        ("officials", "officials", False),
        ("Karvenia's defence ministry", "Istrova's defence ministry", False),
        ("the defence ministry", "Karvenia's defence ministry", False),
    ],
)
def test_only_safe_joins_across_articles(one: str, other: str, same: bool) -> None:
    first, second = ACTORS.of(one, Company("1")), ACTORS.of(other, Company("2"))
    assert first is not None
    assert second is not None
    assert (first.id == second.id) is same


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("police", True),
        ("the coastguard", True),
        ("the fire service", True),
        ("the report", False),
        ("a man", False),
    ],
)
def test_bodies_without_a_name(speaker: str, named: bool) -> None:
    found = ACTORS.of(speaker)
    assert found is not None
    assert found.named is named
