"""Run every rule over a project: all findings of one run, sorted."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.rules import RULES
from handbook.findings import Finding
from handbook.project import NAVIGATION_CATALOGUE, Project
from handbook.register.load import load_register
from handbook.translation.source import read_source
from handbook.translation.targets import load_targets


def inspect(project: Project, pool: Executor | None = None) -> list[Finding]:
    """Return everything that is wrong with the project's pages, pictures, catalogues and register."""
    seen = look(project, pool)
    found = {finding for rule in RULES.values() for finding in rule(seen)}
    return sorted(found | set(seen.source.findings) | set(seen.catalogue_findings))


def look(project: Project, pool: Executor | None = None) -> Inspection:
    """Gather what the rules look at. Symbolic links that lead out of the project are not followed."""
    files = _files(project.docs, project.root)
    catalogue_files = _files(project.translations, project.root)
    jobs = [
        (str(path), language.tag, project.shown(path), str(project.cache / "catalogues"))
        for language in project.translated
        for path in (project.catalogue(language.tag, page) for page in (NAVIGATION_CATALOGUE, *project.pages))
        if path.is_file()
    ]
    read = pool.map(_read_catalogue, jobs, chunksize=16) if pool else map(_read_catalogue, jobs)
    source = read_source(project, project.pages, pool)
    law = load_register(project.root, folder=project.register, cache=project.cache)
    return Inspection(
        project=project,
        source=source,
        files=frozenset(files),
        catalogue_files=tuple(sorted(catalogue_files)),
        catalogue_findings=tuple(found for findings in read for found in findings),
        register=law.value,
        register_findings=law.findings,
    )


def _files(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }


def _read_catalogue(job: tuple[str, str, str, str]) -> tuple[Finding, ...]:
    """Read a catalogue, for what is wrong with it and to have it ready for the build."""
    path, tag, shown, store = job
    return load_targets(Path(path), tag, shown, Path(store)).findings
