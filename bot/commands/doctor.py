"""`copydesk doctor`: what is set up, what is not, and what to do."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import typer

from bot.commands.options import Database, Json
from bot.errors import ConfigError, CopydeskError

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.app import App

Health = Literal["ok", "off", "warning", "broken"]
_PROBE_S = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `off` is something optional that is not set, a `warning` works all the same."""

    part: str
    health: Health
    sentence: str


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def doctor(database: Database = None, as_json: Json = False) -> None:
        """Check settings, store, index, model and Slack tokens, and say what to do."""
        broken = False
        for finding in findings(database):
            broken = broken or finding.health == "broken"
            typer.echo(
                _json(finding) if as_json else f"{finding.health:<8}{finding.part}: {finding.sentence}"
            )
        if broken:
            raise typer.Exit(1)


def findings(database: str | None) -> Iterator[Finding]:
    """Every check in turn; a broken part does not hide the others."""
    from bot.app import open_app
    from bot.config import env_warning

    try:
        with open_app(database) as app:
            yield Finding("settings", "ok", _settings(app))
            if warning := env_warning():
                yield Finding(".env", "warning", warning)
            for part, check in _CHECKS:
                yield _found(part, app, check)
    except ConfigError as error:
        yield Finding("settings", "broken", str(error))


def _found(part: str, app: "App", check: Callable[["App"], tuple[Health, str]]) -> Finding:
    try:
        health, sentence = check(app)
    except CopydeskError as error:
        health, sentence = "broken", str(error)
    return Finding(part, health, sentence)


def _settings(app: "App") -> str:
    path = app.desk_file.path
    return f"read; desk file: {path}" if path else "read; no desk.toml (desk.example.toml shows one)"


def _store(app: "App") -> tuple[Health, str]:
    articles, outlets = app.store.articles.counts()
    kind = app.store.engine.dialect.name
    where = app.settings.data_folder if kind == "sqlite" and not app.settings.database_url else "DATABASE_URL"
    sentence = f"{kind} ({where}), {articles} articles of {outlets} outlets"
    if kind == "sqlite":
        sentence += "; a host that throws its disk away needs PostgreSQL in DATABASE_URL"
    if not articles:
        sentence += "; add some with `copydesk ingest`"
    return "ok", sentence


def _index(app: "App") -> tuple[Health, str]:
    app.catch_up()
    return "ok", "level with the store"


def _model(app: "App") -> tuple[Health, str]:
    if app.model is None:
        return "off", "none is set, answers are made of quotes alone; set OPENAI_API_KEY or OPENAI_BASE_URL"
    problem = app.model.probe(time.monotonic() + _PROBE_S)
    return ("broken", problem) if problem else ("ok", f"{app.settings.openai_model} answers")


def _bot_token(app: "App") -> tuple[Health, str]:
    from bot.slack.tokens import check_bot_token

    return _token(app, "SLACK_BOT_TOKEN", app.settings.slack_bot_token, "xoxb-", check_bot_token)


def _app_token(app: "App") -> tuple[Health, str]:
    from bot.slack.tokens import check_app_token

    return _token(app, "SLACK_APP_TOKEN", app.settings.slack_app_token, "xapp-", check_app_token)


def _token(
    app: "App",
    name: str,
    token: "SecretStr | None",
    prefix: str,
    check: Callable[[str, str], tuple[bool, str]],
) -> tuple[Health, str]:
    if token is None:
        return "off", f"{name} is not set; it is needed only in Slack"
    if not token.get_secret_value().startswith(prefix):
        return "broken", f"{name} does not begin with {prefix}; the tokens may have been swapped"
    works, sentence = check(token.get_secret_value(), app.settings.slack_api_url)
    return ("ok" if works else "broken"), sentence


_CHECKS: tuple[tuple[str, Callable[["App"], tuple[Health, str]]], ...] = (
    ("store", _store),
    ("index", _index),
    ("model", _model),
    ("slack bot token", _bot_token),
    ("slack app token", _app_token),
)


def _json(finding: Finding) -> str:
    return json.dumps(
        {"part": finding.part, "health": finding.health, "sentence": finding.sentence}, ensure_ascii=False
    )
