"""What is wrong with a procedure stops a build: who is not in the register, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.runner import inspect
from handbook.project import load_project

ARREST = "docs/rules/arrest.md"
ACTORS = """\
actors:
  police:
    names: {en: Police}
  border-service:
    names: {en: Border service}
"""
BLOCK = """
/// procedure | Reporting
1. @police: Write it down. {within: 1h}
2. @police -> @border-servise: Tell them.
3. Sign.
///
"""


@pytest.fixture
def acting(tiny: Path) -> Path:
    """The small handbook with two roles and a procedure with mistakes at the end of a page."""
    (tiny / "docs/register").mkdir()
    (tiny / "docs/register/actors.yml").write_text(ACTORS, "utf-8")
    page = tiny / ARREST
    page.write_text(page.read_text("utf-8").partition("[^law]:")[0] + BLOCK, "utf-8")
    return tiny


def test_each_mistake_has_its_line_and_its_way_out(acting: Path) -> None:
    lines = (acting / ARREST).read_text("utf-8").splitlines()
    found = [one for one in inspect(load_project(acting)) if one.code.startswith("PR")]
    first = lines.index("/// procedure | Reporting") + 1
    assert [(one.path, one.line, one.code) for one in found] == [
        (ARREST, first + 2, "PR101"),
        (ARREST, first + 3, "PR102"),
    ]
    assert found[0].message == "the register has no actor 'border-servise'"
    assert found[0].hint == "did you mean @border-service?"


def test_an_agency_may_act_and_an_id_stands_once(acting: Path) -> None:
    agencies = "agencies:\n  police: {names: {en: Police of the state}, type: police, role: {en: Polices.}}\n"
    (acting / "docs/register/agencies.yml").write_text(agencies, "utf-8")
    found = [one for one in inspect(load_project(acting)) if one.code == "RG207"]
    assert [(one.path, one.line) for one in found] == [("docs/register/actors.yml", 2)]


def test_nothing_like_it_in_the_register(acting: Path) -> None:
    page = acting / ARREST
    page.write_text(page.read_text("utf-8").replace("border-servise", "zzz"), "utf-8")
    (found,) = [one for one in inspect(load_project(acting)) if one.code == "PR101"]
    assert found.hint == "add it to docs/register/actors.yml, or name an agency of agencies.yml"
