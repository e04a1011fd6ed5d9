"""The handbook as people run it: a project in a folder of its own, the command in a process of its own.

Nothing here looks into the program; what comes out is on the disk, on the screen and in the exit code.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "fixtures" / "tiny-handbook"

SOURCE = "en"
TRANSLATED = ("ru", "kk", "ky", "tg", "uz", "tk")
LANGUAGES = (SOURCE, *TRANSLATED)

# Machines that run these tests may be busy: limits stop what hangs, they do not measure.
PATIENCE = 900

_GIT = {
    "GIT_AUTHOR_NAME": "Editor",
    "GIT_AUTHOR_EMAIL": "editor@handbook.example",
    "GIT_AUTHOR_DATE": "2026-11-22T08:00:00+00:00",
    "GIT_COMMITTER_NAME": "Editor",
    "GIT_COMMITTER_EMAIL": "editor@handbook.example",
    "GIT_COMMITTER_DATE": "2026-11-22T08:00:00+00:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that is over: its exit code, what it wrote, and the seconds it took."""

    code: int
    out: str
    err: str
    seconds: float

    def __str__(self) -> str:
        return f"exit code {self.code} after {self.seconds:.1f} s\n{self.out}\n{self.err}"

    def fine(self) -> Ran:
        """The same, if the command succeeded."""
        assert self.code == 0, self
        return self


def real_project(folder: Path) -> Path:
    """Make a project of the handbook's own pages and catalogues in `folder`, with one commit; return the folder."""
    folder.mkdir(parents=True)
    for name in ("docs", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return committed(folder)


def small_project(folder: Path) -> Path:
    """Make a project of three pages in three languages, which builds in a moment."""
    shutil.copytree(SMALL, folder)
    return committed(folder)


def committed(folder: Path) -> Path:
    """Commit everything in `folder` but what is built."""
    (folder / ".gitignore").write_text("build/\n.cache/\n", "utf-8")
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "The handbook"]):
        subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **_GIT}, check=True)
    return folder


def clone(project: Path, folder: Path) -> Path:
    """Clone a project, as another person would."""
    subprocess.run(
        ["git", "clone", "-q", str(project), str(folder)], env={**os.environ, **_GIT}, check=True, timeout=PATIENCE
    )
    return folder


def environment(**changes: str) -> dict[str, str]:
    """What the command sees: this process's environment, without a clock or address set by whoever runs the tests."""
    unset = ("SOURCE_DATE_EPOCH", "HANDBOOK_SITE_URL", "FORCE_COLOR", "COLUMNS")
    return {**{name: value for name, value in os.environ.items() if name not in unset}, **changes}


def command(project: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "handbook", "-C", str(project), *arguments]


def handbook(project: Path, *arguments: str, **changes: str) -> Ran:
    """Run `handbook` on a project, its output in pipes."""
    return run(command(project, *arguments), project, **changes)


def run(arguments: list[str], folder: Path, **changes: str) -> Ran:
    started = time.perf_counter()
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr, time.perf_counter() - started)


def once(shared: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Let the first test process that asks make the folder `shared/name`; the others wait and take it as it is.

    A failure is kept as well, or every process would try again.
    """
    folder, verdict = shared / name, shared / f"{name}.verdict"
    with locked(shared / f"{name}.lock"):
        if not verdict.exists():
            try:
                make(folder)
                verdict.write_text("", "utf-8")
            except BaseException as problem:
                verdict.write_text(str(problem) or repr(problem), "utf-8")
                raise
    problem = verdict.read_text("utf-8")
    assert not problem, f"{name} could not be made: {problem}"
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digests(folder: Path) -> dict[str, str]:
    """The name and a digest of the bytes of every file below `folder`; empty folders count too."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif not any(path.iterdir()):
            found[f"{name}/"] = "empty"
    return found


def identities(folder: Path) -> dict[str, tuple[int, int, str]]:
    """For every file below `folder` which file it is on the disk, when it was last written, and its digest."""
    return {
        name: ((folder / name).stat().st_ino, (folder / name).stat().st_mtime_ns, digest)
        for name, digest in digests(folder).items()
    }


def leftovers(project: Path) -> list[str]:
    """What an unfinished build left beside `build/`."""
    return sorted(path.name for path in project.iterdir() if path.name.startswith(".build"))


def edit(path: Path, old: str, new: str) -> None:
    """Change the one place in a file that reads `old`."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} has {text.count(old)} places that read {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def lines_of_table(out: str) -> dict[str, str]:
    """The lines of the closing table by language tag."""
    return {found[1]: found[0] for found in re.finditer(r"^([a-z]{2})  .*$", out, re.MULTILINE)}
