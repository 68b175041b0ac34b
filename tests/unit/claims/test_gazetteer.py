"""The gazetteer: names in any spelling, hierarchy, governments, and the regions of desk.toml."""

from pathlib import Path

import pytest

from bot.claims.gazetteer import Gazetteer
from bot.config import DeskRegion, load_desk_file
from bot.errors import ConfigError
from bot.news.region import RegionKind

SAMPLES = Path(__file__).parents[3] / "bot" / "samples" / "desk.toml"
BELGOROD = DeskRegion("Belgorod", "RU", command="/belgorod", aliases=("Belgorodshchina",))


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer()


@pytest.fixture(scope="module")
def samples() -> Gazetteer:
    return Gazetteer(load_desk_file(SAMPLES).regions)


@pytest.mark.parametrize(
    ("text", "region_id"),
    [
        ("Ukraine", "UA"),
        ("the netherlands", "NL"),
        ("Türkiye", "TR"),
        ("cote d'ivoire", "CI"),
        ("UA", "UA"),
        ("RU-BEL", "RU-BEL"),
        ("gn:495112", "gn:495112"),
        ("Kyiv", "UA-30"),
        ("Kiev", "UA-30"),
        ("Київ", "UA-30"),
        ("Белгород", "gn:578072"),
        ("Belgorod", "RU-BEL"),
        ("Belgorod region", "RU-BEL"),
        ("Belgorod Oblast", "RU-BEL"),
        ("Belgorod city", "gn:578072"),
        ("SHEBEKINO", "gn:495112"),
        ("Grayvoron", "gn:559034"),
        ("Georgia", "GE"),
        ("Georgia, United States", "US-GA"),
        ("Paris", "gn:2988507"),
        ("Paris, Texas", "gn:4717560"),
        ("Moscow", "RU-MOW"),
        ("Tehran", "gn:112931"),
        ("São Paulo", "BR-SP"),
        ("sao paulo city", "gn:3448439"),
        ("Gaza", "PS-GZ"),
    ],
)
def test_a_name_a_person_types(world: Gazetteer, text: str, region_id: str) -> None:
    assert world.resolve(text).id == region_id


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Belgorood", "did you mean Belgorod Oblast (Russia) or Belgorod (Russia)?"),
        ("Ukrain", "did you mean Ukraine"),
        ("Shebekno", "did you mean Shebekino (Russia)"),
        ("xyzzyq", "add it to desk.toml under [[regions]]"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(world: Gazetteer, text: str, offered: str) -> None:
    with pytest.raises(ConfigError) as caught:
        world.resolve(text)
    assert offered in str(caught.value)
    assert caught.value.subject == text


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("RU", "gn:495112", True),
        ("RU-BEL", "gn:495112", True),
        ("UA", "UA-30", True),
        ("UA", "gn:495112", False),
        ("gn:495112", "RU-BEL", False),
        ("RU-BEL", "UA-30", False),
        ("desk:gone", "desk:gone", True),
        ("RU", "desk:gone", False),
    ],
)
def test_hierarchy(world: Gazetteer, outer: str, inner: str, holds: bool) -> None:
    assert world.contains(outer, inner) is holds


@pytest.mark.parametrize(
    ("speaker", "country"),
    [
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Moscow", "RU"),
        ("the Kremlin", "RU"),
        ("Washington", "US"),
        ("the White House", "US"),
        ("Downing Street", "GB"),
        ("the Élysée", "FR"),
        ("Quai d’Orsay", "FR"),
        ("Bankova", "UA"),
        ("Zhongnanhai", "CN"),
        ("Ukraine", "UA"),
        ("the US", "US"),
        ("the Russian government", "RU"),
        ("Russia’s government", "RU"),
        ("the government of Ukraine", "UA"),
        ("the United States' leadership", "US"),
        ("the Swiss authorities", "CH"),
        ("Brussels", "EU"),
        ("Russian officials", None),
        ("Shebekino", None),
        ("Victoria", None),
        ("Kyiv residents", None),
    ],
)
def test_whose_government_a_speaker_is(world: Gazetteer, speaker: str, country: str | None) -> None:
    assert world.government_of(speaker) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [("Ukrainian", "UA"), ("Russians", "RU"), ("Danes", "DK"), ("Chinese", "CN"), ("Martian", None)],
)
def test_demonyms(world: Gazetteer, word: str, country: str | None) -> None:
    assert world.demonym_of(word) == country


def test_every_country_has_a_capital_that_speaks_for_it(world: Gazetteer) -> None:
    silent = {
        country.id: capital
        for country in world.countries.by_id.values()
        for capital in country.capitals[:1]
        if world.government_of(f"the government in {capital}") not in (country.id, "EU")
    }
    assert set(silent) <= {"BM", "FK", "IM", "JM", "MS"}, silent


def test_the_invented_world(samples: Gazetteer) -> None:
    assert samples.resolve("Karvenia").kind is RegionKind.COUNTRY
    assert samples.resolve("/tessen").within == ("desk:karvenia",)
    assert samples.resolve("Brennick").within == ("desk:tessen", "desk:karvenia")
    assert samples.contains("desk:karvenia", "desk:kolby-ford")
    assert samples.government_of("Duvrin") == "desk:istrova"
    assert samples.government_of("the Citadel") == "desk:karvenia"
    assert samples.government_of("the Istrovan government") == "desk:istrova"
    assert samples.demonym_of("Karvenians") == "desk:karvenia"
    capital = samples.capital_of("desk:casteria")
    assert capital is not None
    assert capital.name == "Aldmouth"


def test_an_entry_of_the_desk_file_means_the_real_region() -> None:
    gazetteer = Gazetteer([BELGOROD])
    region = gazetteer.resolve("belgorodshchina")
    assert (region.id, region.name, region.command) == ("RU-BEL", "Belgorod", "/belgorod")
    assert gazetteer.by_command("belgorod") == gazetteer.by_id("RU-BEL") == region
    assert gazetteer.resolve("Belgorod city").id == "gn:578072"


def test_an_entry_can_say_that_it_means_the_city() -> None:
    gazetteer = Gazetteer([DeskRegion("Belgorod", "RU", kind="city")])
    assert gazetteer.resolve("Belgorod").id == "gn:578072"


def test_a_village_that_no_map_has() -> None:
    gazetteer = Gazetteer([DeskRegion("Lower Fenwick", "GB-ENG")])
    assert gazetteer.resolve("lower fenwick").within == ("GB-ENG", "GB")
    assert gazetteer.contains("GB", "desk:lower-fenwick")


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(ConfigError, match="'Fenwick' lies in 'QQ', which no country or subdivision has"):
        Gazetteer([DeskRegion("Fenwick", "QQ")])


def test_other_regions_make_another_version(world: Gazetteer) -> None:
    assert Gazetteer([BELGOROD]).version != world.version == Gazetteer().version
