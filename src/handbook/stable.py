"""The rim to the disk and the clock: UTF-8 in, the same bytes out, written aside and moved into place when whole."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
# What makes an edition: a change in one of these makes the build differ from its commit.
_SOURCES = ("docs", "translations", "mkdocs.yml", "src")


@dataclass(frozen=True, slots=True)
class Clock:
    """When and from what an edition is made: `epoch` in seconds UTC, `commit` short hash or empty outside git.

    `dirty` tells that the working copy differs from the commit.
    """

    epoch: int
    commit: str = ""
    dirty: bool = False

    @property
    def date(self) -> str:
        """The day of the edition, ISO 8601, UTC."""
        return datetime.fromtimestamp(self.epoch, UTC).strftime("%Y-%m-%d")

    @property
    def label(self) -> str:
        """The commit as readers see it; `+` says that the text had changes no commit holds."""
        return f"{self.commit}{'+' if self.dirty else ''}"


def read_text(path: Path, shown_as: str = "") -> str:
    """Return the file as text with LF line ends and no byte-order mark; refuse what is not UTF-8, naming the line."""
    name = shown_as or str(path)
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise HandbookError(f"cannot read the file: {problem.strerror}", name) from problem
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise HandbookError(
            "the file is not valid UTF-8", f"{name}:{line}", "save it as UTF-8 and run again"
        ) from problem
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader, or a kill at any moment, sees the old file or the new one, whole."""
    # The name aside needs no luck: a thread writes one file at a time.
    aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        handle = _opened(aside)
    except OSError as problem:
        # Nobody knows the file by the name it has for a moment.
        raise OSError(problem.errno, problem.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _opened(path: Path) -> int:
    """A new file to write; its folder is made if it is not there. A build writes thousands: nothing is asked twice."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o644)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write only when the bytes differ; return whether they did. An untouched file keeps its times."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def digest(*parts: str | bytes) -> str:
    """Return a hex digest of the parts; each part's length is hashed too, so that borders count."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def tree_digest(root: Path, paths: Iterable[Path]) -> str:
    """Return a digest of the names (relative to `root`) and contents of all files at or below `paths`."""
    files: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files.update(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        elif path.is_file():
            files.add(path)
    parts: list[str | bytes] = []
    for file in sorted(files):
        name = file.relative_to(root) if file.is_relative_to(root) else file
        parts += [name.as_posix(), file.read_bytes()]
    return digest(*parts)


@dataclass(frozen=True, slots=True)
class Kept:
    """Results of earlier runs, as JSON: one file for each name, holding the key its data was made from.

    A name's old data is overwritten, so the folder does not grow; deleting it costs time and nothing else.
    """

    folder: Path

    def get(self, name: str, key: str) -> Any:
        """Return the data kept for `name` if it was made from `key`, else None."""
        try:
            stored = json.loads(self._file(name).read_bytes())
            return stored["data"] if stored["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, name: str, key: str, data: Any) -> None:
        """Keep `data` for `name`."""
        text = json.dumps({"key": key, "data": data}, ensure_ascii=False)
        write_atomic(self._file(name), text.encode("utf-8", "surrogatepass"))

    def _file(self, name: str) -> Path:
        return self.folder / f"{digest(name)}.json"


def exchange(new: Path, live: Path) -> None:
    """Put the folder `new` in the place of `live` in one step, and delete what stood there."""
    if not live.exists():
        os.replace(new, live)
        return
    if not _rename_exchange(new, live):
        # Systems without an exchange call: two renames, a moment apart.
        aside = live.with_name(f"{new.name}.old")
        os.replace(live, aside)
        os.replace(new, live)
        new = aside
    shutil.rmtree(new)


def _rename_exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically; False where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def clock(root: Path) -> Clock:
    """Return the time of the edition: SOURCE_DATE_EPOCH, or the commit's own time, or 1980-01-01 outside git.

    Raises HandbookError when SOURCE_DATE_EPOCH is set and not a whole number of seconds.
    """
    commit = _git(root, "rev-parse", "--short=10", "HEAD")
    dirty = bool(commit) and bool(_git(root, "status", "--porcelain", "--", *_SOURCES))
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is not None:
        if not given.isascii() or not given.isdigit() or int(given) > 253402300799:
            raise HandbookError(
                f"SOURCE_DATE_EPOCH is not a time: {given!r}",
                "environment",
                "give seconds since 1970, or unset it",
            )
        return Clock(int(given), commit, dirty)
    stamp = _git(root, "log", "-1", "--format=%ct") if commit else ""
    return Clock(int(stamp) if stamp else 315532800, commit, dirty)


def today() -> str:
    """The day of the run, ISO 8601, UTC, for warnings alone: nothing that is published may depend on it.

    SOURCE_DATE_EPOCH sets it, as it sets the edition's.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = (
        datetime.fromtimestamp(int(given), UTC) if given.isascii() and given.isdigit() else datetime.now(UTC)
    )
    return now.strftime("%Y-%m-%d")


def _git(root: Path, *arguments: str) -> str:
    """Return git's answer, or nothing where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, our own arguments
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
