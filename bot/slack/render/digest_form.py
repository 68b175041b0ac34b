"""The modal in which a digest is ordered or changed, with its preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from bot.digest.form import Filled
from bot.news.subscription import Length, WhenEmpty
from bot.slack import ids
from bot.slack.render import elements as kit
from bot.slack.render.elements import Block, Element
from bot.slack.render.pack import Message, rich_texts

LIVE = ("schedule", "zone", "regions", "topic", "only", "without", "length", "when_empty")
"""The fields that make the preview anew."""

MAKING = "The preview is being made …"
_SEVERAL = "commas divide several"
_MOST_SHOWN = 12
_LONGEST = 3000
_LENGTHS = {Length.FULL: "Up to twelve stories", Length.SHORT: "The three main stories"}
_WHEN_EMPTY = {WhenEmpty.LINE: "One line that says so", WhenEmpty.SILENCE: "No message"}
_HERE_DIRECT = "our direct message"


@dataclass(frozen=True, slots=True)
class DigestForm:
    """What the modal holds: `number` and `channel` (its id) of the subscription that is changed, null for a
    new one, which has what was typed for the channel in `where`."""

    filled: Filled
    where: str = ""
    number: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be named: the outlets that there are, and a region as an example."""

    outlets: Sequence[str]
    region: str


def digest_view(form: DigestForm, offered: Offered, preview: Sequence[Block]) -> Block:
    """The modal, with the preview at its end."""
    filled, new = form.filled, form.number is None
    where = [_typed("where", "Where", form.where, "A channel that you and I are in, or “me”")] if new else []
    blocks = [
        *([] if form.channel is None else [_comes_to(form.channel)]),
        *where,
        _typed(
            "regions",
            "Regions",
            filled.regions,
            f"Such as {offered.region}; commas divide several",
            optional=True,
        ),
        _typed("topic", "Topics", filled.topic, f"Words; {_SEVERAL}", optional=True),
        _typed("only", "Only from these outlets", filled.only, _outlets(offered.outlets), optional=True),
        _typed("without", "Not from these outlets", filled.without, "", optional=True),
        _typed("schedule", "When", filled.schedule, "daily 08:00, weekdays 7:30, mondays 9am, every 6 hours"),
        _typed("zone", "Time zone", filled.zone, "Such as Europe/Kyiv, or a city"),
        _chosen("length", "How much", {each.value: said for each, said in _LENGTHS.items()}, filled.length),
        _chosen(
            "when_empty",
            "When nothing is new",
            {each.value: said for each, said in _WHEN_EMPTY.items()},
            filled.when_empty,
        ),
        kit.actions([kit.button("Preview", ids.PREVIEW, "preview")]),
        *preview,
    ]
    return kit.modal(
        "New digest" if new else f"Digest {form.number}",
        blocks,
        callback_id=ids.DIGEST_VIEW,
        submit=kit.plain_text("Order" if new else "Save"),
    )


def previewed(title: str, about: str, message: Message) -> list[Block]:
    """A message under a title and a line about it."""
    above = [*rich_texts(kit.paragraph(title, bold=True)), kit.small(about)]
    return [{"type": "divider"}, *above, *message.blocks]


def no_preview(why: str) -> list[Block]:
    """Why there is no preview."""
    return [{"type": "divider"}, kit.small(why)]


def field_id(name: str) -> str:
    """The block_id and action_id of a field."""
    return f"digest_{name}"


def typed_in(view: Mapping[str, Any]) -> tuple[Filled, str]:
    """What stands in the modal's fields, and in the one for the channel."""
    filled = Filled(**{each.name: _value(view, each.name) for each in fields(Filled)})
    return filled, _value(view, "where")


def _value(view: Mapping[str, Any], name: str) -> str:
    """What was typed or chosen, else what stood there when the modal was opened."""
    key = field_id(name)
    held = view.get("state", {}).get("values", {}).get(key, {}).get(key)
    if held is None:
        blocks = [block for block in view["blocks"] if block.get("block_id") == key]
        element = blocks[0]["element"] if blocks else {}
        held = {"value": element.get("initial_value"), "selected_option": element.get("initial_option")}
    chosen = held.get("selected_option") or held
    return str(chosen.get("value") or "").strip()


def _typed(name: str, label: str, value: str, hint: str, *, optional: bool = False) -> Block:
    element: Element = {"type": "plain_text_input", "max_length": _LONGEST}
    if name in LIVE:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    if value:
        element["initial_value"] = value[:_LONGEST]
    return _input(name, label, element, hint, optional)


def _chosen(name: str, label: str, choices: Mapping[str, str], value: str) -> Block:
    options = {each: kit.option(said, each) for each, said in choices.items()}
    element: Element = {"type": "static_select", "options": list(options.values())}
    element["initial_option"] = options[value]
    return _input(name, label, element, "", optional=False)


def _input(name: str, label: str, element: Element, hint: str, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": field_id(name),
        "label": kit.plain_text(label),
        "optional": optional,
        "dispatch_action": name in LIVE,
        "element": {**element, "action_id": field_id(name)},
        **({"hint": kit.plain_text(hint)} if hint else {}),
    }


def _outlets(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
    return f"This desk has {', '.join(names[:_MOST_SHOWN]) or 'none yet'}{more}"


def _comes_to(channel: str) -> Block:
    there = kit.text(_HERE_DIRECT) if channel.startswith("D") else kit.channel(channel)
    return kit.rich_text(kit.line(kit.text("Comes to "), there))
