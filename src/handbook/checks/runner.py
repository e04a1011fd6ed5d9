"""Run every rule over a project: all findings of one run, sorted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.reading import catalogues_of
from handbook.checks.rules import RULES
from handbook.findings import Finding
from handbook.markdown.dialect import check_dialect
from handbook.project import Project
from handbook.register.load import load_register
from handbook.translation.source import read_source

Spread = Callable[[], AbstractContextManager[Executor]]
"""Opens processes to share the work with."""


def inspect(project: Project, pool: Executor | None = None, spread: Spread | None = None) -> list[Finding]:
    """Return everything that is wrong with the project's pages, pictures, catalogues and register."""
    return judge(look(project, pool, spread))


def judge(seen: Inspection) -> list[Finding]:
    """Return what the rules find, and what was found while looking, sorted."""
    found = {finding for rule in RULES.values() for finding in rule(seen)}
    return sorted(found | set(seen.source.findings) | set(seen.catalogue_findings))


def look(project: Project, pool: Executor | None = None, spread: Spread | None = None) -> Inspection:
    """Gather what the rules look at. Symbolic links that lead out of the project are not followed.

    `pool` shares the work; without one, `spread` opens one where there is enough to do.
    """
    check_dialect(project.dialect)
    files = _files(project.docs, project.root)
    catalogue_files = _files(project.translations, project.root)
    law = load_register(project.root, folder=project.register, cache=project.cache)
    work = catalogues_of(project, law.value)
    with ExitStack() as stack:
        if pool is None and spread is not None and work.is_much:
            pool = stack.enter_context(spread())
        readings = work.judge(pool)
        source = read_source(project, project.pages, pool)
        catalogues = list(readings)
    return Inspection(
        project=project,
        source=source,
        files=frozenset(files),
        catalogue_files=tuple(sorted(catalogue_files)),
        catalogue_findings=tuple(found for reading in catalogues for found in reading.findings),
        register=law.value,
        register_findings=law.findings,
        translated_hits=tuple(hit for reading in catalogues for hit in reading.hits),
    )


def _files(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }
