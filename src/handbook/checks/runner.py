"""Run every rule over a project: all findings of one run, sorted."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.rules import RULES
from handbook.findings import Finding
from handbook.project import NAVIGATION_CATALOGUE, Project
from handbook.translation.catalog import Catalog, load_catalog
from handbook.translation.source import read_source


def inspect(project: Project, pool: Executor | None = None) -> list[Finding]:
    """Return everything that is wrong with the project's pages, pictures and catalogues."""
    seen = look(project, pool)
    found = {finding for rule in RULES.values() for finding in rule(seen)}
    return sorted(found | set(seen.source.findings) | set(seen.catalogue_findings))


def look(project: Project, pool: Executor | None = None) -> Inspection:
    """Gather what the rules look at. Symbolic links that lead out of the project are not followed."""
    files = _files(project.docs, project.root)
    catalogue_files = _files(project.translations, project.root)
    catalogues: dict[tuple[str, str], Catalog] = {}
    findings: list[Finding] = []
    for language in project.translated:
        for page in (NAVIGATION_CATALOGUE, *project.pages):
            path = project.catalogue(language.tag, page)
            loaded = load_catalog(path, language.tag, project.shown(path))
            catalogues[language.tag, page] = loaded.value
            findings += loaded.findings
    return Inspection(
        project=project,
        source=read_source(project, project.pages, pool),
        files=frozenset(files),
        catalogue_files=tuple(sorted(catalogue_files)),
        catalogues=catalogues,
        catalogue_findings=tuple(findings),
    )


def _files(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }
