"""Run every rule over a project: all findings of one run, sorted."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.rules import RULES
from handbook.checks.scope import TranslatedHit, hits_in_catalogue
from handbook.findings import Finding
from handbook.markdown.dialect import check_dialect
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.register.load import load_register
from handbook.register.scope import Patterns, patterns_in
from handbook.translation.source import read_source
from handbook.translation.targets import load_targets


def inspect(project: Project, pool: Executor | None = None) -> list[Finding]:
    """Return everything that is wrong with the project's pages, pictures, catalogues and register."""
    return judge(look(project, pool))


def judge(seen: Inspection) -> list[Finding]:
    """Return what the rules find, and what was found while looking, sorted."""
    found = {finding for rule in RULES.values() for finding in rule(seen)}
    return sorted(found | set(seen.source.findings) | set(seen.catalogue_findings))


def look(project: Project, pool: Executor | None = None) -> Inspection:
    """Gather what the rules look at. Symbolic links that lead out of the project are not followed."""
    check_dialect(project.dialect)
    files = _files(project.docs, project.root)
    catalogue_files = _files(project.translations, project.root)
    law = load_register(project.root, folder=project.register, cache=project.cache)
    patterns = {one.tag: patterns_in(law.value.matters, one.tag) for one in project.translated}
    jobs = [
        _Job(
            page, path, language.tag, project.shown(path), project.cache / "catalogues", patterns[language.tag]
        )
        for language in project.translated
        for page in (NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, *project.pages)
        if (path := project.catalogue(language.tag, page)).is_file()
    ]
    read = pool.map(_read_catalogue, jobs, chunksize=16) if pool else map(_read_catalogue, jobs)
    source = read_source(project, project.pages, pool)
    catalogues = list(read)
    return Inspection(
        project=project,
        source=source,
        files=frozenset(files),
        catalogue_files=tuple(sorted(catalogue_files)),
        catalogue_findings=tuple(found for findings, _ in catalogues for found in findings),
        register=law.value,
        register_findings=law.findings,
        translated_hits=tuple(hit for _, hits in catalogues for hit in hits),
    )


def _files(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }


@dataclass(frozen=True, slots=True)
class _Job:
    """One catalogue to read: its page and file, its name in findings, where results are kept, what to look for."""

    page: str
    file: Path
    tag: str
    shown: str
    store: Path
    patterns: Patterns


def _read_catalogue(job: _Job) -> tuple[tuple[Finding, ...], tuple[TranslatedHit, ...]]:
    """Read a catalogue, for what is wrong with it and to have it ready for the build."""
    loaded = load_targets(job.file, job.tag, job.shown, job.store)
    return loaded.findings, tuple(
        hits_in_catalogue(loaded.value, job.patterns, job.page, job.file, job.shown)
    )
