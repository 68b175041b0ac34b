"""What happens in a workspace, told to the app as Events API payloads if it subscribed to them."""

from bot.playground import wire
from bot.playground.app_settings import AppSettings
from bot.playground.deliveries import Courier
from bot.playground.state import Channel, Json, Message, State

_CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}
_SUBSCRIPTION = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


class Events:
    """Makes deliveries of what happens."""

    def __init__(self, state: State, courier: Courier, settings: AppSettings) -> None:
        self._state = state
        self._courier = courier
        self._settings = settings

    def posted(self, message: Message) -> None:
        """A message event, and where the app is mentioned outside its direct messages an app_mention too."""
        channel = self._state.channels[message.channel]
        content = wire.message(self._state, message)
        self._message(channel, content | {"event_ts": message.ts})
        if message.user == self._bot(channel) or channel.kind == "im":
            return
        if f"<@{self._bot(channel)}>" in message.text:
            mention = {key: value for key, value in content.items() if key != "subtype"}
            mention |= {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            self._in_channel("app_mention", channel, mention)

    def changed(self, message: Message, before: Json) -> None:
        """A message was edited, by a person or by the app."""
        now = self._state.new_ts()
        content = {
            "type": "message",
            "subtype": "message_changed",
            "message": wire.message(self._state, message),
            "previous_message": before,
            "hidden": True,
            "ts": now,
            "event_ts": now,
        }
        self._message(self._state.channels[message.channel], content)

    def deleted(self, message: Message, before: Json) -> None:
        """A message was taken away."""
        now = self._state.new_ts()
        content = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": before,
            "deleted_ts": message.ts,
            "hidden": True,
            "ts": now,
            "event_ts": now,
        }
        self._message(self._state.channels[message.channel], content)

    def joined(self, channel: Channel, user: str, inviter: str | None) -> None:
        """Someone came into a channel; the app is told of itself too."""
        content: Json = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == "public" else "G",
            "team": channel.team_id,
            "event_ts": self._state.new_ts(),
        }
        self._in_channel(
            "member_joined_channel", channel, content | ({"inviter": inviter} if inviter else {})
        )

    def reacted(self, message: Message, user: str, name: str) -> None:
        """A reaction was added."""
        channel = self._state.channels[message.channel]
        content: Json = {
            "type": "reaction_added",
            "user": user,
            "reaction": name,
            "item_user": message.user,
            "item": {"type": "message", "channel": channel.id, "ts": message.ts},
            "event_ts": self._state.new_ts(),
        }
        self._in_channel("reaction_added", channel, content)

    def to_app(self, name: str, team_id: str, content: Json, *, event: str | None = None) -> None:
        """Any other event, if the app subscribed to it (`event` names the subscription)."""
        if (event or name) in self._settings.events:
            stamped = {"type": name, "event_ts": self._state.new_ts(), **content}
            self._courier.add("events_api", self._wrapped(team_id, stamped, shared=False), team_id)

    def _message(self, channel: Channel, content: Json) -> None:
        placed = {"channel": channel.id, "channel_type": _CHANNEL_TYPE[channel.kind]}
        self._in_channel(_SUBSCRIPTION[channel.kind], channel, content | placed)

    def _in_channel(self, subscription: str, channel: Channel, content: Json) -> None:
        if subscription in self._settings.events and self._bot(channel) in channel.members:
            wrapped = self._wrapped(channel.team_id, content, shared=channel.shared)
            self._courier.add("events_api", wrapped, channel.team_id)

    def _bot(self, channel: Channel) -> str:
        return self._state.workspaces[channel.team_id].bot_user_id

    def _wrapped(self, team_id: str, content: Json, *, shared: bool) -> Json:
        event_id = self._state.new_id("Ev")
        return {
            "token": wire.VERIFICATION,
            "team_id": team_id,
            "context_team_id": team_id,
            "context_enterprise_id": None,
            "api_app_id": wire.APP_ID,
            "event": content,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": self._state.epoch(),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team_id,
                    "user_id": self._state.workspaces[team_id].bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": shared,
            "event_context": f"4-{event_id}",
        }
