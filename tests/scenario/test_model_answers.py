"""Answers with a scripted model: however it behaves, what a reader sees is true and plain."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.commands.demo import AS_OF, sample_app
from bot.desk.answer import Asked, Desk, Limits
from bot.desk.model import Model
from bot.news.answer import Answer, Remark, Statement
from tests.fakes.model_server import Body, ModelServer, shown

QUESTION = "What did Duvrin deny?"
RAIDS = "denied playing any part in earlier raids"
STRIKES = "denied having had a hand in these strikes"
SHELLING = "leaving at least six residents wounded"
DEADLINE_S = 10.0

Making = Callable[[Body], object]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk over the samples."""
    with sample_app(tmp_path_factory.mktemp("samples")) as app:
        yield app.desk


@pytest.fixture
def desk(stocked: Desk, model_server: ModelServer) -> Desk:
    """The same desk, with the scripted model; waits between tries take no time."""
    model = Model(model_server.base_url, "scripted", "key", timeout_s=1.0, sleep=lambda _: None)
    return replace(stocked, model=model, limits=Limits(deadline_s=DEADLINE_S))


def ask(desk: Desk, question: str = QUESTION) -> Answer:
    """The answer, with what must hold of every one: its quotes stand in the store, and it came in time."""
    began = time.monotonic()
    answer = desk.ask(Asked(question, AS_OF))
    assert time.monotonic() - began < DEADLINE_S + 5
    bearers: list[Statement | Remark] = [*answer.statements, *answer.remarks]
    for bearer in bearers:
        for quote in bearer.quotes:
            revision = desk.store.articles.revision(quote.article_id, quote.revision)
            assert revision is not None
            assert revision.text[quote.start : quote.end] == quote.text
    return answer


def cites(words: str, text: str, quote: str | None = None) -> Making:
    """A reply of one statement that rests on the shown sentence with these words."""
    return lambda body: draft((text, [numbered(body, words)], quote))


def numbered(body: Body, words: str) -> int:
    """The number of the shown sentence that has these words."""
    [number] = [number for number, sentence in shown(body).items() if words in sentence][:1]
    return number


def draft(*statements: tuple[str, list[int], str | None]) -> dict[str, Any]:
    return {
        "answerable": bool(statements),
        "statements": [
            {"text": text, "sentence_ids": ids, "quote": quote} for text, ids, quote in statements
        ],
    }


def quotes(answer: Answer) -> str:
    return " | ".join(quote.text for made in answer.statements for quote in made.quotes)


def notices(answer: Answer) -> str:
    return " ".join(remark.text for remark in answer.remarks)


