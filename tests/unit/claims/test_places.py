"""Places in whole articles, and which of them a clause is about."""

from pathlib import Path

import pytest

from bot.claims.attribution import attributions
from bot.claims.gazetteer import Gazetteer
from bot.claims.places import event_places, places
from bot.config import load_desk_file
from bot.news.region import Place, PlaceRole
from bot.news.sentences import split
from bot.news.span import Span

SAMPLES = Path(__file__).parents[3] / "bot" / "samples" / "desk.toml"
REPORT = """Tessen, a Karvenian region, has again been shelled from across the border; six people were hurt. \
Karvenia’s defence ministry claims that it drove back two assaults by Istrova. Duvrin has not responded.

Orlan Veske, the governor of Tessen, said that several districts had lost power. Driving tests in Morvale \
have been called off. Two firemen were hurt at a depot in Tessen city.

The ministry published no pictures.

In other news, four people were killed in an attack on Istrova’s capital, Duvrin. It was the third this \
week. President Edda Corvin called for air-defence batteries.

In other news, the price of butter has risen."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(load_desk_file(SAMPLES).regions)


def _read(text: str, gazetteer: Gazetteer, **kwargs: str) -> tuple[Place, ...]:
    sentences = split(text)
    return places(text, sentences, attributions(text, sentences), gazetteer, **kwargs)


def _about(text: str, words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    start = text.index(words)
    return event_places(text, Span(start, start + len(words)), _read(text, gazetteer), split(text))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("six people were hurt", ("desk:tessen",)),
        ("it drove back two assaults", ("desk:tessen",)),
        ("Duvrin has not responded", ("desk:tessen",)),
        ("several districts had lost power", ("desk:tessen",)),
        ("Driving tests in Morvale have been called off", ("desk:morvale",)),
        ("Two firemen were hurt", ("desk:tessen-city",)),
        ("The ministry published no pictures", ("desk:tessen",)),
        ("four people were killed", ("desk:duvrin",)),
        ("It was the third", ("desk:duvrin",)),
        ("President Edda Corvin called for air-defence batteries", ("desk:duvrin",)),
        ("the price of butter has risen", ()),
    ],
)
def test_where_a_clause_happens(gazetteer: Gazetteer, words: str, ids: tuple[str, ...]) -> None:
    assert _about(REPORT, words, gazetteer) == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Nine people were wounded", ("desk:brennick",)),
        ("A bridge near Lindrow was closed", ("desk:lindrow",)),
        ("The fire burned until dawn", ("desk:brennick",)),
    ],
)
def test_a_dateline_stands_for_an_opening_without_place(
    gazetteer: Gazetteer, words: str, ids: tuple[str, ...]
) -> None:
    text = (
        "BRENNICK, Karvenia — Nine people were wounded here.\n\nA bridge near Lindrow was closed.\n\n"
        "The fire burned until dawn."
    )
    assert _about(text, words, gazetteer) == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("the fire had been put out", ("desk:brennick",)),
        ("nobody was hurt", ("desk:morvale",)),
        ("the market would close", ("desk:morvale",)),
    ],
)
def test_a_local_speaks_of_the_place_unless_the_report_is_nearer(
    gazetteer: Gazetteer, words: str, ids: tuple[str, ...]
) -> None:
    text = (
        "A depot burned down in Brennick.\n\nThe governor of Tessen said the fire had been put out.\n\n"
        "The mayor of Morvale said nobody was hurt. She said that the market would close."
    )
    assert _about(text, words, gazetteer) == ids


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A drone fell in Georgia. Officials in Tbilisi blamed nobody.", {"Georgia": "GE"}),
        ("A drone fell in Georgia. The US state has few bases; Texas has more.", {"Georgia": "US-GA"}),
        ("Leaders of Georgia and Ukraine met; an American watched.", {"Georgia": "GE"}),
        ("Georgia Meloney won the cup. Georgia thanked her coach.", {}),
        ("Jordan Pike was fined. Jordan did not appeal.", {}),
        ("The Russian town of Shebekino was shelled.", {"Shebekino": "gn:495112"}),
        ("Shebekino, a painter, was born here.", {}),
        ("The trial in Selma, Ala., goes on.", {"Selma": "gn:4089114"}),
        ("The governor of Belgorod spoke. Belgorod was dark.", {"Belgorod": "RU-BEL"}),
        ("Belgorod was dark.", {"Belgorod": "gn:578072"}),
        ("It is cold in North America.", {}),
        ("He told Radio Pellmar so, near the Sea of Japan.", {}),
        ("MR LONDON PAID. The rest did us no good.", {}),
    ],
)
def test_a_name_means_what_its_article_speaks_for(
    gazetteer: Gazetteer, text: str, meant: dict[str, str]
) -> None:
    found = {each.name: each.region_id for each in _read(text, gazetteer)}
    assert {name: found.get(name) for name in meant} == meant
    if not meant:
        assert found == {}


def test_the_title_helps_to_tell_what_is_meant(gazetteer: Gazetteer) -> None:
    text = "Two people were hurt in Vovchansk."
    assert _read(text, gazetteer) == ()
    assert [each.region_id for each in _read(text, gazetteer, title="Shelling in Ukraine")] == ["gn:689304"]


def test_a_seat_of_government_is_its_country_or_its_capital(gazetteer: Gazetteer) -> None:
    acts, hit = (_read(text, gazetteer)[0] for text in ("The Citadel denied it.", "A drone hit the Citadel."))
    assert (acts.region_id, acts.role) == ("desk:karvenia", PlaceRole.ACTOR)
    assert (hit.region_id, hit.country, hit.role) == ("desk:pellmar", "desk:karvenia", PlaceRole.EVENT)


def test_other_languages_have_none(gazetteer: Gazetteer) -> None:
    assert _read("Drei Menschen starben in Berlin.", gazetteer, language="de") == ()


def test_spans_are_exact_and_ordered(gazetteer: Gazetteer) -> None:
    found = _read(REPORT, gazetteer)
    assert [each.span.of(REPORT) for each in found] == [each.name for each in found]
    assert list(found) == sorted(found, key=lambda each: each.span)
