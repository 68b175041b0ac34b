"""Text objects, confirmations and options: what blocks and elements are composed of."""

from bot.playground.validate.schema import Rule, boolean, by_type, fields, items, problem, string, typed, url


def text(most: int, *, plain: bool = False, least: int = 1) -> Rule:
    """A text object, of plain text alone or of mrkdwn too. Slack first says that no schema fits, then why."""
    kinds = {"plain_text": typed({"text": string(most, least)}, {"emoji": boolean})}
    if not plain:
        kinds["mrkdwn"] = typed({"text": string(most, least)}, {"verbatim": boolean})
    inner = by_type(kinds)

    def rule(value: object, pointer: str) -> list[str]:
        found = inner(value, pointer)
        return [problem("failed to match all allowed schemas", pointer), *found] if found else []

    return rule


def plain(most: int) -> Rule:
    """A plain_text object."""
    return text(most, plain=True)


CONFIRM = fields(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": string()},
)

MENU_OPTION = fields({"text": plain(75), "value": string(150)}, {"description": plain(75)})
"""An option of a menu, in plain text."""

CHOICE = fields({"text": text(75), "value": string(150)}, {"description": text(75)})
"""An option of radio buttons or checkboxes, where mrkdwn is allowed."""

OVERFLOW_OPTION = fields({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": url()})

OPTION_GROUP = fields({"label": plain(75), "options": items(MENU_OPTION, 100)})
