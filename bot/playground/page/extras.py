"""What the page offers beside what Slack holds: commands to complete, questions to click, articles to add."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the composer completes it."""

    name: str
    description: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A line in the menu of every message."""

    callback_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A stored article, to be read where its own address does not exist."""

    title: str
    outlet: str
    published: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """`add` stores a pasted article (text, outlet) and says what became of it; `read` finds one by address.

    `tries` are commands to click, `about` is one line on what answers.
    """

    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    questions: tuple[str, ...] = ()
    add: Callable[[str, str], str] | None = None
    read: Callable[[str], Reading | None] = lambda _: None
    tries: tuple[str, ...] = ()
    about: str = ""


def commands_of(manifest: Mapping[str, Any]) -> tuple[Command, ...]:
    """The slash commands of an app manifest."""
    listed = manifest.get("features", {}).get("slash_commands", ())
    return tuple(
        Command(each["command"], each.get("description", ""), each.get("usage_hint", "")) for each in listed
    )


def shortcuts_of(manifest: Mapping[str, Any]) -> tuple[Shortcut, ...]:
    """The message shortcuts of an app manifest."""
    listed = manifest.get("features", {}).get("shortcuts", ())
    return tuple(
        Shortcut(each["callback_id"], each["name"]) for each in listed if each.get("type") == "message"
    )
