"""Fill what is empty in the catalogues of a language from its memory, as fuzzy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.project import Project
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.store import not_normal, read_catalogues, write_entries
from handbook.translation.suggest import Memory, prefill


@dataclass(frozen=True, slots=True)
class Filled:
    """How many empty entries got an offer: `exact` for the very same msgid, `near` for one like it."""

    exact: int
    near: int


def prefill_language(project: Project, tag: str) -> Filled:
    """Fill every catalogue of a language that can be read and is in normal form; the others stay as they are."""
    catalogues = read_catalogues(project, tag).catalogues
    memory = Memory(catalogues.items())
    new = {page: {one.msgid: one for one in _new(catalog, page, memory)} for page, catalog in catalogues.items()}
    pages = [page for page, entries in new.items() if entries]
    crooked = {finding.path for finding in not_normal(project, tag, catalogues, pages)}
    ready = {page: new[page] for page in pages if project.shown(project.catalogue(tag, page)) not in crooked}
    write_entries(project, tag, catalogues, ready)
    near = [bool(entry.previous) for entries in ready.values() for entry in entries.values()]
    return Filled(near.count(False), near.count(True))


def _new(catalog: Catalog, page: str, memory: Memory) -> Iterator[Entry]:
    filled = prefill(catalog, page, memory)
    return (new for old, new in zip(catalog.entries, filled.entries, strict=True) if new is not old)
