"""What an article states itself, and further ways in which it lets others speak."""

import json
from importlib import resources

import pytest

from bot.claims.attribution import own_voice
from bot.news.sentences import split
from tests.unit.claims.attributed import Row, read, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MARTEN: We will see it through.", [("assert", "MARTEN", ":", ["We will see it through"])]),
        ("Ilves: “We wait for help.”", [("assert", "Ilves", ":", ["“We wait for help.”"])]),
        ("Correction: The toll was four.", []),
        ("“Why does Ost wait?” Tarn said.", [("assert", "Tarn", "said", ["“Why does Ost wait?”"])]),
        (
            "The council on Monday rejected the plan, saying it cost too much.",
            [("deny", None, "rejected", ["the plan"]), ("assert", None, "saying", ["it cost too much"])],
        ),
        ("Two in 10 voters say they will stay.", [("assert", "two in 10 voters", "say", ["they will stay"])]),
        ("They’re saying that it is safe.", [("assert", None, "’re saying", ["it is safe"])]),
        ("The bill, which Tarn said would fail, passed.", [("assert", "Tarn", "said", ["would fail"])]),
        (
            "Asked whether he would stay, Tarn said, “Of course.”",
            [
                ("comment", None, "Asked", ["whether he would stay"]),
                ("assert", "Tarn", "said", ["“Of course.”"]),
            ],
        ),
        (
            "After saying that it was late, Jan Rebane left.",
            [("assert", "Jan Rebane", "saying", ["that it was late"])],
        ),
        ("Most of it burned, the survey found.", [("assert", None, "found", ["Most of it burned"])]),
        (
            "Ost criticised the council when it met in May, which delayed the talks.",
            [("comment", "Ost", "criticised", ["the council"])],
        ),
        (
            "Ost has renewed its call for a truce.",
            [("comment", "Ost", "has renewed its call for", ["a truce"])],
        ),
        ("The bridge seems to be closed.", [("comment", None, "seems", ["The bridge", "to be closed"])]),
        ("It appeared on Monday in Tarn.", []),
        ("Ost Denies Firing On Tarn Depot", [("deny", "Ost", "Denies", ["Firing On Tarn Depot"])]),
        ("The plan rejected on Monday was similar.", []),
        (
            "It is unclear whether the dam holds.",
            [("comment", None, "It is unclear", ["whether the dam holds"])],
        ),
        ("Ost is worried about the dam.", [("comment", "Ost", "is worried about", ["the dam"])]),
        ("Ost’s refusal to talk ended it.", [("comment", "Ost", "refusal to", ["talk"])]),
        (
            "Kask used the feast to call for calm.",
            [("comment", "Kask", "call for", ["calm"])],
        ),
        (
            "Kask attacked Lepp for selling the mill.",
            [("comment", "Kask", "attacked", ["Lepp for selling the mill"])],
        ),
        ("Ost attacked Tarn.", []),
        ("Kask agreed to reopen the mill.", [("announce", "Kask", "agreed to", ["reopen the mill"])]),
        ("“We stay,” Kask went on.", [("assert", "Kask", "went", ["“We stay,”"])]),
        ("Kask turned to the crowd: “We stay.”", [("assert", "Kask", "turned", ["“We stay.”"])]),
        ("“We stay.” — Ada Kask", [("assert", "Ada Kask", "—", ["“We stay.”"])]),
        ("Ost disputes that.", [("deny", "Ost", "disputes", ["that"])]),
        ("There were biographical disputes over the island.", []),
    ],
)
def test_more_constructions(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said two schools would be closed from Monday.", "announce"),
        ("The mayor has ordered schools to close.", "announce"),
        ("The ministry announced that it had destroyed four tanks.", "assert"),
        ("The army announced that its guns have struck the port.", "assert"),
        ("Ost did not deny that its guns had fired.", "comment"),
        ("Ost has not confirmed that it lost a ship.", "no_response"),
        ("Ost has yet to confirm the loss.", "no_response"),
        ("Ost stopped short of denying the raid.", "no_response"),
        ("Ost was unable to confirm the toll.", "no_response"),
    ],
)
def test_what_a_cue_comes_to(text: str, kind: str) -> None:
    assert [each.cue_kind.value for each in read(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "admission"),
    [
        ("Ost admitted that its guns had fired.", True),
        ("Ost conceded the bridge was unsafe.", True),
        ("Ost has not admitted that its guns had fired.", False),
        ("Ost confirmed that its guns had fired.", False),
        ("Ost said that its guns had fired.", False),
    ],
)
def test_admissions(text: str, admission: bool) -> None:
    assert [each.admission for each in read(text)] == [admission]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Two people were killed and nine were wounded when shells fell.",
            ["Two people were killed", "nine were wounded when shells fell"],
        ),
        ("The bridge has reportedly fallen and two people were hurt.", ["two people were hurt"]),
        ("A mill burned, likely set alight by a drone, which hurt two men.", ["A mill burned"]),
        ("Two people were hurt, but the governor said it was over.", ["Two people were hurt"]),
        ("Ost is looking into it and has stated that it backs nobody.", ["Ost is looking into it"]),
        ("Although no deaths have been reported, Ost said it waits.", []),
        ("There have been conflicting accounts.", []),
        ("No deaths have been reported.", []),
        ("These claims have not been independently verified.", []),
        ("A heading without a stop", []),
        ("Who pays for it? Read more about it here.", []),
        ("This article was amended on 3 May.", []),
        ("“We are not afraid of them.”", []),
        ("Ost denied the raid.", []),
        ("The sides met to discuss the dam.", ["The sides met to discuss the dam"]),
        ("Ost’s decision to close the mill hurt many.", ["Ost’s decision to close the mill hurt many"]),
        ("The brigade pushed back the attackers.", ["The brigade pushed back the attackers"]),
        ("The gunners took aim at a depot.", ["The gunners took aim at a depot"]),
        ("The council passed a law on water.", ["The council passed a law on water"]),
    ],
)
def test_what_an_article_states_itself(text: str, stated: list[str]) -> None:
    assert [each.of(text) for each in own_voice(text, split(text), read(text))] == stated
    assert own_voice(text, split(text), read(text), "de") == ()


