"""What an element lets one choose from, and what it holds before anyone has chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.elements import initial
from bot.playground.page.scene import Scene
from bot.playground.page.words import words


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `chosen`: the element holds it to begin with."""

    value: str
    text: str
    about: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a label, which is empty where they are not grouped."""

    label: str
    choices: tuple[Choice, ...]


def groups(element: Mapping[str, Any], scene: Scene | None) -> list[Group]:
    """The options of a menu, of radio buttons or of checkboxes; conversations and people are the scene's."""
    held = _held(element, scene)
    return [
        Group(label, tuple(Choice(value, text, about, value in held) for value, text, about in options))
        for label, options in _options(element, scene)
    ]


def _options(
    element: Mapping[str, Any], scene: Scene | None
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    kind = str(element["type"]).removeprefix("multi_")
    if kind in ("conversations_select", "channels_select"):
        yield "", [(key, f"#{name}", "") for key, name in (scene.channels if scene else ())]
    elif kind == "users_select":
        yield "", [(key, name, "") for key, name in (scene.people if scene else ())]
    else:
        listed = [{"options": element.get("options", [])}, *element.get("option_groups", [])]
        for group in filter(lambda each: each["options"], listed):
            label = group["label"]["text"] if "label" in group else ""
            yield label, [_option(each) for each in group["options"]]


def _option(option: Mapping[str, Any]) -> tuple[str, str, str]:
    about = option.get("description")
    return option["value"], words(option["text"]), words(about) if about else ""


def _held(element: Mapping[str, Any], scene: Scene | None) -> list[Any]:
    found = initial(dict(element))
    if found is None and element.get("default_to_current_conversation") and scene:
        found = scene.place.channel
    return found if isinstance(found, list) else [found]
