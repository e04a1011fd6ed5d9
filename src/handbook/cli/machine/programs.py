"""Programs beside Python: git for everybody, the others for tests alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from handbook.cli.machine.item import ADVICE, OK, TESTS, Item

# Name, the programs that will do, the Debian package.
_TOOLS = (
    ("Chromium", ("chromium",), "chromium"),
    ("poppler", ("pdftotext",), "poppler-utils"),
    ("Java", ("java",), "default-jre-headless"),
    ("Maven", ("mvn",), "maven"),
    ("ShellCheck", ("shellcheck",), "shellcheck"),
    ("gettext", ("msgfmt",), "gettext"),
    ("LibreOffice", ("soffice", "libreoffice"), "libreoffice-writer-nogui"),
)
_HOOKS = "tools/hooks"
_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def git(root: Path) -> Iterator[Item]:
    """git, the history, and whether commits are checked before they are made."""
    said = _ask("git", "--version")
    if not said:
        yield Item("git", ADVICE, "not installed", "apt-get install git; without it no edition has a date or a history")
        return
    yield Item("git", OK, said.replace("git version ", ""))
    if _in(root, "rev-parse", "--is-inside-work-tree") != "true":
        yield Item("history", ADVICE, "the project is in no repository", "git clone the repository of the handbook")
        return
    yield _history(root)
    yield _hook(root)


def _history(root: Path) -> Item:
    count = _in(root, "rev-list", "--count", "HEAD")
    if not count:
        return Item("history", ADVICE, "no commit yet", "commit the project: an edition is dated by its commit")
    if _in(root, "rev-parse", "--is-shallow-repository") == "true":
        hint = "run: git fetch --unshallow; reviews and --as-of-translation look into the history"
        return Item("history", ADVICE, f"cut off after {count} commits", hint)
    return Item("history", OK, f"{count} commits")


def _hook(root: Path) -> Item:
    folder = _in(root, "rev-parse", "--git-path", "hooks")
    hook = Path(os.path.join(root, folder, "pre-commit"))
    if hook.is_file() and os.access(hook, os.X_OK):
        return Item("hook", OK, f"{folder}/pre-commit")
    hint = f"run: git config core.hooksPath {_HOOKS} (or: pre-commit install)"
    return Item("hook", ADVICE, "commits are not checked on this machine", hint)


def for_tests(root: Path) -> Iterator[Item]:
    """What `make test` installs."""
    for name, programs, package in _TOOLS:
        where = next(filter(None, map(shutil.which, programs)), "")
        hint = "" if where else f"run: make test, or apt-get install {package}"
        yield Item(name, OK if where else TESTS, where or "not installed", hint)
    there = (root / ".cache/tools/verapdf/.handbook-stamp").is_file()
    if there:
        yield Item("veraPDF", OK, ".cache/tools/verapdf")
    else:
        yield Item("veraPDF", TESTS, "not installed", "run: make test")


def _in(root: Path, *arguments: str) -> str:
    return _ask("git", "-C", str(root), *arguments)


def _ask(*arguments: str) -> str:
    """What a program answers; nothing where it is not there, is unwell or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, our own arguments
            arguments, capture_output=True, check=False, timeout=10, env={**os.environ, **_QUIET}
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