def test_the_fire_on_tessen() -> None:
    text = sample("https://ridgepost.example/2024/05/17/fire-on-tessen")
    found = read(text)
    told = {(each.speaker, each.cue_kind.value, each.cue.of(text), each.scope) for each in found}
    assert {
        ("Karvenia's defence ministry", "assert", "asserts", None),
        ("Duvrin", "no_response", "has not responded to", None),
        ("Duvrin", "deny", "has denied", "earlier raids over the frontier"),
        ("Duvrin", "deny", "has denied", "these strikes"),
        ("Orlan Veske", "announce", "mentioned", None),
        ("Karvenia's defence ministry", "claim", "claims", None),
        ("Karvenia's defence ministry", "assert", "reported", None),
        (
            "town officials",
            "deny",
            "have nevertheless refuted",
            "a breakthrough by Istrovan forces at Morvale",
        ),
        ("Ilse Marwood", "assert", "said", None),
        ("Ilse Marwood", "comment", "criticised", None),
        ("Stellan Kroy", "claim", "accused", None),
        ("Casteria", "comment", "has made clear", None),
        ("Edda Corvin", "comment", "has renewed her appeal for", None),
    } <= told
    assert {each.cue.of(text) for each in found if each.veto is not None} == {"claims", "reported"}
    stated = [each.of(text) for each in own_voice(text, split(text), found)]
    assert "leaving at least six residents wounded" in stated
    assert (
        "Casteria is investigating whether rifles it supplied were used in the incursion of 8 May" in stated
    )
    assert not any("deaths have been reported" in each or "recordings" in each for each in stated)


def sample(url: str) -> str:
    """The text of one of the sample articles."""
    lines = resources.files("bot.samples").joinpath("articles.jsonl").read_text("utf-8").splitlines()
    return next(str(article["text"]) for article in map(json.loads, lines) if article["url"] == url)
