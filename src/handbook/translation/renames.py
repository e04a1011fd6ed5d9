"""Catalogues whose page is gone, and the page that took its place: git knows it, else what both have in common."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handbook.project import Project
from handbook.translation.catalog import Catalog

# Two pages that share so many of their words are one page under two names, unless git knows better.
_SAME_PAGE = 0.5
_WORD = re.compile(r"\w+")


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
    words = {page: _words(msgids) for page, msgids in new.items()}
    alike = [
        (-share, old, page)
        for old, catalog in left.items()
        if old not in found and any(entry.msgstr for entry in catalog.entries)
        for there in [_words(entry.msgid for entry in catalog.entries)]
        for page, here in words.items()
        if (share := _share(there, here)) >= _SAME_PAGE
    ]
    for _, old, page in sorted(alike):
        if old not in found and page not in found.values():
            found[old] = page
    return found


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


def _share(there: frozenset[str], here: frozenset[str]) -> float:
    """How much two pages have in common; a long word says more than a short one."""
    common, both = sum(map(len, there & here)), sum(map(len, there)) + sum(map(len, here))
    return 2 * common / both if both else 0.0
