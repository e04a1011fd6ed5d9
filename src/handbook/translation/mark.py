"""Which English texts changed since they were translated, and which of the changes an editor may declare typos."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handbook.findings import Finding
from handbook.project import Project
from handbook.translation.catalog import Catalog, Entry, load_unjudged
from handbook.translation.kin import Kin
from handbook.translation.merge import unused
from handbook.translation.typos import why_no_typo, words_of
from handbook.translation.waivers import Waiver
from handbook.translation.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Change:
    """A msgid of `page` that replaced another, in the catalogues of `languages`; `reason` why it is no typo.

    `fresh`: some catalogue does not know of it yet, so it is what the editor has just done.
    """

    page: str
    old: str
    new: str
    languages: frozenset[str]
    reason: str
    fresh: bool


def changes(
    project: Project, wanted: Mapping[str, Wanted], pages: Collection[str], waivers: Iterable[Waiver]
) -> list[Change]:
    """Every change that makes translations outdated, of `pages` (none: of all), by page and text.

    `wanted` gives each language's entries. A change that is waived already is left out. A catalogue that cannot be read
    has no changes: updating reports it.
    """
    done = {(one.old, one.new): one for one in waivers}
    found: dict[tuple[str, str, str], set[str]] = {}
    fresh: set[tuple[str, str, str]] = set()
    for tag, asked in wanted.items():
        for page, entries in asked:
            if pages and page not in pages:
                continue
            for old, new, is_fresh in _pairs(_catalog(project, tag, page), entries):
                waived = done.get((old, new))
                if waived is None or not waived.concerns(tag):
                    found.setdefault((page, old, new), set()).add(tag)
                    fresh |= {(page, old, new)} if is_fresh else set()
    known = frozenset(_words(wanted))
    return [
        Change(page, old, new, frozenset(tags), why_no_typo(old, new, known), (page, old, new) in fresh)
        for (page, old, new), tags in sorted(found.items())
    ]


def _catalog(project: Project, tag: str, page: str) -> Catalog:
    path = project.catalogue(tag, page)
    return load_unjudged(path, tag, project.shown(path)).value


def _pairs(catalog: Catalog, wanted: Iterable[Entry]) -> Iterator[tuple[str, str, bool]]:
    """The old and the new msgid of each translation that stands for other words than it was made for; if it is fresh.

    A translation that was fuzzy for a reason of its own is none of them: correcting English does not make it good.
    """
    names = [entry.msgid for entry in wanted]
    until_now = [entry.msgid for entry in unused(names, catalog)[0] if not entry.fuzzy]
    kin = Kin(until_now)
    for name in names:
        entry = catalog.by_msgid.get(name)
        if entry is not None and entry.msgstr:
            if entry.fuzzy and entry.previous:
                yield entry.previous, name, False
        elif (best := kin.best(name)) is not None:
            yield until_now[best[0]], name, True


def _words(wanted: Mapping[str, Wanted]) -> Iterator[str]:
    texts = {entry.msgid for asked in wanted.values() for _, entries in asked for entry in entries}
    for text in texts:
        yield from words_of(text)


def waive(
    made: Iterable[Change], by: str, why: str, before: Iterable[Waiver], tags: Collection[str]
) -> list[Waiver]:
    """All waivers, old and new; `tags` are the languages the editor named (none: it holds for every language)."""
    waivers = {(one.page, one.old, one.new): one for one in before}
    for one in made:
        key = (one.page, one.old, one.new)
        earlier = waivers.get(key)
        languages = frozenset(tags) | frozenset(earlier.languages if earlier else ())
        new = Waiver(*key, by, why, tuple(sorted(languages)) if tags else ())
        waivers[key] = new if earlier is None else replace(new, by=earlier.by, why=earlier.why)
    return sorted(waivers.values())


def refusal(project: Project, change: Change) -> Finding:
    """What an editor is told of a change that is more than a typo."""
    path = project.docs / change.page
    start = change.new.split("\n")[0][:30]
    line = 0
    if path.is_file():
        lines = path.read_text("utf-8", "replace").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if start in text), 0)
    shown = project.shown(path) if path.is_file() else f"translations/*/{change.page}"
    hint = "leave it to the translators: without this page or with --skip-others the typos alone are marked"
    return Finding(shown, line, "WV102", f"the change is more than a typo: {change.reason}", hint)
