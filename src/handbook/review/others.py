"""Changed files that are no page, catalogue or register: pictures, the configuration, programs."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.review.model import OtherFile
from handbook.review.revision import Revision

_SIGNED = "/signoff.yml"


def other_files(before: Revision, after: Revision) -> Iterator[OtherFile]:
    """By path; `A` came, `D` went, `M` is another one, `T` became a link or a file."""
    told = {*before.pages, *after.pages, *_register(before), *_register(after)}
    translations = f"{after.project.shown(after.project.translations)}/"
    for path in sorted(before.files.keys() | after.files.keys()):
        one, other = before.files.get(path), after.files.get(path)
        if one == other or path in told or (path.startswith(translations) and path.endswith((".po", _SIGNED))):
            continue
        if one is None or other is None:
            yield OtherFile(path, "A" if one is None else "D")
        else:
            yield OtherFile(path, "M" if one.plain == other.plain else "T")


def _register(side: Revision) -> Iterator[str]:
    return (path for path in side.register_files if path.endswith(".yml"))
