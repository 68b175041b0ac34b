"""The language model behind an OpenAI-compatible server: the one module that knows `openai`.

Importing this module does not import `openai`, which takes about a second; the first call does.
"""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from bot.desk.completion import HUGE, LATE, UNREACHED, Failure, Reply, read, refusal
from bot.desk.prompts import Message, Messages
from bot.errors import ConfigError, ModelError
from bot.news.answer import Usage

if TYPE_CHECKING:
    from openai import OpenAI

OPENAI_URL = "https://api.openai.com/v1"
CALL_TIMEOUT_S = 45.0
TRIES = 3

_FIRST_WAIT_S = 0.5
_REPLY_BYTES = 1_000_000
_FORMATS = ("json_schema", "json_object", "text")
_PROBE_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ok"],
    "properties": {"ok": {"type": "boolean"}},
}
_PROBE = Messages((Message("user", 'Reply with the JSON object {"ok": true}.'),), "", _PROBE_SCHEMA)

__all__ = ["CALL_TIMEOUT_S", "CallError", "LanguageModel", "Model", "Reply"]

T = TypeVar("T")
_log = logging.getLogger(__name__)


class LanguageModel(Protocol):
    """What the desk needs of a model."""

    def complete(self, messages: Messages, deadline: float) -> Reply:
        """The model's reply, or a `CallError`, by the deadline (seconds of the monotonic clock)."""
        ...


class CallError(ModelError):
    """A call that gave no usable reply; `usage` is what it cost all the same."""

    def __init__(self, sentence: str, *, subject: str, retry: bool, usage: Usage) -> None:
        super().__init__(sentence, subject=subject, retry=retry)
        self.usage = usage


class Model:
    """A model by its name, on a server by its base URL (null: OpenAI's own).

    It asks for `json_schema` replies; a server that refuses that (HTTP 400 or 422) is asked for `json_object`
    and then for text, and the format that worked is kept. Rate limits, server faults, broken connections
    and calls that timed out are tried again, `TRIES` times in all.

    Raises:
        ConfigError: The base URL is no http or https address, or the key holds what no header can carry.
    """

    def __init__(
        self,
        base_url: str | None,
        name: str,
        key: str | None = None,
        *,
        timeout_s: float = CALL_TIMEOUT_S,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if key and not (key.isascii() and key.isprintable()):
            raise ConfigError(
                "OPENAI_API_KEY holds characters that no key has; copy it again.", subject="OPENAI_API_KEY"
            )
        self.name = name
        self._base_url = base_url or OPENAI_URL
        self._host = _host(self._base_url)
        self._key = key
        self._timeout_s = timeout_s
        self._clock = clock
        self._sleep = sleep
        self._format = 0

    def complete(self, messages: Messages, deadline: float) -> Reply:
        """The model's reply; its usage counts every call made for it.

        Raises:
            CallError: No usable reply came by the deadline (seconds of the injected clock).
        """
        format_, tries, usage = self._format, 0, Usage()
        while True:
            outcome = self._attempt(messages, format_, deadline)
            usage += outcome.usage
            if isinstance(outcome, Reply):
                self._format = format_
                return replace(outcome, usage=usage)
            if outcome.refused and format_ + 1 < len(_FORMATS):
                format_ += 1
                continue
            tries += 1
            wait_s = _FIRST_WAIT_S * 2 ** (tries - 1) if outcome.wait_s is None else outcome.wait_s
            if not outcome.again or tries >= TRIES or self._clock() + wait_s >= deadline:
                error = self._error(outcome, usage)
                _log.warning("A call to the model failed: %s", error)
                raise error from outcome.cause
            _log.info("A call to the model failed, and is made again in %.1f s.", wait_s)
            self._sleep(wait_s)

    def probe(self, deadline: float) -> str | None:
        """Asks for one short reply: null when it came, else a sentence that says what is wrong."""
        try:
            self.complete(_PROBE, deadline)
        except ModelError as error:
            return str(error)
        return None

    def _attempt(self, messages: Messages, format_: int, deadline: float) -> Reply | Failure:
        import ssl

        import httpx2
        import openai

        seconds = min(self._timeout_s, deadline - self._clock())
        if seconds <= 0:
            return replace(LATE, usage=Usage())
        try:
            body = _within(seconds, lambda: self._post(messages, _FORMATS[format_], seconds))
        except openai.APIStatusError as error:
            failure = refusal(error.status_code, error.code, error.response.headers)
            return replace(failure, cause=error)
        except (TimeoutError, openai.APITimeoutError, httpx2.TimeoutException) as error:
            return replace(LATE, cause=error)
        except (openai.OpenAIError, httpx2.HTTPError, ssl.SSLError) as error:
            return replace(UNREACHED, cause=error)
        return HUGE if len(body) > _REPLY_BYTES else read(body, messages.text, self.name)

    def _post(self, messages: Messages, format_: str, seconds: float) -> bytes:
        """The body of the response, read until it ends, is too long, or the time is up."""
        until = self._clock() + seconds
        body = bytearray()
        with self._client.chat.completions.with_streaming_response.create(
            model=self.name,
            messages=cast(Any, [{"role": said.role, "content": said.content} for said in messages.chat]),
            response_format=cast(Any, _response_format(format_, messages.schema)),
            timeout=seconds,
        ) as response:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > _REPLY_BYTES:
                    break
                if self._clock() > until:
                    raise TimeoutError
        return bytes(body)

    def _error(self, failure: Failure, usage: Usage) -> CallError:
        sentence = failure.sentence.format(host=self._host, name=self.name)
        return CallError(sentence, subject=self._host, retry=failure.again, usage=usage)

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        return OpenAI(base_url=self._base_url, api_key=self._key or "none", max_retries=0)


def _host(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a broken IPv6 address
        usable = False
    if not usable:
        raise ConfigError(
            "OPENAI_BASE_URL is no http or https address; write https://host/v1.", subject="OPENAI_BASE_URL"
        )
    return parts.netloc.rpartition("@")[2]


def _within(seconds: float, call: Callable[[], T]) -> T:
    """The result of a call, or `TimeoutError` when it takes longer.

    A thread of its own, because no timeout of the client bounds a name look-up, or headers that dribble in.
    One that is given up ends by itself: each of its reads is bounded.
    """
    future: Future[T] = Future()

    def settle() -> None:
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)

    Thread(target=settle, name="model-call", daemon=True).start()
    return future.result(seconds)


def _response_format(format_: str, schema: Mapping[str, object]) -> dict[str, object]:
    if format_ != "json_schema":
        return {"type": format_}
    return {"type": format_, "json_schema": {"name": "reply", "strict": True, "schema": schema}}
