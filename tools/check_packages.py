"""Checks the locked packages: their licences, and what is known against them.

Run as `python -m tools.check_packages`. Advisories come from OSV (google.github.io/osv.dev, "querybatch");
where it cannot be reached they are left out, which is said and is no failure. Licences are read from what is
installed.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK, RULES = ROOT / "requirements.lock", ROOT / "tools" / "packages.toml"
ADVISORIES = "https://api.osv.dev/v1/querybatch"

_PATIENCE_S = 10
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "

Package = tuple[str, str]
"""Name and version."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What `tools/packages.toml` says."""

    allowed: frozenset[str]
    names: Mapping[str, str]
    stated: Mapping[str, str]
    ignored: Mapping[str, str]


def main() -> int:
    """Print what is wrong and what was left out; 1 when something is wrong."""
    rules = read_rules(RULES.read_text(encoding="utf-8"))
    packages = locked(LOCK.read_text(encoding="utf-8"))
    wrong = list(refused(packages, rules))
    if absent := [name for name, _ in packages if name not in rules.stated and not _is_installed(name)]:
        print(f"Not installed here, their licences unchecked: {', '.join(absent)}.")
    found = advisories(packages, ADVISORIES)
    if found is None:
        print("The advisory service cannot be reached; known vulnerabilities were not looked for.")
    wrong += known_against(found or {}, rules)
    print("\n".join(wrong) or f"{len(packages)} locked packages: licences allowed.")
    return 1 if wrong else 0


def read_rules(text: str) -> Rules:
    """The rules in a TOML text."""
    said = tomllib.loads(text)
    return Rules(frozenset(said["allowed"]), said["names"], said["stated"], said["ignored"])


def locked(lock: str) -> list[Package]:
    """The packages of a lock; one that is locked in several versions stands there with each."""
    return [(found[1], found[2]) for found in _LOCKED.finditer(lock)]


def refused(packages: Sequence[Package], rules: Rules) -> Iterator[str]:
    """A sentence for each installed package whose licence is not allowed, or cannot be told."""
    for name in sorted({name for name, _ in packages}):
        if name not in rules.stated and not _is_installed(name):
            continue
        licence = licence_of(name, rules)
        if licence is None:
            yield f"{name}: its metadata names no licence that is known; state it in tools/packages.toml."
        elif not is_allowed(licence, rules.allowed):
            yield f"{name}: {licence} is not among the licences that tools/packages.toml allows."


def licence_of(name: str, rules: Rules) -> str | None:
    """The licence of a package as an SPDX expression, or null."""
    if name in rules.stated:
        return rules.stated[name]
    said = metadata(name)
    if "License-Expression" in said:
        return said["License-Expression"]
    classified = [each.removeprefix(_CLASSIFIER) for each in said.get_all("Classifier") or ()]
    named = [said["License"].split("\n", 1)[0].strip() if "License" in said else "", *classified]
    found = (rules.names.get(each, each) for each in named)
    return next((each for each in found if is_allowed(each, rules.allowed)), None)


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether one of the alternatives has only allowed licences; one with brackets must be stated."""
    return any(set(each.split(" AND ")) <= allowed for each in expression.split(" OR "))


def advisories(packages: Sequence[Package], url: str) -> dict[Package, list[str]] | None:
    """The ids of what is known against each package; null when the service cannot be used."""
    import httpx2

    asked = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages
    ]
    try:
        said = httpx2.post(url, json={"queries": asked}, timeout=_PATIENCE_S).raise_for_status().json()
        found = [[each["id"] for each in one.get("vulns") or ()] for one in said["results"]]
        return dict(zip(packages, found, strict=True))
    except (httpx2.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return None


def known_against(found: Mapping[Package, Sequence[str]], rules: Rules) -> Iterator[str]:
    """A sentence for each advisory that is not ignored."""
    for (name, version), ids in found.items():
        for each in ids:
            if each not in rules.ignored:
                yield f"{name} {version}: {each}; update it, or say in tools/packages.toml why it may stay."


def _is_installed(name: str) -> bool:
    try:
        metadata(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
