import json
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from bot.desk.completion import refusal
from bot.desk.draft import SCHEMA, parse
from bot.desk.model import CallError, Model
from bot.desk.prompts import Message, Messages
from bot.errors import ConfigError
from bot.news.answer import Usage
from tests.fakes.model_server import Body, ModelServer, shown

ASKED = Messages(
    (Message("system", "Answer in JSON."), Message("user", "[1] Arden denied the raid.\n[2] It rained.")),
    "0f",
    SCHEMA,
)
ABSTAINS = {"answerable": False, "statements": []}


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(model_server: ModelServer) -> ModelServer:
    return model_server


@pytest.fixture
def model(server: ModelServer, clock: Clock) -> Model:
    return Model(server.base_url, "scripted", "a-key", clock=clock, sleep=clock.sleep)


def soon(clock: Clock) -> float:
    return clock.now + 60


def formats(server: ModelServer) -> list[str]:
    return [body["response_format"]["type"] for body in server.requests]


def test_a_reply_comes_with_its_text_usage_and_model(server: ModelServer, model: Model, clock: Clock) -> None:
    server.reply(ABSTAINS, model="scripted-2031-05-01")
    reply = model.complete(ASKED, soon(clock))
    assert json.loads(reply.text) == ABSTAINS
    assert reply.usage == Usage(1, 1_200, 60)
    assert reply.model == "scripted-2031-05-01"


def test_the_request_is_the_chat_and_the_schema_with_the_key(
    server: ModelServer, model: Model, clock: Clock
) -> None:
    server.reply(ABSTAINS)
    model.complete(ASKED, soon(clock))
    assert server.requests == [
        {
            "model": "scripted",
            "messages": [
                {"role": "system", "content": ASKED.chat[0].content},
                {"role": "user", "content": ASKED.chat[1].content},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA},
            },
        }
    ]
    assert server.keys == ["a-key"]


def test_a_scripted_model_can_obey_the_prompt(server: ModelServer, model: Model, clock: Clock) -> None:
    def obey(body: Body) -> object:
        ids = [number for number, text in shown(body).items() if "denied" in text]
        return {"answerable": True, "statements": [{"text": "A denial.", "sentence_ids": ids, "quote": None}]}

    server.obey(obey)
    drafts = [parse(model.complete(ASKED, soon(clock)).text) for _ in range(2)]
    assert [draft.statements[0].sentence_ids for draft in drafts] == [(1,), (1,)]


@pytest.mark.parametrize("status", [400, 422])
def test_a_refused_format_is_given_up_for_a_plainer_one(
    server: ModelServer, model: Model, clock: Clock, status: int
) -> None:
    server.status(status)
    server.status(status)
    server.obey(lambda _: ABSTAINS)
    usage = model.complete(ASKED, soon(clock)).usage
    model.complete(ASKED, soon(clock))
    assert formats(server) == ["json_schema", "json_object", "text", "text"]
    assert usage.calls == 3
    assert clock.slept == []


def test_a_format_is_kept_only_if_it_worked(server: ModelServer, model: Model, clock: Clock) -> None:
    for _ in range(3):
        server.status(400)
    with pytest.raises(CallError, match="refused the request"):
        model.complete(ASKED, soon(clock))
    server.reply(ABSTAINS)
    model.complete(ASKED, soon(clock))
    assert formats(server)[-1] == "json_schema"


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        ({}, 0.5),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "-3"}, 0.0),
        ({"Retry-After": "nan"}, 0.0),
        ({"Retry-After": "soon"}, 0.5),
    ],
)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_the_time_it_names(
    server: ModelServer, model: Model, clock: Clock, status: int, headers: dict[str, str], slept: float
) -> None:
    server.status(status, headers)
    server.reply(ABSTAINS)
    assert model.complete(ASKED, soon(clock)).usage == Usage(2, 1_200, 60)
    assert clock.slept == [slept]


@pytest.mark.parametrize(
    ("until", "now", "wait_s"),
    [
        ("Thu, 01 May 2031 08:00:09 GMT", "Thu, 01 May 2031 08:00:00 GMT", 9.0),
        ("Thu, 01 May 2031 08:00:00 GMT", "Thu, 01 May 2031 08:00:09 GMT", 0.0),
        ("Thu, 01 May 2031 08:00:09 GMT", "today", None),
        ("Thu, 01 May 2031 08:00:09 GMT", "Thu, 01 May 2031 08:00:00", None),
    ],
)
def test_a_date_to_wait_for_is_held_against_the_servers(until: str, now: str, wait_s: float | None) -> None:
    assert refusal(503, None, {"retry-after": until, "date": now}).wait_s == wait_s


def test_three_tries_are_all(server: ModelServer, model: Model, clock: Clock) -> None:
    for _ in range(3):
        server.status(502)
    with pytest.raises(CallError, match="has a fault of its own") as raised:
        model.complete(ASKED, soon(clock))
    assert raised.value.usage == Usage(calls=3)
    assert raised.value.retry
    assert clock.slept == [0.5, 1.0]


@pytest.mark.parametrize("wait", ["60", "3600", "inf"])
def test_no_wait_goes_past_the_deadline(server: ModelServer, model: Model, clock: Clock, wait: str) -> None:
    server.status(429, {"Retry-After": wait})
    with pytest.raises(CallError, match="limits how often"):
        model.complete(ASKED, soon(clock))
    assert clock.slept == []


def test_nothing_is_asked_when_the_deadline_is_past(server: ModelServer, model: Model, clock: Clock) -> None:
    with pytest.raises(CallError, match="did not answer in time") as raised:
        model.complete(ASKED, clock.now)
    assert server.requests == []
    assert raised.value.usage == Usage()


@pytest.mark.parametrize("fault", ["timeout", "dribble"])
def test_a_call_that_takes_too_long_is_given_up(server: ModelServer, fault: str) -> None:
    getattr(server, fault)()
    model = Model(server.base_url, "scripted", sleep=lambda _: pytest.fail("slept"))
    with pytest.raises(CallError, match=r"did not answer in time\.$") as raised:
        model.complete(ASKED, time.monotonic() + 0.3)
    assert raised.value.retry


def test_a_call_that_hung_is_tried_again_within_the_deadline(server: ModelServer, clock: Clock) -> None:
    server.timeout()
    server.reply(ABSTAINS)
    model = Model(server.base_url, "scripted", timeout_s=2, sleep=clock.sleep)
    assert model.complete(ASKED, time.monotonic() + 60).usage.calls == 2


def test_a_broken_connection_is_tried_again(server: ModelServer, model: Model, clock: Clock) -> None:
    server.hang_up()
    server.reply(ABSTAINS)
    assert json.loads(model.complete(ASKED, soon(clock)).text) == ABSTAINS
    assert clock.slept == [0.5]


def test_a_server_that_is_not_there_is_named(clock: Clock) -> None:
    with socket.socket() as taken:  # bound, and not listening
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        model = Model(f"http://user:secret@{host}/v1", "scripted", clock=clock, sleep=clock.sleep)
        with pytest.raises(CallError) as raised:
            model.complete(ASKED, soon(clock))
    assert str(raised.value) == f"The model at {host} cannot be reached; check OPENAI_BASE_URL."
    assert raised.value.subject == host


@pytest.mark.parametrize(
    ("status", "error", "sentence"),
    [
        (401, "invalid_api_key", "refused the key"),
        (403, "scripted", "refused the key"),
        (402, "scripted", "out of quota"),
        (429, "insufficient_quota", "out of quota"),
        (404, "model_not_found", "has no model named scripted"),
        (404, "scripted", "has no model named scripted"),
        (400, "model_not_found", "has no model named scripted"),
        (400, "context_length_exceeded", "longer than the model scripted takes"),
        (413, "scripted", "longer than the model scripted takes"),
        (400, "content_filter", "declined to answer"),
        (418, "scripted", "refused the request"),
    ],
)
def test_a_refusal_that_asking_again_cannot_mend_is_told_at_once(
    server: ModelServer, model: Model, clock: Clock, status: int, error: str, sentence: str
) -> None:
    server.status(status, error=error)
    with pytest.raises(CallError, match=sentence) as raised:
        model.complete(ASKED, soon(clock))
    assert len(server.requests) == 1
    assert not raised.value.retry
    assert "a-key" not in str(raised.value)


def test_a_reply_cut_off_at_the_length_limit_is_none_and_was_paid(
    server: ModelServer, model: Model, clock: Clock
) -> None:
    server.cut_off()
    with pytest.raises(CallError, match="was cut off") as raised:
        model.complete(ASKED, soon(clock))
    assert raised.value.usage == Usage(1, 1_200, 60)


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_an_empty_reply_is_none(server: ModelServer, model: Model, clock: Clock, text: str | None) -> None:
    server.reply_text(text)
    with pytest.raises(CallError, match="gave an empty reply"):
        model.complete(ASKED, soon(clock))


def test_a_filtered_reply_is_none(server: ModelServer, model: Model, clock: Clock) -> None:
    server.reply_text("Arden", finish_reason="content_filter")
    with pytest.raises(CallError, match="declined to answer"):
        model.complete(ASKED, soon(clock))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "<html>Sign in</html>",
        "[]",
        "null",
        "{}",
        '{"error": {"message": "no credits"}}',
        '{"choices": []}',
        '{"choices": {"0": 1}}',
        '{"choices": ["Arden"]}',
        '{"choices": [{"message": null}]}',
        '{"choices": [{"message": {"content": ["Arden"]}}]}',
        "[" * 100_000,
        '{"choices": [{"message": {"content": "Ard',
        "\ufeff",
    ],
)
def test_what_is_no_chat_completion_is_told_so(
    server: ModelServer, model: Model, clock: Clock, raw: str
) -> None:
    server.body(raw)
    with pytest.raises(CallError, match="something other than a chat completion"):
        model.complete(ASKED, soon(clock))


def test_a_reply_without_end_is_not_read_to_its_end(server: ModelServer, model: Model, clock: Clock) -> None:
    server.reply_text("a" * 3_000_000)
    with pytest.raises(CallError, match="too long to be read"):
        model.complete(ASKED, soon(clock))


@pytest.mark.parametrize(
    "usage",
    [
        None,
        "free",
        {},
        {"prompt_tokens": 0, "completion_tokens": 0},
        {"prompt_tokens": -5, "completion_tokens": -5},
        {"prompt_tokens": 10**9, "completion_tokens": 10**9},
        {"prompt_tokens": 1, "completion_tokens": 1},
        {"prompt_tokens": "1200", "completion_tokens": True},
    ],
)
def test_usage_that_is_missing_or_cannot_be_true_is_counted_here(
    server: ModelServer, model: Model, clock: Clock, usage: object
) -> None:
    server.reply({**ABSTAINS, "remark": "The sentences speak of Arden alone. " * 3}, usage=usage)
    counted = model.complete(ASKED, soon(clock)).usage
    assert 15 < counted.prompt_tokens < 30
    assert 25 < counted.completion_tokens < 60


def test_a_server_that_names_no_model_has_the_one_asked_for(
    server: ModelServer, model: Model, clock: Clock
) -> None:
    server.reply(ABSTAINS, model=None)
    assert model.complete(ASKED, soon(clock)).model == "scripted"


def test_a_probe_is_null_or_a_sentence(server: ModelServer, model: Model, clock: Clock) -> None:
    server.reply({"ok": True})
    server.status(401)
    host = urlsplit(server.base_url).netloc
    assert model.probe(soon(clock)) is None
    assert model.probe(soon(clock)) == f"The model server at {host} refused the key; check OPENAI_API_KEY."


@pytest.mark.parametrize(
    "base_url",
    ["localhost:11434", "ftp://a.example/v1", "http://", "http://a.example:port", "http://[::1/v1", "/v1"],
)
def test_an_address_that_is_none_is_a_configuration_error(base_url: str) -> None:
    with pytest.raises(ConfigError, match="OPENAI_BASE_URL is no"):
        Model(base_url, "scripted")


@pytest.mark.parametrize("key", ["a key\n", "clé", "“key”"])
def test_a_key_that_no_header_can_carry_is_a_configuration_error(key: str) -> None:
    with pytest.raises(ConfigError, match="OPENAI_API_KEY holds") as raised:
        Model(None, "scripted", key)
    assert key not in str(raised.value)
