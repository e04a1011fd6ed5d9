"""A build is written aside and takes the place of the last one in a single step, when it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from handbook.release.stops import stoppable, undisturbed
from handbook.stable import exchange

_PREFIX = ".build-"


@contextlib.contextmanager
def staged(live: Path) -> Iterator[Path]:
    """Yield an empty folder beside `live`; on success it becomes `live`, on any failure it is deleted."""
    _sweep(live.parent)
    stage = live.with_name(f"{_PREFIX}{os.getpid()}")
    shutil.rmtree(stage, ignore_errors=True)
    with stoppable():
        try:
            stage.mkdir()
            yield stage
            with undisturbed():
                exchange(stage, live)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def carry_over(live: Path, stage: Path, names: list[str]) -> None:
    """Bring files and folders of the last build into the new one, as hard links: nothing is copied or changed."""
    for name in names:
        source, target = live / name, stage / name
        if source.is_dir():
            shutil.copytree(source, target, copy_function=link_or_copy, dirs_exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(source, target)


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """Make `target` the same file as `source`, or a copy where links are not to be had."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def prune(folder: Path, most: int) -> None:
    """Delete the oldest files of a cache that has grown beyond `most`."""
    files = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[most:]:
        path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Delete what killed builds left behind; a folder of a running build has a living process's number."""
    for left in folder.glob(f"{_PREFIX}*"):
        number = left.name.removeprefix(_PREFIX).partition(".")[0]
        if number.isdigit() and not _alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
