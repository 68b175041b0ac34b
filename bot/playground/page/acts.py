"""What the page's reader does, carried out on the local Slack; each act gives what the page is told."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import FormData

from bot.playground.driver import LocalSlack
from bot.playground.elements import find, interactive
from bot.playground.page.extras import Extras
from bot.playground.state import Channel, Json, Message, User, View

Told = Mapping[str, Any]
"""`go`: a path to open; `error`, `note`: a sentence to show; `errors`: sentences by input;
`keep`: what was typed stays."""

_LATE = "Copydesk did not answer in time. Please try again."
_AWAY = "Copydesk is not connected. Please try again in a moment."
_UNCALLED = "In a channel {0} answers when it is mentioned: begin with @{0}."
_GONE = "That is no longer there; look again, please."


class Acts:
    """The reader's hands. The local Slack waits for the app to acknowledge what they do."""

    def __init__(self, slack: LocalSlack, reader: User, extras: Extras) -> None:
        self._slack = slack
        self._reader = reader
        self._extras = extras
        self._acts: dict[str, Callable[[FormData], Told]] = {
            "say": self.say,
            "click": self.click,
            "submit": self.submit,
            "close": self.close,
            "shortcut": self.shortcut,
            "stop": self.stop,
            "add": self.add,
        }

    def do(self, name: str, form: FormData) -> Told | None:
        """Carry out an act; null where there is none of this name."""
        act = self._acts.get(name)
        if act is None:
            return None
        try:
            return act(form)
        except TimeoutError:
            return {"error": _AWAY, "keep": True}
        except (KeyError, LookupError):
            return {"error": _GONE}

    def say(self, form: FormData) -> Told:
        """Write into a conversation or a thread; a line that begins with "/" is a command."""
        channel, thread_ts = self._channel(form), _text(form, "thread")
        typed = _text(form, "text").strip()
        if not typed:
            return {}
        if typed.startswith("/"):
            return self._command(channel, thread_ts, typed)
        ts = self._slack.type(self._reader, channel, typed, thread_ts or None)
        if thread_ts:
            return {}
        if channel.kind == "im":
            return {"go": f"/app/chat/{ts}"}
        with self._slack.core.changed:
            called = self._slack.mention in channel.messages[ts].text
        if called:
            return {"go": f"/c/{channel.id}/{ts}"}
        name = self._slack.bot_user.real_name
        return {"error": _UNCALLED.format(name)} if typed.endswith("?") else {}

    def _command(self, channel: Channel, thread_ts: str, typed: str) -> Told:
        name, _, text = typed.partition(" ")
        if name not in {each.name for each in self._extras.commands}:
            return {"error": f"{name} is not a command here. Type “/” to see those that are.", "keep": True}
        if thread_ts and channel.kind != "im":
            return {"error": f"{name} does not work in threads; type it in the channel.", "keep": True}
        self._wait_for_app()
        result = self._slack.command(self._reader, channel, name, text.strip())
        return {"error": f"{name} failed: {result.error}.", "keep": True} if result.error else {}

    def click(self, form: FormData) -> Told:
        """Press a button, or choose or type in a message or a view.

        `action` is "block action value" of a button; without a value it is what the form holds that counts.
        """
        self._wait_for_app()
        where = self._view(form) if "view" in form else self._message(form)
        if isinstance(where, View):
            self._slack.fill(where, _values(where, form))
        block_id, action_id, value = _action(form, where)
        wait = self._slack.click(self._reader, where, action_id, value, block_id=block_id)
        return {"error": _LATE} if wait.given_up else {}

    def submit(self, form: FormData) -> Told:
        """Send a modal in."""
        view = self._view(form)
        try:
            result = self._slack.submit(self._reader, view, _values(view, form))
        except ValueError as error:
            return {"error": f"Not sent: {error}."}
        return {"errors": result.errors} if result.errors else {"error": _LATE} if result.error else {}

    def close(self, form: FormData) -> Told:
        """Close a modal."""
        self._slack.close_view(self._reader, self._view(form))
        return {}

    def shortcut(self, form: FormData) -> Told:
        """Use a message's shortcut."""
        self._wait_for_app()
        done = self._slack.shortcut(self._reader, _text(form, "callback"), self._message(form))
        return {"error": _LATE} if done.given_up else {}

    def stop(self, form: FormData) -> Told:
        """Press Stop while the app is at work in a thread."""
        self._slack.stop_agent(self._reader, self._channel(form), _text(form, "thread"))
        return {}

    def add(self, form: FormData) -> Told:
        """Give the desk an article: a link by the bot's own command, a text by way of ingest."""
        article = _text(form, "article").strip()
        if re.fullmatch(r"https?://\S+", article):
            return self._command(self._channel(form), "", f"/desk add {article}")
        self._wait_for_app()
        if self._extras.add is None:
            return {"error": "Only links can be added here."}
        return {"note": self._extras.add(article, _text(form, "outlet").strip())}

    def _wait_for_app(self) -> None:
        """While the bot starts, what it would have to acknowledge at once is put off."""
        self._slack.wait_for(self._slack.app_is_here)

    def _channel(self, form: FormData) -> Channel:
        with self._slack.core.changed:
            named = self._slack.state.channels.get(_text(form, "channel"))
        return named or self._slack.dm(self._reader)

    def _message(self, form: FormData) -> Message:
        ts = _text(form, "ts")
        for whisper in self._slack.ephemerals(self._reader):
            if whisper.ts == ts:
                return whisper
        with self._slack.core.changed:
            return self._slack.state.channels[_text(form, "channel")].messages[ts]

    def _view(self, form: FormData) -> View:
        with self._slack.core.changed:
            return self._slack.state.views[_text(form, "view")]


def _text(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found if isinstance(found, str) else ""


def _action(form: FormData, where: Message | View) -> tuple[str, str, object]:
    block_id, action_id, *value = _text(form, "action").split(" ", 2)
    if value:
        return block_id, action_id, value[0]
    block, element = find(where.blocks, action_id, block_id=block_id)
    return block_id, action_id, _held(block, element, form)


def _values(view: View, form: FormData) -> dict[str, object]:
    """What was typed and chosen, by block; nothing is null, not an empty text."""
    values: dict[str, object] = {}
    for block, element in interactive(view.blocks):
        if block["type"] == "input":
            values[block["block_id"]] = _held(block, element, form)
    return values


def _held(block: Json, element: Json, form: FormData) -> object:
    """What an element holds: a list where several may be chosen."""
    name = block["block_id"] if block["type"] == "input" else f"{block['block_id']} {element['action_id']}"
    given = [each for each in form.getlist(name) if isinstance(each, str) and each]
    several = element["type"].startswith("multi_") or element["type"] == "checkboxes"
    return given if several else (given[0] if given else None)
