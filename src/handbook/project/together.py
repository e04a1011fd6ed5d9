"""Several files written together: all of them, or, where one cannot be written, none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.stable import write_atomic


def write_together(root: Path, changes: Mapping[str, bytes]) -> None:
    """Write each file of `changes`, by path below `root`; if one fails, put back what stood there before.

    Raises OSError as the failing write did.
    """
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in changes}
    done: list[str] = []
    try:
        for path, data in changes.items():
            done.append(path)
            write_atomic(root / path, data)
    except BaseException:
        for path in reversed(done):
            _restore(root / path, before[path])
        raise


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        if path.is_file():
            path.unlink()
    elif not path.is_file() or path.read_bytes() != data:
        write_atomic(path, data)
