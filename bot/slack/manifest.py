"""The app manifest: just the scopes, events and commands that are in use, made from the surfaces."""

from collections.abc import Sequence
from typing import Any, TypeVar

from bot.config import DeskFile
from bot.slack.gateway import PATH
from bot.slack.surface import Command, Event, Shortcut, Surface
from bot.slack.surfaces.table import surfaces

T = TypeVar("T")

_NAME = "Copydesk"
_ABOUT = "Answers questions from stored news articles; every quote is copied from the store."


def manifest(desk_file: DeskFile, url: str | None) -> dict[str, Any]:
    """The manifest for Socket Mode, or with the public `url` of `serve` for HTTP."""
    table = surfaces(desk_file)
    address = {"request_url": url.rstrip("/") + PATH} if url else {}
    return {
        "display_information": {"name": _NAME, "description": _ABOUT},
        "features": _features(table, url),
        "oauth_config": {"scopes": {"bot": sorted(_scopes(table))}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(_events(table))},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _features(table: Sequence[Surface], url: str | None) -> dict[str, Any]:
    return {
        "agent_view": {"agent_description": _ABOUT},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": _NAME, "always_online": True},
        "slash_commands": [_command(door, url) for door in _doors(table, Command)],
        "shortcuts": [
            {
                "name": door.name,
                "type": "message",
                "callback_id": door.callback_id,
                "description": door.description,
            }
            for door in _doors(table, Shortcut)
        ],
    }


def _command(door: Command, url: str | None) -> dict[str, Any]:
    return {
        "command": door.name,
        "description": door.description,
        **({"usage_hint": door.hint} if door.hint else {}),
        "should_escape": False,
        **({"url": url.rstrip("/") + PATH} if url else {}),
    }


def _scopes(table: Sequence[Surface]) -> set[str]:
    found = {scope for surface in table for scope in surface.scopes}
    found |= {scope for door in _doors(table, Event) for _, scope in door.subscriptions if scope}
    if any(isinstance(door, Command | Shortcut) for surface in table for door in surface.doors):
        found.add("commands")
    return found


def _events(table: Sequence[Surface]) -> set[str]:
    return {name for door in _doors(table, Event) for name, _ in door.subscriptions}


def _doors(table: Sequence[Surface], kind: type[T]) -> list[T]:
    return [door for surface in table for door in surface.doors if isinstance(door, kind)]
