"""The English side of the handbook, parsed: from the cache where nothing changed, else on all cores."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handbook import __version__
from handbook.errors import HandbookError
from handbook.findings import Finding, finding_of
from handbook.markdown.page import ParsedPage, parse_page
from handbook.project import Dialect, Project
from handbook.stable import Kept, digest, read_text, tree_digest


@dataclass(frozen=True, slots=True)
class Source:
    """All pages that could be read, by path below `docs/`, and what was wrong with the others."""

    pages: dict[str, ParsedPage]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """One page to read: its path below `docs/`, its file, how findings show it, and where results are kept."""

    path: str
    file: Path
    shown: str
    dialect: Dialect
    store: Path


def read_source(project: Project, paths: Iterable[str], pool: Executor | None = None) -> Source:
    """Parse pages; a page that cannot be read is a finding. `pool` spreads the work over processes."""
    jobs = [
        _Job(
            path,
            project.docs / path,
            project.shown(project.docs / path),
            project.dialect,
            project.cache / "pages",
        )
        for path in paths
        if (project.docs / path).is_file()
    ]
    # Small batches keep all cores busy; with no pool the work is done here.
    results = pool.map(_read, jobs, chunksize=4) if pool else map(_read, jobs)
    pages: dict[str, ParsedPage] = {}
    findings: list[Finding] = []
    for job, result in zip(jobs, results, strict=True):
        if isinstance(result, Finding):
            findings.append(result)
        else:
            pages[job.path] = result
    return Source(pages, tuple(findings))


def _read(job: _Job) -> ParsedPage | Finding:
    store = Kept(job.store)
    try:
        text = read_text(job.file, job.shown)
        key = digest(text, repr(job.dialect), _code_digest())
        if (kept := store.get(job.path, key)) is not None:
            return ParsedPage.from_json(kept)
        page = parse_page(text, job.shown, job.dialect)
    except HandbookError as problem:
        return finding_of(problem, "MK101", job.shown)
    store.put(job.path, key, page.as_json())
    return page


@cache
def _code_digest() -> str:
    """What is kept belongs to the code that made it."""
    rooms = Path(__file__).parent.parent
    return digest(__version__, tree_digest(rooms, [rooms / "markdown", rooms / "register"]))
