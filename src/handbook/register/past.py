"""The register as it was at a commit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.findings import Outcome
from handbook.project.history import Entry, History
from handbook.register.load import load_register
from handbook.register.register import Register


def register_at(history: History, files: Iterable[tuple[str, Entry]], docs: str) -> Outcome[Register]:
    """Read the files of a commit below `docs/register` as its register; findings as of `load_register`.

    They are written aside, since a register is read from files; links and modules are left out.
    """
    with TemporaryDirectory(prefix="handbook-register-") as folder:
        root = Path(folder).resolve()
        for path, entry in files:
            if entry.plain:
                target = root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(history.read(entry))
        return load_register(root, folder=root / docs / "register")
