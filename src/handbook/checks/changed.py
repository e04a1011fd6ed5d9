"""What changed since a revision, as git tells: files that differ from the last commit in common, and new ones."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from handbook.errors import HandbookError

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
_PLAIN = ("--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules")
_HASH = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_HINT = "name a branch, a tag or a commit, such as main or HEAD~1"


@dataclass(frozen=True, slots=True)
class Changes:
    """The commit `start` with which the working copy is compared, and the files, relative to the project, that differ.

    Those that are gone, not committed or not yet known to git are among them.
    """

    start: str
    files: frozenset[str]


def changed_since(root: Path, base: str) -> Changes:
    """What differs from where HEAD left `base`. Raises HandbookError where there is no such commit, or no git."""
    if not base or base.startswith("-") or any(letter < " " for letter in base):
        raise HandbookError(f"{base!r} names no commit", "--changed", _HINT)
    start = _merge_base(root, base)
    with (
        # The two questions take as long as one.
        _ask(root, "diff", "--name-only", "-z", "--relative", *_PLAIN, start, "--", ".") as differing,
        _ask(root, "ls-files", "-z", "--others", "--exclude-standard", "--", ".") as unknown,
    ):
        return Changes(start, frozenset((*_names(differing), *_names(unknown))))


def as_it_was(root: Path, changes: Changes, path: str) -> str | None:
    """The text of a file before; None where there was none, or none that can be read."""
    with _ask(root, "show", f"{changes.start}:./{path}") as asked:
        said, _ = asked.communicate()
    try:
        return None if asked.returncode else said.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _merge_base(root: Path, base: str) -> str:
    with _ask(root, "merge-base", "HEAD", f"{base}^{{commit}}") as asked:
        said, problem = asked.communicate()
    if not asked.returncode and (found := _HASH.match(said)) is not None:
        return found.group().decode("ascii")
    if problem.strip():
        what = problem.decode("utf-8", "replace").strip().splitlines()[0]
        raise HandbookError(f"there is nothing to compare with: git says: {what}", f"--changed {base}", _HINT)
    hint = "in a shallow clone fetch the rest of the history: git fetch --unshallow"
    raise HandbookError(f"HEAD and {base} have no commit in common", "--changed", hint)


def _ask(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - fixed program, our own arguments
            ["git", "--literal-pathspecs", "-C", str(root), *arguments],  # noqa: S607
            env=os.environ | _QUIET,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as problem:
        raise HandbookError("git is not installed: nobody knows what changed", "--changed") from problem


def _names(asked: subprocess.Popen[bytes]) -> list[str]:
    said, problem = asked.communicate()
    if asked.returncode:
        what = problem.decode("utf-8", "replace").strip()
        raise HandbookError(f"git cannot tell what changed: {what}", "--changed")
    return [os.fsdecode(name) for name in said.split(b"\0") if name]
