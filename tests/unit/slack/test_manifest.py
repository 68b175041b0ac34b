"""The manifest, held against the code: what is asked for is used, and what is used is asked for."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.config import DeskFile, DeskRegion
from bot.playground.api.dispatch import METHODS
from bot.slack import ids
from bot.slack.manifest import manifest
from bot.slack.surface import Button, Event, Form
from bot.slack.surfaces.table import surfaces

DESK = DeskFile(regions=(DeskRegion("Tessen", command="/tessen"), DeskRegion("Morvale")))
CODE = Path(__file__).parents[3] / "bot" / "slack"
INPUTS = {ids.REASON, ids.QUOTE, ids.LINK, ids.QUESTION}
"""What is filled in inside a form, and is heard of only when the form is sent in."""

_CALL = re.compile(r"client\.([a-z]+(?:_[A-Za-z]+)+)")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return manifest(DESK, url=None)


def methods_used() -> set[str]:
    """The Web API methods that the code names, as Slack writes them."""
    names = {found for path in CODE.rglob("*.py") for found in _CALL.findall(path.read_text("utf-8"))}
    return {name.replace("_", ".") for name in names} & set(METHODS)


def scopes(made: dict[str, Any]) -> set[str]:
    return set(made["oauth_config"]["scopes"]["bot"])


def test_every_method_that_is_called_may_be(made: dict[str, Any]) -> None:
    used = methods_used()
    assert {"chat.postMessage", "conversations.replies", "views.open"} <= used
    refused = [name for name in used if METHODS[name].scopes and not scopes(made) & set(METHODS[name].scopes)]
    assert refused == []


def test_no_scope_is_asked_for_in_vain(made: dict[str, Any]) -> None:
    by_methods = {scope for name in methods_used() for scope in METHODS[name].scopes}
    by_events = {scope for door in events() for _, scope in door.subscriptions}
    assert scopes(made) <= by_methods | by_events | {"commands"}


def test_the_events_are_those_that_are_listened_to(made: dict[str, Any]) -> None:
    wanted = set(made["settings"]["event_subscriptions"]["bot_events"])
    assert {name.split(".")[0] for name in wanted} == {door.name for door in events() if door.subscriptions}


def test_every_button_and_form_is_listened_to() -> None:
    doors = [door for surface in surfaces(DESK) for door in surface.doors]
    heard = {door.action_id for door in doors if isinstance(door, Button)}
    heard |= {door.callback_id for door in doors if isinstance(door, Form)}
    named = {value for name, value in vars(ids).items() if name.isupper() and isinstance(value, str)}
    shortcuts = {"add_to_desk"}
    assert named - INPUTS - shortcuts <= heard


def test_a_region_has_its_command_and_no_other(made: dict[str, Any]) -> None:
    commands = [each["command"] for each in made["features"]["slash_commands"]]
    assert {"/ask", "/region", "/briefing", "/desk", "/tessen"} <= set(commands)
    assert "/morvale" not in commands
    assert len(commands) == len(set(commands))


def test_kinds_of_jobs_are_distinct() -> None:
    kinds = [surface.kind for surface in surfaces(DESK)]
    assert len(kinds) == len(set(kinds))
    assert all(len(kind) <= 32 for kind in kinds)


def test_over_http_everything_goes_to_one_address() -> None:
    made = manifest(DESK, url="https://desk.example/")
    address = "https://desk.example/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert {each["url"] for each in made["features"]["slash_commands"]} == {address}


def test_slack_takes_the_lengths(made: dict[str, Any]) -> None:
    """Limits of https://docs.slack.dev/reference/app-manifest."""
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    for each in made["features"]["shortcuts"]:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
    for each in made["features"]["slash_commands"]:
        assert len(each["command"]) <= 32
        assert len(each["description"]) <= 2000
    assert len(made["features"]["slash_commands"]) <= 50


def events() -> Iterator[Event]:
    for surface in surfaces(DESK):
        yield from (door for door in surface.doors if isinstance(door, Event))
