"""The examples of docs/claims.md are what `explain` and `digest` print of the sample articles.

`python -m tests.unit.test_docs_claims` writes them anew.
"""

import os
import re
import shlex
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest

from bot.claims.ledger import Ledger
from bot.commands.demo import AS_OF, sample_app
from bot.desk.explaining import explained
from bot.digest.brief import Brief
from bot.news.claim import PART, Status
from bot.search.dates import since
from bot.terminal import claims as terminal
from bot.terminal.digest import digest

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"
EXAMPLE = re.compile(
    r"<!-- (?P<kind>explain|digest): (?P<of>.+?) -->\n\n(?:```text\n(?P<block>.*?)```\n\n)?", re.DOTALL
)
ALWAYS = since("9000d", AS_OF)
WIDE = patch.dict(os.environ, {"COLUMNS": "96"})
"""Examples are as wide as lines get, whatever terminal the tests run in."""


class Made(NamedTuple):
    """What the page shows of the samples: claims explained, by the words of their lead, and digests."""

    claims: Mapping[str, str]
    digests: Mapping[str, str]


@cache
def made() -> Made:
    """Every claim of the samples, and the digests that the page asks for."""
    with tempfile.TemporaryDirectory() as folder, sample_app(Path(folder)) as app, WIDE:
        asked = [each["of"] for each in EXAMPLE.finditer(page()) if each["kind"] == "digest"]
        digests = {}
        for options in asked:
            given = dict(zip(*[iter(shlex.split(options))] * 2, strict=True))
            until = datetime.fromisoformat(given["--as-of"])
            region = app.gazetteer.resolve(given["--region"])
            brief = Brief(since(given["--since"], until), until, (region,))
            digests[options] = digest(app.digests.make(brief))
        return Made(_claims(app.ledger), digests)


def _claims(ledger: Ledger) -> dict[str, str]:
    found = {}
    for heard in ledger.hear(ledger.stories(ALWAYS, AS_OF), AS_OF):
        for judged in heard.judged.claims:
            lead = judged.lead.occurrence
            words = lead.quote.of(heard.readings[lead.article_id, lead.revision].revision.text)
            shown = terminal.explained(explained(ledger.explain(judged.claim.id, AS_OF)))
            found[words] = f"$ copydesk explain {judged.claim.id}\n{_short(shown)}"
    return found


def _short(shown: str) -> str:
    """Without what bears on the claim, and without a history of one line."""
    verdict, _, rest = shown.partition("\n\nWhat bears on it\n")
    history = rest.partition("\n\nHistory\n")[2]
    return f"{verdict}\n\nHistory\n{history}" if history.count("\n") > 1 else f"{verdict}\n"


def page() -> str:
    """The page as it is."""
    return PAGE.read_text(encoding="utf-8")


def example(kind: str, of: str) -> str:
    """A digest by its options, or the claim whose lead has these words, explained."""
    if kind == "digest":
        return f"$ copydesk digest {of}\n{made().digests[of]}"
    found = [shown for words, shown in made().claims.items() if of in words]
    assert len(found) == 1, f"{len(found)} claims of the samples say “{of}”"
    return found[0]


def rewritten(text: str) -> str:
    """The page with its examples as the program gives them now."""

    def block(found: re.Match[str]) -> str:
        kind, of = found["kind"], found["of"]
        return f"<!-- {kind}: {of} -->\n\n```text\n{example(kind, of)}```\n\n"

    return EXAMPLE.sub(block, text)


@pytest.mark.parametrize(
    ("kind", "of", "block"), [(each["kind"], each["of"], each["block"]) for each in EXAMPLE.finditer(page())]
)
def test_an_example_is_what_the_program_prints(kind: str, of: str, block: str | None) -> None:
    assert block == example(kind, of)


def test_the_page_has_examples_of_most_statuses() -> None:
    shown = set(re.findall(r"^(\w+)\b.* · claim \d", page(), re.MULTILINE))
    assert {"Confirmed", "Disputed", "Denied", "Claimed", "Announced", "Reported", "Withdrawn"} <= shown


@pytest.mark.parametrize("status", Status)
def test_the_page_tells_where_each_status_stands(status: Status) -> None:
    heading = {"confirmed": "Confirmed", "reported": "Reported", "contested": "Claimed or contested"}
    words = {Status.RETRACTED: "Withdrawn", Status.UNVERIFIED: "not independently verified"}
    rows = [
        row
        for row in page().splitlines()
        if row.startswith("| **") and words.get(status, status.title()) in row.split("|")[1]
    ]
    assert rows
    assert all(row.split("|")[3].strip() == heading.get(PART[status], "Changed since") for row in rows)


if __name__ == "__main__":
    PAGE.write_text(rewritten(page()), encoding="utf-8")
