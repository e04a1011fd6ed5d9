"""One register file from disk to plain data, through a cache that is never trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings.model import Finding
from handbook.project.yaml_reader import Path as KeyPath
from handbook.project.yaml_reader import Source, read_yaml
from handbook.stable import digest, read_text, write_atomic

MAX_BYTES = 20_000_000
# Raised when the parser reads the same text differently, so that caches of older versions are left alone.
_FORMAT = "1"
_CODES = {"syntax": "RG102", "duplicate": "RG104", "feature": "RG107"}


@dataclass(slots=True)
class ParsedFile:
    """A register file: `name` relative to the project, its data or None, and what stands in the way."""

    name: str
    data: Mapping[str, Any] | None = None
    findings: list[Finding] = field(default_factory=list)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    text: str = ""

    def line(self, path: KeyPath) -> int:
        """The line of `path`. The cache keeps only the lines of entries; deeper ones are parsed again."""
        if (known := self.lines.get(path)) is not None:
            return known
        if len(path) > 2 and self.text:
            self.lines = read_yaml(self.text).lines
            self.text = ""
        return Source(lines=self.lines).line(path)


def read_file(path: Path, root: Path, cache: Path | None) -> ParsedFile:
    """Read and parse; a file outside the project, too large, not UTF-8 or not YAML is a finding."""
    parsed = ParsedFile(_name(path, root))
    try:
        text = _text(path, root, parsed.name)
    except HandbookError as problem:
        line = int(problem.where.rpartition(":")[2] or 0) if problem.where.rpartition(":")[2].isdigit() else 0
        parsed.findings.append(Finding(parsed.name, line, "RG101", problem.what, problem.hint))
        return parsed
    kept = cache / f"{path.parent.name}-{path.stem}.json" if cache else None
    if kept is None or not _recall(kept, digest(_FORMAT, text), parsed):
        _parse(text, parsed)
        if kept is not None and not parsed.findings and parsed.data is not None:
            _remember(kept, digest(_FORMAT, text), parsed)
    parsed.text = text
    return parsed


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _text(path: Path, root: Path, name: str) -> str:
    if not path.resolve().is_relative_to(root.resolve()):
        raise HandbookError(
            "the file leads out of the project", name, "replace the link by a file of its own"
        )
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise HandbookError(f"the file is larger than {MAX_BYTES // 1_000_000} MB", name, "split it")
    return read_text(path, name)


def _parse(text: str, parsed: ParsedFile) -> None:
    source = read_yaml(text)
    parsed.findings += [
        Finding(parsed.name, problem.line, _CODES[problem.kind], problem.message, problem.hint)
        for problem in source.problems
    ]
    parsed.lines = source.lines
    if isinstance(source.data, Mapping):
        parsed.data = source.data
    elif not source.problems:
        parsed.findings.append(
            Finding(parsed.name, 1, "RG103", "the file has no entries", "write id: {…} entries")
        )


def _recall(kept: Path, key: str, parsed: ParsedFile) -> bool:
    """Take data and lines from the cache if they are of this very text; anything odd means parsing again."""
    try:
        stored = json.loads(kept.read_bytes())
        if stored["key"] != key or not isinstance(stored["data"], dict):
            return False
        parsed.lines = {tuple(path): int(line) for path, line in stored["lines"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    parsed.data = stored["data"]
    return True


def _remember(kept: Path, key: str, parsed: ParsedFile) -> None:
    lines = [[path, line] for path, line in parsed.lines.items() if len(path) <= 2]
    content = {"key": key, "data": parsed.data, "lines": lines}
    try:
        write_atomic(kept, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except OSError:
        # A cache that cannot be written costs time, not correctness.
        return
