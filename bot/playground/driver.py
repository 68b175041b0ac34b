"""The local Slack as its users hold it: people talk, click and look; tests and the demo look on.

    with LocalSlack() as slack:
        ada = slack.add_user("ada")
        news = slack.add_channel("news", [ada])
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        ts = slack.say(ada, news, f"{slack.mention} what did Duvrin deny?")
        slack.wait_for(lambda: len(slack.messages(news, ts)) == 2)

Everything given back is live: it shows what is there when it is looked at. Nothing here sleeps: waiting ends
when something has changed. Times are of the clock that was given, so a test moves it to let triggers expire
and retries come.
"""

from collections.abc import Mapping
from typing import Any

from bot.playground import elements, wire
from bot.playground.api import chat
from bot.playground.core import Fault
from bot.playground.deliveries import Delivery
from bot.playground.http_events import HttpEvents
from bot.playground.interactions import CommandResult, Submission
from bot.playground.people import composed, rich_text
from bot.playground.refusal import RefusalError, ratelimited
from bot.playground.room import Room
from bot.playground.state import Channel, Json, Message, User, View, Workspace


class LocalSlack(Room):
    """What people do in the room, and what goes wrong there on demand."""

    def say(
        self, user: User, channel: Channel, text: str, thread_ts: str | None = None, **fields: Any
    ) -> str:
        """Write a message as Slack keeps it (`<@U…>`, `&amp;`); gives its ts.

        `fields` are further fields of `Message`: files, subtype, bot_id.
        """
        with self._change():
            if user.id not in channel.members:
                raise LookupError(f"{user.name} is not in {channel.name or 'this conversation'}")
            number = self.state.number()
            made = Message(self.state.new_ts(), channel.id, user.id, text, thread_ts=thread_ts)
            made.client_msg_id = f"00000000-0000-4000-8000-{number:012d}"
            made.blocks = [rich_text(text, number)] if text else []
            for name, value in fields.items():
                setattr(made, name, value)
            chat.keep(self.core, channel, made)
            return made.ts

    def type(self, user: User, channel: Channel, typed: str, thread_ts: str | None = None) -> str:
        """Type into Slack's composer, which marks `@names`, `#channels` and addresses; gives the ts."""
        return self.say(user, channel, composed(self.state, channel.team_id, typed), thread_ts)

    def edit(self, channel: Channel, ts: str, text: str) -> None:
        """The author changes a message."""
        with self._change():
            found = channel.messages[ts]
            before = wire.message(self.state, found)
            found.text, found.blocks = text, [rich_text(text, self.state.number())]
            found.edited = {"user": found.user, "ts": self.state.new_ts()}
            self.core.events.changed(found, before)

    def delete(self, channel: Channel, ts: str) -> None:
        """Take a message away, the app's too."""
        with self._change():
            chat.remove(self.core, channel, channel.messages[ts])

    def react(self, user: User, channel: Channel, ts: str, name: str) -> None:
        """Add a reaction."""
        with self._change():
            found = channel.messages[ts]
            found.reactions.setdefault(name, []).append(user.id)
            self.core.events.reacted(found, user.id, name)

    def command(
        self, user: User, channel: Channel, command: str, text: str = "", *, wait: bool = True
    ) -> CommandResult:
        """A slash command; waits until the app has acknowledged it or failed to."""
        with self._change():
            result = self._interactions.command(user, channel, command, text)
        self._settle(result.delivery, wait)
        return result

    def click(
        self,
        user: User,
        where: Message | View,
        action_id: str,
        value: object = None,
        *,
        block_id: str = "",
        wait: bool = True,
    ) -> Delivery:
        """Press a button, or choose `value` in a menu; where several match, `value` or `block_id` tells."""
        with self._change():
            block, element = elements.find(where.blocks, action_id, value, block_id)
            action = elements.acted(element, value)
            if isinstance(where, View):
                delivery = self._interactions.act_on_view(user, where, block, action)
            else:
                delivery = self._interactions.act_on_message(user, where, block, action)
        self._settle(delivery, wait)
        return delivery

    def fill(self, view: View, values: Mapping[str, object]) -> None:
        """Type and choose in a view's inputs, named by action_id or block_id."""
        with self.core.changed:
            for name, value in values.items():
                block, element = elements.find_input(view.blocks, name)
                held = view.values.setdefault(block["block_id"], {})
                held[element["action_id"]] = elements.state_of(element, value)

    def submit(
        self, user: User, view: View, values: Mapping[str, object] | None = None, *, wait: bool = True
    ) -> Submission:
        """Fill a modal in and submit it; raises ValueError where Slack's window would not let one."""
        self.fill(view, values or {})
        with self._change():
            elements.check_filled(view.blocks, view.values)
            result = self._interactions.submit(user, view)
        self._settle(result.delivery, wait)
        return result

    def close_view(self, user: User, view: View, *, wait: bool = True) -> Delivery | None:
        """Press a modal's close button; gives the delivery if the app asked to be told."""
        with self._change():
            delivery = self._interactions.close(user, view)
        if delivery is not None:
            self._settle(delivery, wait)
        return delivery

    def shortcut(
        self, user: User, callback_id: str, message: Message | None = None, *, wait: bool = True
    ) -> Delivery:
        """Use a message's shortcut, or a global one."""
        with self._change():
            if message is None:
                delivery = self._interactions.global_shortcut(user, callback_id)
            else:
                delivery = self._interactions.message_shortcut(user, message, callback_id)
        self._settle(delivery, wait)
        return delivery

    def open_home(self, user: User, tab: str = "home") -> None:
        """Look at the app's Home, or (`tab="messages"`) at the agent pane."""
        with self._change():
            channel = self.state.im(user.team_id, user.id)
            content: Json = {"user": user.id, "channel": channel.id, "tab": tab}
            home = self.home(user)
            if home is not None and tab == "home":
                content["view"] = wire.view(self.state, home)
            self.core.events.to_app("app_home_opened", user.team_id, content)

    def open_assistant_thread(self, user: User) -> str:
        """Begin a thread in the pane of an app of the older, assistant kind; gives the thread's ts."""
        with self._change():
            channel = self.state.im(user.team_id, user.id)
            ts = self.state.new_ts()
            channel.assistant_threads.add(ts)
            thread = {"user_id": user.id, "context": {}, "channel_id": channel.id, "thread_ts": ts}
            self.core.events.to_app("assistant_thread_started", user.team_id, {"assistant_thread": thread})
            return ts

    def stop_agent(self, user: User, channel: Channel, thread_ts: str) -> None:
        """Press the native Stop button of a thread: its open streams take no more."""
        with self._change():
            streams = [each for each in channel.thread(thread_ts) if each.streaming == "open"]
            for stream in streams:
                stream.streaming, stream.stopped_by_user = "stopped", True
            content: Json = {"user": user.id, "channel": channel.id, "thread_ts": thread_ts}
            content["streaming_message_ts"] = [stream.ts for stream in streams]
            self.core.events.to_app("agent_session_stopped", user.team_id, content)

    def fail_next(
        self,
        method: str,
        error: str = "internal_error",
        *,
        status: int = 200,
        retry_after_s: int | None = None,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """Refuse the next calls of a method (`*`: any; `response_url`: posts there).

        With an error's word, an HTTP status, or 429 and the seconds to wait. With `after` the work is
        done, and only its answer is lost.
        """
        refusal = RefusalError(error, status=status) if retry_after_s is None else ratelimited(retry_after_s)
        with self.core.changed:
            self.core.fail_next(method, Fault(refusal, times, after))

    def disconnect(self, reason: str | None = "refresh_requested") -> None:
        """Send the Socket Mode clients away (`warning`: only tell them; `None`: without a word)."""
        self.server.call(lambda: self.core.socket.disconnect(reason))

    def deliver_by_http(self, url: str) -> bool:
        """Send signed requests to a URL from now on; whether it returned Slack's challenge."""
        transport = HttpEvents(url, self.signing_secret, self.core.courier, self.core.changed)
        with self.core.changed:
            self.core.courier.transport = transport
        return self.server.verify(transport)

    def revoke_tokens(self, workspace: Workspace | None = None) -> None:
        """The bot's token is good for nothing any more, and the app is told."""
        with self._change():
            team = workspace or self.workspace
            team.barred = "token_revoked"
            tokens = {"tokens": {"oauth": [], "bot": [team.bot_user_id]}}
            self.core.events.to_app("tokens_revoked", team.id, tokens)

    def uninstall(self, workspace: Workspace | None = None) -> None:
        """The app is removed from a workspace, and told."""
        with self._change():
            team = workspace or self.workspace
            team.barred = "account_inactive"
            self.core.events.to_app("app_uninstalled", team.id, {})

    def _settle(self, delivery: Delivery, wait: bool) -> None:
        if wait:
            self.wait_for(lambda: delivery.settled)
