"""Commands, clicks, shortcuts and views, as payloads, and what becomes of the app's answer."""

import json
from dataclasses import dataclass, field

from bot.playground import wire
from bot.playground.api import response_url as hooks
from bot.playground.api.views import pop, put_on_top, replace, view_content
from bot.playground.core import Slack
from bot.playground.deliveries import Delivery
from bot.playground.refusal import RefusalError
from bot.playground.state import Channel, Json, Message, ResponseUrl, User, View


@dataclass
class CommandResult:
    """A slash command on its way; `posts` are the answers in the order of their arrival, the ack's first."""

    delivery: Delivery
    url: ResponseUrl
    error: str = ""

    @property
    def posts(self) -> list[Message]:
        """What the app answered, by acknowledgement or at the response_url."""
        return self.url.posts

    @property
    def text(self) -> str:
        """The first answer's text."""
        return self.posts[0].text if self.posts else ""


@dataclass
class Submission:
    """A submitted view; `errors` are what the app said of its inputs, by block_id."""

    delivery: Delivery
    errors: dict[str, str] = field(default_factory=dict)
    error: str = ""


class Interactions:
    """Sends what people do. Whoever calls holds the server's lock."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._state = slack.state

    def command(self, user: User, channel: Channel, command: str, text: str) -> CommandResult:
        """A slash command."""
        granted = self._slack.settings.commands
        if granted is not None and command not in granted:
            raise LookupError(f"{command} is not a command of this app")
        workspace = self._state.workspaces[channel.team_id]
        url = self._state.new_response_url(channel, user.id)
        payload = {
            "token": wire.VERIFICATION,
            "team_id": workspace.id,
            "team_domain": workspace.domain,
            "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name,
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": wire.APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._address(url),
            "trigger_id": self._state.new_trigger(workspace.id, user.id).id,
        }
        result = CommandResult(self._slack.courier.add("slash_commands", payload, workspace.id), url)
        result.delivery.then = lambda: self._command_answered(result)
        return result

    def act_on_message(self, user: User, message: Message, block: Json, action: Json) -> Delivery:
        """A click or a choice in a message."""
        channel = self._state.channels[message.channel]
        url = self._state.new_response_url(channel, user.id, message_ts=message.ts)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.only_for),
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        place = {"channel": {"id": channel.id, "name": self._name(channel)}}
        if not message.only_for:
            place["message"] = wire.message(self._state, message)
        return self._interact(
            "block_actions",
            channel.team_id,
            user,
            {
                **place,
                "container": container,
                "response_url": self._address(url),
                "state": {"values": {}},
                "actions": [self._stamped(block, action)],
            },
        )

    def act_on_view(self, user: User, view: View, block: Json, action: Json) -> Delivery:
        """A click or a choice in a modal or an App Home."""
        return self._interact(
            "block_actions",
            view.team_id,
            user,
            {
                "container": {"type": "view", "view_id": view.id},
                "view": wire.view(self._state, view),
                "actions": [self._stamped(block, action)],
            },
            view_id=view.id,
        )

    def message_shortcut(self, user: User, message: Message, callback_id: str) -> Delivery:
        """A shortcut from a message's menu."""
        self._offered(callback_id)
        channel = self._state.channels[message.channel]
        url = self._state.new_response_url(channel, user.id)
        return self._interact(
            "message_action",
            channel.team_id,
            user,
            {
                "callback_id": callback_id,
                "action_ts": self._state.new_ts(),
                "channel": {"id": channel.id, "name": self._name(channel)},
                "message_ts": message.ts,
                "message": wire.message(self._state, message),
                "response_url": self._address(url),
            },
        )

    def global_shortcut(self, user: User, callback_id: str) -> Delivery:
        """A shortcut from anywhere."""
        self._offered(callback_id)
        about = {"callback_id": callback_id, "action_ts": self._state.new_ts()}
        return self._interact("shortcut", user.team_id, user, about)

    def submit(self, user: User, view: View) -> Submission:
        """The submit button of a modal."""
        about = {"view": wire.view(self._state, view), "response_urls": []}
        result = Submission(self._interact("view_submission", view.team_id, user, about, view_id=view.id))
        result.delivery.then = lambda: self._view_answered(user, view, result)
        return result

    def close(self, user: User, view: View) -> Delivery | None:
        """The close button of a modal; the app is told if its view asked for that."""
        pop(self._state, view)
        if not view.payload.get("notify_on_close"):
            return None
        about = {"view": wire.view(self._state, view), "is_cleared": False}
        return self._interact("view_closed", view.team_id, user, about, trigger=False)

    def _interact(
        self,
        kind: str,
        team_id: str,
        user: User,
        about: Json,
        *,
        view_id: str | None = None,
        trigger: bool = True,
    ) -> Delivery:
        workspace = self._state.workspaces[team_id]
        payload: Json = {
            "type": kind,
            "team": {"id": workspace.id, "domain": workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": wire.named(self._state, user.id),
            "api_app_id": wire.APP_ID,
            "token": wire.VERIFICATION,
            **json.loads(json.dumps(about)),
        }
        if trigger:
            payload["trigger_id"] = self._state.new_trigger(team_id, user.id, view_id).id
        return self._slack.courier.add("interactive", payload, team_id)

    def _command_answered(self, result: CommandResult) -> None:
        if result.delivery.given_up:
            timed_out = result.delivery.failure.endswith("timeout")
            result.error = "operation_timeout" if timed_out else "dispatch_failed"
        elif result.delivery.response:
            try:
                hooks.post(self._slack, result.url, result.delivery.response)
            except RefusalError:
                result.error = "invalid_command_response"

    def _view_answered(self, user: User, view: View, result: Submission) -> None:
        said = result.delivery.response or {}
        action = said.get("response_action")
        if result.delivery.given_up:
            result.error = result.delivery.failure
        elif action == "errors":
            result.errors = dict(said.get("errors", {}))
        elif action == "clear":
            self._state.stacks[user.id] = []
        elif action in ("update", "push"):
            try:
                self._show(user, view, action, said.get("view"))
            except RefusalError as refusal:
                result.error = refusal.error
        else:
            pop(self._state, view)

    def _show(self, user: User, view: View, action: str, payload: object) -> None:
        content = view_content(payload, "modal")
        if action == "update":
            replace(self._state, view, content)
        else:
            put_on_top(self._state, view.team_id, user.id, content)

    def _stamped(self, block: Json, action: Json) -> Json:
        return {**action, "block_id": block["block_id"], "action_ts": self._state.new_ts()}

    def _address(self, url: ResponseUrl) -> str:
        return f"{self._slack.base_url}/respond/{url.key}"

    def _offered(self, callback_id: str) -> None:
        offered = self._slack.settings.shortcuts
        if offered is not None and callback_id not in offered:
            raise LookupError(f"{callback_id} is not a shortcut of this app")

    def _name(self, channel: Channel) -> str:
        return "directmessage" if channel.kind == "im" else channel.name
