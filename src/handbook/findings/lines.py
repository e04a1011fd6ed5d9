"""The lines of source files that findings speak of: read once, as far as they can be read, and only in the project."""

from __future__ import annotations

from pathlib import Path

# A line of a larger file is not shown: whoever wrote the file has other worries.
_MAX_BYTES = 20_000_000


class Lines:
    """Gives the text of a line by path and number; nothing for what is not there, not text or not in the project."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._files: dict[str, list[str]] = {}

    def __call__(self, path: str, line: int) -> str:
        """The line without its end; `path` is relative to the project, `line` counts from 1."""
        if line < 1:
            return ""
        if path not in self._files:
            self._files[path] = self._read(path)
        lines = self._files[path]
        return lines[line - 1] if line <= len(lines) else ""

    def _read(self, path: str) -> list[str]:
        try:
            file = (self._root / path).resolve()
            if not file.is_relative_to(self._root) or not file.is_file() or file.stat().st_size > _MAX_BYTES:
                return []
            data = file.read_bytes()
        except (OSError, ValueError):
            return []
        # As `stable.read_text` counts lines, but for what is not UTF-8: a finding says so, and shows the rest.
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")