def test_a_right_answer_is_worded_by_the_program(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
    answer = ask(desk)
    assert answer.answered
    assert answer.mode == "model"
    [statement] = answer.statements
    assert statement.speakers == ("Duvrin",)
    assert statement.cue_kind == "deny"
    assert RAIDS in quotes(answer)
    assert "not responded" in notices(answer)
    assert answer.usage.calls == 1
    assert answer.usage.prompt_tokens == 1_200


def test_what_the_model_saw_has_no_links_and_says_when(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
    ask(desk)
    [request] = model_server.requests
    prompt = " ".join(message["content"] for message in request["messages"])
    assert "https://" not in prompt
    assert "2024" in prompt


def test_a_wrong_claim_under_a_right_quote_is_repaired(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply_by(cites(RAIDS, "Duvrin denied the artillery fire that wounded six residents."))
    model_server.reply_by(cites(STRIKES, "Duvrin denied having had a hand in these strikes."))
    answer = ask(desk)
    assert answer.mode == "model"
    assert STRIKES in quotes(answer)
    assert "wounded" not in " ".join(made.text for made in answer.statements)
    assert answer.usage.calls == 2


def test_the_repair_call_names_the_reasons(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply(draft(("Duvrin denied everything.", [9_999], None)))
    model_server.reply_by(cites(STRIKES, "Duvrin denied having had a hand in these strikes."))
    ask(desk)
    repair = model_server.requests[1]["messages"][-1]["content"]
    assert "Duvrin denied everything." in repair
    assert "9999" in repair or "9,999" in repair


def test_what_held_is_kept_when_the_repair_fails(desk: Desk, model_server: ModelServer) -> None:
    def two(body: Body) -> object:
        right = ("Duvrin denied having had a hand in these strikes.", [numbered(body, STRIKES)], None)
        return draft(right, ("Duvrin denied everything.", [9_999], None))

    model_server.reply_by(two)
    model_server.status(401)
    answer = ask(desk)
    assert answer.mode == "model"
    assert STRIKES in quotes(answer)
    assert len(answer.statements) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda _: draft(("Duvrin denied everything.", [9_999], None)), id="invented-ids"),
        pytest.param(cites(RAIDS, "Duvrin denied earlier raids.", "denied every raid"), id="misquote"),
        pytest.param(cites(RAIDS, "Duvrin denied the shelling of Tessen."), id="wrong-claim"),
        pytest.param(cites(SHELLING, "At least 40 residents were wounded."), id="wrong-number"),
        pytest.param(
            lambda body: draft(("See https://evil.example/?q=1", [numbered(body, RAIDS)], None)), id="link"
        ),
        pytest.param(
            lambda body: draft(("<!channel> Duvrin denied it.", [numbered(body, RAIDS)], None)), id="mention"
        ),
        pytest.param(
            lambda body: draft(("Duvrin denied playing any part in earlier raids.", [], None)), id="no-id"
        ),
    ],
)
def test_nothing_left_after_a_repair_is_an_abstention(
    desk: Desk, model_server: ModelServer, wrong: Making
) -> None:
    model_server.reply_by(wrong)
    model_server.reply_by(wrong)
    answer = ask(desk)
    assert not answer.answered
    assert answer.mode == "model"
    assert answer.nearest
    assert answer.usage.calls == 2


def test_a_number_from_the_question_proves_nothing(desk: Desk, model_server: ModelServer) -> None:
    wrong = cites(SHELLING, "As many as 40 residents of Tessen were wounded.")
    model_server.reply_by(wrong)
    model_server.reply_by(wrong)
    answer = ask(desk, "Were 40 residents of Tessen wounded by the artillery fire?")
    assert "40" not in " ".join(made.text for made in answer.statements)


def test_a_model_that_finds_nothing_is_believed(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply(draft())
    answer = ask(desk)
    assert not answer.answered
    assert answer.mode == "model"
    assert answer.nearest


@pytest.mark.parametrize(
    "misbehave",
    [
        pytest.param(lambda server: [server.timeout() for _ in range(3)], id="timeout"),
        pytest.param(lambda server: [server.dribble() for _ in range(3)], id="dribble"),
        pytest.param(lambda server: [server.status(500) for _ in range(3)], id="500"),
        pytest.param(lambda server: server.status(429, {"Retry-After": "3600"}), id="429-for-an-hour"),
        pytest.param(lambda server: server.status(401), id="refused-key"),
        pytest.param(lambda server: [server.cut_off() for _ in range(3)], id="cut-off"),
        pytest.param(
            lambda server: [server.reply_text("I think they denied it.") for _ in range(2)], id="prose"
        ),
        pytest.param(
            lambda server: [server.reply_text('{"answerable": tr') for _ in range(2)], id="broken-json"
        ),
        pytest.param(lambda server: [server.reply_text("") for _ in range(3)], id="nothing"),
        pytest.param(lambda server: server.body("<html>not a model</html>"), id="another-server"),
        pytest.param(lambda server: [server.hang_up() for _ in range(3)], id="hang-up"),
    ],
)
def test_without_a_usable_reply_the_extractive_desk_answers_and_says_so(
    desk: Desk, model_server: ModelServer, misbehave: Callable[[ModelServer], object]
) -> None:
    misbehave(model_server)
    answer = ask(desk)
    assert answer.answered
    assert answer.mode == "extractive"
    assert RAIDS in quotes(answer)
    assert STRIKES in quotes(answer)
    assert "couldn't use the model, so this answer is made of quotes alone" in notices(answer)
    assert "Traceback" not in notices(answer)


def test_a_short_wait_is_kept_and_the_model_answers(desk: Desk, model_server: ModelServer) -> None:
    model_server.status(429, {"Retry-After": "1"})
    model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
    answer = ask(desk)
    assert answer.mode == "model"
    assert answer.usage.calls == 2


def test_prose_then_a_draft_is_an_answer(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply_text("Let me think about that.")
    model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
    assert RAIDS in quotes(ask(desk))


def test_two_hundred_statements_are_no_flood(desk: Desk, model_server: ModelServer) -> None:
    def flood(body: Body) -> object:
        ids = list(shown(body))
        return draft(*[(shown(body)[ids[n % len(ids)]], [ids[n % len(ids)]], None) for n in range(200)])

    model_server.obey(flood)
    answer = ask(desk)
    assert answer.answered
    assert len(answer.statements) <= 12


def test_instructions_in_an_article_are_not_shown(desk: Desk, model_server: ModelServer) -> None:
    def obeying(body: Body) -> object:
        hostile = [
            number for number, text in shown(body).items() if "nstructions" in text or "SYSTEM" in text
        ]
        return draft(*[(shown(body)[number], [number], None) for number in hostile])

    model_server.obey(obeying)
    answer = ask(desk, "What opened in Kolby Ford?")
    said = " ".join(made.text for made in answer.statements) + quotes(answer)
    for canary in ("nstructions", "SYSTEM", "https://", "<!channel>", "S99"):
        assert canary not in said


def test_the_days_limit_falls_back_and_says_so(desk: Desk, model_server: ModelServer) -> None:
    limited = replace(desk, limits=Limits(daily_tokens=1, deadline_s=DEADLINE_S))
    if not limited.store.answers.tokens_since(AS_OF.replace(hour=0, minute=0)):
        model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
        ask(limited)
    answer = ask(limited)
    assert answer.mode == "extractive"
    assert answer.answered
    assert "limit for the model is reached" in notices(answer)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What has been confirmed about Brennick?", "Two people were killed"),
        ("Who denies that the ferry was overloaded?", "denied that the ferry had been overloaded"),
        ("Has the breakthrough at Morvale been confirmed?", "refuted reports of a breakthrough"),
        ("What changed about Brightwell since Thursday?", "Correction, 16 May"),
    ],
)
def test_what_the_ledger_knows_needs_no_call(
    desk: Desk, model_server: ModelServer, question: str, quoted: str
) -> None:
    answer = ask(desk, question)
    assert quoted in quotes(answer)
    assert answer.mode == "extractive"
    assert answer.usage.calls == 0
    assert model_server.requests == []


def test_what_the_ledger_cannot_tell_goes_to_the_model(desk: Desk, model_server: ModelServer) -> None:
    model_server.obey(lambda _: draft())
    answer = ask(desk, "Who disputes that Union Mutual is solvent?")
    assert not answer.answered
    assert model_server.requests


def test_what_only_an_actors_outlet_states_is_left_in_its_words(
    desk: Desk, model_server: ModelServer
) -> None:
    stated = "The railway bridge at Lindrow has been closed to passenger trains since Monday evening."
    model_server.reply_by(
        cites("railway bridge", "The bridge at Lindrow has been closed to trains since Monday.")
    )
    [statement] = ask(desk, "Which railway bridge has been closed to trains?").statements
    assert statement.text == stated
    assert statement.status == "claimed"
    assert statement.shown == "Claimed by government of Karvenia"


def test_statements_of_the_model_bear_the_ledgers_status(desk: Desk, model_server: ModelServer) -> None:
    model_server.reply_by(cites(RAIDS, "Duvrin denied playing any part in earlier raids."))
    [statement] = ask(desk).statements
    assert statement.status == "denied"
    assert statement.claim_id
    assert any("rule 10" in why for why in statement.why)
