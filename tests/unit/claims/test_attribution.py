"""Who says what in common news English. Each case: (kind, speaker, cue, content) for every attribution."""

import pytest

from bot.claims.attribution import attributions, is_own_voice
from bot.news.sentences import split
from bot.news.span import Span
from tests.unit.claims.attributed import Row, read, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tarn’s interior ministry says that it stopped two raids.",
            [("assert", "Tarn's interior ministry", "says", ["it stopped two raids"])],
        ),
        (
            "Nine people were hurt, the ministry of health said on Friday.",
            [("assert", "the ministry of health", "said", ["Nine people were hurt"])],
        ),
        (
            "According to the regional prosecutor, three houses burned down.",
            [("assert", "the regional prosecutor", "According to", ["three houses burned down"])],
        ),
        (
            "Two bridges fell, according to local police.",
            [("assert", "local police", "according to", ["Two bridges fell"])],
        ),
        (
            "Jan Rebane, a ministry spokesman, said the drone fell, adding that nobody was hurt.",
            [
                ("assert", "Jan Rebane", "said", ["the drone fell"]),
                ("assert", "Jan Rebane", "adding", ["nobody was hurt"]),
            ],
        ),
        (
            "The ministry’s spokesman, Jan Rebane, said the drone fell.",
            [("assert", "Jan Rebane", "said", ["the drone fell"])],
        ),
        (
            "Ost has not responded to these reports but has denied any role in earlier raids on the border.",
            [
                ("no_response", "Ost", "has not responded to", ["these reports"]),
                ("deny", "Ost", "has denied", ["any role in earlier raids on the border"]),
            ],
        ),
        (
            "Governor Mara Ilves also reported a blast in Tarn, which hurt two.",
            [("assert", "Mara Ilves", "reported", ["a blast in Tarn, which hurt two"])],
        ),
        (
            "Ost accused Nord of shelling the market.",
            [("claim", "Ost", "accused", ["Nord of shelling the market"])],
        ),
        (
            "The allegations were denied by Nord’s foreign ministry.",
            [("deny", "Nord's foreign ministry", "were denied", ["The allegations"])],
        ),
        (
            "Ost declined to comment on the strike.",
            [("no_response", "Ost", "declined to comment on", ["the strike"])],
        ),
        ("There was no comment from Ost.", [("no_response", "Ost", "no comment from", [])]),
        (
            "Nord said it had taken Tarn, a claim Ost denied.",
            [
                ("assert", "Nord", "said", ["it had taken Tarn"]),
                ("deny", "Ost", "denied", ["it had taken Tarn"]),
            ],
        ),
        ("Nord has not confirmed the toll.", [("no_response", "Nord", "has not confirmed", ["the toll"])]),
        ("The army did not deny the raid.", [("comment", "the army", "did not deny", ["the raid"])]),
        (
            "The army told reporters on Monday that it had taken the hill.",
            [("assert", "the army", "told", ["it had taken the hill"])],
        ),
        (
            "The Harbour Desk has geolocated two videos of the fire.",
            [("verify", "the Harbour Desk", "has geolocated", ["two videos of the fire"])],
        ),
        (
            "The Harbour Desk has viewed clips from two armed groups announcing raids on Tarn.",
            [
                (
                    "verify",
                    "the Harbour Desk",
                    "has viewed",
                    ["clips from two armed groups announcing raids on Tarn"],
                ),
                ("claim", "two armed groups", "announcing", ["raids on Tarn"]),
            ],
        ),
        (
            "The army has ordered the evacuation of Tarn.",
            [("announce", "the army", "has ordered", ["the evacuation of Tarn"])],
        ),
        (
            "Hundreds would be evacuated by noon, Mara Ilves said.",
            [("announce", "Mara Ilves", "said", ["Hundreds would be evacuated by noon"])],
        ),
        (
            "Nord has stated that it does not support the raid.",
            [("comment", "Nord", "has stated", ["it does not support the raid"])],
        ),
        (
            "Nord has once again called for talks.",
            [("comment", "Nord", "has once again called for", ["talks"])],
        ),
        (
            "Local officials have refuted rumours of a landing, stating that the port is calm.",
            [
                ("deny", "local officials", "have refuted", ["rumours of a landing"]),
                ("assert", "local officials", "stating", ["the port is calm"]),
            ],
        ),
        (
            "Nord's army said its forces, backed by drones, took Tarn, while Ost insisted it held the town.",
            [
                ("assert", "Nord's army", "said", ["its forces, backed by drones, took Tarn"]),
                ("assert", "Ost", "insisted", ["it held the town"]),
            ],
        ),
        (
            "Nord is studying the footage and has stated that it fired nothing.",
            [("assert", "Nord", "has stated", ["it fired nothing"])],
        ),
        (
            "The armed group claimed responsibility for the raid.",
            [("claim", "the armed group", "claimed responsibility for", ["the raid"])],
        ),
        (
            "Nord claims Ost shelled the village, which the Harbour Desk could not verify.",
            [("claim", "Nord", "claims", ["Ost shelled the village"])],
        ),
        (
            "Ost’s claim that Nord fired first was false.",
            [("claim", "Ost", "claim that", ["Nord fired first"])],
        ),
        (
            "Jan Rebane, who said he was ill, left the hall.",
            [("assert", "Jan Rebane", "said", ["he was ill"])],
        ),
        (
            "When asked about the raid, Mara Ilves said nobody had called.",
            [("assert", "Mara Ilves", "said", ["nobody had called"])],
        ),
        (
            "TARN, Ostland — A harbour official said on condition of anonymity that two men were missing.",
            [("assert", "a harbour official", "said", ["two men were missing"])],
        ),
        (
            "MARN – Nine people died, the fire service said on Monday in Tarn.",
            [("assert", "the fire service", "said", ["Nine people died"])],
        ),
        ("“We stay,” Mara Ilves told Radio Tarn.", [("assert", "Mara Ilves", "told", ["“We stay,”"])]),
        (
            "The dam, Mara Ilves said, is safe.",
            [("assert", "Mara Ilves", "said", ["The dam", "is safe"])],
        ),
        (
            "According to Mara Ilves, the brigade lost two tanks.",
            [("assert", "Mara Ilves", "According to", ["the brigade lost two tanks"])],
        ),
        (
            "Governor Mara Ilves left. Through her lawyer she denied the raid.",
            [("deny", "Mara Ilves", "denied", ["the raid"])],
        ),
        (
            "It will rain, said Ada Ferr, head of Clear Sky, who estimated that roads would flood.",
            [
                ("assert", "Ada Ferr", "said", ["It will rain"]),
                ("assert", "Ada Ferr", "estimated", ["roads would flood"]),
            ],
        ),
        (
            "The mayor was accused by Mara Ilves of hiding the report, which angered many.",
            [("claim", "Mara Ilves", "was accused", ["The mayor", "of hiding the report"])],
        ),
        (
            "A survey by Opin found that prices had doubled, and the port council asked shops to wait.",
            [
                ("assert", "a survey by Opin", "found that", ["prices had doubled"]),
                ("comment", "the port council", "asked", ["shops to wait"]),
            ],
        ),
        ("Divers found two bodies.", []),
        ("A group called Free Tarn left.", []),
    ],
)
def test_common_news_english(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“We stay. We hold,” said Mara Ilves.", ["“We stay. We hold,”"]),
        ("“We stay,” Mara Ilves, the governor, said. “We hold.”", ["“We stay,”", "“We hold.”"]),
        ("“We stay,” Mara Ilves said, “and we hold.”", ["“We stay,”", "“and we hold.”"]),
        ("Mara Ilves said: “We stay. We hold.”", ["“We stay. We hold.”"]),
        ("Mara Ilves said:\n\n“We stay. We hold.”", ["“We stay. We hold.”"]),
        ("“We stay,” Mara Ilves said.\n\n“We hold the town.”", ["“We stay,”", "“We hold the town.”"]),
        ("Mara Ilves praised the crew. “They held the town.”", ["the crew", "“They held the town.”"]),
        ("Mara Ilves turned to the crew:\n\n“We hold the town.”", ["“We hold the town.”"]),
    ],
)
def test_quoted_speech(text: str, content: list[str]) -> None:
    assert [part.of(text) for part in read(text)[0].content] == content
    assert [each.speaker for each in read(text)] == ["Mara Ilves"]


