"""Python, the pinned packages, and whether they can be loaded."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from handbook.cli.machine.item import MISSING, OK, TESTS, Item

OLDEST = (3, 11)
_SET_UP = {"build": "run: make build (or tools/setup build)", "test": "run: make test (or tools/setup test)"}
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_PROBE = Path(__file__).with_name("probe.py")
# These two are told of by themselves, the other libraries together.
_PROGRAMS = ("pandoc", "typst")
_FEW = 4
_ABSENT = "No module named"


def python() -> Item:
    """The Python that runs this."""
    found = f"{platform.python_version()}, {sys.executable}"
    if sys.version_info[:2] >= OLDEST:
        return Item("Python", OK, found)
    wanted = ".".join(map(str, OLDEST))
    return Item("Python", MISSING, found, f"install Python {wanted} or newer, then: make build PYTHON=/path/to/it")


def packages(root: Path, name: str) -> Iterator[Item]:
    """The packages of requirements/NAME.txt against what is installed; nothing where there is no such file."""
    # The project's own file, or that of the checkout which the program runs from.
    files = [folder / "requirements" / f"{name}.txt" for folder in (root, Path(__file__).parents[4])]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        return
    pinned = dict(_PIN.findall(file.read_text("utf-8", "replace")))
    wrong = list(_wrong(pinned))
    title = f"packages of {name}.txt"
    if not wrong:
        yield Item(title, OK, f"{len(pinned)}, each as pinned")
        return
    yield Item(title, TESTS if name == "test" else MISSING, _few(wrong), _SET_UP[name])


def _wrong(pinned: dict[str, str]) -> Iterator[str]:
    for name, wanted in pinned.items():
        try:
            there = metadata.version(name)
        except Exception:  # not installed, or installed in a way that nobody can read
            yield f"{name} is missing"
            continue
        if there != wanted:
            yield f"{name} is {there or 'broken'}, not {wanted}"


def libraries() -> Iterator[Item]:
    """Whether the libraries can be loaded, asked in a process of its own: a broken one may take it down."""
    try:
        done = subprocess.run(  # noqa: S603 - this Python, a file of ours
            [sys.executable, str(_PROBE)], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        yield Item("libraries", MISSING, f"cannot be tried: {problem}", _SET_UP["build"])
        return
    yield from heard(done.stdout.decode("utf-8", "replace"))


def heard(told: str) -> Iterator[Item]:
    """Items from what the probe told."""
    begun: list[str] = []
    well: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for line in told.splitlines():
        what, name, text = [*line.split("\t", 2), "", ""][:3]
        if what == "begin":
            begun.append(name)
        elif what in ("well", "wrong"):
            (well if what == "well" else wrong)[name] = text
    wrong.update({name: "takes Python down" for name in begun if name not in well and name not in wrong})
    absent = [name for name, said in wrong.items() if said.startswith(_ABSENT)]
    if absent or not begun:
        said = f"not installed: {_few(absent)}" if absent else "none answers"
        yield Item("libraries", MISSING, said, _SET_UP["build"])
    else:
        yield Item("libraries", OK, f"{sum(name not in _PROGRAMS for name in well)} can be loaded")
    yield from (Item(name, OK, well[name]) for name in _PROGRAMS if name in well)
    yield from (Item(name, MISSING, said, _SET_UP["build"]) for name, said in wrong.items() if name not in absent)


def _few(names: list[str]) -> str:
    """The first of them, and how many there are beside."""
    return ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
