"""From what an article says to what bears on claims."""

import json
from pathlib import Path

import pytest

from bot.claims.grouping import same_claim
from bot.claims.meaning.corrections import corrections
from bot.news.claim import Actor, Occurrence, Stance
from bot.news.sentences import split
from tests.unit.claims.recorded import only, recorded, said

ARTICLES = Path(__file__).parents[3] / "bot" / "samples" / "articles.jsonl"


@pytest.fixture(scope="module")
def fire_on_tessen() -> tuple[str, tuple[Occurrence, ...]]:
    """The text of one sample, and its occurrences."""
    lines = map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())
    article = next(line for line in lines if line["url"].endswith("fire-on-tessen"))
    return article["text"], recorded(article["text"], published=article["published"][:10])


@pytest.mark.parametrize(
    ("stance", "speaker", "words"),
    [
        ("asserts", "Karvenia's defence ministry", "its units foiled two further efforts by Istrovan forces"),
        ("comments", "Duvrin", "the ministry’s account"),
        ("denies", "Duvrin", "playing any part in earlier raids over the frontier"),
        ("asserts", "Orlan Veske", "Istrovan batteries fired on three districts on Thursday"),
        ("asserts", "Orlan Veske", "wrecked several homes"),
        ("asserts", "Orlan Veske", "some 400 households would be moved to Karsholm"),
        ("asserts", None, "driving tests in Morvale have been called off"),
        ("asserts", "Orlan Veske", "an explosion"),
        ("asserts", "Orlan Veske", "likely caused by a stray rocket"),
        ("asserts", "Karvenia's defence ministry", "border guards drove back three assaults on Lindrow"),
        ("asserts", "Karvenia's defence ministry", "over 40 Istrovan “saboteurs”, two tanks, seven mortars"),
        ("verifies", "Fieldcheck", "recordings in which two armed groups hostile to Pellmar"),
        ("denies", "Town officials", "reports of a breakthrough by Istrovan forces at Morvale"),
        ("asserts", "Ilse Marwood", "President Stellan Kroy was aware of events in Tessen"),
        ("comments", "Ilse Marwood", "the Monitoring Council for its silence about Istrova"),
        ("asserts", "Stellan Kroy", "Istrova of seeking to spread panic"),
        ("denies", "Duvrin", "having had a hand in these strikes"),
        ("asserts", "Edda Corvin", "their talks had covered naval patrols for Istrova"),
    ],
)
def test_each_thing_said_is_one_occurrence(
    fire_on_tessen: tuple[str, tuple[Occurrence, ...]], stance: str, speaker: str | None, words: str
) -> None:
    text, found = fire_on_tessen
    matching = [
        each
        for each in said(text, found)
        if each[0] == stance and (each[1] or "").casefold() == (speaker or "").casefold() and words in each[2]
    ]
    assert len(matching) == 1, said(text, found)


def test_offsets_are_the_articles_and_ids_are_unique(
    fire_on_tessen: tuple[str, tuple[Occurrence, ...]],
) -> None:
    text, found = fire_on_tessen
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert all(each.quote.covers(part) for part in each.content)
        assert 0 <= each.quote.start < each.quote.end <= len(text)


def test_a_veto_is_the_sentence_that_says_so(fire_on_tessen: tuple[str, tuple[Occurrence, ...]]) -> None:
    text, found = fire_on_tessen
    vetoed = [each for each in found if each.veto is not None]
    assert {each.speaker for each in vetoed} == {"Karvenia's defence ministry"}
    assert {each.veto.of(text) for each in vetoed if each.veto} == {
        "The ministry’s figures could not be independently verified."
    }
    assert not any("could not be independently verified" in each[2] for each in said(text, found))


