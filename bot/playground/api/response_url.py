"""What the app posts to a response_url: an ephemeral answer, one for all, a replacement or a removal."""

from bot.playground import wire
from bot.playground.api.chat import keep, new_message, remove, rewrite
from bot.playground.api.content import Content, content_of
from bot.playground.arguments import flag, merged
from bot.playground.core import Call, Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import RESPONSE_URL_POSTS, Json, Message, ResponseUrl


def take(slack: Slack, key: str, body: bytes) -> None:
    """Raises `RefusalError` with the words and HTTP statuses of Slack's hooks."""
    url = slack.state.response_urls.get(key)
    if url is None:
        raise RefusalError("no_service", status=404)
    if slack.clock() >= url.until or url.used >= RESPONSE_URL_POSTS:
        raise RefusalError("used_url" if url.used >= RESPONSE_URL_POSTS else "expired_url", status=404)
    call = Call("response_url", merged("", "application/json", body), slack.clock())
    slack.calls.append(call)
    url.used += 1
    fault = slack.fault("response_url")
    try:
        if fault is not None and not fault.after:
            raise fault.refusal
        post(slack, url, call.args)
        if fault is not None:
            raise fault.refusal
    except RefusalError as refusal:
        call.reply = refusal.body()
        status = refusal.status if refusal.status != 200 else 400
        raise RefusalError(refusal.error, refusal.details, status=status, headers=refusal.headers) from None
    call.reply = {"ok": True}


def post(slack: Slack, url: ResponseUrl, args: Json) -> Message | None:
    """Do what the body says; gives the message that was written."""
    if flag(args, "delete_original"):
        _delete(slack, url)
        return None
    content = content_of(args)
    if flag(args, "replace_original") and url.message_ts:
        return _replace(slack, url, content)
    workspace = slack.state.workspaces[url.team_id]
    place = slack.state.channels[url.channel]
    made = new_message(slack, workspace, place, content, str(args.get("thread_ts") or ""))
    if args.get("response_type") == "in_channel":
        keep(slack, place, made)
    else:
        made.only_for = url.user
        slack.state.ephemerals.append(made)
    url.posts.append(made)
    return made


def _original(slack: Slack, url: ResponseUrl) -> Message:
    ts = url.message_ts or ""
    found = slack.state.channels[url.channel].messages.get(ts)
    hidden = [each for each in slack.state.ephemerals if each.ts == ts]
    if found is None and not hidden:
        raise RefusalError("message_not_found")
    return found or hidden[0]


def _replace(slack: Slack, url: ResponseUrl, content: Content) -> Message:
    found = _original(slack, url)
    before = wire.message(slack.state, found)
    rewrite(slack, found, content)
    if not found.only_for:
        slack.events.changed(found, before)
    url.posts.append(found)
    return found


def _delete(slack: Slack, url: ResponseUrl) -> None:
    found = _original(slack, url)
    if found.only_for:
        slack.state.ephemerals.remove(found)
    else:
        remove(slack, slack.state.channels[url.channel], found)
