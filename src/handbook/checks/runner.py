"""Run every rule over a project: all findings of one run, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from handbook.checks.changed import changed_since
from handbook.checks.ignores import ignores_in_yaml, without_ignored
from handbook.checks.inspection import Inspection, Verdict
from handbook.checks.narrow import LINKS, Part, part_of, read_part
from handbook.checks.reading import Reading, catalogues_of
from handbook.checks.rules import ENTRY_RULES, RULES
from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome
from handbook.findings.lines import Lines
from handbook.findings.places import placed
from handbook.markdown.dialect import check_dialect
from handbook.markdown.ignores import Ignore
from handbook.project import CONFIG, Project
from handbook.register.load import load_register
from handbook.register.register import Register
from handbook.stable import read_text
from handbook.translation.source import Source, read_source

Spread = Callable[[], AbstractContextManager[Executor]]
"""Opens processes to share the work with."""


def inspect(project: Project, pool: Executor | None = None, spread: Spread | None = None) -> list[Finding]:
    """Return everything that is wrong with the project's pages, pictures, catalogues and register."""
    return judge(look(project, pool, spread))


def examine(project: Project, changed: str | None = None, *, spread: Spread | None = None) -> Verdict:
    """Return everything that is wrong, or only what is wrong with what changed since the revision `changed`.

    Raises HandbookError where there is no such revision.
    """
    part = None if changed is None else part_of(project, changed_since(project.root, changed))
    if part is None:
        return verdict(look(project, None, spread))
    seen, linked = _look_at_part(project, part)
    found = {*_said(seen, RULES.keys() - part.needless - LINKS), *_said(linked, LINKS), *_met(seen)}
    whole = _weighed(linked, found)
    return Verdict(
        tuple(one for one in whole.findings if part.keeps(one)),
        tuple(one for one in whole.excused if part.keeps(one.finding)),
    )


def judge(seen: Inspection) -> list[Finding]:
    """Return what the rules find, and what was found while looking, sorted; without what somebody ignored."""
    return list(verdict(seen).findings)


def verdict(seen: Inspection) -> Verdict:
    """The same, with what is ignored."""
    return _weighed(seen, {*_said(seen, RULES), *_met(seen)})


def _said(seen: Inspection, codes: Iterable[str]) -> Iterator[Finding]:
    for code in codes:
        yield from RULES[code](seen)


def _met(seen: Inspection) -> Iterator[Finding]:
    """What was found while looking."""
    yield from seen.source.findings
    yield from seen.catalogue_findings


def _weighed(seen: Inspection, found: set[Finding]) -> Verdict:
    """What of it stands, with the columns of what it means, and what is ignored."""
    of_pages = {
        seen.project.shown(seen.project.docs / path): page.ignores for path, page in seen.source.pages.items()
    }
    standing, excused = without_ignored(sorted(found), {**of_pages, **seen.ignores})
    return Verdict(
        tuple(sorted(placed(one, seen.line_of) for one in standing)), tuple(sorted((*seen.excused, *excused)))
    )


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
            # What is loaded here already, no process need load for itself.
            len(ENTRY_RULES)
            pool = stack.enter_context(spread())
        readings = work.judge(pool)
        source = read_source(project, project.pages, pool)
        catalogues = list(readings)
    return _inspection(project, source, files, catalogue_files, catalogues, law, _ignores(project, files))


def _look_at_part(project: Project, part: Part) -> tuple[Inspection, Inspection]:
    """What changed; and the same with what links need of other pages."""
    files = _files(project.docs, project.root)
    below = f"{project.shown(project.translations)}/"
    named = (path.removeprefix(below) for path in part.files if path.startswith(below))
    law = load_register(project.root, folder=project.register, cache=project.cache)
    catalogues = list(catalogues_of(project, law.value, part.files).judge())
    catalogue_files = {path for path in named if (project.translations / path).is_file()}
    whole, linked = read_part(project, part)
    seen = _inspection(project, whole, files, catalogue_files, catalogues, law, {})
    return seen, replace(seen, source=linked)


def _inspection(
    project: Project,
    source: Source,
    files: set[str],
    catalogue_files: set[str],
    catalogues: Sequence[Reading],
    law: Outcome[Register],
    ignores: Mapping[str, tuple[Ignore, ...]],
) -> Inspection:
    return Inspection(
        project=project,
        source=source,
        files=frozenset(files),
        catalogue_files=tuple(sorted(catalogue_files)),
        catalogue_findings=tuple(found for reading in catalogues for found in reading.findings),
        register=law.value,
        register_findings=law.findings,
        translated_hits=tuple(hit for reading in catalogues for hit in reading.hits),
        ignores=ignores,
        line_of=Lines(project.root),
        excused=tuple(one for reading in catalogues for one in reading.excused),
    )


def _ignores(project: Project, files: Iterable[str]) -> dict[str, tuple[Ignore, ...]]:
    """The ignores of mkdocs.yml and of the register's files."""
    register = (project.docs / name for name in files if name.startswith("register/") and name.endswith(".yml"))
    found: dict[str, tuple[Ignore, ...]] = {}
    for path in (project.root / CONFIG, *register):
        shown = project.shown(path)
        # What cannot be read is told by those who read it for what it says.
        with suppress(HandbookError):
            if ignores := ignores_in_yaml(read_text(path, shown)):
                found[shown] = ignores
    return found


def _files(folder: Path, root: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }
