"""A scripted model behind an OpenAI-compatible server on loopback.

The fixture `model_server` is a queue of what the server does, one entry a request:

    def test_something(model_server: ModelServer) -> None:
        model_server.status(429, {"Retry-After": "1"})
        model_server.reply({"answerable": False, "statements": []})
        model = Model(model_server.base_url, "scripted", "key")
        ...
        assert len(model_server.requests) == 2

A function given to `obey` answers every request that finds the queue empty; it is given the request's body,
out of which `shown` reads the numbered sentences. A request with neither gets HTTP 501, and fails the test at
its end. `requests` holds the bodies and `keys` the bearer keys, in the order of arrival.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Body = dict[str, Any]
Obeying = Callable[[Body], object]
Act = Callable[[Body], Response]

_SHOWN = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


class ModelServer:
    """What the tests script and look at; the server itself is shared by the whole run."""

    def __init__(self, http: HTTPServer) -> None:
        self._path = f"/{uuid4().hex}/v1"
        self.base_url = http.url_for(self._path)
        self.requests: list[Body] = []
        self.keys: list[str] = []
        self.unscripted = 0
        self._acts: deque[Act] = deque()
        self._obeying: Obeying | None = None
        self._released = Event()
        http.expect_request(re.compile(".*"), method="POST").respond_with_handler(self._handle)

    def reply(self, draft: object, **completion: Any) -> None:
        """Replies with this value as JSON; `completion` goes over the completion's own fields."""
        self.reply_text(json.dumps(draft), **completion)

    def reply_text(self, text: str | None, *, finish_reason: str = "stop", **completion: Any) -> None:
        """Replies with this text."""
        self._acts.append(lambda body: _completion(body, text, finish_reason, completion))

    def reply_by(self, make: Obeying) -> None:
        """Replies once with what the function makes of the request: a text, or a value to be sent as JSON."""
        self._acts.append(lambda body: _made(body, make))

    def obey(self, make: Obeying) -> None:
        """Replies so to every request for which nothing else is queued."""
        self._obeying = make

    def cut_off(self, text: str = '{"answerable": true, "statements": [{"text": "Ky') -> None:
        """Replies with a text that reached the model's length limit."""
        self.reply_text(text, finish_reason="length")

    def body(self, raw: str) -> None:
        """Sends HTTP 200 with this body, whatever it is."""
        self._acts.append(lambda _: Response(raw, content_type="application/json"))

    def status(self, code: int, headers: Mapping[str, str] | None = None, *, error: str = "scripted") -> None:
        """Refuses with this HTTP status; `error` is the code in the error object."""
        told = json.dumps({"error": {"message": "scripted", "type": "scripted", "code": error}})
        self._acts.append(lambda _: Response(told, code, headers, content_type="application/json"))

    def timeout(self) -> None:
        """Hangs until the test ends."""
        self._acts.append(self._hang)

    def dribble(self) -> None:
        """Sends the headers at once, and then white space, a byte at a time, until the test ends."""
        self._acts.append(lambda _: Response(self._drops(), content_type="application/json"))

    def hang_up(self) -> None:
        """Promises a body and closes the connection in the middle of it."""
        self._acts.append(lambda _: Response(iter([b'{"choices": [']), headers={"Content-Length": "9000"}))

    def release(self) -> None:
        """Lets go of whatever still hangs."""
        self._released.set()

    def _handle(self, request: Request) -> Response:
        if request.path != f"{self._path}/chat/completions":
            return Response("too late", 410)  # of a test before this one, which gave it up
        body: Body = request.get_json()
        self.requests.append(body)
        self.keys.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if self._acts:
            return self._acts.popleft()(body)
        if self._obeying is not None:
            return _made(body, self._obeying)
        self.unscripted += 1
        return Response("nothing is scripted", 501)

    def _hang(self, body: Body) -> Response:
        self._released.wait()
        return _completion(body, "too late", "stop", {})

    def _drops(self) -> Iterator[bytes]:
        while not self._released.wait(0.02):
            yield b" "


def shown(body: Body) -> dict[int, str]:
    """The numbered sentences that a request shows the model."""
    user = next(message["content"] for message in body["messages"] if message["role"] == "user")
    return {int(number): text for number, text in _SHOWN.findall(user)}


def _made(body: Body, make: Obeying) -> Response:
    made = make(body)
    return _completion(body, made if isinstance(made, str) else json.dumps(made), "stop", {})


def _completion(body: Body, text: str | None, finish_reason: str, fields: Body) -> Response:
    message = {"role": "assistant", "content": text}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_685_700_000,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
        "usage": {"prompt_tokens": 1_200, "completion_tokens": 60, "total_tokens": 1_260},
    }
    return Response(json.dumps(completion | fields), content_type="application/json")


@pytest.fixture(scope="session")
def model_http() -> Iterator[HTTPServer]:
    """The server that all tests of one process share: stopping one takes half a second."""
    with HTTPServer("127.0.0.1", threaded=True) as server:
        yield server


@pytest.fixture
def model_server(model_http: HTTPServer) -> Iterator[ModelServer]:
    """A server with an empty script."""
    model_http.clear()
    server = ModelServer(model_http)
    yield server
    server.release()
    model_http.check()
    assert not server.unscripted, f"{server.unscripted} requests found nothing scripted"
