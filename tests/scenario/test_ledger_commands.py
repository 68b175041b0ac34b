"""`annotate`, `stories`, `digest`, `explain` and `hide` as a person runs them, on the sample articles."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.command_line import ROOT, CommandLine

SAMPLES = ROOT / "bot" / "samples"
BREAKTHROUGH = "a breakthrough by Istrovan forces at Morvale"
TWIN = "fire-on-tessen"
"""An article with one of every construction that the ledger tells apart."""
THAT_DAY = ("--since", "1d", "--as-of", "2024-05-17T12:00:00Z")
EVER = ("--since", "9000d")


@dataclass
class Desk:
    """Runs `copydesk` in a folder of its own; what only reads is run once for all tests."""

    folder: Path
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def run(self) -> CommandLine:
        """`copydesk` there."""
        return CommandLine(self.folder)

    def said(self, *arguments: str) -> str:
        if arguments not in self.seen:
            done = self.run(*arguments)
            assert done.returncode == 0, done.stderr
            self.seen[arguments] = done.stdout
        return self.seen[arguments]

    def json(self, *arguments: str) -> Any:
        return json.loads(self.said(*arguments, "--json"))


def opened(folder: Path, *articles: str) -> Desk:
    """A desk with the samples' settings, and articles: the samples, or JSON Lines of a test's own."""
    shutil.copy(SAMPLES / "desk.toml", folder / "desk.toml")
    desk = Desk(folder)
    if articles:
        (folder / "articles.jsonl").write_text("\n".join(articles) + "\n", encoding="utf-8")
    desk.said("ingest", "articles.jsonl" if articles else str(SAMPLES / "articles.jsonl"))
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The samples, which no test changes."""
    return opened(tmp_path_factory.mktemp("samples"))


