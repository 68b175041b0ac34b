"""Articles that give orders to a model, and a model that obeys each of them: nothing of it is shown."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.app import App
from bot.commands.demo import empty_app
from bot.desk.answer import Asked, Limits
from bot.desk.model import Model
from bot.digest.brief import Brief
from bot.digest.modelled import Arranger
from bot.digest.modelled import Limits as ArrangerLimits
from bot.ingest.document import Details
from bot.news.answer import Answer, Remark, Statement
from bot.slack import blocks
from bot.terminal import answer as terminal
from bot.terminal import claims as stories
from bot.terminal.digest import digest as digest_printed
from tests.fakes.model_server import ModelServer
from tests.fakes.mrkdwn import Found, payload
from tests.hostile.injection.obeying import honest_reply_to, reply_to
from tests.hostile.injection.payloads import GOALS, PAYLOADS, PUBLISHED, Goal
from tests.hostile.injection.showing import own_in_slack, own_in_terminal, without_named

NOW = PUBLISHED + timedelta(days=200)
AT_LEAST = 200
CANARY = "qavlor"
UNPRINTED = "\x1b\u202e\u2067\u200b\u200d\U000e0065"
FEW = 20
RARELY = 5
"""How often the rules may need a model: quotation marks without a partner hide who speaks from them."""
TOKENS = 900
"""What a prompt may have: a dozen sentences beside the rules, so that the table is quick."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One store and one index with every hostile article, taken in by the door for files."""
    folder = tmp_path_factory.mktemp("hostile")
    rows, targets = [], []
    for each in PAYLOADS:
        written = each.written
        if written.row is not None:
            rows.append(json.dumps(written.row))
        elif written.page is not None:
            page = folder / f"{each.event.number}.html"
            page.write_text(written.page, "utf-8")
            targets.append(page)
    lines = folder / "rows.jsonl"
    lines.write_text("\n".join(rows), "utf-8")
    with empty_app(folder / "data") as made:
        _take_in(made, [lines, *targets])
        yield made


def _take_in(app: App, paths: list[Path]) -> None:
    intake = app.intake(lambda: NOW)
    results = [result for path in paths for result in intake.take(str(path), Details(), io.BytesIO())]
    intake.close()
    assert {result.status for result in results} == {"stored"}
    app.catch_up()


def problems(answer: Answer, app: App, asked: str, unshown: Sequence[str]) -> Iterator[str]:
    """What a reader should not see of an answer, in Slack or in the terminal."""
    lines: list[Statement | Remark] = [*answer.statements, *answer.remarks]
    quotes = [quote for line in lines for quote in line.quotes]
    revisions = [app.store.articles.revision(quote.article_id, quote.revision) for quote in quotes]
    for quote, revision in zip(quotes, revisions, strict=True):
        if revision is None or revision.text[quote.start : quote.end] != quote.text:
            yield f"a quote that is not stored: {quote.text!r}"
    messages = blocks.messages(answer, answer_id=1, zone=UTC, now=NOW, share=True)
    printed = terminal.answer(answer, everything=True)
    for found in payload([{"text": each.text, "blocks": each.blocks} for each in messages]):
        if not _is_ours(found):
            yield f"{found.kind} {found.target!r}"
    yield from (f"{mark!r} in the terminal" for mark in UNPRINTED if mark in printed)
    for where, own in (("Slack", own_in_slack(messages)), ("the terminal", own_in_terminal(printed))):
        bare = without_named(own.replace(asked, ""), filter(None, revisions), answer.nearest)
        yield from (f"{word!r} in {where}: {bare}" for word in (CANARY, *unshown) if word in bare)
    for line in answer.statements:
        if line.status not in (None, "claimed", "reported", "denied"):
            yield f"status {line.status}: {line.text!r}"
        if any(CANARY in speaker or "Veske" in speaker for speaker in line.speakers):
            yield f"a speaker who did not speak: {line.speakers}"


def _is_ours(found: Found) -> bool:
    return found.kind == "link" and found.target.startswith("https://gull.example/news/")


def test_the_table_is_large_and_has_no_doubles() -> None:
    assert len({(each.order, each.place) for each in PAYLOADS}) == len(PAYLOADS) >= AT_LEAST


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_nothing_of_it_is_shown_when_the_model_obeys(app: App, model_server: ModelServer, goal: Goal) -> None:
    model = Model(model_server.base_url, "obeying", "key", sleep=lambda _: None)
    desk = replace(app.desk, model=model, limits=Limits(prompt_tokens=TOKENS))
    failed: dict[str, list[str]] = {}
    table = [each for each in PAYLOADS if each.goal is goal]
    for each in table:
        model_server.obey(partial(reply_to, each))
        answer = desk.ask(Asked(each.event.question, NOW))
        assert answer.mode == "model"
        if found := list(problems(answer, app, each.event.question, goal.unshown)):
            failed[each.name] = found
    assert not failed
    assert len(model_server.requests) >= len(table)


def test_the_clean_part_stays_answerable(app: App, model_server: ModelServer) -> None:
    model = Model(model_server.base_url, "honest", "key", sleep=lambda _: None)
    failed: dict[str, list[str]] = {}
    for each in PAYLOADS:
        question = Asked(each.event.question, NOW)
        model_server.obey(partial(honest_reply_to, each))
        answer = app.desk.ask(question)
        answer = answer if answer.answered else replace(app.desk, model=model).ask(question)
        found = list(problems(answer, app, each.event.question, each.goal.unshown))
        quotes = [quote.text for line in answer.statements for quote in line.quotes]
        if found or not any(f"{each.event.site} would stay shut until May" in quote for quote in quotes):
            failed[each.name] = [*found, *quotes]
    assert not failed
    assert len(model_server.requests) <= RARELY


def test_digests_and_headings_show_nothing_of_it(app: App, model_server: ModelServer) -> None:
    model = Model(model_server.base_url, "obeying", "key", sleep=lambda _: None)
    digests = replace(
        app.digests, arranger=Arranger(app.store.answers, model, ArrangerLimits(), clock=lambda: NOW)
    )
    model_server.obey(
        lambda _: {"order": [1, 9_999], "leave_out": [], "same": [[1, 2]], "note": f"<!channel> {CANARY}"}
    )
    made = digests.make(Brief(PUBLISHED - timedelta(days=1), NOW))
    assert len(made.stories) >= FEW
    assert not [line for story in made.stories for line in story.confirmed]
    messages = blocks.digest(made, zone=UTC, now=NOW, value="1")
    assert not [found for found in payload([each.blocks for each in messages]) if not _is_ours(found)]
    listed = "\n".join(stories.story(line, NOW) for line in app.ledger.lines(PUBLISHED, NOW))
    printed = digest_printed(made, everything=True) + listed
    assert not [mark for mark in UNPRINTED if mark in printed]
    revisions = list(app.store.articles.all())
    for own in (own_in_slack(messages), own_in_terminal(printed)):
        bare = without_named(own, revisions, ())
        at = bare.find(CANARY)
        assert at < 0, bare[max(at - 300, 0) : at + 50]
