"""How far each language is: its catalogues by page and part, and the sum of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.translation.counted_pages import Counted, Pool, counted_pages, states_in
from handbook.translation.extract import owned_navigation_entries
from handbook.translation.tally import Counts, tally, words_in

if TYPE_CHECKING:
    from handbook.register.register import Register


@dataclass(frozen=True, slots=True)
class Row:
    """One catalogue: the page below `docs/` (or NAVIGATION_CATALOGUE), its part's folder (empty: none), its counts.

    `title` is the page's own, in English. `broken`: the catalogue cannot be read, all its entries count as missing.
    """

    page: str
    part: str
    counts: Counts
    title: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """All catalogues of one language, in reading order."""

    tag: str
    rows: tuple[Row, ...]

    @property
    def total(self) -> Counts:
        return sum((row.counts for row in self.rows), Counts())

    def parts(self) -> dict[str, Counts]:
        """The counts by part, in the order of the rows; pages outside all parts are under the empty name."""
        found: dict[str, Counts] = {}
        for row in self.rows:
            found[row.part] = found.get(row.part, Counts()) + row.counts
        return found


def status_of(project: Project, tags: Iterable[str] = (), pool: Pool | None = None) -> tuple[LanguageStatus, ...]:
    """Count the catalogues of the languages named (none: of all), in the order of mkdocs.yml.

    Pages that cannot be read have no row; `handbook check` says why. `pool` is opened when there is much to count.
    """
    wanted = set(tags)
    chosen = tuple(one.tag for one in project.translated if not wanted or one.tag in wanted)
    pages = counted_pages(project, chosen, pool)
    owners = [counted.owner for counted in pages.values()]
    register = _register(project)
    return tuple(
        LanguageStatus(tag, tuple(_rows(project, tag, pages, other_sources(project, owners, register, tag))))
        for tag in chosen
    )


def _register(project: Project) -> Register | None:
    if not project.register.is_dir():
        return None
    # Its models take longer to load than counting does: only a handbook that has a register pays for them.
    from handbook.register.load import load_register

    return load_register(project.root, folder=project.register, cache=project.cache).value


def _rows(
    project: Project, tag: str, pages: dict[str, Counted], others: dict[str, dict[str, int]]
) -> Iterator[Row]:
    for path, counted in pages.items():
        _, counts, broken = counted.languages[tag]
        yield Row(path, part_of(project, path), counts, counted.title, broken)
    for name, words in others.items():
        states = states_in(project, tag, name)
        yield Row(name, name, tally(words, states or {}), broken=states is None)


def part_of(project: Project, page: str) -> str:
    """The folder of the part a page stands in; empty outside the parts."""
    folder = PurePosixPath(page).parts[0]
    return folder if folder in project.parts else ""


def other_sources(
    project: Project, owners: Iterable[str], register: Register | None, tag: str
) -> dict[str, dict[str, int]]:
    """Catalogues that belong to no page, by file name: their msgids with the words in each.

    That of the register holds what the register lacks in the language; where it lacks nothing there is none.
    """
    found = {NAVIGATION_CATALOGUE: owned_navigation_entries(project, owners)}
    if register is not None:
        from handbook.translation.register_texts import register_entries

        found[REGISTER_CATALOGUE] = register_entries(register, tag)
    return {
        name: {entry.msgid: words_in(entry.msgid) for entry in entries} for name, entries in found.items() if entries
    }
