"""The project's history as git keeps it: which commits there are, what stood in each, and its files, read safely.

Nothing is checked out: files come out of git's store by their contents' names, so no filter, hook or link of a commit
has a say in what is written where.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from handbook.errors import HandbookError

_GIT = ("git", "--literal-pathspecs")
# What a partial clone lacks is not fetched: a build asks no other host for anything.
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
_FILE_MODES = ("100644", "100755", "100664")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its full hash and its time in seconds UTC."""

    hash: str
    epoch: int

    @property
    def short(self) -> str:
        return self.hash[:10]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: the name of its contents in git, and whether it is a plain file and no link or module."""

    blob: str
    plain: bool


class History:
    """A project's repository, for as long as it is open; paths are relative to the project's folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._check()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            for end in (self._reader.stdin, self._reader.stdout):
                with suppress(OSError):
                    end.close()  # type: ignore[union-attr]
            self._reader.wait()

    def _check(self) -> None:
        hint = "build in a clone of the repository, or without --as-of-translation"
        try:
            done = self._run("rev-parse", "--is-inside-work-tree")
        except OSError as problem:
            raise HandbookError("git is not installed: there is no history to look in", hint=hint) from problem
        if done.returncode or done.stdout.strip() != b"true":
            said = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no work tree"])[0]
            raise HandbookError(f"there is no history to look in: {said}", str(self.root), hint)

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commits(self, paths: Iterable[str]) -> Iterator[Commit]:
        """The commits that touched these paths, newest first."""
        for line in self._ask("log", "--format=%H %ct", "--date-order", "HEAD", "--", *paths).splitlines():
            name, _, stamp = line.decode("ascii").partition(" ")
            yield Commit(name, int(stamp))

    def tree(self, commit: Commit, paths: Iterable[str]) -> dict[str, Entry]:
        """What stood at or below these paths. Raises HandbookError for a path that leads out of the project."""
        found: dict[str, Entry] = {}
        for line in self._ask("ls-tree", "-r", "-z", commit.hash, "--", *paths).split(b"\0"):
            if not line:
                continue
            facts, _, name = line.partition(b"\t")
            mode, kind, blob = facts.decode("ascii").split()
            path = name.decode("utf-8", "surrogateescape")
            if not _is_inside(path):
                raise HandbookError(f"a path in commit {commit.short} leads out of it: {path!r}", str(self.root))
            found[path] = Entry(blob, kind == "blob" and mode in _FILE_MODES)
        return found

    def read(self, entry: Entry) -> bytes:
        """The contents of a file."""
        reader = self._reader or self._open()
        writing, reading = _pipe(reader.stdin), _pipe(reader.stdout)
        writing.write(f"{entry.blob}\n".encode())
        writing.flush()
        answer = reading.readline().decode("ascii", "replace").split()
        if len(answer) != 3 or answer[1] != "blob":
            hint = "git fsck tells what is missing; a partial clone must fetch it first"
            raise HandbookError(f"git cannot read {entry.blob}", str(self.root), hint)
        data = reading.read(int(answer[2]))
        reading.read(1)
        return data

    def _open(self) -> subprocess.Popen[bytes]:
        self._reader = subprocess.Popen(  # noqa: S603 - fixed program, our own arguments
            [*_GIT, "-C", str(self.root), "cat-file", "--batch"],
            env=os.environ | _QUIET,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._reader

    def _ask(self, *arguments: str) -> bytes:
        done = self._run(*arguments)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise HandbookError(f"git {arguments[0]}: {said}", str(self.root))
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 - fixed program, our own arguments
            [*_GIT, "-C", str(self.root), *arguments],
            env=os.environ | _QUIET,
            capture_output=True,
            check=False,
        )


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None, "both ends are pipes"
    return end


def _is_inside(path: str) -> bool:
    """Whether a path of a commit stays below the folder it is written to, and out of git's own."""
    return not {"", ".", "..", ".git"} & {part.lower() for part in path.split("/")}
