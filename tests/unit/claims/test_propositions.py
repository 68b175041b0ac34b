"""What a clause says, in a form that can be compared."""

from datetime import UTC, date, datetime

import pytest

from bot.claims.meaning.days import when
from bot.claims.meaning.propositions import Setting, proposition
from bot.claims.meaning.quantities import quantities
from bot.claims.meaning.relations import UNREAL
from bot.claims.meaning.tokens import Tokens, name_key
from bot.news.claim import Proposition
from bot.news.span import Span

FRIDAY = datetime(2024, 5, 17, 8, 0, tzinfo=UTC)


def of(text: str, *, speaker: str | None = None, denied: bool = False) -> Proposition:
    whole = Span(0, len(text))
    setting = Setting(published=FRIDAY, whole=whole, speaker=speaker, denied=denied)
    return proposition(Tokens(text), [whole], setting)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two people were killed.", "Two people died."),
        (
            "Shells wounded nine mechanics in Brennick.",
            "In Brennick nine mechanics were injured by shelling.",
        ),
        ("The ferry capsized.", "The vessel sank."),
        ("The tests were called off.", "The tests were cancelled."),
        ("The mill was shut.", "The mill was closed."),
    ],
)
def test_words_that_mean_alike_are_one(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def stems(text: str) -> set[str]:
    return {word for word in of(text).words if " " not in word}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The family fled from Brennick into Morvale.", {"from brennick", "to morval"}),
        ("Observers moved out of Brennick.", {"from brennick"}),
        ("The alarm failed before the explosion.", {"before explode"}),
        ("The alarm failed following the explosion.", {"after explode"}),
        ("The army is preparing to withdraw.", {"to do"}),
        ("The girl was taken to hospital.", set()),
        ("Four of the buses burned.", {"part of"}),
        ("The bank has 63 branches, most of them in the capital.", set()),
        ("The mayor's driver was arrested.", {"owned driver", "done-to driver"}),
        ("The driver of Mayor Reeve was arrested.", {"owned driver", "done-to driver"}),
        ("A curfew holds in Tessen province.", {"region tessen"}),
        ("The market closes unless talks resume.", {"if so"}),
        ("The rate was raised by 5 per cent.", {"by #5"}),
    ],
)
def test_marks_say_how_words_hang_together(text: str, marks: set[str]) -> None:
    assert marks <= of(text).words
    if not marks:
        assert of(text).words.isdisjoint(UNREAL)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("At least eight people were injured.", (">=8 injure",)),
        ("Over 50 tanks were seen.", (">50 tank",)),
        ("Some 400 households will move.", ("~400 home",)),
        ("No fewer than twenty-five ships left.", (">=25 ship",)),
        ("The state lent 2.3bn crowns.", ("2300000000 crown",)),
        ("The bank lost 2.3 billion crowns.", ("2300000000 crown",)),
        ("Shares fell by nine per cent.", ("9 %",)),
        ("The third convoy arrived.", ("3th convoy",)),
        ("Hundreds of families waited.", ("hundreds famili",)),
        ("Between 30 to 40 tents burned.", ("30-40 tent",)),
        ("Two more bodies were found.", ("2 more kill",)),
        ("The toll rose to 14.", ("14 kill",)),
        ("Four of the wounded were treated.", ("4 of injure",)),
        ("A 16-year-old girl left.", ("16 old",)),
        ("The mechanics, aged 34 and 58, left.", ("34 old", "58 old")),
        ("Up to 700 jobs are at risk.", ("<=700 job",)),
        ("Union Mutual will take over 28 branches.", ("28 branch",)),
        ("One of them left.", ()),
        ("Rovers beat United 3-1.", ("3-1",)),
        ("A 60-day truce began.", ("60 day",)),
        ("No one left.", ()),
        ("It was larger than first known.", ()),
    ],
)
def test_numbers_keep_their_bound_and_what_they_count(text: str, numbers: tuple[str, ...]) -> None:
    assert of(text).numbers == numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and fifty", "250"),
        ("half a dozen", "6"),
        ("a hundred", "100"),
        ("1,200", "1200"),
        ("three thousand four hundred", "3400"),
        ("4.5 million", "4500000"),
        ("21", "21"),
    ],
)
def test_numbers_in_words_and_digits(words: str, value: str) -> None:
    assert [each.value for each in quantities(words.split())] == [value]


