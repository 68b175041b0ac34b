"""The composition root: the one place where adapters are chosen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import DeskFile, Settings, load_desk_file, load_settings
from bot.ingest.claimed import bears_name
from bot.ingest.urls import host_of
from bot.news.article import Outlet, Policy
from bot.telemetry import set_up_logs

if TYPE_CHECKING:
    from bot.claims.gazetteer import Gazetteer
    from bot.claims.ledger import Ledger
    from bot.claims.recorder import Recorder
    from bot.desk.answer import Desk
    from bot.desk.model import Model
    from bot.digest.deliver import Editor
    from bot.digest.make import Digests
    from bot.digest.modelled import Arranger
    from bot.ingest.intake import Intake
    from bot.ingest.keep import Result
    from bot.search.index import TantivyIndex
    from bot.store.engine import Store


@dataclass(frozen=True)
class App:
    """Settings and the parts made from them, each opened when first used."""

    settings: Settings
    desk_file: DeskFile

    @cached_property
    def store(self) -> "Store":
        """The database of the settings, at the newest schema."""
        from bot.store.engine import open_store

        return open_store(self.settings.database)

    @cached_property
    def index(self) -> "TantivyIndex":
        """The search index of this database on this machine."""
        from bot.search.index import TantivyIndex, folder_for

        return TantivyIndex(folder_for(self.settings.data_folder, self.settings.database))

    @cached_property
    def model(self) -> "Model | None":
        """The language model, or null when none is configured."""
        if not self.settings.has_model:
            return None
        from bot.desk.model import Model

        key = self.settings.openai_api_key
        return Model(
            base_url=self.settings.openai_base_url,
            key=key.get_secret_value() if key else None,
            name=self.settings.openai_model,
            timeout_s=self.settings.model_timeout_s,
        )

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """The outlets by name; `desk.toml` wins over what was set by command."""
        set_by_command = {outlet.name: outlet for outlet in self.store.outlets.all()}
        known = set_by_command | {row["name"]: _outlet(row) for row in self.desk_file.outlets}
        return {name: _with_feeds(outlet, self.desk_file.feeds) for name, outlet in known.items()}

    @cached_property
    def desk(self) -> "Desk":
        """What answers questions."""
        from bot.desk.answer import Desk, Limits

        limits = Limits(
            prompt_tokens=self.settings.prompt_tokens,
            daily_tokens=self.settings.daily_tokens,
            quote_words=self.settings.quote_words,
            deadline_s=self.settings.answer_deadline_s,
        )
        return Desk(self.store, self.index, self.model, self.store.articles.outlets(), limits, self.ledger)

    @cached_property
    def gazetteer(self) -> "Gazetteer":
        """The places of the world, and the regions of `desk.toml`."""
        from bot.claims.gazetteer import Gazetteer

        return Gazetteer(self.desk_file.regions)

    @cached_property
    def recorder(self) -> "Recorder":
        """What reads articles into the ledger."""
        from bot.claims.recorder import Recorder

        return Recorder(self.gazetteer, self.outlets)

    @cached_property
    def ledger(self) -> "Ledger":
        """What knows the stories and judges their claims."""
        from bot.claims.ledger import Ledger

        return Ledger(self.store, self.outlets, self.gazetteer)

    @cached_property
    def digests(self) -> "Digests":
        """What makes digests."""
        from bot.digest.make import Digests

        return Digests(self.store, self.ledger, self.gazetteer, self.arranger)

    @cached_property
    def arranger(self) -> "Arranger | None":
        """What has the model put digests in order, or null without a model."""
        if self.model is None:
            return None
        from bot.digest.modelled import Arranger, Limits

        limits = Limits(
            prompt_tokens=self.settings.digest_tokens,
            daily_tokens=self.settings.daily_tokens,
            deadline_s=self.settings.answer_deadline_s,
        )
        return Arranger(self.store.answers, self.model, limits, lambda: datetime.now(UTC))

    @cached_property
    def editor(self) -> "Editor":
        """What makes the editions of subscriptions."""
        from bot.digest.deliver import Editor
        from bot.digest.made_once import MadeOnce
        from bot.digest.taken_back import TakenBack

        by_ledger = MadeOnce(replace(self.digests, as_ledger=True))
        taken_back = TakenBack(self.store, self.ledger)
        return Editor(self.store, by_ledger, self.gazetteer, self.arranger, taken_back)

    def intake(self, now: Callable[[], datetime]) -> "Intake":
        """What takes articles in; never from an address that is not public."""
        from bot.ingest.intake import Intake

        return Intake(self.store, self.outlets, self.settings, now)

    def follow(self, now: Callable[[], datetime]) -> "Iterator[Result]":
        """Read the feeds that are due, and the articles that are due to be read again, if it is wanted."""
        from bot.ingest.following import followed, poll_due, reread_due

        if not self.settings.follow_feeds:
            return
        followed(self.store, self.desk_file.feeds, now())
        with closing(self.intake(now)) as intake:
            yield from poll_due(self.store, intake, now())
            yield from reread_due(self.store, intake, now())

    def catch_up(self) -> None:
        """Do the work that is due, so that what is stored can be found."""
        from bot.claims.versions import recorder_version
        from bot.work import ledger_due, run_due

        run_due(self.store, self.index)
        version = recorder_version(self.gazetteer.version, self.outlets)
        ledger_due(self.store, version, lambda: self.recorder)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("index", "store"):
            if name in self.__dict__:
                getattr(self, name).close()


def _outlet(row: Mapping[str, Any]) -> Outlet:
    policy = Policy(row.get("policy", Policy.FULL))
    return Outlet(row["name"], row.get("family"), row.get("affiliation"), policy, tuple(row.get("hosts", ())))


def _with_feeds(outlet: Outlet, feeds: Iterable[Mapping[str, str]]) -> Outlet:
    """An outlet with those hosts of its feeds that bear its name."""
    named = (host_of(row["url"]) for row in feeds if row.get("outlet") == outlet.name)
    own = (host for host in named if bears_name(host, outlet.name))
    return replace(outlet, hosts=tuple(dict.fromkeys((*outlet.hosts, *own))))


@contextmanager
def open_app(database: str | None = None, data_dir: Path | None = None) -> Iterator[App]:
    """The program's parts for one command; `database` overrides DATABASE_URL.

    Raises: ConfigError for an unusable setting or `desk.toml`.
    """
    settings = load_settings(database_url=database, data_dir=data_dir)
    set_up_logs(settings.log_level, settings.secrets)
    app = App(settings, load_desk_file(settings.desk_file))
    try:
        yield app
    finally:
        app.close()
