"""The model fails in every way: each question is answered, says why, and the model is used again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.model_server import Body, ModelServer, shown
from tests.faults.conftest import DENIED, Begin

FAULTS: dict[str, tuple[Callable[[ModelServer], None], str]] = {
    "down": (lambda model: model.status(503, {"Retry-After": "600"}), "has a fault of its own"),
    "slow": (lambda model: model.timeout(), "did not answer in time"),
    "hanging up": (lambda model: model.hang_up(), "cannot be reached"),
    "refusing the key": (lambda model: model.status(401), "refused the key"),
    "talking nonsense": (lambda model: model.body("<html>"), "something other than a chat completion"),
}


def by_model(body: Body) -> object:
    """A faithful draft of the sentence that holds the denial."""
    [number] = [number for number, text in shown(body).items() if DENIED in text]
    statement = {"text": "Istrova denied crossing the river.", "sentence_ids": [number], "quote": None}
    return {"answerable": True, "statements": [statement]}


def test_a_model_that_fails_is_done_without_and_used_again(
    begin: Begin,
    model_server: ModelServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.desk.model.TRIES", 1)
    bot = begin(openai_base_url=model_server.base_url, model_timeout_s=4)
    for fail, said in FAULTS.values():
        fail(model_server)
        answer = bot.answer()
        assert DENIED in answer
        assert "I couldn't use the model" in answer
        assert said in answer
        assert f"A call to the model failed: The {'server' if 'other' in said else 'model'}" in caplog.text
    assert bot.lines("warning", "bot.desk.model") == len(FAULTS)
    model_server.reply_by(by_model)
    assert "I couldn't use the model" not in bot.answer()


@pytest.mark.parametrize(
    "usage", [None, {"prompt_tokens": -5_000, "completion_tokens": -1}, {"prompt_tokens": 10**12}]
)
def test_a_model_that_lies_about_its_usage_spends_what_was_sent(
    begin: Begin, model_server: ModelServer, usage: object
) -> None:
    """Of a day's limit: neither nothing, nor all of it."""
    bot = begin(openai_base_url=model_server.base_url, daily_tokens=2_000)
    model_server.reply({"answerable": False, "statements": []}, usage=usage)
    bot.answer()
    spent = bot.server.parts.store.answers.tokens_since(datetime.now(UTC) - timedelta(hours=1))
    assert 100 < spent < 1_500