@pytest.mark.parametrize(
    ("text", "day", "period"),
    [
        ("Shells fell on Thursday.", date(2024, 5, 16), None),
        ("Shells fell on Friday.", date(2024, 5, 17), None),
        ("The inquiry will open on Monday.", date(2024, 5, 20), None),
        ("The bridge has been closed to trains since Monday.", date(2024, 5, 13), None),
        ("The market closes until Saturday.", date(2024, 5, 18), None),
        ("Shells fell yesterday.", date(2024, 5, 16), None),
        ("The raid of 8 May was short.", date(2024, 5, 8), None),
        ("The raid of May 8, 2023 was short.", date(2023, 5, 8), None),
        ("The raid of 24 December was short.", date(2023, 12, 24), None),
        ("It lent the money in April.", None, "2024-04"),
        ("It lost the money in November.", None, "2023-11"),
        ("It was founded in 1904.", None, "1904"),
        ("It hid losses last year.", None, "2023"),
        ("It was hit last month.", None, "2024-04"),
        ("It took part in previous raids.", None, "earlier"),
        ("It took part in earlier raids on the border.", None, "earlier"),
        ("Earlier on Tuesday it rained.", date(2024, 5, 14), None),
        ("It rained earlier this week.", None, None),
        ("It may rain.", None, None),
    ],
)
def test_when_it_happened(text: str, day: date | None, period: str | None) -> None:
    found = when(text, Span(0, len(text)), FRIDAY)
    assert (found.day, found.period) == (day, period)


def test_without_a_publication_a_weekday_is_a_weekday() -> None:
    assert when("Shells fell on Thursday.", Span(0, 24), None).period == "thursday"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The depot was not a target.", True),
        ("Nobody was hurt.", True),
        ("There was no target.", True),
        ("Troops failed to enter the town.", True),
        ("Not only the depot burned.", False),
        ("No fewer than six people were hurt.", False),
        ("The depot burned.", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert of(text).negated is negated


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Karvenian artillery hit Sarnitz.", {"karven", "fire_on"}),
        ("Sarnitz was hit by Karvenian artillery.", {"karven", "fire_on"}),
        ("Sarnitz was hit.", set()),
        ("Eleven people drowned.", set()),
        ("Lorne Castell, the chief executive, resigned.", {"lorn", "castell"}),
        ("The chief executive, Lorne Castell, resigned.", {"lorn", "castell"}),
        ("a breakthrough by Istrovan forces at Morvale", {"istrov", "troop"}),
    ],
)
def test_who_does_it(text: str, agents: set[str]) -> None:
    assert of(text).agents == agents


@pytest.mark.parametrize(
    "text",
    [
        "its guns had fired on Brennick",
        "firing guns on Brennick",
        "having fired guns on Brennick",
        "one of its guns had fired on Brennick",
    ],
)
def test_pronouns_and_gerunds_mean_who_denies(text: str) -> None:
    found = of(text, speaker="Istrova's general staff", denied=True)
    assert "istrov" in found.agents
    assert found.names == {"istrov", "brennick"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("involvement in the raid", {"raid"}),
        ("any role in the raid", {"raid"}),
        ("having had a hand in the raid", {"raid"}),
        ("reports of a breakthrough", {"break_through"}),
        ("earlier accusations of a breakthrough", {"break_through"}),
    ],
)
def test_a_denial_is_of_what_is_denied(text: str, words: set[str]) -> None:
    assert of(text, speaker="Istrova", denied=True).words == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Karvenia", "Karvenian", True),
        ("Istrova", "Istrovan", True),
        ("Ukraine", "Ukrainian", True),
        ("Russia", "Russians", True),
        ("India", "Indian", True),
        ("Mali", "Malian", True),
        ("France", "French", True),
        ("Denmark", "Danes", True),
        ("Iran", "Iraq", False),
        ("Austria", "Australia", False),
        ("Niger", "Nigeria", False),
        ("Slovakia", "Slovenia", False),
        ("Tessen", "Sarnitz", False),
    ],
)
def test_peoples_and_countries_share_a_key(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_a_first_word_is_a_name_only_if_it_looks_like_one() -> None:
    assert of("Floods killed four people in Halden.").names == {"halden"}
    assert of("Istrova attacked Morvale.").names == {"istrov", "morval"}
    assert of("Karvenia and Istrova met.").names == {"karven", "istrov"}
