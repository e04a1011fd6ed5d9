"""Catalogues whose page is gone, and the page that took its place: git knows it, else what both have in common."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.project import Project
from handbook.translation.catalog import Catalog

# So much of what a catalogue translates must stand on a page before the page counts as the old one under a new name.
_SAME_PAGE = 0.4


def orphans(project: Project, tag: str) -> dict[str, Path]:
    """The catalogues of a language whose page does not exist, by the page's path; links out of the project are left."""
    folder = project.catalogue(tag, "")
    found = {}
    for file in sorted(folder.rglob("*.po")):
        page = file.relative_to(folder).with_suffix(".md").as_posix()
        inside = file.resolve().is_relative_to(project.root)
        if inside and not page.startswith("_") and not (project.docs / page).exists():
            found[page] = file
    return found


def git_renames(docs: Path) -> dict[str, str]:
    """Pages that were renamed, in the history of `docs` or since its last commit: old path to the newest one.

    Empty without git. A path that is a page again after its rename is left out.
    """
    steps = [*_renames(docs, "log", "--reverse", "--format="), *_renames(docs, "diff", "HEAD")]
    newest: dict[str, str] = {}
    for old, new in steps:
        for page, now in newest.items():
            if now == old:
                newest[page] = new
        newest[old] = new
    return {old: new for old, new in newest.items() if not (docs / old).exists() and (docs / new).is_file()}


def _renames(docs: Path, command: str, *arguments: str) -> Iterator[tuple[str, str]]:
    told = ["--name-status", "-z", "-M", "--diff-filter=R", "--relative", "--no-ext-diff", "--no-textconv"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, our own arguments
            ["git", "-C", str(docs), command, *arguments, *told, "--", "."],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except OSError:
        return
    fields = [field.strip("\n") for field in done.stdout.decode("utf-8", "surrogateescape").split("\0")]
    at = 0
    while done.returncode == 0 and at + 2 < len(fields):
        if fields[at].startswith("R"):
            yield fields[at + 1], fields[at + 2]
            at += 3
        else:
            at += 1


def successors(
    left: Mapping[str, Catalog], new: Mapping[str, frozenset[str]], known: Mapping[str, str]
) -> dict[str, str]:
    """The new name of each page that has one: by old path, among the pages of `new`, which have no catalogue yet.

    `left` are the catalogues whose page is gone, `new` the msgids of each page, `known` the renames that git knows.
    No page succeeds two.
    """
    found: dict[str, str] = {}
    for old in left:
        if known.get(old) in new and known[old] not in found.values():
            found[old] = known[old]
    alike = [
        (-share, old, page)
        for old, catalog in left.items()
        for page, msgids in new.items()
        if (share := _share(catalog, msgids)) >= _SAME_PAGE
    ]
    for _, old, page in sorted(alike):
        if old not in found and page not in found.values():
            found[old] = page
    return found


def _share(catalog: Catalog, msgids: frozenset[str]) -> float:
    """How much of what a catalogue translates stands on a page, by letters."""
    size = {entry.msgid: len(entry.msgid) for entry in catalog.entries if entry.msgstr}
    whole = sum(size.values())
    return sum(length for msgid, length in size.items() if msgid in msgids) / whole if whole else 0.0
