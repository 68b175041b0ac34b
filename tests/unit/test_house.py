"""The house keeps its own rules: settings are documented, the lock is clean, start-up stays light."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import AliasChoices

from bot.config import Settings

ROOT = Path(__file__).parents[2]
HEAVY = (
    "sqlalchemy",
    "pydantic",
    "tantivy",
    "openai",
    "tiktoken",
    "trafilatura",
    "feedparser",
    "httpx2",
    "numpy",
    "rich",
)


def documented() -> set[str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return {found[1] for line in lines if (found := re.match(r"#?([A-Z][A-Z0-9_]+)=", line))}


def variables() -> set[str]:
    names = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        names.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else name.upper())
    return names


def test_env_example_names_every_setting_and_no_other() -> None:
    assert documented() == variables()


def test_env_example_shows_the_defaults() -> None:
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    for name, field in Settings.model_fields.items():
        if name.upper() in shown:
            assert type(field.default)(shown[name.upper()]) == field.default


def test_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    assert not re.search(r"https?://|^--", lock, re.MULTILINE)


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, bot.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("maker", ["Answer"])
def test_only_verify_makes_answers(maker: str) -> None:
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(rf"(?<!class )\b{maker}\(", path.read_text(encoding="utf-8"))
    ]
    assert makers == ["bot/desk/verify.py"]
