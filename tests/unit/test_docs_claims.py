"""The examples of docs/claims.md are what the rules make of the sample articles.

`python -m tests.unit.test_docs_claims` writes them anew.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from textwrap import fill

import pytest

from bot.claims.attribution import attributions
from bot.claims.credit import facts_of
from bot.claims.gazetteer import Gazetteer
from bot.claims.independence import Key
from bot.claims.judgement import Docket, Judged, judgement
from bot.claims.recorder import Recorder
from bot.config import load_desk_file
from bot.news.article import Outlet, Revision
from bot.news.attribution import Reading
from bot.news.claim import PART, Status
from bot.news.sentences import split

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "claims.md"
SAMPLES = ROOT / "bot" / "samples"
EXAMPLE = re.compile(r"<!-- sample: (?P<words>.+?) -->\n\n(?:```text\n(?P<block>.*?)```\n\n)?", re.DOTALL)
WIDTH = 110


@cache
def revisions() -> Mapping[Key, Revision]:
    """The sample articles; one that stands twice under its address was edited a day later."""
    found: dict[Key, Revision] = {}
    numbers: dict[str, int] = {}
    for line in (SAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = numbers.setdefault(row["url"], len(numbers) + 1)
        number = 1 + sum(1 for key in found if key[0] == article)
        published = datetime.fromisoformat(row["published"])
        found[article, number] = Revision(
            article,
            number,
            row["outlet"],
            row["text"],
            published + timedelta(days=number - 1),
            row["title"],
            row["url"],
            published,
            row.get("author"),
            "en",
        )
    return found


@cache
def claims() -> tuple[Judged, ...]:
    """Every claim of the sample articles, with its status."""
    desk = load_desk_file(SAMPLES / "desk.toml")
    outlets = {
        each["name"]: Outlet(each["name"], each.get("family"), each.get("affiliation"))
        for each in desk.outlets
    }
    recorder = Recorder(Gazetteer(desk.regions), outlets)
    said = {}
    for key, revision in revisions().items():
        sentences = split(revision.text)
        said[key] = recorder.record(Reading(revision, sentences, attributions(revision.text, sentences)))
    moments = {key: revision.existed_from for key, revision in revisions().items()}
    speakers = {
        key: [one.actor.id for one in found if one.actor and one.actor.named] for key, found in said.items()
    }
    docket = Docket(
        "samples",
        max(moments.values()),
        facts={key: facts_of(one, outlets, speakers[key]) for key, one in revisions().items()},
        moments=moments,
        occurrences=[one for found in said.values() for one in found],
        outlets=outlets,
    )
    return judgement(docket).claims


def quote(judged: Judged) -> str:
    """The words that a claim's status shows."""
    lead = judged.lead.occurrence
    return lead.quote.of(revisions()[lead.article_id, lead.revision].text)


def example(words: str) -> str:
    """The claim whose quote has these words, as the page shows it."""
    found = [each for each in claims() if words in quote(each)]
    assert len(found) == 1, f"{len(found)} claims of the samples say “{words}”"
    lines = [f"{found[0].lead.occurrence.outlet}: {quote(found[0])}", f"→ {found[0].verdict.shown}"]
    lines += [f"   rule {reason.rule}: {reason.text}" for reason in found[0].verdict.reasons]
    return "".join(fill(line, WIDTH, subsequent_indent="   ") + "\n" for line in lines)


def rewritten(page: str) -> str:
    """The page with its examples as the rules give them now."""
    return EXAMPLE.sub(
        lambda found: f"<!-- sample: {found['words']} -->\n\n```text\n{example(found['words'])}```\n\n", page
    )


@pytest.mark.parametrize(
    ("words", "block"),
    [(each["words"], each["block"]) for each in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))],
)
def test_an_example_is_what_the_rules_give(words: str, block: str | None) -> None:
    assert block == example(words)


def test_the_page_has_examples_of_most_statuses() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = set(re.findall(r"^→ (\w+)", page, re.MULTILINE))
    assert {"Confirmed", "Disputed", "Denied", "Claimed", "Announced", "Reported", "Withdrawn"} <= shown


@pytest.mark.parametrize("status", Status)
def test_the_page_tells_where_each_status_stands(status: Status) -> None:
    heading = {"confirmed": "Confirmed", "reported": "Reported", "contested": "Claimed or contested"}
    words = {Status.RETRACTED: "Withdrawn", Status.UNVERIFIED: "not independently verified"}
    rows = [
        row
        for row in PAGE.read_text(encoding="utf-8").splitlines()
        if row.startswith("| **") and words.get(status, status.title()) in row.split("|")[1]
    ]
    assert rows
    assert all(row.split("|")[3].strip() == heading.get(PART[status], "Changed since") for row in rows)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
