"""What a model's server sent back, read without trust: a reply, or why there is none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

from bot.desk import budget
from bot.news.answer import Usage

_ONE_CALL = Usage(calls=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said. `model` is the name the server gives, else the one asked for."""

    text: str
    usage: Usage
    model: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one request failed. `again` if the same may go through later, `refused` if another format may."""

    sentence: str
    again: bool = False
    refused: bool = False
    wait_s: float | None = None
    usage: Usage = _ONE_CALL
    cause: Exception | None = None


LATE = Failure("The model at {host} did not answer in time.", again=True)
UNREACHED = Failure("The model at {host} cannot be reached; check OPENAI_BASE_URL.", again=True)
_KEY = Failure("The model server at {host} refused the key; check OPENAI_API_KEY.")
_QUOTA = Failure("The account at {host} is out of quota; check its plan and billing.")
_UNKNOWN = Failure("The server at {host} has no model named {name}; check OPENAI_MODEL and OPENAI_BASE_URL.")
_LONG = Failure("The prompt is longer than the model {name} takes.")
_FILTERED = Failure("The model {name} declined to answer.")
_BUSY = Failure("The model server at {host} limits how often it may be asked; try again later.", again=True)
_DOWN = Failure("The model server at {host} has a fault of its own; try again later.", again=True)
_REFUSED = Failure("The model server at {host} refused the request.", refused=True)
FOREIGN = Failure("The server at {host} sent something other than a chat completion; check OPENAI_BASE_URL.")
HUGE = Failure("The model {name} sent a reply too long to be read.")
_EMPTY = Failure("The model {name} gave an empty reply.")
_CUT = Failure("The reply of the model {name} was cut off.")

_BY_CODE = {
    "insufficient_quota": _QUOTA,
    "billing_hard_limit_reached": _QUOTA,
    "context_length_exceeded": _LONG,
    "content_filter": _FILTERED,
    "model_not_found": _UNKNOWN,
}
_BY_STATUS = {
    401: _KEY,
    402: _QUOTA,
    403: _KEY,
    404: _UNKNOWN,
    408: LATE,
    413: _LONG,
    429: _BUSY,
}


def read(body: bytes, prompt: str, name: str) -> Reply | Failure:
    """The reply in a chat completion; `prompt` is what was asked, for counting where the server does not."""
    try:
        completion = json.loads(body)
        choice = completion["choices"][0]
        said = choice["message"]
        text = said.get("content") or ""
        usage = _usage(completion.get("usage"), prompt, text)
        failure = _unusable(choice.get("finish_reason"), text, said.get("refusal"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return replace(FOREIGN, cause=error)
    if failure is not None:
        return replace(failure, usage=usage)
    model = completion.get("model")
    return Reply(text, usage, model if isinstance(model, str) and model else name)


def refusal(status: int, code: str | None, headers: Mapping[str, str]) -> Failure:
    """Why a server refused, by its HTTP status and the error code in the body."""
    failure = _BY_CODE.get(code or "") or _BY_STATUS.get(status)
    if failure is None:
        failure = _DOWN if status >= 500 else _REFUSED
    return replace(failure, refused=failure.refused and status in {400, 422}, wait_s=_retry_after(headers))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for; a date in it is held against the response's own `Date`."""
    said = headers.get("retry-after", "")
    try:
        return min(max(0.0, float(said)), 1e9)  # in this order NaN is 0
    except ValueError:
        pass
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("date", ""))
        return max((until - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _unusable(finish_reason: object, text: str, declined: object) -> Failure | None:
    if finish_reason == "length":
        return _CUT
    if finish_reason == "content_filter" or (declined and not text):
        return _FILTERED
    return None if text.strip() else _EMPTY


def _usage(said: object, prompt: str, text: str) -> Usage:
    told = said if isinstance(said, dict) else {}
    return Usage(
        calls=1,
        prompt_tokens=_tokens(told.get("prompt_tokens"), prompt),
        completion_tokens=_tokens(told.get("completion_tokens"), text, thinking=1_000_000),
    )


def _tokens(said: object, text: str, *, thinking: int = 4_000) -> int:
    """The server's count if it can be true, else our own.

    A token is at least a byte and rarely more than 32; `thinking` leaves room for what is counted and not
    seen (a chat template, a schema, reasoning).
    """
    size = len(text.encode(errors="replace"))
    if type(said) is int and size // 32 < said <= size + thinking:
        return said
    return budget.count(text)
