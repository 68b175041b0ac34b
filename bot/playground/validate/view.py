"""Views: modals and App Homes."""

from bot.playground.validate.schema import Rule, anything, boolean, fields, one_of, problem, string
from bot.playground.validate.surface import surface_problems
from bot.playground.validate.texts import plain

BLOCKS_MOST = 100

_COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_MODAL = fields(
    {"type": one_of("modal"), "title": plain(24), "blocks": anything},
    {
        **_COMMON,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)
_HOME = fields({"type": one_of("home"), "blocks": anything}, _COMMON)


def view_problems(view: object, kind: str) -> list[str]:
    """What Slack says against a view that should be of a kind; first that no schema fits, then why."""
    modal = kind == "modal"
    found = (_MODAL if modal else _HOME)(view, "/view")
    if isinstance(view, dict) and "blocks" in view:
        found += surface_problems(view["blocks"], "modal" if modal else "home", BLOCKS_MOST, "/view/blocks")
    if not found and isinstance(view, dict) and modal and "submit" not in view:
        inputs = [block for block in view["blocks"] if block["type"] == "input"]
        found = [problem("missing required field: submit", "/view")] if inputs else []
    return [problem("failed to match all allowed schemas", "/view"), *found] if found else []
