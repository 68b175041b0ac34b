"""What a newcomer finds in the demo's Slack: people, channels, a posted digest, an answered question."""

import os
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.playground.driver import LocalSlack
from bot.playground.page.place import TOUR, Place

if TYPE_CHECKING:
    from bot.app import App

_REGION = "Tessen"


class DemoRoom:
    """`reader` is who looks at the page, `first` where they begin."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self.reader, self._ada = slack.add_user("you", admin=True), slack.add_user("ada")
        self.reader.tz = self._ada.tz = _zone()
        self._news = slack.add_channel("news", [self.reader, self._ada])
        slack.add_channel("random", [self.reader, self._ada])
        self.first = Place("channel", self._news.id, TOUR)

    def order_digest(self, app: "App", now: datetime) -> None:
        """Ada's weekly digest of a region, due this very minute, so that the days before are in it."""
        from bot.news.subscription import Length, Order, RegionRef, Schedule

        slot = now.replace(second=0, microsecond=0)
        local = slot.astimezone(ZoneInfo(self._ada.tz))
        region = app.gazetteer.resolve(_REGION)
        app.store.subscriptions.add(
            Order(
                schedule=Schedule((local.weekday(),), (local.time(),)),
                zone=self._ada.tz,
                regions=(RegionRef(region.id, region.name),),
                length=Length.SHORT,
            ),
            slot,
            key="demo",
            team_id=self._ada.team_id,
            channel=self._news.id,
            owner=self._ada.id,
        )

    def ask(self, question: str) -> None:
        """Ada asks, below the digest; a slow computer's answers come when they come."""
        with suppress(TimeoutError):
            self._slack.wait_for(lambda: self._slack.messages(self._news))
        ts = self._slack.type(self._ada, self._news, f"@copydesk {question}")
        with suppress(TimeoutError):
            self._slack.wait_for(lambda: len(self._news.thread(ts)) > 1)


def _zone() -> str:
    """The name of this computer's time zone; UTC where it does not say."""
    linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    named = os.environ.get("TZ", "").lstrip(":") or linked
    try:
        found = ZoneInfo(named).key
    except (ValueError, KeyError, OSError):  # no such zone
        return "UTC"
    return "UTC" if found == "Etc/UTC" else found
