"""A store of a few articles, taken into the ledger, and the digests it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.claims.gazetteer import Gazetteer
from bot.claims.ledger import Ledger
from bot.claims.recorder import Recorder
from bot.config import load_desk_file
from bot.digest.brief import Brief
from bot.digest.make import Digests
from bot.digest.modelled import Arranger
from bot.news.answer import Statement
from bot.news.article import Incoming, Outlet
from bot.news.digest import Digest
from bot.news.subscription import EVERY_OUTLET, Selection
from bot.store.engine import Store, open_store
from bot.work import ledger_due, read_due

SAMPLES = Path(__file__).parents[3] / "bot" / "samples"
NOON = datetime(2024, 5, 20, 12, tzinfo=UTC)
HERALD, POST = "Harbour Herald", "The Ridge Post"


@dataclass(frozen=True, slots=True)
class NewsDesk:
    """A store with the regions of the samples; its outlets are those of the samples."""

    store: Store
    gazetteer: Gazetteer
    outlets: dict[str, Outlet]

    def add(self, text: str, outlet: str = HERALD, *, title: str | None = None, hours: float = -6) -> int:
        """Store an article, published so many hours after noon; gives its number."""
        at = NOON + timedelta(hours=hours)
        found = self.store.articles.add(Incoming(text, outlet, at, title=title, published=at, language="en"))
        read_due(self.store)
        recorder = Recorder(self.gazetteer, self.outlets)
        ledger_due(self.store, recorder.version, lambda: recorder)
        return found.article_id

    def digest(
        self,
        *,
        region: str | None = None,
        topic: str | None = None,
        hours: float = 24,
        most: int | None = 40,
        heaviest: int | None = None,
        lines: int | None = None,
        arranger: Arranger | None = None,
        as_ledger: bool = False,
        outlets: Selection = EVERY_OUTLET,
    ) -> Digest:
        """The digest at noon; commas divide regions."""
        ledger = Ledger(self.store, self.outlets, self.gazetteer)
        digests = Digests(self.store, ledger, self.gazetteer, arranger, as_ledger)
        places = [self.gazetteer.resolve(each.strip()) for each in region.split(",")] if region else []
        begin = NOON - timedelta(hours=hours)
        brief = Brief(begin, NOON, tuple(places), topic, outlets=outlets, most=most)
        return digests.make(replace(brief, heaviest=heaviest, lines=lines))


def newsdesk(database_url: str) -> NewsDesk:
    """An empty one."""
    desk = load_desk_file(SAMPLES / "desk.toml")
    outlets = {row["name"]: Outlet(row["name"], row.get("family")) for row in desk.outlets}
    return NewsDesk(open_store(database_url), Gazetteer(desk.regions), outlets)


def words(statements: Sequence[Statement]) -> list[str]:
    """The first quote of each statement."""
    return [made.quotes[0].text for made in statements]
