"""What a person does to an element: finding it in blocks, and the value that Slack reports for it."""

from collections.abc import Iterator

from bot.playground.state import Json

_PICKS = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "users_select": "selected_user",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "multi_users_select": "selected_users",
}
_ONE_OPTION = {"static_select", "external_select", "radio_buttons", "overflow"}
_SOME_OPTIONS = {"multi_static_select", "multi_external_select", "checkboxes"}


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each (block, element) that a person can act on; feedback buttons count as one element."""
    for block in blocks:
        if block["type"] == "container":
            yield from interactive(block["child_blocks"])
        held = [block.get("accessory"), block.get("element"), *_listed(block)]
        for element in held:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def find(blocks: list[Json], action_id: str, value: object = None, block_id: str = "") -> tuple[Json, Json]:
    """The one element with this action_id, told apart by its block or its button's value where several match.

    Raises LookupError when there is none, or more than one.
    """
    found = [
        (block, element)
        for block, element in interactive(blocks)
        if element["action_id"] == action_id and block_id in ("", block["block_id"])
    ]
    if len(found) > 1:
        found = [(block, element) for block, element in found if element.get("value") == value]
    if len(found) != 1:
        raise LookupError(f"{len(found)} elements have action_id {action_id!r}")
    return found[0]


def find_input(blocks: list[Json], name: str) -> tuple[Json, Json]:
    """The one element that this action_id or block_id names; raises LookupError."""
    found = [each for each in interactive(blocks) if name in (each[0]["block_id"], each[1]["action_id"])]
    if len(found) != 1:
        raise LookupError(f"{len(found)} inputs are named {name!r}")
    return found[0]


def state_of(element: Json, value: object) -> Json:
    """What Slack reports for an element that holds this value; options are named by theirs."""
    kind = element["type"]
    reported: Json = {"type": kind}
    if kind in _PICKS:
        reported[_PICKS[kind]] = value
    elif kind in _ONE_OPTION:
        reported["selected_option"] = None if value is None else _option(element, value)
    elif kind in _SOME_OPTIONS:
        wanted = value if isinstance(value, list) else []
        reported["selected_options"] = [_option(element, each) for each in wanted]
    else:
        reported["value"] = value
    return reported


def initial(element: Json) -> object:
    """What an element holds before anyone touched it."""
    for name, value in element.items():
        if name == "initial_option":
            return value["value"]
        if name == "initial_options":
            return [option["value"] for option in value]
        if name.startswith("initial_"):
            return value
    return None


def check_filled(blocks: list[Json], values: Json) -> None:
    """Raises ValueError for what Slack's own window refuses: empty inputs, texts too short or too long."""
    for block, element in interactive(blocks):
        if block["type"] != "input":
            continue
        held = values.get(block["block_id"], {}).get(element["action_id"], {})
        value = next((held[name] for name in held if name != "type"), None)
        if not value and not block.get("optional"):
            raise ValueError(f"the input {element['action_id']} is empty")
        length = len(value) if isinstance(value, str) else 0
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if value and element["type"] == "plain_text_input" and not least <= length <= most:
            raise ValueError(f"the input {element['action_id']} has {length} characters")


def acted(element: Json, value: object) -> Json:
    """The action that a click or a choice makes of an element."""
    if element["type"] == "button":
        kept = ("type", "action_id", "text", "value", "style", "url")
        return {name: element[name] for name in kept if name in element}
    if element["type"] == "feedback_buttons":
        pressed = _feedback(element, value)
        return {"type": "feedback_buttons", "action_id": element["action_id"], **pressed}
    return {"action_id": element["action_id"], **state_of(element, value)}


def _listed(block: Json) -> list[object]:
    found = block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
    return list(found) + (block.get("actions", []) if block["type"] == "card" else [])


def _option(element: Json, value: object) -> Json:
    groups = element.get("option_groups", [])
    options: list[Json] = element.get("options", []) + [each for group in groups for each in group["options"]]
    for option in options:
        if option["value"] == value:
            return option
    raise LookupError(f"no option has the value {value!r}")


def _feedback(element: Json, value: object) -> Json:
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == value:
            return {"text": button["text"], "value": value}
    raise LookupError(f"no feedback button has the value {value!r}")
