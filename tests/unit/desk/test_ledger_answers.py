"""What the desk answers from the ledger: claims of a status, denials, changes, and one region's alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.config import DeskFile, DeskRegion, load_settings
from bot.desk.answer import Asked
from bot.news import shown
from bot.news.answer import Answer
from bot.news.article import Incoming
from bot.news.lead import lead

MONDAY = datetime(2024, 3, 4, 9, tzinfo=UTC)
OUTLETS = ("The Tern", "The Gull")
REGIONS = (
    DeskRegion("Ostria", kind="country"),
    DeskRegion("Westmark", within="Ostria", kind="subdivision"),
    DeskRegion("Sarn", within="Westmark"),
    DeskRegion("Lanby", within="Ostria"),
)
LANDSLIDE = """\
A landslide killed three workers near the town of Sarn, in Westmark, on Sunday. \
The road to Sarn was blocked by mud.

Hollin Stone, the owner of the quarry in Sarn, said that the slope had been inspected in January. \
The miners' union denied that the slope had been inspected in January."""
ANOTHER_HAND = """\
Three workers were killed by a landslide near Sarn on Sunday, and firefighters kept digging at night. \
Lorries stood in a long line behind a police car.

Police denied that looters had entered the town of Sarn."""
FIRE = """\
A fire destroyed nine stalls at the fish market in Lanby on Sunday. Nobody was hurt."""
HIGHER = """\
The landslide near Sarn on Sunday killed five workers, the governor's office said on Wednesday."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("desk")
    settings = load_settings(data_dir=folder, database_url=f"sqlite:///{folder / 'desk.sqlite3'}")
    outlets = tuple({"name": name, "family": name, "policy": "full"} for name in OUTLETS)
    made = App(settings, DeskFile(outlets=outlets, regions=REGIONS))
    texts = ((LANDSLIDE, 0, 0), (ANOTHER_HAND, 1, 0), (FIRE, 0, 0), (HIGHER, 1, 2))
    for number, (text, outlet, days) in enumerate(texts):
        at = MONDAY + timedelta(days=days)
        url = f"https://news.example/{number}"
        made.store.articles.add(
            Incoming(text, OUTLETS[outlet], at, url=url, canonical_url=url, published=at, language="en")
        )
    made.catch_up()
    yield made
    made.close()


def ask(app: App, text: str, *, days: int = 3, region: str | None = None) -> Answer:
    place = app.gazetteer.resolve(region) if region else None
    desk = replace(app.desk, model=None)
    return desk.ask(Asked(text, MONDAY + timedelta(days=days), region=place))


def said(answer: Answer) -> str:
    quotes = (quote.text for made in answer.statements for quote in made.quotes)
    return " | ".join([*(made.text for made in answer.statements), *quotes])


def labels(answer: Answer) -> list[str | None]:
    return [shown.label(made) for made in answer.statements]


def test_what_two_outlets_report_is_confirmed(app: App) -> None:
    answer = ask(app, "What has been confirmed about the landslide?", days=1)
    assert lead(answer) == "One thing about the landslide is confirmed."
    assert labels(answer) == ["Confirmed · 2 outlets"]
    assert {quote.outlet for quote in answer.statements[0].quotes} == set(OUTLETS)


def test_a_region_holds_what_lies_in_it(app: App) -> None:
    assert "three workers" in said(ask(app, "What is confirmed in Westmark?", days=1)).lower()
    assert (
        lead(ask(app, "What is confirmed in Lanby?"))
        == "Nothing in Lanby is confirmed in the stored articles."
    )


def test_nothing_is_said_of_what_no_article_tells(app: App) -> None:
    answer = ask(app, "What is confirmed about the regatta?")
    assert not answer.answered
    assert answer.first is None


def test_who_denies_is_answered_by_denials_of_that(app: App) -> None:
    answer = ask(app, "Who denies that the slope had been inspected?")
    assert labels(answer) == ["Disputed: Hollin Stone says, the miners' union denies"]
    assert "looters" not in said(answer)


def test_a_denial_of_something_else_is_no_answer(app: App) -> None:
    assert not ask(app, "Who denies that the mayor resigned?").answered


@pytest.mark.parametrize(
    ("question", "first", "label"),
    [
        ("Is it true that looters entered Sarn?", "Not confirmed", "Denied by police"),
        ("Has it been denied that looters entered Sarn?", "Denied", "Denied by police"),
        ("Have the deaths of three workers been confirmed?", "Confirmed", "Confirmed · 2 outlets"),
    ],
)
def test_whether_something_is_so_is_told_by_its_status(
    app: App, question: str, first: str, label: str
) -> None:
    answer = ask(app, question, days=1)
    assert lead(answer) == f"{first} in the stored articles."
    assert label in labels(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that five workers were killed?",
        "Is it true that three workers were not killed?",
        "Is it true that three workers were killed by robbers?",
    ],
)
def test_what_is_confirmed_is_not_what_was_asked(app: App, question: str) -> None:
    answer = ask(app, question, days=1)
    assert "Confirmed · 2 outlets" in labels(answer)
    assert lead(answer) != "Confirmed in the stored articles."


def test_a_risen_figure_is_a_change(app: App) -> None:
    answer = ask(app, "What changed about the landslide since Tuesday?")
    assert (lead(answer) or "").startswith("One thing about the landslide has changed since Tuesday")
    assert "three workers" in (answer.statements[0].shown or "").lower()
    assert "five workers" in answer.statements[0].text


def test_without_news_nothing_changed(app: App) -> None:
    answer = ask(app, "What changed about the fish market since Tuesday?")
    assert not answer.answered
    assert lead(answer) == "Nothing about the fish market has changed since Tuesday."


@pytest.mark.parametrize(
    "question", ["What happened on Sunday?", "What was destroyed?", "How many workers were killed?"]
)
@pytest.mark.parametrize(("region", "foreign"), [("Lanby", "workers"), ("Westmark", "stalls")])
def test_an_answer_for_a_region_shows_no_other(app: App, question: str, region: str, foreign: str) -> None:
    answer = ask(app, question, region=region)
    assert foreign not in said(answer)
    assert foreign not in " ".join(remark.text for remark in answer.remarks)


def test_an_answer_for_a_region_finds_what_lies_in_it(app: App) -> None:
    assert "killed three workers" in said(ask(app, "How many workers were killed?", region="Westmark"))
    assert "nine stalls" in said(ask(app, "What did the fire destroy?", region="Lanby"))


def test_questions_of_the_ledger_cost_no_call(app: App) -> None:
    answer = ask(app, "What has been confirmed about the landslide?", days=1)
    assert answer.mode == "extractive"
    assert answer.usage.calls == 0
