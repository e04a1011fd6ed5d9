"""Write the catalogues of one language as the pages now ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.findings import Finding
from handbook.markdown.session import State
from handbook.project import Project
from handbook.stable import write_if_changed
from handbook.translation.catalog import Catalog, Entry, load_unjudged, write_catalog
from handbook.translation.merge import NO_CORRECTIONS, Corrections, made_for, merge, unused
from handbook.translation.moves import Spares
from handbook.translation.renames import git_renames, orphans, successors


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one catalogue: its path as shown, whether it was written, its entries by state.

    `renamed_from` is the path it had before its page was renamed; `retired` tells that its page is gone, and that what
    is left in it waits as obsolete; `deleted` that nothing was left.
    """

    path: str
    written: bool
    current: int
    outdated: int
    missing: int
    renamed_from: str = ""
    retired: bool = False
    deleted: bool = False


@dataclass(slots=True)
class _Work:
    """One catalogue on its way: where it was read, where it goes, its old content and its new."""

    path: Path
    old: Catalog
    wanted: tuple[Entry, ...]
    came_from: Path | None = None
    retired: bool = False
    new: Catalog | None = None
    gives: bool = False
    takes: bool = False


def update_language(
    project: Project,
    tag: str,
    wanted: Iterable[tuple[str, tuple[Entry, ...]]],
    report: Callable[[Finding], None],
    corrections: Corrections = NO_CORRECTIONS,
    renames: Mapping[str, str] | None = None,
) -> list[Updated]:
    """Merge each page's entries into its catalogue; one that cannot be read is reported and left alone.

    `wanted` pairs a page path (or the name of a special catalogue) with its entries; `corrections` are declared typos;
    `renames` are pages by their old path (None: git is asked if a page is gone). A catalogue whose page was renamed
    moves along; paragraphs that moved find their translations on the page where they were. Translations of a page that
    is gone stay in its file as obsolete ones. At every moment each translation stands in some file, whole.
    """
    works = _read(project, tag, wanted, renames, report)
    _merge(works, corrections)
    return _write(project, works)


# Read


def _read(
    project: Project,
    tag: str,
    wanted: Iterable[tuple[str, tuple[Entry, ...]]],
    renames: Mapping[str, str] | None,
    report: Callable[[Finding], None],
) -> list[_Work]:
    works: dict[str, _Work] = {}
    for page, entries in wanted:
        path = project.catalogue(tag, page)
        if (catalog := _load(project, path, tag, report)) is not None:
            works[page] = _Work(path, catalog, entries)
    left = {page: (path, _load(project, path, tag, report)) for page, path in orphans(project, tag).items()}
    gone = {page: catalog for page, (_, catalog) in left.items() if catalog is not None}
    if gone:
        known = git_renames(project.docs) if renames is None else renames
        _rename(gone, works, {page: path for page, (path, _) in left.items()}, known)
        for page in gone.keys() & known.keys():
            if (successor := works.get(known[page])) is not None:
                gone[page] = _without_copies(gone[page], successor.old)
    for page, catalog in gone.items():
        works[page] = _Work(left[page][0], catalog, (), retired=True)
    return list(works.values())


def _load(project: Project, path: Path, tag: str, report: Callable[[Finding], None]) -> Catalog | None:
    """The catalogue as it is, an empty one where there is none, None for one that cannot be read."""
    loaded = load_unjudged(path, tag, project.shown(path))
    for found in loaded.findings:
        report(found)
    return None if loaded.findings else loaded.value


def _rename(
    gone: dict[str, Catalog], works: dict[str, _Work], paths: dict[str, Path], known: Mapping[str, str]
) -> None:
    """Let pages that are new take over the catalogues of those they were; what is taken over leaves `gone`."""
    untranslated = {
        page: frozenset(entry.msgid for entry in work.wanted)
        for page, work in works.items()
        if page.endswith(".md") and not _worked_on(work.old)
    }
    for old, page in successors(gone, untranslated, known).items():
        work = works[page]
        work.old, work.came_from = gone.pop(old), paths[old]


def _without_copies(left: Catalog, successor: Catalog) -> Catalog:
    """What an update that was stopped has not yet brought from a renamed page's catalogue into the new one."""
    there = (*successor.entries, *successor.obsolete)
    texts = {(name, entry.msgstr) for entry in there for name in (entry.msgid, made_for(entry))}
    comments = {comment for entry in there for comment in entry.comments}

    def is_left(entry: Entry) -> bool:
        return (entry.msgid, entry.msgstr) not in texts or not comments.issuperset(entry.comments)

    return replace(
        left,
        entries=tuple(filter(is_left, left.entries)),
        obsolete=tuple(filter(is_left, left.obsolete)),
        comments=() if left.comments == successor.comments else left.comments,
        foreign=tuple(entry for entry in left.foreign if entry not in successor.foreign),
        remarks=() if left.remarks == successor.remarks else left.remarks,
    )


def _worked_on(catalog: Catalog) -> bool:
    entries = (*catalog.entries, *catalog.obsolete)
    return bool(catalog.comments or catalog.foreign or catalog.remarks) or any(
        entry.msgstr or entry.comments for entry in entries
    )


# Merge


def _merge(works: list[_Work], corrections: Corrections) -> None:
    spares = Spares()
    for place, work in enumerate(works):
        spares.add(place, *unused((entry.msgid for entry in work.wanted), work.old))
    for place, work in enumerate(works):
        there = spares.for_page(place)
        work.new = merge(work.wanted, work.old, there, corrections)
        work.takes = spares.has_taken(place)
    for place, work in enumerate(works):
        work.gives = spares.has_given(place)
        if work.gives and work.new is not None:
            work.old, work.new = work.new, spares.without_taken(place, work.new)


# Write


def _write(project: Project, works: list[_Work]) -> list[Updated]:
    """Takers before givers: a translation that moves stands in two files for a moment, and never in none."""
    written: dict[Path, bool] = {}
    for work in works:
        if work.takes and work.gives:
            # It has still what others take from it, as obsolete.
            _put(work.path, work.old, written)
        elif not work.gives:
            _put_new(work, written)
    for work in works:
        if work.gives:
            _put_new(work, written)
    for work in works:
        if work.came_from is not None and work.came_from != work.path:
            work.came_from.unlink(missing_ok=True)
            _remove_empty(work.came_from.parent, project.translations)
    return [_told(project, work, written) for work in works]


def _put_new(work: _Work, written: dict[Path, bool]) -> None:
    assert work.new is not None, "everything has been merged"
    kept = (work.new.obsolete, work.new.comments, work.new.foreign, work.new.remarks)
    if work.retired and not any(kept):
        written[work.path] = True
        work.path.unlink(missing_ok=True)
    else:
        _put(work.path, work.new, written)


def _put(path: Path, catalog: Catalog, written: dict[Path, bool]) -> None:
    changed = write_if_changed(path, write_catalog(catalog).encode())
    written[path] = written.get(path, False) or changed


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder that a rename left empty, and those above it, up to but without `top`."""
    while folder != top and folder.is_relative_to(top) and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _told(project: Project, work: _Work, written: dict[Path, bool]) -> Updated:
    assert work.new is not None, "everything has been merged"
    states = [entry.state for entry in work.new.entries]
    return Updated(
        project.shown(work.path),
        written[work.path],
        states.count(State.CURRENT),
        states.count(State.OUTDATED),
        states.count(State.MISSING),
        renamed_from=project.shown(work.came_from) if work.came_from else "",
        retired=work.retired,
        deleted=work.retired and not work.path.exists(),
    )
