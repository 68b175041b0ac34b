"""What the desk reads out of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.question import Kind, Question, read
from bot.news.attribution import CueKind

DENY, CLAIM, CONFIRM, VERIFY = CueKind.DENY, CueKind.CLAIM, CueKind.CONFIRM, CueKind.VERIFY


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("what did Kyiv deny?", "Kyiv", DENY),
        ("WHAT DID KYIV DENY", "KYIV", DENY),
        ("what did kyiv deny", "kyiv", DENY),
        ("What has Kyiv denied?", "Kyiv", DENY),
        ("What does Kyiv deny", "Kyiv", DENY),
        ("What is Kyiv denying?", "Kyiv", DENY),
        ("What has been denied by Kyiv?", "Kyiv", DENY),
        ("Kyiv denied what?", "Kyiv", DENY),
        ("Tell me what Kyiv denied", "Kyiv", DENY),
        ("So, what did Kyiv deny?", "Kyiv", DENY),
        ("I read the news. What did Kyiv deny?", "Kyiv", DENY),
        ("Kyiv's denials", "Kyiv", DENY),
        ("What was Kyiv's denial?", "Kyiv", DENY),
        ("denials by Kyiv", "Kyiv", DENY),
        ("which attacks has Kyiv denied?", "Kyiv", DENY),
        ("Did Kyiv deny the shelling?", "Kyiv", DENY),
        ("What reports did local officials refute?", "local officials", DENY),
        ("Which reports were dismissed by General Marr?", "General Marr", DENY),
        ("what does the defence ministry say it destroyed?", "defence ministry", CueKind.ASSERT),
        ("what has the governor said since Monday?", "governor", CueKind.ASSERT),
        ("What has the governor of Ost announced?", "governor of Ost", CueKind.ANNOUNCE),
        ("What claims did the ministry make about tanks?", "ministry", CLAIM),
        ("Has the ministry confirmed the raid?", "ministry", CONFIRM),
        ("has the mayor, Ada Lund, already confirmed it", "mayor", CONFIRM),
        ("Has Kyiv responded to the claims?", "Kyiv", CueKind.NO_RESPONSE),
        ("What was Kyiv's response?", "Kyiv", CueKind.NO_RESPONSE),
        ("Who did the general accuse of treason?", "general", CLAIM),
        ("What did Fieldcheck geolocate?", "Fieldcheck", VERIFY),
        ("What did Volodymyr Zelensky call for?", "Volodymyr Zelensky", CueKind.COMMENT),
    ],
)
def test_what_somebody_said(text: str, speaker: str, kind: CueKind) -> None:
    found = read(text)
    assert (found.kind, found.speaker, found.primary) == (Kind.SAID, speaker, kind)
    assert kind in found.cue_kinds


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        ("who denied the raid?", DENY, {"raid"}),
        ("Who has denied the raid", DENY, {"raid"}),
        ("which ministry denied the raid?", DENY, {"raid"}),
        ("What officials dispute the toll?", DENY, {"toll"}),
        ("who claimed responsibility for the blast?", CLAIM, {"blast"}),
        ("Who confirmed the evacuation of Ost?", CONFIRM, {"evacu", "ost"}),
        ("Has anyone confirmed the raid?", CONFIRM, {"raid"}),
        ("who said that the bridge is open?", CueKind.ASSERT, {"bridg", "open"}),
    ],
)
def test_who_said_something(text: str, kind: CueKind, topic: set[str]) -> None:
    found = read(text)
    assert (found.kind, found.speaker, found.primary) == (Kind.WHO_SAID, None, kind)
    assert set(found.topic) == topic


def test_whether_something_is_confirmed_is_answered_by_a_denial_too() -> None:
    assert {CONFIRM, VERIFY, DENY} <= read("Has the raid been confirmed?").cue_kinds
    assert DENY in read("Has the ministry confirmed the raid?").cue_kinds


def test_a_denial_is_answered_by_nothing_else() -> None:
    assert read("What did Kyiv deny?").cue_kinds == {DENY}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How many people were injured in Belgorod?", Kind.HOW_MANY),
        ("how much did the bank lose", Kind.HOW_MANY),
        ("What is the death toll?", Kind.HOW_MANY),
        ("Up to how much are deposits insured?", Kind.HOW_MANY),
        ("Who is Gladkov?", Kind.WHO_IS),
        ("who's gladkov", Kind.WHO_IS),
        ("Who was Ada von der Lund?", Kind.WHO_IS),
        ("What is the Monitoring Council?", Kind.WHO_IS),
        ("Who is leading the inquiry?", Kind.WHO),
        ("Who is the governor of Ost?", Kind.WHO),
        ("Who was accused of treason?", Kind.WHO),
        ("Who won the Champions League?", Kind.WHO),
        ("Where did Zelensky meet von der Leyen?", Kind.WHERE),
        ("In which town did the fire start?", Kind.WHERE),
        ("When did the ferry sink?", Kind.WHEN),
        ("Since when has the bridge been closed?", Kind.WHEN),
        ("On what day did the bank close?", Kind.WHEN),
        ("Why were the exams cancelled?", Kind.WHY),
        ("What caused the explosion?", Kind.WHY),
        ("what was the cause of the fire", Kind.WHY),
        ("Was the bridge destroyed?", Kind.YES_NO),
        ("Did anybody die in Ost?", Kind.YES_NO),
        ("What happened in Ost?", Kind.OTHER),
        ("What is the latest from Ost?", Kind.OTHER),
    ],
)
def test_other_kinds(text: str, kind: Kind) -> None:
    found = read(text)
    assert (found.kind, found.cue_kinds) == (kind, frozenset())


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("How many drones did the ministry say it shot down?", Kind.HOW_MANY, "ministry"),
        ("How many drones were shot down, according to the ministry?", Kind.HOW_MANY, "ministry"),
        ("According to the ministry, how many drones were shot down?", Kind.HOW_MANY, "ministry"),
        ("When did the governor announce the evacuation?", Kind.WHEN, "governor"),
        ("Why does the mayor say the market closed?", Kind.WHY, "mayor"),
    ],
)
def test_a_number_place_day_or_cause_by_a_speaker(text: str, kind: Kind, speaker: str) -> None:
    found = read(text)
    assert (found.kind, found.speaker) == (kind, speaker)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How many people died in Ost?", "people"),
        ("How many drones did the ministry say it shot down?", "drones"),
        ("how many armoured vehicles were hit", "vehicles"),
        ("How many of the houses burned?", "houses"),
    ],
)
def test_what_is_counted(text: str, asked: str) -> None:
    assert asked in read(text).asked


def test_names_and_what_leads_to_them() -> None:
    terms = {term.word: term for term in read("Where did Ada Lund meet Karl in Port Ost?").terms}
    assert [word for word, term in terms.items() if term.capital] == ["ada", "lund", "karl", "port", "ost"]
    assert terms["lund"].joined
    assert not terms["karl"].joined
    assert terms["port"].preposition == "in"
    assert terms["karl"].preposition is None


def test_the_day_asked_about() -> None:
    assert read("What burned in Ost on Friday?").weekdays == {"friday"}
    assert read("What has burned since Friday?").weekdays == frozenset()


@pytest.mark.parametrize("text", ["", "   ", "???", "what?", "and the of", "👀", "What happened?"])
def test_nothing_to_look_for(text: str) -> None:
    found = read(text)
    assert (found.kind, found.terms, found.speaker) == (Kind.OTHER, (), None)


def test_words_in_quotation_marks() -> None:
    assert read("Who said “we are ready”?").phrases == ("we are ready",)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert isinstance(found, Question)
    assert found.text == text


@given(st.sampled_from(["İstanbul", "Київ", "São Tomé", "北京", "Åland", "N'Djamena", "the ẞ party"]))
def test_names_of_many_languages_are_kept_as_written(name: str) -> None:
    assert read(f"What did {name} deny?").speaker == name.removeprefix("the ")
