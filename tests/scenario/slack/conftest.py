"""The whole bot, with the sample articles, in the local Slack: over Socket Mode and over HTTP."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.app import App
from bot.commands.demo import AS_OF, sample_app
from bot.config import load_desk_file, load_settings
from bot.playground.driver import LocalSlack
from bot.search.index import folder_for
from bot.slack.manifest import manifest
from bot.slack.server import Server
from tests.scenario.slack.digest_desk import Clock, Desk

Mode = Literal["socket", "http"]
SAMPLES = Path(__file__).parents[3] / "bot" / "samples" / "desk.toml"


RETRIES_AFTER_S = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)


class DeskClock:
    """Goes on from the week of the sample articles, as fast as real time."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC)

    def __call__(self) -> datetime:
        return AS_OF + (datetime.now(UTC) - self._began)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample articles stored and read."""
    folder = tmp_path_factory.mktemp("samples")
    with sample_app(folder) as app:
        app.store.engine.dispose()
    return folder


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of it for one test; its index goes by where the store is."""
    copied: Path = shutil.copytree(sample_folder, tmp_path / "data")
    index = folder_for(copied, database_in(sample_folder))
    index.rename(folder_for(copied, database_in(copied)))
    return copied


def database_in(folder: Path) -> str:
    """The URL of the store in a data folder."""
    return f"sqlite:///{folder / 'demo.sqlite3'}"


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack that grants just what the manifest asks for."""
    manifested = manifest(load_desk_file(SAMPLES), url=None)
    with LocalSlack(manifest=manifested, retries_after_s=RETRIES_AFTER_S) as made:
        yield made


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """How Slack reaches the bot; a test that asks for it runs in both."""
    found: Mode = request.param
    return found


Begin = Callable[..., Server]


@pytest.fixture
def begin(slack: LocalSlack, data: Path) -> Iterator[Begin]:
    """Starts the bot: `begin(mode="http", workers=2, …)`; it is stopped at the end."""
    with ExitStack() as running:

        def started(mode: Mode = "socket", **settings: Any) -> Server:
            return running.enter_context(bot(slack, data, mode, **settings))

        yield started


@pytest.fixture
def server(begin: Begin, mode: Mode) -> Server:
    """The bot, running; a test that asks for it runs in both modes."""
    return begin(mode)


BeginDesk = Callable[..., Desk]


@pytest.fixture
def begin_desk(slack: LocalSlack, data: Path) -> Iterator[BeginDesk]:
    """Starts the bot with a clock of ours: `begin_desk(clock, mode="http", …)`; it is stopped at the end."""
    with ExitStack() as running:

        def begun(clock: Clock | None = None, mode: Mode = "socket", **settings: Any) -> Desk:
            clock = clock or Clock()
            given = {"clock_s": 0.05, **settings}
            return Desk(slack, running.enter_context(bot(slack, data, mode, clock, **given)), clock)

        yield begun


@pytest.fixture
def desk(begin_desk: BeginDesk) -> Desk:
    """The bot on an evening in the week of the sample articles."""
    return begin_desk()


@contextmanager
def bot(
    slack: LocalSlack, data: Path, mode: Mode, clock: Callable[[], datetime] | None = None, **settings: Any
) -> Iterator[Server]:
    """The bot over a data folder, running until the block ends."""
    app = App(settings_for(slack, data, mode, **settings), load_desk_file(SAMPLES))
    server = Server(app, clock or DeskClock())
    server.start()
    try:
        if mode == "http":
            assert slack.deliver_by_http(f"{server.web.url}/slack/events")
        yield server
    finally:
        slack.disconnect(None)  # the client alone would wait three seconds for a last word
        server.stop()
        app.close()


def settings_for(slack: LocalSlack, data: Path, mode: Mode, **settings: Any) -> Any:
    """The bot's settings for a local Slack."""
    by_mode: dict[str, Any] = {"slack_app_token": slack.app_token} if mode == "socket" else {}
    return load_settings(
        None,
        data_dir=data,
        database_url=database_in(data),
        slack_bot_token=slack.bot_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.api_url,
        port=0,
        **{"workers": 4, "lease_s": 2.0, "catch_up_s": 60.0, "follow_feeds": False, **by_mode, **settings},
    )
