"""The house keeps its floors: imports point down, each heavy library has one home, no module grows too long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "handbook"
# `release` stands above `checks`: a build begins with one.
FLOORS = "errors|findings stable|project|register|markdown|translation|site|book|checks review|release|cli"
RANK = {name: rank for rank, floor in enumerate(FLOORS.split("|")) for name in floor.split()}
# Rooms that may import a library; nobody else does.
HOMES = {
    "pydantic": {"register"},
    "icu": {"register"},
    "markdown": {"markdown"},
    "pymdownx": {"markdown"},
    "babel": {"translation"},
    "mkdocs": {"site"},
    "mkdocs_static_i18n": {"site"},
    "material": {"site"},
    "pypandoc": {"book"},
    "typst": {"book"},
    "pikepdf": {"book"},
    "click": {"cli"},
    "rich": {"cli"},
}
LONGEST = 400
MODULES = sorted(SOURCE.rglob("*.py"))


def room(module: Path) -> str:
    """The folder or single module right below `handbook/` that a file belongs to."""
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The full names a module imports, those inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            if node.module == "handbook":
                yield from (f"handbook.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(SOURCE).as_posix())
def test_module(module: Path) -> None:
    names = list(imported(module))
    home = room(module)
    assert [name for name in names if name.startswith(".")] == [], "imports are absolute"
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST
    strangers = [name for name in names if home not in HOMES.get(name.partition(".")[0], {home})]
    assert strangers == [], "the library belongs to another room"
    if home in RANK:
        rooms = {name.split(".")[1] for name in names if name.startswith("handbook.")} - {home, "__version__"}
        climbing = {name for name in rooms if RANK.get(name, len(RANK)) >= RANK[home]}
        assert climbing == set(), f"{home} may import from lower floors only"


def test_every_room_has_a_floor() -> None:
    rooms = {room(module) for module in MODULES} - {"__init__", "__main__"}
    assert rooms <= RANK.keys()


def test_the_test_itself_sees_what_it_forbids(tmp_path: Path) -> None:
    module = tmp_path / "x.py"
    module.write_text("import a.b\nfrom handbook import cli\nfrom . import c\ndef f():\n    from d.e import g\n")
    assert list(imported(module)) == ["a.b", "handbook", "handbook.cli", ".", "d.e"]


def test_the_command_starts_without_its_heavy_libraries() -> None:
    """`handbook --version` must answer at once: commands import what they need when they run."""
    top = SOURCE / "cli" / "main.py"
    tree = ast.parse(top.read_text("utf-8"))
    names = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    heavy = ("mkdocs", "pypandoc", "typst", "pikepdf", "pydantic", *(f"handbook.{room}" for room in ("site", "book")))
    assert [name for name in sorted(names) if name.startswith(heavy)] == []
