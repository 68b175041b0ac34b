"""Settings: secrets and addresses from the environment (and `.env`), outlets and feeds from `desk.toml`."""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError

_OTHERS_READ = 0o044
_SECRET_NAME = re.compile("password|secret|token|key", re.IGNORECASE)


class Settings(BaseSettings):
    """Everything the environment says, read once. Times end in `_s`, counts in what they count."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str | None = Field(None, description="SQLAlchemy URL; SQLite in the data folder by default")
    data_dir: Path | None = Field(
        None,
        validation_alias=AliasChoices("COPYDESK_DATA_DIR", "data_dir"),
        description="folder of the embedded database and the search index",
    )
    desk_file: Path | None = Field(
        None,
        validation_alias=AliasChoices("COPYDESK_DESK_FILE", "desk_file"),
        description="outlets and feeds; ./desk.toml when it exists",
    )
    openai_api_key: SecretStr | None = Field(None, description="key of the model endpoint")
    openai_base_url: str | None = Field(None, description="any OpenAI-compatible endpoint")
    openai_model: str = Field("gpt-4o-mini", description="name of the model")
    model_timeout_s: float = Field(45, gt=0, description="one call to the model")
    answer_deadline_s: float = Field(90, gt=0, description="a whole answer or digest, repair included")
    prompt_tokens: int = Field(1450, ge=800, description="most tokens of a prompt")
    digest_tokens: int = Field(2500, ge=1000, description="most tokens of a prompt that orders a digest")
    daily_tokens: int = Field(0, ge=0, description="most model tokens a day (UTC); 0: no limit")
    quote_words: int = Field(40, ge=8, le=400, description="longest quote, in words")
    fetch_timeout_s: float = Field(20, gt=0, description="one page or feed, from connect to last byte")
    fetch_bytes: int = Field(5_000_000, ge=10_000, description="largest page or feed, decompressed")
    user_agent: str = Field("CopydeskBot/0.1", description="how Copydesk names itself to web sites")
    slack_bot_token: SecretStr | None = Field(None, description="xoxb-…")
    slack_app_token: SecretStr | None = Field(None, description="xapp-…: Socket Mode")
    slack_signing_secret: SecretStr | None = Field(None, description="for Slack over HTTP")
    slack_api_url: str = Field("https://slack.com/api/", description="where Slack's Web API is")
    slack_operator_channel: str | None = Field(None, description="channel id where reports of quotes go")
    who_may_add: Literal["everyone", "admins", "nobody"] = Field(
        "everyone", description="who may add articles from Slack"
    )
    host: str = Field("127.0.0.1", description="where `serve` listens")
    port: int = Field(8080, ge=0, le=65535, description="where `serve` listens; 0: any free port")
    workers: int = Field(8, ge=1, le=64, description="answers that are made at a time")
    lease_s: float = Field(30, ge=1, description="a crashed process's work is taken over after so long")
    drain_s: float = Field(25, ge=0, description="how long `serve` lets work finish when it is stopped")
    user_questions: int = Field(10, ge=1, description="most questions of one person in a minute")
    team_questions: int = Field(120, ge=1, description="most questions of one workspace in a minute")
    catch_up_s: float = Field(30, gt=0, description="how often `serve` reads what was stored meanwhile")
    clock_s: float = Field(10, gt=0, description="how often digests that are due are looked for")
    follow_feeds: bool = Field(
        True, description="whether `serve` and `clock` read feeds, and articles again for corrections"
    )
    log_format: Literal["json", "text"] = Field("json", description="of the logs of `serve`")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="logs from here up"
    )

    @property
    def has_model(self) -> bool:
        """Whether a model is configured at all; a local endpoint needs no key."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log and no message may show: keys, tokens, and the passwords in addresses."""
        values = [getattr(self, name) for name in type(self).model_fields]
        kept = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        addresses = (self.database_url, self.openai_base_url, self.slack_api_url)
        return *kept, *(word for address in addresses if address for word in _passwords(address))

    @property
    def data_folder(self) -> Path:
        """Where the embedded database and the search index live."""
        if self.data_dir is not None:
            return self.data_dir
        from platformdirs import user_data_path

        return user_data_path("copydesk", appauthor=False)

    @property
    def database(self) -> str:
        """The URL of the store."""
        return self.database_url or f"sqlite:///{self.data_folder / 'copydesk.sqlite3'}"


def load_settings(env_file: Path | None = Path(".env"), **overrides: Any) -> Settings:
    """Read the environment and `.env`; every problem is reported together.

    Raises: ConfigError naming each bad setting.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings(_env_file=env_file, **given)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"The settings are not usable: {problems}.", subject="environment") from None
    except UnicodeDecodeError:
        raise ConfigError(
            f"{env_file} is not UTF-8 text; save it again as UTF-8.", subject=str(env_file)
        ) from None


def env_warning(env_file: Path = Path(".env")) -> str | None:
    """A sentence when other users of the machine can read the file's secrets, else null."""
    if os.name != "posix" or not env_file.exists() or not env_file.stat().st_mode & _OTHERS_READ:
        return None
    return f"{env_file} can be read by other users of this machine; run `chmod 600 {env_file}`."


def _passwords(address: str) -> Iterator[str]:
    """The passwords in an address, as written there and as they are meant."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    named = [value for name, value in parse_qsl(parts.query) if _SECRET_NAME.search(name)]
    for word in filter(None, [parts.password, *named]):
        yield word
        yield unquote(word)


@dataclass(frozen=True, slots=True)
class DeskRegion:
    """One [[regions]] entry: `within` is its `in`, another entry's name or an ISO code ("RU", "RU-BEL")."""

    name: str
    within: str | None = None
    kind: Literal["country", "subdivision", "city"] | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    capital: bool = False
    command: str | None = None


