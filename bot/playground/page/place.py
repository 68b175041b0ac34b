"""Where the page's reader is: a conversation or a tab of the app, and what is open beside it."""

import re
from dataclasses import dataclass
from typing import Literal

Tab = Literal["channel", "home", "chat", "history"]

TOUR = "tour"
_CHANNEL = re.compile(r"/c/([A-Z0-9]+)(?:/(tour|\d+\.\d+))?")
_APP = re.compile(r"/app/(home|history|chat)(?:/(\d+\.\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """`channel` is a conversation's id, empty in the app; `panel` a thread's ts, "tour", or nothing."""

    tab: Tab
    channel: str = ""
    panel: str = ""

    @property
    def path(self) -> str:
        """Its address."""
        start = f"/c/{self.channel}" if self.tab == "channel" else f"/app/{self.tab}"
        return f"{start}/{self.panel}" if self.panel else start

    @property
    def thread_ts(self) -> str:
        """The open thread's ts; empty where none is."""
        return "" if self.panel == TOUR else self.panel


def place_of(path: str) -> Place | None:
    """The place at an address; null for any other address."""
    if found := _CHANNEL.fullmatch(path):
        return Place("channel", found[1], found[2] or "")
    if found := _APP.fullmatch(path):
        tab: Tab = "home" if found[1] == "home" else "history" if found[1] == "history" else "chat"
        return Place(tab, "", found[2] or "") if tab == "chat" or not found[2] else None
    return None