def sample(name: str) -> dict[str, str]:
    lines = (SAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = next(row for line in lines if name in (row := json.loads(line))["url"])
    return found


def statements(digest: Any, of: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Part and statement of a digest, of the articles whose address has some words."""
    for story in digest["stories"]:
        for part in ("confirmed", "reported", "contested"):
            for made in story[part]:
                if any(of in (quote["url"] or "") for quote in made["quotes"]):
                    yield part, made


def quoting(digest: Any, words: str) -> list[tuple[str, dict[str, Any]]]:
    """What a digest has under quotes with these words, the shortest quote first."""
    found = [
        pair for pair in statements(digest) if any(words in quote["text"] for quote in pair[1]["quotes"])
    ]
    return sorted(found, key=lambda pair: len(pair[1]["quotes"][0]["text"]))


# annotate


@pytest.fixture(scope="module")
def annotated(desk: Desk) -> tuple[str, dict[str, Any]]:
    """The twin as a plain text file behind a title, and what `annotate` makes of the file."""
    row = sample(TWIN)
    text = f"{row['title']}\n\n{row['text']}\n"
    (desk.folder / "twin.txt").write_text(text, encoding="utf-8")
    return text, desk.json("annotate", "twin.txt")


def test_annotations_have_the_keys_of_the_interface(annotated: tuple[str, dict[str, Any]]) -> None:
    _, found = annotated
    assert set(found) == {"path", "language", "attributions", "own_voice", "places"}
    assert found["language"] == "en"
    keys = {"source", "cue", "content", "cue_kind", "speaker", "scope"}
    assert {frozenset(each) for each in found["attributions"]} == {frozenset(keys)}
    keys = {"start", "end", "name", "region_id", "country", "role"}
    assert {frozenset(each) for each in found["places"]} == {frozenset(keys)}


@pytest.mark.parametrize(
    ("cue", "kind", "speaker", "scope"),
    [
        ("asserts", "assert", "Karvenia's defence ministry", None),
        ("has not responded to", "no_response", "Duvrin", None),
        ("has denied", "deny", "Duvrin", "earlier raids over the frontier"),
        ("mentioned", "announce", "Orlan Veske", None),
        ("claims", "claim", "Karvenia's defence ministry", None),
        (
            "have nevertheless refuted",
            "deny",
            "town officials",
            BREAKTHROUGH,
        ),
        ("criticised", "comment", "Ilse Marwood", None),
        ("accused", "claim", "Stellan Kroy", None),
    ],
)
def test_an_annotation_s_offsets_are_those_of_the_file(
    annotated: tuple[str, dict[str, Any]], cue: str, kind: str, speaker: str, scope: str | None
) -> None:
    text, found = annotated
    said = {
        (text[slice(*each["cue"])], each["cue_kind"], each["speaker"], each["scope"])
        for each in found["attributions"]
    }
    assert (cue, kind, speaker, scope) in said


def test_a_statement_has_the_speaker_of_the_sentence_before(annotated: tuple[str, dict[str, Any]]) -> None:
    text, found = annotated
    [carried] = [
        each
        for each in found["attributions"]
        if each["source"] and text[slice(*each["source"])].startswith("A statement released")
    ]
    assert carried["speaker"] == "Karvenia's defence ministry"


def test_own_voice_and_places_are_cut_out_of_the_file(annotated: tuple[str, dict[str, Any]]) -> None:
    text, found = annotated
    own = [text[slice(*span)] for span in found["own_voice"]]
    assert any("third attack on the city since Monday" in clause for clause in own)
    assert not any("asserts" in clause or "no deaths have been reported" in clause for clause in own)
    places = {(text[each["start"] : each["end"]], each["role"]) for each in found["places"]}
    assert {("Tessen", "event"), ("Duvrin", "actor"), ("Duvrin", "event")} <= places


# digest: the constructions of the twin, one row each


@pytest.mark.parametrize(
    ("words", "part", "status", "speakers", "scope"),
    [
        ("leaving at least six residents wounded", "reported", "reported", [], None),
        ("driving tests in Morvale have been called off", "reported", "reported", [], None),
        ("foiled two further efforts", "contested", "claimed", ["Karvenia's defence ministry"], None),
        ("denied playing any part", "contested", "denied", ["Duvrin"], "earlier raids over the frontier"),
        ("fired on three districts", "contested", "claimed", ["Orlan Veske"], None),
        ("400 households would be moved", "reported", "announced", ["Orlan Veske"], None),
        ("reported an explosion", "contested", "claimed", ["Orlan Veske"], None),
        ("hurt two firefighters", "contested", "claimed", ["Orlan Veske"], None),
        ("three assaults on Lindrow", "contested", "unverified", ["Karvenia's defence ministry"], None),
        ("a fuel lorry had been wiped out", "contested", "unverified", ["Karvenia's defence ministry"], None),
        (
            "refuted reports",
            "contested",
            "denied",
            ["town officials"],
            "a breakthrough by Istrovan forces at Morvale",
        ),
        ("bombardment is ongoing", "contested", "claimed", ["town officials"], None),
        ("Kroy was aware", "contested", "claimed", ["Ilse Marwood"], None),
        ("seeking to spread panic", "contested", "claimed", ["Stellan Kroy"], None),
        ("had a hand in these strikes", "contested", "denied", ["Duvrin"], "these strikes"),
        ("investigating whether rifles", "reported", "reported", [], None),
        ("caused four deaths", "reported", "reported", [], None),
        ("naval patrols", "contested", "claimed", ["Edda Corvin"], None),
    ],
)
def test_each_construction_gets_its_part_and_status(
    desk: Desk, words: str, part: str, status: str, speakers: list[str], scope: str | None
) -> None:
    found = quoting(desk.json("digest", *THAT_DAY), words)
    assert found, words
    where, made = found[0]
    assert (where, made["status"], made["speakers"], made["scope"]) == (part, status, speakers, scope)


@pytest.mark.parametrize(
    "words",
    [
        "no deaths have been reported",
        "criticised the Monitoring Council",
        "backs no assault",
        "renewed her appeal",
    ],
)
def test_hedges_and_positions_enter_no_part(desk: Desk, words: str) -> None:
    assert quoting(desk.json("digest", *THAT_DAY), words) == []


def test_a_verifier_who_viewed_a_recording_confirms_no_raid(desk: Desk) -> None:
    for _, made in quoting(desk.json("digest", *THAT_DAY), "raids on Karvenian soil"):
        assert made["status"] in ("claimed", None)
    [(part, viewed)] = quoting(desk.json("digest", *THAT_DAY), "has viewed recordings")
    assert (part, viewed["cue"]) == ("contested", "has viewed")
    assert desk.json("explain", viewed["claim_id"])["shown"] == "Seen by Fieldcheck · confirms no more"


def test_an_explosion_its_cause_and_its_harm_are_three_claims(desk: Desk) -> None:
    found = quoting(desk.json("digest", *THAT_DAY), "reported an explosion")
    assert len({made["claim_id"] for _, made in found}) == 3


def test_no_response_is_a_remark_beside_the_claim(desk: Desk) -> None:
    digest = desk.json("digest", *THAT_DAY)
    remarks = [remark for story in digest["stories"] for remark in story["remarks"]]
    [remark] = [each for each in remarks if "ministry’s account" in each["text"]]
    assert "foiled two further efforts" in remark["text"]
    assert quoting(digest, "has not responded to the ministry’s account but") == quoting(
        digest, "denied playing any part"
    )


@pytest.mark.parametrize(
    ("region", "there", "elsewhere"),
    [
        ("Tessen", "residents wounded", "four deaths"),
        ("Duvrin", "four deaths", "residents wounded"),
        ("Istrova", "four deaths", "residents wounded"),
    ],
)
def test_claims_are_filtered_by_their_own_place(desk: Desk, region: str, there: str, elsewhere: str) -> None:
    digest = desk.json("digest", *THAT_DAY, "--region", region)
    assert digest["region"] == region
    assert quoting(digest, there)
    assert not quoting(digest, elsewhere)


def test_every_quote_of_a_digest_stands_in_its_article(desk: Desk) -> None:
    rows = map(json.loads, desk.said("export").splitlines())
    texts = {(row["article_id"], each["revision"]): each["text"] for row in rows for each in row["revisions"]}
    quotes = [quote for _, made in statements(desk.json("digest", *EVER)) for quote in made["quotes"]]
    assert len(quotes) > 100
    for quote in quotes:
        text = texts[quote["article_id"], quote["revision"]]
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_a_digest_says_what_it_is_about_and_rests_on(desk: Desk) -> None:
    digest = desk.json("digest", *THAT_DAY, "--region", "Tessen", "--topic", "explosion")
    assert (digest["region"], digest["topic"]) == ("Tessen", "explosion")
    assert (digest["since"], digest["until"]) == ("2024-05-16T12:00:00Z", "2024-05-17T12:00:00Z")
    assert digest["as_of"] == digest["until"]
    assert (digest["outlets"], digest["articles"]) == (1, 1)
    assert digest["usage"]["calls"] == 0
    assert {made["speakers"][0] for _, made in statements(digest)} == {"Orlan Veske"}


def test_the_same_events_read_by_a_person(desk: Desk) -> None:
    page = desk.said("digest", *THAT_DAY, "--region", "Duvrin")
    lines = page.splitlines()
    assert lines[0] == "Duvrin · Friday 17 May 2024, 12:00 UTC"
    assert lines[1] == "1 story · 1 article from 1 outlet · since 16 May 12:00 UTC"
    assert lines[3] == "Duvrin, 17 May"
    assert lines[5] == " • Reported by The Ridge Post"
    assert lines[6].startswith("   ┃ In other news, a further attack on Duvrin")
    assert "residents" not in page


def test_an_empty_digest_names_the_nearest_older_story(desk: Desk) -> None:
    page = desk.said("digest", "--region", "Casteria", "--as-of", "2024-05-25T12:00:00Z")
    [nothing] = " ".join(page.splitlines()[2:]).split(". ")
    assert nothing.strip().startswith("Nothing new in the stored articles; the nearest older story is “")
    assert "18 May" in nothing


def test_lines_fit_a_narrow_terminal(desk: Desk) -> None:
    done = desk.run.process("digest", *EVER, "--all", COLUMNS="64")
    own = [line for line in done.stdout.splitlines() if "https://" not in line]
    assert max(map(len, own)) <= 64


# stories


def test_stories_have_the_keys_of_the_interface(desk: Desk) -> None:
    rows = [json.loads(line) for line in desk.said("stories", *EVER, "--json").splitlines()]
    assert {frozenset(row) for row in rows} == {
        frozenset(("story_id", "heading", "first", "last", "articles"))
    }
    assert [row["last"] for row in rows] == sorted((row["last"] for row in rows), reverse=True)
    ferry = [row for row in rows if any("ferry" in each["url"] for each in row["articles"])]
    assert len(ferry) == 1
    assert {frozenset(each) for each in ferry[0]["articles"]} == {frozenset(("article_id", "url", "outlet"))}
    assert len(ferry[0]["articles"]) == 5


def test_a_file_of_two_events_feeds_two_stories(desk: Desk) -> None:
    rows = [json.loads(line) for line in desk.said("stories", *EVER, "--json").splitlines()]
    assert len([row for row in rows if any(TWIN in each["url"] for each in row["articles"])]) == 2


# rule 20, updates, copies, through the whole program


def claim_id(digest: Any, words: str) -> str:
    found: str = quoting(digest, words)[0][1]["claim_id"]
    return found


def test_a_correction_makes_a_status_fall_and_the_history_keeps_both(desk: Desk) -> None:
    [before] = [
        row
        for row in map(json.loads, (SAMPLES / "articles.jsonl").read_text("utf-8").splitlines())
        if "has 63 branches" in row["text"]
    ]
    offset = before["text"].index("The bank has 63")
    rows = map(json.loads, desk.said("export").splitlines())
    [article] = [row["article_id"] for row in rows if row["url"] == before["url"]]

    found = desk.json("explain", f"{article}.1.{offset}")

    assert (found["status"], found["shown"]) == ("retracted", "Withdrawn by The Continental")
    assert found["reasons"][0]["rule"] == "20"
    assert [told["status"] for told in found["history"]] == ["reported", "retracted"]
    assert {(each["stance"], each["note"]) for each in found["occurrences"]} == {
        ("asserts", "no longer in the article"),
        ("retracts", None),
    }
    digest = desk.json("digest", *EVER)
    changes = [change for story in digest["stories"] for change in story["changes"]]
    assert "Withdrawn by The Continental" in [change["new"] for change in changes]
    assert not quoting(digest, "63 branches")
    then = desk.json("explain", f"{article}.1.{offset}", "--as-of", "2024-05-15T15:00:00Z")
    assert then["status"] == "reported"


def article(text: str, outlet: str = "Harbour Herald", **more: str) -> str:
    row = {"url": "https://harbourherald.example/fire", "title": "Fire in Aldmouth", "text": text}
    return json.dumps(row | {"outlet": outlet, "published": "2024-05-20T08:00:00Z"} | more)


FIRE = "A warehouse burned down in Aldmouth on Monday morning. The flames destroyed 40 lorries.\n\n"
NEXT = "Firefighters came from three towns. The road to the harbour is closed until further notice."


def test_a_sentence_that_is_gone_without_a_word_is_weaker_and_not_withdrawn(tmp_path: Path) -> None:
    desk = opened(tmp_path, article(FIRE + NEXT), article(FIRE.split(".")[0] + ".\n\n" + NEXT))
    found = desk.json("explain", f"1.1.{FIRE.index('The flames')}")
    assert found["status"] is None
    assert found["shown"] == "No longer in the article of Harbour Herald"
    assert [told["status"] for told in found["history"]] == ["reported", None]


def test_a_risen_toll_is_a_change_and_no_dispute(desk: Desk) -> None:
    digest = desk.json("digest", "--since", "2d", "--as-of", "2024-05-18T12:00:00Z")
    changes = [change for story in digest["stories"] for change in story["changes"]]
    [risen] = [change for change in changes if "at least 11 people" in change["text"]]
    assert "at least six residents" in risen["old"]
    assert [made["status"] for _, made in quoting(digest, "at least 11 people")] == ["claimed"]
    assert not quoting(digest, "at least six residents")


def test_a_wire_report_that_three_outlets_carry_counts_once(desk: Desk) -> None:
    digest = desk.json("digest", *EVER)
    found = desk.json("explain", claim_id(digest, "Rescuers pulled 187 people"))
    assert found["status"] == "reported"
    assert len(found["occurrences"]) == 3
    assert len({each["origin"] for each in found["occurrences"]}) == 1
    assert "6" in {reason["rule"] for reason in found["reasons"]}


# explain and hide


def test_a_claim_goes_by_the_id_of_any_of_its_occurrences(desk: Desk) -> None:
    first = desk.json("explain", claim_id(desk.json("digest", *EVER), "Rescuers pulled 187 people"))
    keys = {"claim_id", "story_id", "text", "status", "shown", "as_of", "reasons", "occurrences", "history"}
    assert set(first) == keys
    for occurrence in first["occurrences"][1:]:
        found = desk.json("explain", occurrence["id"])
        assert found | {"as_of": None} == first | {"as_of": None}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("explain", "99.1.1"), "There is no claim 99.1.1"),
        (("explain", "what"), "There is no claim what"),
        (("explain", f"{'9' * 5_000}.1.1"), "There is no claim 999"),
        (("hide", "99", "--reason", "double"), "There is no article 99"),
        (("hide", "9" * 20, "--reason", "double"), "There is no article 999"),
        (("hide", "99.1.1", "--reason", "double"), "There is no claim 99.1.1"),
        (("hide", "1", "--reason", " "), "--reason is empty"),
        (("digest", "--region", "Qwxyburg"), "Qwxyburg"),
        (("digest", "--since", "soon"), "soon"),
        (("stories", "--as-of", "soon"), "--as-of needs a date"),
    ],
)
def test_wrong_use_is_one_plain_sentence(desk: Desk, arguments: tuple[str, ...], says: str) -> None:
    done = desk.run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_hidden_leaves_the_digest_and_stays_in_the_history(tmp_path: Path) -> None:
    desk = opened(tmp_path, article(FIRE + NEXT))
    flames = f"1.1.{FIRE.index('The flames')}"
    assert desk.json("explain", flames)["status"] == "reported"

    assert "claim" in desk.run("hide", flames, "--reason", "misread").stdout
    done = desk.run("explain", flames, "--json")
    found = json.loads(done.stdout)
    assert (found["status"], found["shown"]) == (None, "Hidden by an operator")
    assert "misread" in " ".join(reason["text"] for reason in found["reasons"])
    assert [told["status"] for told in found["history"]] == ["reported", None]
    digest = json.loads(desk.run("digest", *EVER, "--json").stdout)
    assert not quoting(digest, "40 lorries")
    assert quoting(digest, "burned down")

    assert "article 1 of Harbour Herald" in desk.run("hide", "1", "--reason", "not ours").stdout
    assert json.loads(desk.run("digest", *EVER, "--json").stdout)["stories"] == []
    assert FIRE.strip() in json.loads(desk.run("export").stdout)["revisions"][0]["text"]
