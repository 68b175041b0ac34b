"""The wheel holds all that answering needs: built here, installed elsewhere, asked from there."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("copydesk-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's packages and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`copydesk`, from the installed folder, with the libraries of this environment but not the checkout."""
    paths = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COPYDESK_DATA_DIR": str(tmp_path)}
    code = "; ".join(
        [
            f"import sys; sys.path[:0] = {paths!r}",
            "import bot.cli",
            "print(bot.__file__, file=sys.stderr)",
            "bot.cli.main()",
        ]
    )
    return subprocess.run(
        [sys.executable, "-S", "-c", code, *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_the_wheel_answers_from_its_own_samples(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "demo", "--json")
    assert done.returncode == 0, done.stderr
    assert str(installed) in done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(answer["answered"] and answer["statements"][0]["quotes"] for answer in answers)


def test_the_wheel_carries_prompts_licence_and_migrations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "bot/prompts/answer.md",
        "bot/samples/articles.jsonl",
        "bot/desk/o200k_base.tiktoken.xz",
        "bot/store/migrations/env.py",
    ):
        assert part in names
    assert any(name.endswith("licenses/NOTICE") for name in names)


def test_no_file_of_the_wheel_names_this_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(name) for name in archive.namelist() if not name.endswith(".xz")]
    assert not any(str(ROOT).encode() in text for text in texts)
