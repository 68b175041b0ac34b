"""Making workspaces and people, and what their messages look like."""

import html
import re
import secrets
from collections.abc import Sequence

from bot.playground.core import Call
from bot.playground.deliveries import Delivery
from bot.playground.state import Json, State, User, Workspace

_TYPED = re.compile(r"https?://[^\s<>|]+|(?<!\w)[@#][\w.-]*\w")
_MARKED = re.compile(r"<([@#!])?([^>|]+)(?:\|([^>]*))?>")


def new_workspace(state: State, name: str) -> Workspace:
    """A workspace with the app's bot in it."""
    key = state.new_id("T")
    bot = User(state.new_id("U"), key, "copydesk", "Copydesk", is_bot=True)
    state.users[bot.id] = bot
    domain = re.sub(r"[^a-z0-9]+", "-", name.lower())
    token = f"xoxb-{state.number()}-{secrets.token_hex(16)}"
    made = state.workspaces[key] = Workspace(key, name, domain, bot.id, state.new_id("B"), token)
    return made


def new_user(state: State, team_id: str, name: str, *, admin: bool, bot: bool) -> User:
    """A person."""
    key = state.new_id("U")
    made = state.users[key] = User(key, team_id, name, name.title(), is_bot=bot, is_admin=admin)
    return made


def composed(state: State, team_id: str, typed: str) -> str:
    """What Slack makes of typed words: `&`, `<`, `>` escaped; addresses, people and channels marked up.

    People go by either of their names, in capitals or not, as in the list that Slack offers while one types.
    """
    team = [each for each in state.users.values() if each.team_id == team_id]
    people = {
        name.casefold(): f"<@{each.id}>" for each in team for name in (each.real_name, each.name) if name
    }
    places = {
        each.name: f"<#{each.id}|{each.name}>" for each in state.channels.values() if each.team_id == team_id
    }
    known = {f"@{name}": mark for name, mark in people.items()}
    known |= {f"#{name}": mark for name, mark in places.items() if name}
    known |= {f"@{name}": f"<!{name}>" for name in ("here", "channel", "everyone")}

    def mark(found: re.Match[str]) -> str:
        typed_name = found[0].casefold()
        return f"<{found[0]}>" if found[0].startswith("http") else known.get(typed_name, found[0])

    return _TYPED.sub(mark, typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def rich_text(text: str, number: int) -> Json:
    """The block that Slack's composer sends along with a text, mentions and links told apart."""
    parts: list[Json] = []
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            parts.append({"type": "text", "text": html.unescape(text[end : found.start()])})
        parts.append(_marked(found))
        end = found.end()
    if end < len(text):
        parts.append({"type": "text", "text": html.unescape(text[end:])})
    section = {"type": "rich_text_section", "elements": parts}
    return {"type": "rich_text", "block_id": f"r{number}", "elements": [section]}


def _marked(found: re.Match[str]) -> Json:
    sign, target, label = found.groups()
    if sign == "@":
        return {"type": "user", "user_id": target}
    if sign == "#":
        return {"type": "channel", "channel_id": target}
    if sign == "!":
        return {"type": "broadcast", "range": target}
    return {"type": "link", "url": target} | ({"text": label} if label else {})


def words(deliveries: Sequence[Delivery], calls: Sequence[Call]) -> str:
    """The last of what went both ways, for whoever waited in vain."""
    sent = [
        f"  {each.kind} {each.event.get('type', each.payload.get('type', ''))}: "
        + (", ".join(attempt.ended or "open" for attempt in each.attempts) or "waiting")
        for each in deliveries[-8:]
    ]
    asked = [f"  {each.method}: {each.reply.get('error', 'ok')}" for each in calls[-8:]]
    return "\n".join(["nothing came of it; sent last:", *sent, "asked last:", *asked])
