"""The project's history as git keeps it: which commits there are, what stood in each, and its files, read safely.

Nothing is checked out: files come out of git's store by their contents' names, so no filter, hook or link of a commit
has a say in what is written where.
"""

from __future__ import annotations

import os
import re
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
_HASH = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
# Beyond so many candidates git looks for the same contents only.
_MOST_RENAMES = 2000


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


HINT = "run the command in a clone of the repository"


class History:
    """A project's repository, for as long as it is open; paths are relative to the project's folder.

    `hint` says what to do where there is none.
    """

    def __init__(self, root: Path, hint: str = HINT) -> None:
        self.root = root
        self.hint = hint
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
        try:
            done = self._run("rev-parse", "--is-inside-work-tree")
        except OSError as problem:
            what = "git is not installed: there is no history to look in"
            raise HandbookError(what, hint=self.hint) from problem
        if done.returncode or done.stdout.strip() != b"true":
            said = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no work tree"])[0]
            raise HandbookError(f"there is no history to look in: {said}", str(self.root), self.hint)

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def commits(self, paths: Iterable[str]) -> Iterator[Commit]:
        """The commits that touched these paths, newest first."""
        for line in self._ask("log", "--format=%H %ct", "--date-order", "HEAD", "--", *paths).splitlines():
            name, _, stamp = line.decode("ascii").partition(" ")
            yield Commit(name, int(stamp))

    def commit(self, name: str) -> Commit:
        """The commit that a revision names: a branch, a tag, a hash. Raises HandbookError where there is none."""
        hint = "name a branch, a tag or a commit, such as main or HEAD~1; git fetch brings those of others"
        if not name or name.startswith("-") or any(character < " " for character in name):
            raise HandbookError(f"{name!r} names no commit", hint=hint)
        wanted = f"{name}^{{commit}}".encode("utf-8", "surrogateescape")
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", os.fsdecode(wanted))
        hash_ = found.stdout.decode("ascii", "replace").strip()
        if found.returncode or not _HASH.fullmatch(hash_):
            raise HandbookError(f"git knows no commit {name!r}", str(self.root), hint)
        return Commit(hash_, int(self._ask("show", "-s", "--format=%ct", hash_).split()[-1]))

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """The last commit that two lines of work have in common. Raises HandbookError where there is none."""
        found = self._run("merge-base", one.hash, other.hash)
        if not found.returncode:
            return self.commit(found.stdout.decode("ascii").split()[0])
        what = f"{one.short} and {other.short} have no commit in common"
        if self.is_shallow:
            hint = "fetch the rest of the history (git fetch --unshallow), or compare the two as they are with --exact"
            raise HandbookError(f"{what} here: older commits were left out of this clone", str(self.root), hint)
        raise HandbookError(what, str(self.root), "compare the two as they are with --exact")

    def renames(self, base: Commit, head: Commit) -> dict[str, str]:
        """Files that have another name at `head`: old path to new one, as far as git sees it."""
        told = ("--name-status", "-z", "-M", f"-l{_MOST_RENAMES}", "--diff-filter=R", "--relative")
        plain = ("--no-ext-diff", "--no-textconv", "--no-color")
        said = self._ask("diff", *told, *plain, base.hash, head.hash, "--", ".")
        fields = said.decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(fields[1::3], fields[2::3], strict=False))

    def tree(self, commit: Commit, paths: Iterable[str] = ()) -> dict[str, Entry]:
        """What stood at or below these paths, or in all. Raises HandbookError for a path that leads out."""
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

    def text(self, entry: Entry) -> str:
        """The same as text with LF line ends; what is no UTF-8 is replaced."""
        return decoded(self.read(entry))

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


def decoded(data: bytes) -> str:
    """Bytes of a commit as text with LF line ends and no byte-order mark; what is no UTF-8 is replaced."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None, "both ends are pipes"
    return end


def _is_inside(path: str) -> bool:
    """Whether a path of a commit stays below the folder it is written to, and out of git's own."""
    return not {"", ".", "..", ".git"} & {part.lower() for part in path.split("/")}
