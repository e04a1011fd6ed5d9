"""What every contender is to the benchmark: it prepares a folder, has commands to time, and leaves output."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import RARE, Page

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """The pages to publish, in which languages (`tags`), and the empty folder to do it in."""

    folder: Path
    pages: list[Page]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """Where a contender leaves what it makes.

    `pages` is the folder of each language's pages, `pdfs` each language's PDF, `indexes` the search indexes by
    language, or the joint one under the empty name.
    """

    site: Path
    pages: Mapping[str, Path]
    pdfs: Mapping[str, Path] = field(default_factory=dict)
    indexes: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row of the table.

    `reset` puts things as they must be before run number 1, 2, …, and is not timed; it gives the words that the run
    must bring into the page `changed`, if one is named.
    """

    name: str
    command: tuple[str, ...]
    reset: Callable[[int], str]
    output: Output
    changed: Path | None = None


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to publish. `key` names it on the command line, `prepare` writes its project and gives its scenarios.

    `prepare` gets the task, the folder for environments, and a function to tell of progress; it raises
    NotReadyError when this machine lacks something.
    """

    key: str
    name: str
    prepare: Callable[[Task, Path, Say], list[Scenario]]


class WrongOutputError(Exception):
    """A command ended well and did not make what it is timed for."""


def check(task: Task, output: Output) -> None:
    """Raise WrongOutputError unless every page of every language, its rare word and every PDF is there."""
    for tag, folder in output.pages.items():
        files = [folder / page.path.replace(".md", ".html") for page in task.pages[1:]]
        lacking = [
            str(path) for path in files if not path.is_file() or RARE[tag] not in path.read_text("utf-8")
        ]
        if lacking:
            raise WrongOutputError(
                f"{len(lacking)} pages of {len(files)} are not there in {tag}: {lacking[0]}"
            )
    empty = [str(path) for path in output.pdfs.values() if not path.is_file() or not path.stat().st_size]
    if empty:
        raise WrongOutputError(f"not made: {', '.join(empty)}")


def check_change(page: Path | None, words: str) -> None:
    """Raise WrongOutputError unless `page` holds the words that were changed just now."""
    if page is not None and words not in page.read_text("utf-8"):
        raise WrongOutputError(f"{page} does not show the change: {words}")


def bytes_below(folder: Path, but: Iterable[Path] = ()) -> int:
    """The size in bytes of all files below `folder`, a file with several names counted once, `but` left out."""
    left_out = {_identity(path) for path in but if path.exists()}
    files = {_identity(path): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    return sum(size for identity, size in files.items() if identity not in left_out)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def remover(*folders: Path) -> Callable[[int], str]:
    """A reset that deletes what the last run made."""

    def reset(_: int) -> str:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        return ""

    return reset


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def write(path: Path, text: str) -> None:
    """Write a file of a contender's project."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
