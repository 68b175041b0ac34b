"""One Web API request from its token to its reply."""

from collections.abc import Mapping
from typing import Any

from bot.playground.api import assistant, chat, conversations, people, reactions, streams, views
from bot.playground.api.lookup import scope
from bot.playground.api.method import Method
from bot.playground.arguments import require
from bot.playground.core import Call, Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import Json, Workspace

METHODS: Mapping[str, Method] = {
    method.name: method
    for family in (assistant, chat, conversations, people, reactions, streams, views)
    for method in family.METHODS
}


def answer(slack: Slack, name: str, token: str, args: Json) -> Json:
    """The body of the reply; raises `RefusalError`. The call and its reply are kept in `slack.calls`."""
    call = Call(name, args, slack.clock())
    slack.calls.append(call)
    try:
        call.reply = _answered(slack, call, token)
    except RefusalError as refusal:
        call.reply = refusal.body()
        raise
    return call.reply


def _answered(slack: Slack, call: Call, token: str) -> Json:
    method = METHODS.get(call.method)
    if method is None:
        raise RefusalError("unknown_method", fields={"req_method": call.method})
    workspace = call.workspace = _authorised(slack, method, token)
    fault = slack.fault(call.method)
    if fault is not None and not fault.after:
        raise fault.refusal
    if slack.rates is not None:
        slack.rates(call)
    if method.scopes and not set(method.scopes) & slack.settings.scopes:
        scope(slack, ",".join(method.scopes))
    require(call.args, method.required)
    reply: dict[str, Any] = {"ok": True, **method.run(slack, workspace, call.args)}
    if fault is not None:
        raise fault.refusal
    return reply


def _authorised(slack: Slack, method: Method, token: str) -> Workspace:
    """The workspace whose bot calls; any of them for the app's own token."""
    if not token:
        raise RefusalError("not_authed")
    known = {workspace.bot_token: workspace for workspace in slack.state.workspaces.values()}
    if token != slack.app_token and token not in known:
        raise RefusalError(
            "not_allowed_token_type" if token.startswith(("xoxp-", "xoxe-")) else "invalid_auth"
        )
    if (token == slack.app_token) != (method.caller == "app"):
        raise RefusalError("not_allowed_token_type")
    if method.caller == "app":
        return next(iter(slack.state.workspaces.values()))
    if known[token].barred:
        raise RefusalError(known[token].barred)
    return known[token]
