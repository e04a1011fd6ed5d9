"""Sign pages, or take a signature back: nothing is signed that is not whole, and nothing else in the file changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.markdown.page import ParsedPage
from handbook.markdown.session import State
from handbook.project import Project
from handbook.stable import write_if_changed
from handbook.translation.catalog import Catalog, load_catalog
from handbook.translation.signed_text import text_now
from handbook.translation.signoff import (
    Role,
    SignOff,
    SignOffs,
    load_signoffs,
    signoff_file,
    write_signoffs,
    wrong_date,
    wrong_name,
)

_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, in which role, and on which day (ISO date)."""

    name: str
    role: Role
    date: str


def page_named(project: Project, written: str) -> str:
    """The path below `docs/` of a page given as such a path, with `docs/` before it, or by its number (2.3)."""
    by_number = {str(number): page for page, number in project.numbers.items()}
    page = by_number.get(written, written.removeprefix("./").removeprefix("docs/"))
    if page not in project.pages:
        raise HandbookError(
            f"there is no such page: {written}", "mkdocs.yml", "give its path below docs/, or its number, such as 2.3"
        )
    return page


def signer(name: str, role: Role, date: str) -> Signer:
    """Take a signature's particulars. Raises HandbookError for a name or date that is none."""
    name = " ".join(name.split())
    for what, option in ((wrong_name(name), "--name"), (wrong_date(date), "--date")):
        if what:
            raise HandbookError(what, option)
    return Signer(name, role, date)


def sign(
    project: Project, tag: str, pages: dict[str, ParsedPage], by: Signer, findings: Iterable[Finding]
) -> tuple[SignOff, ...]:
    """Sign pages as they stand. `findings` are those of the whole project.

    Raises FindingsError with everything that stands in the way on any of them; then nothing is signed.
    """
    if tag == project.source.tag and by.role is Role.TRANSLATOR:
        raise HandbookError(f"{tag} is translated from nothing", "--as translator", "sign the source as reviewer")
    before = _loaded(project, tag)
    found = list(findings)
    refused = {one for path, page in pages.items() for one in refusals(project, tag, path, page, found)}
    if refused:
        raise FindingsError(refused)
    made = tuple(_signed(project, tag, path, page, by) for path, page in pages.items())
    _write(project, tag, before, made)
    return made


def withdraw(project: Project, tag: str, pages: Iterable[str], role: Role | None) -> tuple[SignOff, ...]:
    """Take back the signatures below pages in one role, or in all; return those taken back."""
    before = _loaded(project, tag)
    named = set(pages)
    gone = tuple(one for one in before.values() if one.page in named and role in (None, one.role))
    if gone:
        kept = (one for one in before.values() if one not in gone)
        write_if_changed(signoff_file(project, tag), write_signoffs(kept).encode())
    return gone


def follow_renames(project: Project, tag: str, renames: Mapping[str, str]) -> None:
    """Give the sign-offs of renamed pages their new path (old to new); a file with an error in it is left alone."""
    before = load_signoffs(project, tag)
    after = dict(before.value)
    for (page, role), one in before.value.items():
        now = renames.get(page, "")
        if page not in project.pages and now in project.pages and (now, role) not in after:
            del after[page, role]
            after[now, role] = replace(one, page=now)
    if after != before.value and not before.findings:
        write_if_changed(signoff_file(project, tag), write_signoffs(after.values()).encode())


def _loaded(project: Project, tag: str) -> SignOffs:
    """What is signed already. A file with an error in it is left alone: writing it would lose what cannot be read."""
    loaded = load_signoffs(project, tag)
    if loaded.findings:
        raise FindingsError(loaded.findings)
    return loaded.value


def _signed(project: Project, tag: str, path: str, page: ParsedPage, by: Signer) -> SignOff:
    lookup = None if tag == project.source.tag else _catalogue(project, tag, path).lookup
    return SignOff(path, by.role, by.name, by.date, text_now(page, lookup))


def _write(project: Project, tag: str, before: SignOffs, made: Iterable[SignOff]) -> None:
    after = {**before, **{(one.page, one.role): one for one in made}}
    write_if_changed(signoff_file(project, tag), write_signoffs(after.values()).encode())


def refusals(
    project: Project, tag: str, path: str, page: ParsedPage, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Why a page cannot be signed: entries that are missing or outdated, and whatever the checks say of it."""
    shown, source = project.shown(project.catalogue(tag, path)), project.shown(project.docs / path)
    for one in findings:
        if one.path == shown or (one.path == source and one.severity is Severity.ERROR):
            yield one
    if tag == project.source.tag:
        return
    file = project.catalogue(tag, path)
    if not file.is_file():
        yield Finding(shown, 0, "SO104", "the page has no catalogue", "run handbook translate update, and translate it")
        return
    yield from _not_current(_catalogue(project, tag, path), page, shown)


def _not_current(catalogue: Catalog, page: ParsedPage, shown: str) -> Iterator[Finding]:
    said = {State.MISSING: "not translated", State.OUTDATED: "outdated (fuzzy)"}
    for msgid in dict.fromkeys(segment.msgid for segment in page.segments):
        target, entry = catalogue.lookup(msgid), catalogue.by_msgid.get(msgid)
        excerpt = msgid if len(msgid) <= _EXCERPT else f"{msgid[: _EXCERPT - 1]}…"
        if entry is None:
            hint = "run handbook translate update, and translate it"
            yield Finding(shown, 0, "SO104", f"not in the catalogue: {excerpt}", hint)
        elif target.state is not State.CURRENT:
            hint = "only what is wholly translated can be signed"
            yield Finding(shown, entry.line, "SO104", f"{said[target.state]}: {excerpt}", hint)


def _catalogue(project: Project, tag: str, path: str) -> Catalog:
    file = project.catalogue(tag, path)
    return load_catalog(file, tag, project.shown(file)).value
