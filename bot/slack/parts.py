"""The program's parts that Slack needs; `bot.app.App` has them."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from bot.claims.gazetteer import Gazetteer
    from bot.claims.ledger import Ledger
    from bot.config import DeskFile, Settings
    from bot.desk.answer import Desk
    from bot.digest.deliver import Editor
    from bot.digest.make import Digests
    from bot.ingest.intake import Intake
    from bot.ingest.keep import Result
    from bot.news.article import Outlet
    from bot.store.engine import Store


class Parts(Protocol):
    """Settings and parts; each part is opened when first used."""

    @property
    def settings(self) -> "Settings":
        """What the environment says."""

    @property
    def desk_file(self) -> "DeskFile":
        """What `desk.toml` says."""

    @property
    def store(self) -> "Store":
        """The database."""

    @property
    def outlets(self) -> "dict[str, Outlet]":
        """The outlets by name."""

    @property
    def desk(self) -> "Desk":
        """What answers questions."""

    @property
    def gazetteer(self) -> "Gazetteer":
        """The places."""

    @property
    def ledger(self) -> "Ledger":
        """What knows the stories."""

    @property
    def digests(self) -> "Digests":
        """What makes digests."""

    @property
    def editor(self) -> "Editor":
        """What makes the editions of subscriptions."""

    def intake(self, now: "Callable[[], datetime]") -> "Intake":
        """What takes articles in."""

    def follow(self, now: "Callable[[], datetime]") -> "Iterator[Result]":
        """Read the feeds that are due, and the articles that are due to be read again."""

    def catch_up(self) -> None:
        """Do the work that is due, so that what is stored can be found."""
