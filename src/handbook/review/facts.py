"""What changed in the register, fact by fact, and which paragraphs rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from handbook.project.history import Entry
from handbook.project.yaml_reader import Path, Source, read_yaml
from handbook.review.model import Fact
from handbook.review.revision import Revision

_FAMILY = "family"


@dataclass(frozen=True, slots=True)
class _Told:
    """A value as text, and where it stands."""

    value: str
    file: str
    line: int


Facts = dict[tuple[str, str, str], _Told]
"""By room, entry and name."""


def facts(base: Revision, head: Revision, cited: Mapping[str, tuple[str, ...]]) -> tuple[list[Fact], dict[str, str]]:
    """The changed facts in the order of the register, and the files that could not be read, with the reason.

    `cited` has the numbers of the paragraphs that cite each authority at `head`.
    """
    broken: dict[str, str] = {}
    changed = sorted(
        path
        for path in base.register_files.keys() | head.register_files.keys()
        if path.endswith(".yml") and base.register_files.get(path) != head.register_files.get(path)
    )
    read = [_told(side, changed, broken) for side in (base, head)]
    # What cannot be read on one side is not said to be gone, or new.
    before, after = ({key: one for key, one in side.items() if one.file not in broken} for side in read)
    found: list[Fact] = []
    # What is gone stands behind what is there.
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if (was.value if was else None) != (now.value if now else None):
            place = now or was
            assert place is not None, "it is on one side"
            room, entry, name = key
            rests = cited.get(entry, ()) if room == "authorities" else ()
            values = (was.value if was else "", now.value if now else "")
            found.append(Fact(room, entry, name, *values, place.file, place.line, rests))
    return found, broken


def _told(side: Revision, changed: list[str], broken: dict[str, str]) -> Facts:
    found: Facts = {}
    for path in changed:
        entry: Entry | None = side.register_files.get(path)
        if entry is None or not entry.plain:
            continue
        source = read_yaml(side.text(path))
        if source.data is None and source.problems:
            broken[path] = f"line {source.problems[0].line}: {source.problems[0].message}"
            continue
        room = _room(path)
        for key, value, line in _flat(source, source.data, ()):
            entry_id, name = _named(path, room, key)
            found[room, entry_id, name] = _Told(value, path, line)
    return found


def _room(path: str) -> str:
    """The folder below `register/`, or the name of the file."""
    inside = PurePosixPath(path.partition("register/")[2])
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def _named(path: str, room: str, key: Path) -> tuple[str, str]:
    """The entry and the name of a fact: below the room's own key stand entries, beside it facts of the file."""
    words = [str(part) for part in key]
    if words[:1] == [room] and len(words) > 1:
        return words[1], ".".join(words[2:])
    return PurePosixPath(path).stem, ".".join(words)


def _flat(source: Source, value: Any, path: Path) -> Iterator[tuple[Path, str, int]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _flat(source, inner, (*path, key))
    elif isinstance(value, list) and any(isinstance(one, (Mapping, list)) for one in value):
        for place, inner in enumerate(value, 1):
            yield from _flat(source, inner, (*path, place))
    elif path:
        text = "; ".join(map(_written, value)) if isinstance(value, list) else _written(value)
        yield path, text, source.line(_in_file(path))


def _in_file(path: Path) -> Path:
    """Lists are counted from 1 for readers, and from 0 in the file."""
    return tuple(part - 1 if isinstance(part, int) and not isinstance(part, bool) else part for part in path)


def _written(value: Any) -> str:
    if value is None or value == {}:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
