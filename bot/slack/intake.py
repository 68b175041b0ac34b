"""What is stored of a thing that Slack sends: the job's key, its place in line, and what it repeats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.bodies import Body, place_of
from bot.slack.ids import SHARE

_NOT_KEPT = ("token", "authorizations", "event_context", "api_app_id")


@dataclass(frozen=True, slots=True)
class Stored:
    """The arguments of `Jobs.put`."""

    key: str
    payload: Mapping[str, Any]
    order_by: str | None = None
    dedup: tuple[str, ...] = ()


def stored(kind: str, body: Body) -> Stored:
    """How a body is kept as a job of that kind."""
    payload = {"body": {name: value for name, value in body.items() if name not in _NOT_KEPT}}
    if "event" in body:
        return _event(kind, body, payload)
    return Stored(f"{kind}:{_moment(body)}", payload, order_by=_line(body))


def _event(kind: str, body: Body, payload: Mapping[str, Any]) -> Stored:
    """An event has an id of its own, and a message its place besides: a mention comes as two events."""
    event, place = body["event"], place_of(body)
    event_id = f"event:{body.get('event_id') or event.get('event_ts')}"
    if place.ts is None or not place.channel or event["type"] not in ("message", "app_mention"):
        return Stored(f"{kind}:{event_id}", payload, dedup=(event_id,))
    message = f"message:{place.team_id}:{place.channel}:{place.ts}"
    thread = f"{place.team_id}:{place.channel}:{place.thread.ts}"
    return Stored(f"{kind}:{message}", payload, order_by=thread, dedup=(event_id, message))


def _line(body: Body) -> str | None:
    """One person's sharing goes step by step, so that a button pressed twice shares once."""
    shares = any(action["action_id"] == SHARE for action in body.get("actions", ()))
    return f"share:{body['user']['id']}" if shares else None


def _moment(body: Body) -> str:
    """What tells one press of a button from the next."""
    view = body.get("view") or {}
    return str(body.get("trigger_id") or f"{view.get('id')}:{view.get('hash')}:{body.get('action_ts')}")
