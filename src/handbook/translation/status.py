"""How far each language is: every page's catalogue counted, from the cache where neither side has changed.

A page is parsed once for all languages. What is kept of it is a few numbers with the digests they were made from, so
that a run in which nothing changed reads files and counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from handbook.errors import HandbookError
from handbook.project import NAVIGATION_CATALOGUE, Project
from handbook.stable import Kept, digest, read_text, tree_digest
from handbook.translation.extract import owned_navigation_entries
from handbook.translation.source import read_source
from handbook.translation.tally import Counts, read_translations, tally, words_in

# Pages in one piece of work for another process, and from how many on that is worth while.
_BLOCK, _WORTH_IT = 8, 12

Pool = Callable[[], AbstractContextManager[Executor]]


@dataclass(frozen=True, slots=True)
class Row:
    """One catalogue: the page below `docs/` (or NAVIGATION_CATALOGUE), its part's folder (empty: none), its counts.

    `broken` tells that the catalogue cannot be read; all its entries count as missing.
    """

    page: str
    part: str
    counts: Counts
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


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is kept of a page: its owner, and for each language the digest of its catalogue, the counts, the state."""

    owner: str = ""
    languages: dict[str, tuple[str, Counts, bool]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        languages = {tag: [key, astuple(counts), bad] for tag, (key, counts, bad) in self.languages.items()}
        return {"owner": self.owner, "languages": languages}

    @staticmethod
    def from_json(data: dict[str, Any]) -> _Counted:
        languages = {tag: (key, Counts(*counts), bad) for tag, (key, counts, bad) in data["languages"].items()}
        return _Counted(data["owner"], languages)


def status_of(project: Project, tags: Iterable[str] = (), pool: Pool | None = None) -> tuple[LanguageStatus, ...]:
    """Count the catalogues of the languages named (none: of all), in the order of mkdocs.yml.

    Pages that cannot be read have no row; `handbook check` says why. `pool` is opened when there is much to count.
    """
    wanted = set(tags)
    chosen = tuple(one.tag for one in project.translated if not wanted or one.tag in wanted)
    counter = _Counter(project, chosen)
    pages = counter.pages(pool)
    owners = [counted.owner for counted in pages.values()]
    return tuple(LanguageStatus(tag, tuple(_rows(project, tag, pages, owners))) for tag in chosen)


def _rows(project: Project, tag: str, pages: dict[str, _Counted], owners: list[str]) -> Iterator[Row]:
    for path, counted in pages.items():
        _, counts, broken = counted.languages[tag]
        yield Row(path, part_of(project, path), counts, broken)
    for name, words in other_sources(project, owners).items():
        counts, broken = _count_file(project, tag, name, words)
        yield Row(name, name, counts, broken)


def part_of(project: Project, page: str) -> str:
    """The folder of the part a page stands in; empty outside the parts."""
    folder = PurePosixPath(page).parts[0]
    return folder if folder in project.parts else ""


def other_sources(project: Project, owners: Iterable[str]) -> dict[str, dict[str, int]]:
    """Catalogues that belong to no page, by file name: their msgids with the words in each."""
    navigation = owned_navigation_entries(project, owners)
    return {NAVIGATION_CATALOGUE: {entry.msgid: words_in(entry.msgid) for entry in navigation}}


class _Counter:
    """Finds the counts of pages in the cache, and makes those that are not there."""

    def __init__(self, project: Project, tags: tuple[str, ...]) -> None:
        self.project = project
        self.tags = tags
        self.kept = Kept(project.cache / "status")
        self.code = _code_digest()

    def pages(self, pool: Pool | None) -> dict[str, _Counted]:
        """All pages that can be read, in reading order."""
        known = {path: self.known(path) for path in self.project.pages if (self.project.docs / path).is_file()}
        stale = [path for path, counted in known.items() if counted is None]
        blocks = [stale[at : at + _BLOCK] for at in range(0, len(stale), _BLOCK)]
        jobs = [(self.project, self.tags, block) for block in blocks]
        if pool is not None and len(stale) * len(self.tags) >= _WORTH_IT:
            with pool() as workers:
                made = list(workers.map(_count_block, jobs))
        else:
            made = list(map(_count_block, jobs))
        fresh = {path: counted for block in made for path, counted in block.items()}
        found = ((path, fresh.get(path) or counted) for path, counted in known.items())
        return {path: counted for path, counted in found if counted is not None}

    def known(self, path: str) -> _Counted | None:
        """The counts of a page, if those kept are of both sides as they are now."""
        data = self.kept.get(path, self.source_key(path))
        counted = _Counted() if data is None else _Counted.from_json(data)
        for tag in self.tags:
            kept = counted.languages.get(tag)
            if kept is None or kept[0] != self.catalogue_key(tag, path):
                return None
        return counted if data is not None else None

    def source_key(self, path: str) -> str:
        return digest(_bytes(self.project.docs / path), repr(self.project.dialect), self.code)

    def catalogue_key(self, tag: str, path: str) -> str:
        return digest(_bytes(self.project.catalogue(tag, path)))

    def count(self, paths: Sequence[str]) -> dict[str, _Counted]:
        """Parse pages and count their catalogues; keep what was counted of other languages."""
        found: dict[str, _Counted] = {}
        for path, page in read_source(self.project, paths).pages.items():
            key = self.source_key(path)
            data = self.kept.get(path, key)
            languages = {} if data is None else _Counted.from_json(data).languages
            words = {segment.msgid: words_in(segment.msgid) for segment in page.segments}
            for tag in self.tags:
                languages[tag] = (self.catalogue_key(tag, path), *_count_file(self.project, tag, path, words))
            found[path] = _Counted(page.front.owner, languages)
            self.kept.put(path, key, found[path].as_json())
        return found


def _count_block(job: tuple[Project, tuple[str, ...], list[str]]) -> dict[str, _Counted]:
    project, tags, paths = job
    return _Counter(project, tags).count(paths)


def _count_file(project: Project, tag: str, page: str, words: dict[str, int]) -> tuple[Counts, bool]:
    """Count one catalogue, and tell whether it is broken; one that is absent has everything missing."""
    path = project.catalogue(tag, page)
    if not path.is_file():
        return tally(words, {}), False
    try:
        states = read_translations(read_text(path))
    except HandbookError:
        states = None
    return tally(words, states or {}), states is None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@cache
def _code_digest() -> str:
    """What is kept belongs to the code that made it."""
    rooms = Path(__file__).parent.parent
    here = [rooms / "translation" / f"{name}.py" for name in ("status", "tally", "po_text", "source")]
    return tree_digest(rooms, [rooms / "markdown", rooms / "register", *here])