@dataclass(frozen=True, slots=True)
class DeskFile:
    """What `desk.toml` says: outlets (name, family, affiliation, policy), feeds (url, outlet), regions."""

    path: Path | None = None
    outlets: tuple[dict[str, Any], ...] = ()
    feeds: tuple[dict[str, str], ...] = ()
    regions: tuple[DeskRegion, ...] = ()


_OUTLET_KEYS = {"name", "family", "affiliation", "policy", "hosts"}
_FEED_KEYS = {"url", "outlet"}
_REGION_KEYS = {"name", "in", "kind", "aliases", "demonyms", "seats", "capital", "command"}
_REGION_LISTS = ("aliases", "demonyms", "seats")
_LISTS = (*_REGION_LISTS, "hosts")
_HOST = re.compile(r"[^\s/:@?#]+")
_POLICIES = {"full", "feed-only", "paste-only", "never"}
_KINDS = {"country", "subdivision", "city"}
_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


def load_desk_file(path: Path | None) -> DeskFile:
    """Read `desk.toml`: the given path, else ./desk.toml when it exists, else nothing.

    Raises: ConfigError with every problem of the file in one sentence.
    """
    chosen = path or Path("desk.toml")
    if path is None and not chosen.exists():
        return DeskFile()
    try:
        data = tomllib.loads(chosen.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{chosen} cannot be read: {os.strerror(error.errno or 0)}.", subject=str(chosen)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{chosen} is not valid TOML: {error}.", subject=str(chosen)) from None
    problems = [
        *_problems(data, "outlets", _OUTLET_KEYS, "name"),
        *_problems(data, "feeds", _FEED_KEYS, "url"),
        *_region_problems(data),
        *(f"unknown table {name!r}" for name in sorted(set(data) - {"outlets", "feeds", "regions"})),
    ]
    if problems:
        raise ConfigError(f"{chosen} is not usable: {'; '.join(problems)}.", subject=str(chosen))
    regions = tuple(_region(row) for row in data.get("regions", ()))
    return DeskFile(chosen, tuple(data.get("outlets", ())), tuple(data.get("feeds", ())), regions)


def _region(row: dict[str, Any]) -> DeskRegion:
    lists = {key: tuple(row.get(key, ())) for key in _REGION_LISTS}
    return DeskRegion(
        row["name"],
        row.get("in"),
        row.get("kind"),
        capital=row.get("capital", False),
        command=row.get("command"),
        **lists,
    )


def _problems(data: dict[str, Any], table: str, known: set[str], required: str) -> list[str]:
    rows = data.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [f"{table} must be written as [[{table}]] entries"]
    found = []
    for position, row in enumerate(rows, 1):
        where = f"{table} entry {position}"
        found += [f"{where} has an unknown key {key!r}" for key in sorted(set(row) - known)]
        found += [f"{where}: {wrong}" for key, value in row.items() if (wrong := _wrong_type(key, value))]
        if not row.get(required):
            found.append(f"{where} has no {required}")
        if "policy" in row and row["policy"] not in _POLICIES:
            found.append(f"{where}: policy {row['policy']!r} is none of {', '.join(sorted(_POLICIES))}")
    names = [row.get(required) for row in rows]
    found += [
        f"{table}: {name!r} stands twice" for name in sorted({str(n) for n in names if names.count(n) > 1})
    ]
    return found


def _wrong_type(key: str, value: object) -> str | None:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            return f"{key} must be a list of texts"
        other = [each for each in value if not _HOST.fullmatch(each)] if key == "hosts" else []
        return f"{other[0]!r} is no host, such as ridgepost.example" if other else None
    if key == "capital":
        return None if isinstance(value, bool) else "capital must be true or false"
    return None if isinstance(value, str) else f"{key} must be text"


def _region_problems(data: dict[str, Any]) -> list[str]:
    found = _problems(data, "regions", _REGION_KEYS, "name")
    if found:
        return found
    rows = data.get("regions", [])
    parents = {row["name"]: row.get("in") for row in rows}
    for position, row in enumerate(rows, 1):
        where = f"regions entry {position}"
        found += [f"{where}: {wrong}" for wrong in _wrong_region(row, parents)]
    commands = [row["command"] for row in rows if "command" in row]
    found += [
        f"regions: the command {command!r} stands twice"
        for command in sorted({each for each in commands if commands.count(each) > 1})
    ]
    return found


def _wrong_region(row: dict[str, Any], parents: dict[str, str | None]) -> list[str]:
    found = []
    if row.get("kind", "city") not in _KINDS:
        found.append(f"kind {row['kind']!r} is none of {', '.join(sorted(_KINDS))}")
    if "command" in row and not _COMMAND.fullmatch(row["command"]):
        found.append(f"command {row['command']!r} must be a slash and up to 31 small letters, digits, - or _")
    parent = row.get("in")
    if parent is not None and parent not in parents and not _CODE.fullmatch(parent):
        found.append(
            f"in {parent!r} is neither the name of a region of this file nor a code such as RU or RU-BEL"
        )
    if _lies_in_itself(row["name"], parents):
        found.append(f"{row['name']!r} lies in itself")
    return found


def _lies_in_itself(name: str, parents: dict[str, str | None]) -> bool:
    parent, steps = parents.get(name), 0
    while parent in parents and parent != name and steps < len(parents):
        parent, steps = parents[parent], steps + 1
    return parent == name
