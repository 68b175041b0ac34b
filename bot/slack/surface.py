"""Surfaces: what people can do in Slack, by which doors it comes in, and who deals with it.

Listeners and the manifest are made from the same surfaces, so that they cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.slack.task import Task

Handler = Callable[[Task], None]
Check = Callable[[Task], Mapping[str, str]]
"""Gives a sentence for each input, by its block_id, that a form cannot be taken with."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `subscriptions` are the manifest's names for it, with the scope that each needs."""

    name: str
    subscriptions: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command with what Slack shows of it; without words behind it, it is the surface `bare`'s."""

    name: str
    description: str
    hint: str = ""
    bare: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button, a menu or thumbs in a message or a view."""

    action_id: str


@dataclass(frozen=True, slots=True)
class Form:
    """A modal that is sent in; one with a `check` stays open while there is something against it."""

    callback_id: str
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A line in the menu of messages."""

    callback_id: str
    name: str
    description: str


Door = Event | Command | Button | Form | Shortcut


@dataclass(frozen=True, slots=True)
class Surface:
    """One thing that people do. `kind` names its jobs; `scopes` are what its handler's own calls need.

    A `quick` one opens modals, whose triggers live for three seconds: workers of its own take it, so that it
    never waits behind answers. Nobody waits for a `background` one: when Slack asks to wait, it is put off.
    """

    kind: str
    handle: Handler
    doors: tuple[Door, ...]
    scopes: tuple[str, ...] = ()
    quick: bool = False
    background: bool = False