def test_a_hedge_stands_by_its_own_clause(fire_on_tessen: tuple[str, tuple[Occurrence, ...]]) -> None:
    text, found = fire_on_tessen
    hedged = [each[2] for each in said(text, [each for each in found if each.hedged])]
    assert hedged
    assert all("likely caused by a stray rocket" in words for words in hedged)
    assert not any("no deaths" in words for _, _, words in said(text, found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Veske said eight people had been injured and families would be evacuated.",
            ["eight people had been injured", "families would be evacuated"],
        ),
        (
            "Veske reported an explosion in Brennick, likely caused by a drone, which injured two mechanics.",
            ["an explosion in Brennick", "likely caused by a drone", "which injured two mechanics"],
        ),
        (
            "Veske confirmed that shells had hit the waterworks, leaving 6,000 homes dry.",
            ["shells had hit the waterworks", "leaving 6,000 homes dry"],
        ),
        (
            "Istrova denied that its guns had fired and that it had broken the truce.",
            ["its guns had fired", "and that it had broken the truce"],
        ),
        (
            "Morvale has again been shelled, with at least six people injured in the market.",
            ["Morvale has again been shelled", "at least six people injured in the market"],
        ),
    ],
)
def test_compound_sentences_are_taken_apart(text: str, expected: list[str]) -> None:
    contents = [words for _, _, words in said(text, recorded(text))]
    assert contents == expected


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Governor Orlan Veske said that 400 families would be evacuated.", True),
        ("The city council said it had cancelled the festival.", True),
        ("Petra Halloway, the mayor of Morvale, has ordered the market to close at noon.", True),
        ("Transport Minister Helge Strand announced that Judge Miriam Oake would lead an inquiry.", True),
        ("The education office announced that all schools would stay closed until Monday.", True),
        ("Governor Orlan Veske said that two people had been killed.", False),
        ("The defence ministry announced that its troops would attack Sarnitz.", False),
        ("The defence ministry announced that its drones had destroyed a depot.", False),
        ("President Stellan Kroy has ordered a second brigade to Tessen.", False),
        ("Residents said that the school would be closed.", False),
        ("Governor Orlan Veske said that the weather would be cold.", False),
        ("Mayor Petra Halloway denied that the market would be closed.", False),
    ],
)
def test_only_an_authority_decides_and_never_on_force(text: str, decision: bool) -> None:
    assert [each.decision for each in recorded(text)] == [decision]


@pytest.mark.parametrize(
    ("text", "admission"),
    [
        ("Istrova admitted that one of its batteries had fired on Morvale.", True),
        ("Simon Achter acknowledged that he had known of the losses.", True),
        ("Norvik Steel admitted dumping slag in the river.", True),
        ("Istrova conceded that Istrovan guns had fired on Morvale.", True),
        ("Istrova admitted that Karvenia had shelled Morvale.", False),
        ("Istrova admitted that its ally had shelled Morvale.", False),
        ("Simon Achter conceded that the bank had hidden the losses.", False),
        ("Istrova confirmed that its guns had fired on Morvale.", False),
        ("Istrova said that its guns had fired on Morvale.", False),
    ],
)
def test_an_admission_is_against_the_speaker_itself(text: str, admission: bool) -> None:
    assert [each.admission for each in recorded(text)] == [admission]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Istrova did not deny that its boats had been on the Sill.", Stance.COMMENTS),
        ("The ministry has not confirmed that two soldiers were killed.", Stance.COMMENTS),
        ("The minister declined to comment on the loan.", Stance.COMMENTS),
        ("Kroy called for calm.", Stance.COMMENTS),
        ("The mayor dismissed Rosa Klee as police chief.", Stance.COMMENTS),
        ("The Dawn Company claimed responsibility for the raid on Lindrow.", Stance.ASSERTS),
        ("Fieldcheck geolocated the video to the north gate.", Stance.VERIFIES),
        ("Fieldcheck has analysed the video.", Stance.VERIFIES),
        ("Investigators are examining transfers to a company in Lisse.", Stance.COMMENTS),
    ],
)
def test_what_counts_as_what(text: str, stance: Stance) -> None:
    assert {each.stance for each in recorded(text)} == {stance}


def test_who_claims_responsibility_is_who_did_it_in_the_claim() -> None:
    claimed = only("The Dawn Company claimed responsibility for the raid on Lindrow.")
    assert same_claim(claimed, only("The Dawn Company said it had carried out the raid on Lindrow."))
    assert not same_claim(claimed, only("The Free Rifles claimed responsibility for the raid on Lindrow."))


