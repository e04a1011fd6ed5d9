"""Write the catalogues of one language as the pages now ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook.findings import Finding
from handbook.markdown.session import State
from handbook.project import Project
from handbook.stable import write_if_changed
from handbook.translation.catalog import Catalog, Entry, load_catalog, write_catalog
from handbook.translation.merge import merge


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one catalogue: its path as shown, whether it was written, its entries by state."""

    path: str
    written: bool
    current: int
    outdated: int
    missing: int


def update_language(
    project: Project,
    tag: str,
    wanted: Iterable[tuple[str, tuple[Entry, ...]]],
    report: Callable[[Finding], None],
) -> list[Updated]:
    """Merge each page's entries into its catalogue; one that cannot be read is reported and left alone.

    `wanted` pairs a page path (or NAVIGATION_CATALOGUE) with its entries.
    """
    done = []
    for page, entries in wanted:
        path = project.catalogue(tag, page)
        shown = project.shown(path)
        loaded = load_catalog(path, tag, shown)
        broken = [found for found in loaded.findings if found.code == "PO101"]
        for found in broken:
            report(found)
        if not broken:
            done.append(_write(path, shown, merge(entries, loaded.value)))
    return done


def _write(path: Path, shown: str, catalog: Catalog) -> Updated:
    written = write_if_changed(path, write_catalog(catalog).encode())
    states = [entry.state for entry in catalog.entries]
    return Updated(
        shown, written, *(states.count(state) for state in (State.CURRENT, State.OUTDATED, State.MISSING))
    )
