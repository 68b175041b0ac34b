"""views.*: modals on a stack of three, and the App Home."""

import json

from bot.playground import wire
from bot.playground.api.content import with_ids
from bot.playground.api.lookup import member
from bot.playground.api.method import Args, Method
from bot.playground.arguments import structure, text
from bot.playground.core import Slack
from bot.playground.elements import initial, interactive, state_of
from bot.playground.refusal import RefusalError, missing
from bot.playground.state import Json, State, Trigger, View, Workspace
from bot.playground.validate.view import view_problems

VIEW_MOST_BYTES = 250_000
STACK_MOST = 3


def views_open(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """views.open: show a modal, in place of those that are open."""
    content = view_content(structure(args, "view", "invalid_arguments"), "modal")
    trigger = _trigger(slack, workspace, args)
    _unique(slack, content)
    slack.state.stacks[trigger.user] = []
    return _said(slack, put_on_top(slack.state, workspace.id, trigger.user, content))


def views_push(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """views.push: show a modal over the open ones."""
    content = view_content(structure(args, "view", "invalid_arguments"), "modal")
    trigger = _trigger(slack, workspace, args)
    _unique(slack, content)
    if not slack.state.stacks.get(trigger.user):
        raise RefusalError("not_found")
    return _said(slack, put_on_top(slack.state, workspace.id, trigger.user, content))


def views_update(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """views.update: write an open view anew."""
    found = _named(slack, workspace, args)
    content = view_content(structure(args, "view", "invalid_arguments"), str(found.payload["type"]))
    _unchanged(found, args)
    _unique(slack, content, found)
    replace(slack.state, found, content)
    return _said(slack, found)


def views_publish(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """views.publish: write a person's App Home."""
    content = view_content(structure(args, "view", "invalid_arguments"), "home")
    user = member(slack, workspace, text(args, "user_id"))
    if not slack.settings.home:
        raise RefusalError("not_enabled")
    state = slack.state
    found = state.views.get(state.homes.get(user.id, ""))
    if found is None:
        found = new_view(state, workspace.id, user.id, content)
        state.homes[user.id] = found.id
    else:
        _unchanged(found, args)
        replace(state, found, content)
    return _said(slack, found)


def view_content(found: object, kind: str) -> Json:
    """A view as the app sent it, checked and with its ids filled in; raises `invalid_arguments`."""
    if found is None:
        raise missing("view")
    problems = view_problems(found, kind)
    if problems or not isinstance(found, dict):
        raise RefusalError("invalid_arguments", problems)
    if len(json.dumps(found, ensure_ascii=False).encode()) > VIEW_MOST_BYTES:
        raise RefusalError("view_too_large")
    return {**found, "blocks": with_ids(found["blocks"])}


def put_on_top(state: State, team_id: str, user_id: str, content: Json) -> View:
    """Show a modal over those that the user has open. Raises `push_limit_reached`."""
    stack = state.stacks.setdefault(user_id, [])
    if len(stack) >= STACK_MOST:
        raise RefusalError("push_limit_reached")
    made = new_view(state, team_id, user_id, content)
    if stack:
        made.previous_id, made.root_id = stack[-1], stack[0]
    stack.append(made.id)
    return made


def new_view(state: State, team_id: str, user_id: str, content: Json) -> View:
    """Keep a view."""
    key = state.new_id("V")
    made = state.views[key] = View(key, team_id, user_id, content, "", key)
    replace(state, made, content)
    return made


def replace(state: State, found: View, content: Json) -> None:
    """Write a view anew; what was typed stays in the inputs whose ids stay."""
    kept = found.values
    found.payload = content
    found.hash = f"{state.epoch()}.{state.number():08d}"
    found.values = {}
    for block, element in interactive(content["blocks"]):
        if element["type"] not in ("button", "overflow", "feedback_buttons"):
            held = kept.get(block["block_id"], {}).get(element["action_id"])
            fresh = held or state_of(element, initial(element))
            found.values.setdefault(block["block_id"], {})[element["action_id"]] = fresh


def pop(state: State, found: View) -> None:
    """Close a modal, and those over it."""
    stack = state.stacks.get(found.user, [])
    if found.id in stack:
        del stack[stack.index(found.id) :]


def _trigger(slack: Slack, workspace: Workspace, args: Args) -> Trigger:
    if not text(args, "trigger_id"):
        raise missing("trigger_id")
    found = slack.state.triggers.get(text(args, "trigger_id"))
    if found is None or found.team_id != workspace.id:
        raise RefusalError("invalid_trigger_id")
    if found.used:
        raise RefusalError("exchanged_trigger_id")
    if slack.clock() >= found.until:
        raise RefusalError("expired_trigger_id")
    found.used = True
    return found


def _named(slack: Slack, workspace: Workspace, args: Args) -> View:
    view_id, external_id = text(args, "view_id"), text(args, "external_id")
    if bool(view_id) == bool(external_id):
        raise missing("view_id")
    for found in slack.state.views.values():
        named = found.id == view_id if view_id else found.payload.get("external_id") == external_id
        if named and found.team_id == workspace.id and _shown(slack.state, found):
            return found
    raise RefusalError("not_found")


def _shown(state: State, found: View) -> bool:
    return found.id in state.stacks.get(found.user, []) or state.homes.get(found.user) == found.id


def _unchanged(found: View, args: Args) -> None:
    if text(args, "hash") and text(args, "hash") != found.hash:
        raise RefusalError("hash_conflict")


def _unique(slack: Slack, content: Json, own: View | None = None) -> None:
    wanted = content.get("external_id")
    for other in slack.state.views.values():
        if wanted and other is not own and other.payload.get("external_id") == wanted:
            raise RefusalError("duplicate_external_id")


def _said(slack: Slack, found: View) -> Json:
    return {"view": wire.view(slack.state, found)}


METHODS = (
    Method("views.open", views_open, ("view",), a_minute=100),
    Method("views.push", views_push, ("view",), a_minute=100),
    Method("views.update", views_update, ("view",), a_minute=100),
    Method("views.publish", views_publish, ("user_id", "view"), a_minute=100),
)
