"""What a Web API method is: its function, whose token it takes, the scopes that open it, what it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.playground.core import Slack
from bot.playground.state import Json, Workspace

Args = Mapping[str, Any]
Run = Callable[[Slack, Workspace, Args], Json]

READ_CONVERSATIONS = {
    "public": "channels:read",
    "private": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
READ_HISTORY = {
    "public": "channels:history",
    "private": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}


@dataclass(frozen=True)
class Method:
    """One method; one of `scopes` must be granted, and none is asked for when there are none."""

    name: str
    run: Run
    required: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    caller: Literal["bot", "app"] = "bot"
    a_minute: int = 50
