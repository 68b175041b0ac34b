import pytest

from bot.desk.wording import worded
from bot.news.attribution import CueKind
from tests.unit.desk.readings import reading, said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Norland has not responded to these claims but has denied involvement in previous raids.",
            "Norland has denied involvement in previous raids.",
        ),
        (
            "Mara Ilves, the mayor of Ost, said that the bridge was shut.",
            "Mara Ilves, the mayor of Ost, said that the bridge was shut.",
        ),
        ("The bridge was shut, Mara Ilves said.", "Mara Ilves said the bridge was shut."),
        ("The bridge was shut, according to Mara Ilves.", "According to Mara Ilves, the bridge was shut."),
        ("“We are ready,” said Mara Ilves.", "Mara Ilves said: “We are ready”."),
        (
            "All schools will stay shut, the council announced.",
            "The council announced that all schools will stay shut.",
        ),
        ("Mara Ilves said: “We are ready.”", "Mara Ilves said: “We are ready.”"),
    ],
)
def test_who_says_what_in_one_clean_sentence(text: str, sentence: str) -> None:
    made = reading(text)
    assert worded(made, made.attributions[-1]) == sentence


@pytest.mark.parametrize(
    ("source", "speaker", "sentence"),
    [
        ("He", "Mara Ilves", "Mara Ilves said that the bridge was shut."),
        (
            "The minister",
            "Finance Minister Ada Roe",
            "Finance Minister Ada Roe said that the bridge was shut.",
        ),
        (
            "A statement released on Monday",
            "Norland's army",
            "Norland's army (in “A statement released on Monday”) said that the bridge was shut.",
        ),
        ("Local officials", "local officials", "Local officials said that the bridge was shut."),
        ("He", None, "The Gull reports: “He said that the bridge was shut.”"),
    ],
)
def test_a_pronoun_becomes_the_speaker(source: str, speaker: str | None, sentence: str) -> None:
    text = f"{source} said that the bridge was shut."
    made, found = said(text, source, "said", "the bridge was shut", speaker=speaker)
    assert worded(made, found) == sentence


def test_a_participle_becomes_a_past_tense() -> None:
    text = "Local officials refuted it, stating that shelling is ongoing."
    made, found = said(text, "Local officials", "stating", "shelling is ongoing", speaker="local officials")
    assert worded(made, found) == "Local officials stated that shelling is ongoing."


def test_a_passive_stays_as_it_stands() -> None:
    text = "The accusation was denied by Norland on Monday."
    made, found = said(text, "Norland", "was denied", "The accusation", speaker="Norland", kind=CueKind.DENY)
    assert worded(made, found) == "The accusation was denied by Norland."


def test_a_scope_that_the_content_does_not_name_is_added() -> None:
    text = "Norland has denied any part in these attacks."
    made, found = said(
        text,
        "Norland",
        "has denied",
        "any part in these attacks",
        speaker="Norland",
        scope="drone attacks in Ost",
        kind=CueKind.DENY,
    )
    assert worded(made, found) == "Norland has denied any part in these attacks (drone attacks in Ost)."