@pytest.mark.parametrize(
    "text",
    [
        "The reported blast was heard at noon.",
        "It is said to be the worst raid in years.",
        "The mayor was accused of fraud.",
        "The president will say more on Friday.",
        "These claims have spread.",
        "Tarn lies in four states near the sea.",
        "The market opened at nine. Prices rose.",
        "No one has claimed responsibility for the raid.",
        "The Harbour Desk could not verify the figures.",
    ],
)
def test_nothing_is_attributed_where_nobody_speaks(text: str) -> None:
    assert rows(text) == []


def test_speech_within_speech_is_the_outer_speaker_s() -> None:
    found = rows("Mara Ilves said the army claimed victory.")
    assert found == [("assert", "Mara Ilves", "said", ["the army claimed victory"])]


def test_an_unclear_subject_is_nobody_s() -> None:
    found = read("Police said the man was arrested and denied the charges.")
    assert [(each.cue_kind.value, each.speaker) for each in found] == [("assert", "police"), ("deny", None)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Mara Ilves, the governor of Tarn, said so. Ilves added that all was calm.", ["Mara Ilves"] * 2),
        ("Mara Ilves, the governor of Tarn, left. The governor said all was calm.", ["Mara Ilves"]),
        ("The governor said all was calm.", [None]),
        (
            "Tarn’s interior ministry said so. The ministry added that it waits.",
            ["Tarn's interior ministry"] * 2,
        ),
        (
            "Tarn’s health ministry said so. Ost’s health ministry denied it. The ministry said more.",
            ["Tarn's health ministry", "Ost's health ministry", None],
        ),
        ("Jan Rebane said so. He added that all was calm.", ["Jan Rebane"] * 2),
        ("Mara Ilves, a spokeswoman, said so. He added that all was calm.", ["Mara Ilves", None]),
        ("Jan Rebane said Mayor Tiit Kask fell. He added that all was calm.", ["Jan Rebane", None]),
        ("Jan Rebane said so.\n\nHe added that all was calm.", ["Jan Rebane"] * 2),
        ("Jan Rebane said so.\n\nRain fell.\n\nHe added that all was calm.", ["Jan Rebane", None]),
        ("General Oster left Tarn at noon. He said all was calm.", ["Oster"]),
        ("“We stay,” said its chief engineer, Tariq Mehr. He added more.", ["Tariq Mehr"] * 2),
        ("A spokesman for the fund said so. The spokesman added more.", ["a spokesman for the fund"] * 2),
        ("A spokesman, Commander Luis Orte, said so.", ["Luis Orte"]),
        ("The player’s agent, Marco Belli, said so.", ["Marco Belli"]),
        ("Deputy Defence Minister Iryna Sobel said so.", ["Iryna Sobel"]),
        ("Lucia Ferr of the consultancy Quayside said so.", ["Lucia Ferr"]),
        (
            "Ost’s army claims a victory. A statement released on Monday said ten tanks burned.",
            ["Ost's army"] * 2,
        ),
        ("Jan Rebane said so. A statement said ten tanks burned.", ["Jan Rebane", None]),
        (
            "The Harbour Desk said so. Analysts at the Harbour Desk said more.",
            ["the Harbour Desk", "analysts at the Harbour Desk"],
        ),
        (
            "Tarnish President Oskar von Lepp has called for calm. Lepp said he was well.",
            ["Oskar von Lepp"] * 2,
        ),
        ("Ministers said so.", ["ministers"]),
        ("Nord denied the raid, and on Monday its army said it had left.", ["Nord", None]),
        ("Nine died, Tarn's health minister, Tiit Kask, said.", ["Tiit Kask"]),
        ("Two other lenders, Marn Mutual and Ost Trust, say they are safe.", ["Marn Mutual and Ost Trust"]),
        ("The barge’s owner, Marn and Ost Line, said it was sound.", ["Marn and Ost Line"]),
        (
            "General Jan Rebane, the commander of the garrison, told Radio Tarn that it held. "
            "He said that one sergeant was hurt.",
            ["Jan Rebane"] * 2,
        ),
        ("President Ada Kask left. Her office announced a speech.", ["Ada Kask's office"]),
        ("President Ada Kask will speak in Marn, her office said.", ["Ada Kask's office"]),
        ("Ost’s coastguard began a search. The coastguard said nobody was lost.", ["Ost's coastguard"]),
        ("The coastguard said after comparing lists that nobody was lost.", ["the coastguard"]),
        (
            "Harbourcheck, The Herald’s verification unit, has viewed two videos. The unit said it waits.",
            ["Harbourcheck"] * 2,
        ),
        (
            "Rebane’s lawyer, Oda Brand, said it was late. She denied that her client had fled.",
            ["Oda Brand"] * 2,
        ),
        ("Chief Inspector Vera Quill said so. Quill added more.", ["Vera Quill"] * 2),
        ("Chief Inspector Vera Quill left. Quill said more.", ["Vera Quill"]),
    ],
)
def test_speakers_are_resolved_or_left_open(text: str, speakers: list[str | None]) -> None:
    assert [each.speaker for each in read(text)] == speakers


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Ost denied involvement in previous raids.", "previous raids"),
        ("Ost denied any involvement in these attacks.", "these attacks"),
        ("Ost rejected reports of a landing in Tarn.", "a landing in Tarn"),
        ("Ost denied having had a hand in these strikes.", "these strikes"),
        ("Ost has denied playing any part in earlier raids.", "earlier raids"),
        ("Ost dismissed the accusations.", "the accusations"),
        ("Ost dismissed the accusation as “theatre”.", "the accusation"),
        ("Ost denied that it had fired.", None),
        ("Ost denied shelling the town.", None),
        ("Ost said it denied nothing.", None),
        ("The Harbour Desk verified two videos of the fire.", "two videos of the fire"),
    ],
)
def test_scope(text: str, scope: str | None) -> None:
    assert read(text)[0].scope == scope


