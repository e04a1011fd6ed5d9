"""The catalogues of one language, read for an exchange with the outside, and written when it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.errors import HandbookError
from handbook.findings import Finding, finding_of
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.stable import read_text, write_if_changed
from handbook.translation.catalog import Catalog, Entry, read_catalog, write_catalog
from handbook.translation.exchange.back import applied


@dataclass(frozen=True, slots=True)
class Stored:
    """The catalogues by page, in reading order; `findings` name those that cannot be read and are not among them."""

    catalogues: dict[str, Catalog]
    findings: tuple[Finding, ...]


def names(project: Project) -> tuple[str, ...]:
    """What has a catalogue in each language: the navigation, the register, and every page in reading order."""
    return (NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, *project.pages)


def chosen(project: Project, asked: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that somebody asks for, by paths below `docs/` or from the project's folder; all for none.

    Raises HandbookError for a page that is not in the navigation.
    """
    docs = project.shown(project.docs)
    wanted = {one.replace("\\", "/").removeprefix("./").removeprefix(f"{docs}/") for one in asked}
    if unknown := sorted(wanted - set(names(project))):
        hint = "give its path below docs/ as it stands in nav of mkdocs.yml"
        raise HandbookError(f"not a page of the handbook: {', '.join(unknown)}", "mkdocs.yml", hint)
    return tuple(one for one in names(project) if not wanted or one in wanted)


def read_catalogues(project: Project, tag: str) -> Stored:
    """Read every catalogue of a language that there is."""
    found: dict[str, Catalog] = {}
    findings: list[Finding] = []
    for name in names(project):
        path = project.catalogue(tag, name)
        if not path.is_file():
            continue
        shown = project.shown(path)
        try:
            read = read_catalog(read_text(path, shown), tag, shown)
        except HandbookError as problem:
            findings.append(finding_of(problem, "PO101", shown))
            continue
        findings += read.findings
        if not read.findings:
            found[name] = read.value
    return Stored(found, tuple(findings))


def write_entries(
    project: Project, tag: str, catalogues: Mapping[str, Catalog], entries: Mapping[str, Mapping[str, Entry]]
) -> int:
    """Write new entries, by page and msgid, into the catalogues they were judged against; return how many changed.

    Each file is written whole or not at all, so that an import which was interrupted can be run again.
    """
    written = 0
    for page, new in entries.items():
        text = write_catalog(applied(catalogues[page], new))
        written += write_if_changed(project.catalogue(tag, page), text.encode())
    return written


def not_normal(
    project: Project, tag: str, catalogues: Mapping[str, Catalog], pages: Iterable[str]
) -> Iterator[Finding]:
    """The files of `pages` that a program left in a form of its own: writing them would change every line."""
    for page in pages:
        path = project.catalogue(tag, page)
        if path.read_bytes() != write_catalog(catalogues[page]).encode():
            what = "the catalogue is not in normal form, so that an import would touch all of it"
            hint = f"run `handbook translate update --lang {tag}` first, then import"
            yield Finding(project.shown(path), 0, "EX106", what, hint)
