"""assistant.threads.* and agents.sessions.*: what the agent pane shows of a thread."""

from bot.playground.api.lookup import channel
from bot.playground.api.method import Args, Method
from bot.playground.arguments import structure, text
from bot.playground.core import Slack
from bot.playground.refusal import RefusalError
from bot.playground.state import STATUS_LIFE, AssistantThread, Channel, Json, Workspace

MOST_PROMPTS = 4
MOST_LOADING_MESSAGES = 10
LOADING_MESSAGE_MOST = 50
TITLE_MOST = 200
_SESSIONS = ("active", "processing", "suspended", "closed")


def set_status(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """assistant.threads.setStatus: what the app is doing, for two minutes or until it answers."""
    if "status" not in args:
        raise RefusalError("invalid_arguments", ["missing required field: status"])
    thread = _thread(slack, workspace, args)
    messages = structure(args, "loading_messages", "invalid_arguments") or []
    if not isinstance(messages, list) or len(messages) > MOST_LOADING_MESSAGES:
        raise _invalid(f"no more than {MOST_LOADING_MESSAGES} items allowed", "/loading_messages")
    for number, message in enumerate(messages):
        if len(message) > LOADING_MESSAGE_MOST:
            words = f"must be less than {LOADING_MESSAGE_MOST + 1} characters"
            raise _invalid(words, f"/loading_messages/{number}")
    thread.status, thread.loading_messages = text(args, "status"), messages
    thread.status_until = slack.clock() + STATUS_LIFE
    return {}


def set_title(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """assistant.threads.setTitle: name a thread."""
    _thread(slack, workspace, args).title = text(args, "title")
    return {}


def set_suggested_prompts(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """assistant.threads.setSuggestedPrompts: an agent's stand above the pane, in a thread they vanish."""
    if not (slack.settings.agent_view or slack.settings.assistant_view):
        raise RefusalError("not_agent_app")
    place = _place(slack, workspace, args)
    prompts = structure(args, "prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not all(_is_prompt(prompt) for prompt in prompts):
        raise _invalid("must provide an array", "/prompts")
    if len(prompts) > MOST_PROMPTS:
        raise _invalid(f"no more than {MOST_PROMPTS} items allowed", "/prompts")
    thread_ts = text(args, "thread_ts")
    if thread_ts:
        _in_thread(place, thread_ts)
        if slack.settings.agent_view:
            return {}
    thread = slack.state.assistant_thread(place.id, thread_ts)
    thread.prompts, thread.prompts_title = prompts, text(args, "title")
    return {}


def set_session_status(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """agents.sessions.setStatus: a session's state; the Stop button shows while it is processing."""
    place = _place(slack, workspace, args)
    if text(args, "status") not in _SESSIONS:
        raise _invalid("must be a valid enum value", "/status")
    thread = _session_thread(slack, place, args)
    if not thread.session:
        thread.title = text(args, "title")[:TITLE_MOST]
    thread.session = text(args, "status")
    return {}


def rename_session(slack: Slack, workspace: Workspace, args: Args) -> Json:
    """agents.sessions.rename: name a session."""
    place = _place(slack, workspace, args)
    thread = _session_thread(slack, place, args)
    if not thread.session:
        raise RefusalError("session_not_found")
    if len(text(args, "title")) > TITLE_MOST:
        raise RefusalError("invalid_name")
    thread.title = text(args, "title")
    return {}


def _place(slack: Slack, workspace: Workspace, args: Args) -> Channel:
    return channel(slack, workspace, text(args, "channel_id"))


def _thread(slack: Slack, workspace: Workspace, args: Args) -> AssistantThread:
    place = _place(slack, workspace, args)
    _in_thread(place, text(args, "thread_ts"))
    return slack.state.assistant_thread(place.id, text(args, "thread_ts"))


def _session_thread(slack: Slack, place: Channel, args: Args) -> AssistantThread:
    if not text(args, "thread_ts"):
        raise RefusalError("thread_ts_required")
    _in_thread(place, text(args, "thread_ts"))
    return slack.state.assistant_thread(place.id, text(args, "thread_ts"))


def _in_thread(place: Channel, thread_ts: str) -> None:
    if thread_ts not in place.messages and thread_ts not in place.assistant_threads:
        raise RefusalError("invalid_thread_ts")


def _is_prompt(prompt: object) -> bool:
    return (
        isinstance(prompt, dict)
        and set(prompt) == {"title", "message"}
        and all(isinstance(value, str) and value for value in prompt.values())
    )


def _invalid(words: str, pointer: str) -> RefusalError:
    return RefusalError("invalid_arguments", [f"{words} [json-pointer:{pointer}]"])


METHODS = (
    Method(
        "assistant.threads.setStatus", set_status, ("channel_id", "thread_ts"), ("chat:write",), a_minute=600
    ),
    Method(
        "assistant.threads.setTitle",
        set_title,
        ("channel_id", "thread_ts", "title"),
        ("assistant:write",),
        a_minute=100,
    ),
    Method(
        "assistant.threads.setSuggestedPrompts",
        set_suggested_prompts,
        ("channel_id", "prompts"),
        ("assistant:write",),
        a_minute=100,
    ),
    Method("agents.sessions.setStatus", set_session_status, ("channel_id", "status"), ("chat:write",)),
    Method("agents.sessions.rename", rename_session, ("channel_id", "title"), ("chat:write",)),
)