@pytest.mark.parametrize(
    "veto",
    [
        "These reports have not been independently verified.",
        "The claims could not be independently verified.",
        "The Harbour Desk was unable to verify the figures.",
        "There is no independent confirmation of this.",
        "Neither account could be independently verified.",
        "None of these figures has been independently confirmed.",
        "The Harbour Desk could not immediately confirm the account.",
    ],
)
def test_a_veto_stands_over_what_is_attributed_before_it_in_its_paragraph(veto: str) -> None:
    text = f"Nord claims a victory.\n\nOst says that it holds Tarn. {veto} Nord says that it waits."
    assert [each.veto for each in read(text) if each.cue.of(text) in ("claims", "says")] == [None, 2, None]


def test_a_quotation_behind_a_denial_is_not_what_is_denied() -> None:
    assert [each.content for each in read("Ost denied the raid. “We stay.”")] == [(Span(11, 19),)]


def test_a_party_that_has_not_confirmed_is_no_veto() -> None:
    assert [each.veto for each in read("Ost claims a victory. Nord has not confirmed its losses.")] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The road opens Monday, the regional governor said.",
            [("assert", "the regional governor", "said", ["The road opens Monday"])],
        ),
        ("On Monday the coastguard said it waits.", [("assert", "the coastguard", "said", ["it waits"])]),
        (
            "Ilves said Sunday that the town refuses any claim by Ost that it fell.",
            [("assert", "Ilves", "said", ["the town refuses any claim by Ost that it fell"])],
        ),
        (
            "Boats wait in Ost, which he hopes to reach, Ilves said.",
            [
                ("comment", None, "hopes", ["to reach"]),
                ("assert", "Ilves", "said", ["Boats wait in Ost, which he hopes to reach"]),
            ],
        ),
        (
            "Nine out of 10 say they wait.",
            [("assert", "Nine out of 10", "say", ["they wait"])],
        ),
        ("The union called off the strike.", []),
        (
            "Mara Ilves says Ost is acting rashly and showing disregard for the truce.",
            [("assert", "Mara Ilves", "says", ["Ost is acting rashly and showing disregard for the truce"])],
        ),
        (
            "In Ost, half of all voters said they wait.",
            [("assert", "half of all voters", "said", ["they wait"])],
        ),
        ("Ost denied on Monday that it fell.", [("deny", "Ost", "denied", ["it fell"])]),
        (
            "Tarn Desk has viewed a video in which two groups announce raids on Ost.",
            [
                (
                    "verify",
                    "Tarn Desk",
                    "has viewed",
                    ["a video in which two groups announce raids on Ost"],
                ),
                ("claim", "two groups", "announce", ["raids on Ost"]),
            ],
        ),
    ],
)
def test_days_and_particles_do_not_mislead(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("en-GB", 1), (None, 1), ("de", 0)])
def test_only_english_is_read(language: str | None, count: int) -> None:
    text = "Ost said it waits."
    assert len(attributions(text, split(text), language)) == count


def test_own_voice_has_no_part_in_an_attribution() -> None:
    text = "Two people were hurt. Ost said it waits. “We wait.” All is calm."
    found = read(text)
    assert [is_own_voice(span, found) for span in split(text)] == [True, False, False, True]
