"""What `./run lint` says of the packages that are locked: their licences, and what is known against them."""

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tools.check_packages import Rules, advisories, is_allowed, known_against, locked, refused

RULES = Rules(
    frozenset({"MIT", "BSD-3-Clause", "PSF-2.0"}),
    {"MIT License": "MIT"},
    {"told": "MIT"},
    {"OSV-2": "unused"},
)
PACKAGES = [("kettle", "1.0"), ("teapot", "2.1")]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that can be imported from."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def install(folder: Path, name: str, *lines: str) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    written = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines])
    (info / "METADATA").write_text(f"{written}\n")


OSI = "Classifier: License :: OSI Approved ::"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["License-Expression: MIT"], None),
        (["License-Expression: MIT AND PSF-2.0"], None),
        (["License-Expression: GPL-3.0-only OR MIT"], None),
        (["License-Expression: GPL-3.0-only"], "GPL-3.0-only is not among"),
        (["License-Expression: MIT AND GPL-3.0-only"], "is not among"),
        (["License-Expression: MIT AND (MIT OR GPL-3.0-only)"], "is not among"),
        (["License-Expression: GPL-3.0-only", f"{OSI} MIT License"], "GPL-3.0-only is not among"),
        (["License: MIT"], None),
        (["License: MIT License", "        Copyright"], None),
        (["License: see the file", f"{OSI} MIT License"], None),
        ([f"{OSI} MIT License"], None),
        ([f"{OSI} GNU General Public License"], "names no licence that is known"),
        ([], "names no licence that is known"),
    ],
)
def test_a_package_needs_a_licence_that_is_allowed(
    installed: Path, lines: list[str], says: str | None
) -> None:
    install(installed, "kettle", *lines)
    found = list(refused([("kettle", "1.0")], RULES))
    assert len(found) == (says is not None)
    assert all(says in each for each in found if says)


def test_a_licence_that_is_stated_stands_whatever_the_metadata_says(installed: Path) -> None:
    install(installed, "told", "License-Expression: GPL-3.0-only")
    assert list(refused([("told", "1.0"), ("absent", "1.0")], RULES)) == []


def test_alternatives_are_enough_and_parts_are_not() -> None:
    assert is_allowed("GPL-3.0-only OR BSD-3-Clause AND MIT", RULES.allowed)
    assert not is_allowed("GPL-3.0-only AND MIT", RULES.allowed)


def test_every_version_of_a_lock_is_read() -> None:
    lock = "numpy==1.2 ; x < '3.12' \\\n    --hash=sha256:ab\nnumpy==2.0; x \\\nruff==0.17\n    # via x\n"
    assert locked(lock) == [("numpy", "1.2"), ("numpy", "2.0"), ("ruff", "0.17")]


def test_what_is_known_against_a_package_is_named_unless_it_is_ignored(httpserver: HTTPServer) -> None:
    said = {"results": [{}, {"vulns": [{"id": "OSV-1", "modified": "2026-01-01"}, {"id": "OSV-2"}]}]}
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in PACKAGES
    ]
    httpserver.expect_request("/v1/querybatch", json={"queries": queries}).respond_with_json(said)
    found = advisories(PACKAGES, httpserver.url_for("/v1/querybatch"))
    assert found == {("kettle", "1.0"): [], ("teapot", "2.1"): ["OSV-1", "OSV-2"]}
    assert [each.partition(";")[0] for each in known_against(found, RULES)] == ["teapot 2.1: OSV-1"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "{}"),
        (200, "<html>"),
        (200, "{}"),
        (200, '{"results": []}'),
        (200, '{"results": [1, 2]}'),
        (200, "[]"),
    ],
)
def test_a_service_that_cannot_be_asked_is_no_failure(httpserver: HTTPServer, status: int, body: str) -> None:
    httpserver.expect_request("/").respond_with_data(body, status=status)
    assert advisories(PACKAGES, httpserver.url_for("/")) is None
    assert advisories(PACKAGES, "http://127.0.0.1:1/") is None
