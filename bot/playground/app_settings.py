"""How the app is set up at Slack: its scopes, events, commands and surfaces, as its manifest says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

USUAL_SCOPES = frozenset(
    [
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "commands",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "users:read",
    ]
)
ALL_EVENTS = frozenset(
    [
        "agent_session_stopped",
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "assistant_thread_context_changed",
        "assistant_thread_started",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "reaction_added",
        "tokens_revoked",
    ]
)


@dataclass(frozen=True)
class AppSettings:
    """What the app may do and is told of; `None` for commands and shortcuts means whatever is used."""

    scopes: frozenset[str] = USUAL_SCOPES
    events: frozenset[str] = ALL_EVENTS
    commands: frozenset[str] | None = None
    shortcuts: frozenset[str] | None = None
    home: bool = True
    agent_view: bool = True
    assistant_view: bool = False


def settings_of(manifest: Mapping[str, Any]) -> AppSettings:
    """Just what an app manifest asks for."""
    features: Mapping[str, Any] = manifest.get("features", {})
    subscriptions = manifest.get("settings", {}).get("event_subscriptions", {})
    return AppSettings(
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(subscriptions.get("bot_events", ())),
        commands=frozenset(each["command"] for each in features.get("slash_commands", ())),
        shortcuts=frozenset(each["callback_id"] for each in features.get("shortcuts", ())),
        home=bool(features.get("app_home", {}).get("home_tab_enabled")),
        agent_view="agent_view" in features,
        assistant_view="assistant_view" in features,
    )
