"""What is stored of a thing that Slack sends: a job, with the same key whenever that thing comes again."""

from datetime import datetime

from bot.slack.bodies import Body, place_of
from bot.slack.ids import SHARE
from bot.store.jobs import NewJob

_NOT_KEPT = ("token", "authorizations", "event_context", "api_app_id")
_MESSAGES = ("message", "app_mention")


def stored(kind: str, body: Body, now: datetime) -> NewJob:
    """How a body is kept. What happens in a thread is dealt with in its order.

    A message is known by its place, because a mention comes as two events with ids of their own; any other
    event by its id; a click or a command by its trigger.
    """
    payload = {"body": {name: value for name, value in body.items() if name not in _NOT_KEPT}}
    event = body.get("event")
    if event is None:
        return NewJob(kind, payload, f"{kind}:{_moment(body)}", _line(body), now)
    place = place_of(body)
    if place.ts is None or event["type"] not in _MESSAGES:
        return NewJob(kind, payload, f"{kind}:{body.get('event_id')}", None, now)
    message = f"{place.team_id}:{place.channel}:{place.ts}"
    thread = f"{place.team_id}:{place.channel}:{place.thread.ts}"
    return NewJob(kind, payload, f"{kind}:{message}", thread, now)


def _line(body: Body) -> str | None:
    """One person's sharing goes step by step, so that a button pressed twice shares once; so do the acts in
    a modal, so that it shows what came of the last."""
    acted = [action["action_id"] for action in body.get("actions", ())]
    view = body.get("view") or {}
    if SHARE in acted:
        return f"share:{body['user']['id']}"
    return f"view:{view['id']}" if acted and view.get("type") == "modal" else None


def _moment(body: Body) -> str:
    """What tells one press of a button from the next."""
    view = body.get("view") or {}
    return str(body.get("trigger_id") or f"{view.get('id')}:{view.get('hash')}:{body.get('action_ts')}")
