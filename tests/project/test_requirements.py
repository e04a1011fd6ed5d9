"""What is installed is pinned, hashed, named by no address, and runs on the oldest Python we promise."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
# Debian 12 has this one.
OLDEST = "3.11.2"


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    found = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+) \\$", text)
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pin = re.compile(r"[A-Za-z0-9._-]+==\S+ \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert lines
    assert [line for line in lines if not pin.fullmatch(line) and not digest.fullmatch(line)] == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if pin.fullmatch(line) or line.endswith("\\"):
            assert digest.fullmatch(following), line
    assert "://" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["build.txt", "test.txt"])
def test_what_is_installed_is_what_is_pinned_and_runs_on_the_oldest_python(name: str) -> None:
    for package, version in pins(name).items():
        installed = distribution(package)
        assert installed.version == version, package
        needed = installed.metadata.get("Requires-Python")
        assert SpecifierSet(needed or "").contains(OLDEST), (package, needed)


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pinned = pins("build.txt")
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"], "editables"]
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_the_pins_of_tests_agree_with_those_of_builds() -> None:
    build, tests = pins("build.txt"), pins("test.txt")
    assert {name: tests[name] for name in build.keys() & tests.keys()} == {
        name: build[name] for name in build.keys() & tests.keys()
    }


def test_the_pins_are_whole() -> None:
    """pip installs them without looking for what they depend on: each one's needs must be among them."""
    pinned = pins("build.txt") | pins("test.txt")
    for package in pinned:
        for text in distribution(package).requires or ():
            requirement = Requirement(text)
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
                continue
            version = pinned.get(canonicalize_name(requirement.name))
            assert version is not None, f"{package} needs {text}, which is not pinned"
            assert requirement.specifier.contains(version), (package, text)