def test_the_accusation_is_the_one_before() -> None:
    text = (
        "Castell accused the regulator of leaking figures. The regulator’s head, Judith Ferrow, rejected the "
        "accusation."
    )
    accused, denied = recorded(text)
    assert denied.stance is Stance.DENIES
    assert denied.proposition == accused.proposition


def test_an_accusation_of_another_paragraph_is_not_guessed() -> None:
    text = "Castell accused the regulator of leaking figures.\n\nFerrow rejected the accusation."
    accused, denied = recorded(text)
    assert not same_claim(accused, denied)


def test_these_strikes_are_those_named_before() -> None:
    text = "Kroy spoke of rocket strikes near Pellmar. Duvrin has denied having had a hand in these strikes."
    denied = recorded(text)[-1].proposition
    assert {"rocket", "attack"} <= denied.words
    assert denied.names == {"duvrin", "pellmar"}


def test_own_voice_beside_the_same_attributed_words_counts_by_the_speaker() -> None:
    traced = "Nine people were wounded in Brennick. Veske said that nine people had been wounded in Brennick."
    assert [each.speaker for each in recorded(traced)] == ["Veske"]
    denied = "Shells hit Brennick. Istrova denied that shells had hit Brennick."
    assert [each.stance.value for each in recorded(denied)] == ["asserts", "denies"]


@pytest.mark.parametrize(
    ("text", "withdrawn", "instead"),
    [
        (
            "Correction, 16 May: An earlier version of this story said the bank had 63 branches. It has 36.",
            ["the bank had 63 branches"],
            ["It has 36"],
        ),
        (
            "This article was amended on 3 May to say that the ferry carried 225 people, not 212.",
            ["212"],
            ["the ferry carried 225 people"],
        ),
        ("We have withdrawn our report that the mayor had fled.", ["the mayor had fled"], []),
        ("An earlier version of this report wrongly said Lund had resigned.", ["Lund had resigned"], []),
        ("Editor's note: This story originally said Lund had resigned.", ["Lund had resigned"], []),
        (
            "Correction: A previous version misstated the toll. Four people died, not six.",
            ["six"],
            ["Four people died"],
        ),
        ("The earlier version of the law said that farmers would be paid.", [], []),
        ("This report said that Lund had resigned.", [], []),
        ("The bank has 36 branches.", [], []),
    ],
)
def test_correction_words(text: str, withdrawn: list[str], instead: list[str]) -> None:
    found = corrections(text, split(text))
    assert [each.withdrawn.of(text) for each in found if each.withdrawn] == withdrawn
    assert [each.instead.of(text) for each in found if each.instead] == instead


def test_a_correction_withdraws_what_the_older_revision_said() -> None:
    first = "Queues formed on Wednesday. The bank has 63 branches, most of them in the capital."
    second = (
        "Queues formed on Wednesday. The bank has 36 branches, most of them in the capital.\n\nCorrection: "
        "An earlier version of this article said that Brightwell Bank had 63 branches. It has 36."
    )
    old = next(each for each in recorded(first) if "63 branch" in each.proposition.numbers)
    found = recorded(second, revision=2)
    (withdrawn,) = [each for each in found if each.stance is Stance.RETRACTS]
    corrected = found[-1]
    assert same_claim(old, withdrawn)
    assert corrected.own_voice
    assert corrected.proposition.numbers == ("36 branch",)
    assert not same_claim(corrected, withdrawn)


def test_a_capital_that_denies_is_its_country() -> None:
    accused = only("Putin accused Ukraine of attacking Moscow with drones.")
    actor = Actor("gov:UA", "Kyiv", side="UA")
    (denied,) = recorded("Kyiv denied attacking Moscow with drones.", article=2, actor_of=lambda _: actor)
    assert denied.actor == actor
    assert same_claim(accused, denied)
    (open_,) = recorded("Kyiv denied attacking Moscow with drones.", article=2)
    assert not same_claim(accused, open_)


def test_two_speakers_of_one_content_have_two_ids() -> None:
    found = recorded("Veske said Istrovan guns had hit the depot, which Lenk denied.")
    assert len({each.id for each in found}) == len(found) == 2
