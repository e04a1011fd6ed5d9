"""The project's folder: its configuration, room to write, and the terminal it is worked in."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.cli.machine.item import ADVICE, MISSING, OK, Item

_DISK, _MEMORY = 1.0, 1.5  # GB: a build with its caches; two languages' books at once
_WRITTEN = ("build", ".cache")


def configuration(root: Path) -> Item:
    """Whether mkdocs.yml is there and makes sense."""
    if not (root / "mkdocs.yml").is_file():
        return Item("mkdocs.yml", MISSING, f"not in {root}", "run this in the project's folder, or with -C FOLDER")
    try:
        from handbook.project import load_project

        project = load_project(root)
    except Exception as problem:  # whatever is broken is what this is to tell
        return Item("mkdocs.yml", MISSING, _said(problem), _hint(problem))
    return Item("mkdocs.yml", OK, f"{len(project.pages)} pages, {len(project.languages)} languages")


def _said(problem: Exception) -> str:
    findings = getattr(problem, "findings", ())
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        return f"line {findings[0].line}: {findings[0].message}{more}"
    return " ".join(str(problem).split()) or type(problem).__name__


def _hint(problem: Exception) -> str:
    if isinstance(problem, ImportError):
        return "first what is missing above"
    findings = getattr(problem, "findings", ())
    return (findings[0].hint if findings else getattr(problem, "hint", "")) or "run: handbook check"


def room(root: Path) -> Iterator[Item]:
    """Whether builds can be written, and whether there is room for them on the disk and in memory."""
    for name in _WRITTEN:
        path = root / name
        there = next((one for one in (path, *path.parents) if one.exists()), path)
        well = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
        hint = "" if well else f"see to the permissions of {there}, or delete what stands there"
        yield Item(f"{name}/", OK if well else MISSING, "can be written" if well else "cannot be written", hint)
    try:
        yield _enough("disk", shutil.disk_usage(root).free / 1e9, _DISK, "make room: a build takes about a gigabyte")
    except OSError as problem:
        yield Item("disk", ADVICE, str(problem.strerror), "see to the disk")
    if memory := _free_memory():
        yield _enough("memory", memory, _MEMORY, "close programs, or build one language at a time: --lang kk")


def _enough(name: str, there: float, wanted: float, hint: str) -> Item:
    well = there >= wanted
    return Item(name, OK if well else ADVICE, f"{there:.1f} GB free", "" if well else hint)


def _free_memory() -> float:
    """In gigabytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) / 1e6
    except (OSError, ValueError, IndexError, StopIteration):
        return 0.0


def terminal() -> Item:
    """Whether letters of all languages can be shown and be part of file names."""
    screen = (getattr(sys.stdout, "encoding", None) or "none").lower().replace("-", "")
    names = sys.getfilesystemencoding().lower().replace("-", "")
    if screen == names == "utf8":
        return Item("terminal", OK, "UTF-8")
    return Item("terminal", ADVICE, f"text as {screen}, file names as {names}", "set LANG=C.UTF-8, or PYTHONUTF8=1")
