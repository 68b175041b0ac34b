"""Block elements, and where each may stand."""

import re
from collections.abc import Mapping

from bot.playground.validate.schema import (
    Rule,
    boolean,
    either,
    fields,
    integer,
    items,
    one_of,
    problem,
    string,
    typed,
    url,
)
from bot.playground.validate.texts import (
    CHOICE,
    CONFIRM,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    plain,
)

ID = string(255)


def _matching(pattern: str, words: str) -> Rule:
    def rule(value: object, pointer: str) -> list[str]:
        return [] if re.fullmatch(pattern, str(value)) else [problem(words, pointer)]

    return rule


_DATE = _matching(r"\d{4}-\d{2}-\d{2}", "must be a valid date")
_TIME = _matching(r"\d{2}:\d{2}", "must be a valid time")


def _acting(
    required: Mapping[str, Rule] | None = None, optional: Mapping[str, Rule] | None = None, *more: Rule
) -> Rule:
    common = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean, "placeholder": plain(150)}
    return typed(required or {}, {**common, **(optional or {})}, *more)


def _initial_is_an_option(value: object, pointer: str) -> list[str]:
    """An initial choice must be one of the options, to the letter."""
    assert isinstance(value, dict)
    options = list(value.get("options", []))
    for group in value.get("option_groups", []):
        options += group["options"]
    chosen = list(value.get("initial_options", []))
    name = "initial_options" if chosen else "initial_option"
    if "initial_option" in value:
        chosen.append(value["initial_option"])
    wrong = [choice for choice in chosen if choice not in options]
    return [problem(f"{name} must be one of the options", f"{pointer}/{name}")] if wrong else []


def _values_differ(value: object, pointer: str) -> list[str]:
    assert isinstance(value, dict)
    values = [option["value"] for option in value.get("options", [])]
    twice = len(set(values)) < len(values)
    return [problem("option values must be unique", f"{pointer}/options")] if twice else []


def _menu(several: bool) -> Rule:
    chosen: dict[str, Rule] = (
        {"initial_options": items(MENU_OPTION, 100), "max_selected_items": integer(1)}
        if several
        else {"initial_option": MENU_OPTION}
    )
    listed = {"options": items(MENU_OPTION, 100), "option_groups": items(OPTION_GROUP, 100)}
    one_list = either("options", "option_groups")
    return _acting({}, {**listed, **chosen}, one_list, _initial_is_an_option)


def _picker(initial: str, several: bool, more: Mapping[str, Rule] | None = None) -> Rule:
    if several:
        return _acting({}, {f"{initial}s": items(ID), "max_selected_items": integer(1), **(more or {})})
    return _acting({}, {initial: ID, "response_url_enabled": boolean, **(more or {})})


def _choices(initial: Mapping[str, Rule]) -> Rule:
    return typed(
        {"options": items(CHOICE, 10)},
        {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean, **initial},
        _initial_is_an_option,
        _values_differ,
    )


_FILTER = fields(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_CONVERSATIONS: dict[str, Rule] = {"default_to_current_conversation": boolean, "filter": _FILTER}
_DISPATCH = fields({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})
_FEEDBACK = fields({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
_TYPING: dict[str, Rule] = {"initial_value": string(3000, 0), "dispatch_action_config": _DISPATCH}

BUTTON = typed(
    {"text": plain(75)},
    {
        "action_id": ID,
        "value": string(2000),
        "url": url(),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = typed(
    {"alt_text": string(2000)},
    {"image_url": url(), "slack_file": fields({}, {"id": ID, "url": url()})},
    either("image_url", "slack_file"),
)
URL_SOURCE = typed({"url": url(), "text": string()})

_MENUS = {
    "static_select": _menu(several=False),
    "multi_static_select": _menu(several=True),
    "external_select": _acting({}, {"min_query_length": integer(0), "initial_option": MENU_OPTION}),
    "users_select": _picker("initial_user", several=False),
    "multi_users_select": _picker("initial_user", several=True),
    "conversations_select": _picker("initial_conversation", several=False, more=_CONVERSATIONS),
    "multi_conversations_select": _picker("initial_conversation", several=True, more=_CONVERSATIONS),
    "channels_select": _picker("initial_channel", several=False),
    "multi_channels_select": _picker("initial_channel", several=True),
}
_CHOOSING = {
    "radio_buttons": _choices({"initial_option": CHOICE}),
    "checkboxes": _choices({"initial_options": items(CHOICE, 10)}),
    "datepicker": _acting({}, {"initial_date": _DATE}),
    "timepicker": _acting({}, {"initial_time": _TIME, "timezone": string()}),
    "datetimepicker": _acting({}, {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
}
_WRITING = {
    "plain_text_input": _acting(
        {},
        {
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            **_TYPING,
        },
    ),
    "url_text_input": _acting({}, _TYPING),
    "email_text_input": _acting({}, _TYPING),
    "number_input": _acting(
        {"is_decimal_allowed": boolean}, {"min_value": string(), "max_value": string(), **_TYPING}
    ),
}
_OVERFLOW = typed(
    {"options": items(OVERFLOW_OPTION, 5)}, {"action_id": ID, "confirm": CONFIRM}, _values_differ
)

IN_SECTION = {"button": BUTTON, "image": IMAGE, "overflow": _OVERFLOW, **_MENUS, **_CHOOSING}
IN_ACTIONS = {"button": BUTTON, "overflow": _OVERFLOW, **_MENUS, **_CHOOSING}
IN_INPUT = {**_MENUS, **_CHOOSING, **_WRITING}
IN_CONTEXT_ACTIONS = {
    "feedback_buttons": typed(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ID}
    ),
    "icon_button": typed(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            "action_id": ID,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": items(ID, 10),
        },
    ),
}

INTERACTIVE = {*IN_ACTIONS, *IN_INPUT, *IN_CONTEXT_ACTIONS}
"""Elements that have an action_id, given by the app or by Slack."""
