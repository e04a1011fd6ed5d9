"""The English side of the handbook, parsed: from the cache where nothing changed, else on all cores."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handbook import __version__
from handbook.errors import HandbookError
from handbook.findings import Finding
from handbook.markdown.page import ParsedPage, parse_page
from handbook.project import Dialect, Project
from handbook.stable import digest, read_text, tree_digest, write_atomic


@dataclass(frozen=True, slots=True)
class Source:
    """All pages that could be read, by path below `docs/`, and what was wrong with the others."""

    pages: dict[str, ParsedPage]
    findings: tuple[Finding, ...]


def read_source(project: Project, paths: Iterable[str], pool: Executor | None = None) -> Source:
    """Parse pages; a page that cannot be read is a finding. `pool` spreads the work over processes."""
    store = project.cache / "pages"
    salt = digest(__version__, repr(project.dialect), _code_digest())
    jobs = [(path, str(project.docs / path), project.shown(project.docs / path), project.dialect, str(store), salt)
            for path in paths if (project.docs / path).is_file()]  # fmt: skip
    # Small batches keep both cores busy; with no pool the work is done here.
    results = pool.map(_read, jobs, chunksize=4) if pool else map(_read, jobs)
    pages: dict[str, ParsedPage] = {}
    findings: list[Finding] = []
    for (path, *_), result in zip(jobs, results, strict=True):
        if isinstance(result, Finding):
            findings.append(result)
        else:
            pages[path] = result
    return Source(pages, tuple(findings))


def _read(job: tuple[str, str, str, Dialect, str, str]) -> ParsedPage | Finding:
    path, file, shown, dialect, store, salt = job
    try:
        text = read_text(Path(file), shown)
        kept = Path(store) / f"{digest(path, text, salt)}.json"
        if (cached := _cached(kept)) is not None:
            return cached
        page = parse_page(text, shown, dialect)
    except HandbookError as problem:
        where, _, line = problem.where.rpartition(":")
        return Finding(
            where or shown, int(line) if line.isdigit() else 0, "MK101", problem.what, problem.hint
        )
    write_atomic(kept, json.dumps(page.as_json(), ensure_ascii=False).encode())
    return page


def _cached(path: Path) -> ParsedPage | None:
    try:
        return ParsedPage.from_json(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@cache
def _code_digest() -> str:
    """The cache belongs to the code that filled it."""
    folder = Path(__file__).parent.parent / "markdown"
    return tree_digest(folder, [folder])
