"""Matters outside the handbook's scope: where pages and catalogues touch them, and what reasons editors gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.register.scope import Hit, Patterns, matter_finder
from handbook.translation.catalog import load_catalog
from handbook.translation.source import Source
from handbook.translation.targets import Targets


@dataclass(frozen=True, slots=True)
class TranslatedHit:
    """A matter that the catalogue of `page` touches: its name in findings, the line of the entry, what was found."""

    page: str
    catalogue: str
    line: int
    hit: Hit


@dataclass(frozen=True, slots=True)
class StatedReason:
    """An editor's reason why a page below `docs/` names a matter that the handbook does not teach."""

    page: str
    matter: str
    reason: str
    line: int


def hits_in_catalogue(
    targets: Targets, patterns: Patterns, page: str, file: Path, shown: str
) -> Iterator[TranslatedHit]:
    """Yield what the translations of one catalogue touch, in the order of its entries."""
    find = matter_finder(patterns)
    touched = {msgid: hits for msgid, target in targets.table.items() if (hits := find(target.text))}
    if not touched:
        return
    # Lines are not kept with the translations; so rarely needed, they are read again.
    lines = {entry.msgid: entry.line for entry in load_catalog(file, "", shown).value.entries}
    for msgid, hits in touched.items():
        for hit in hits:
            yield TranslatedHit(page, shown, lines.get(msgid, 0), hit)


def stated_reasons(source: Source) -> tuple[StatedReason, ...]:
    """All reasons given in front matter, in the order of the pages."""
    return tuple(_reasons(source))


def _reasons(source: Source) -> Iterator[StatedReason]:
    for path, page in source.pages.items():
        for matter, reason, line in page.front.scope:
            yield StatedReason(path, matter, reason, line)


def scope_report(reasons: Iterable[StatedReason], titles: dict[str, str]) -> str:
    """The reasons as a Markdown page for the build report; `titles` are the matters' names."""
    rows = [
        f"| `{one.page}` | {titles.get(one.matter, one.matter)} | {_cell(one.reason)} |\n" for one in reasons
    ]
    head = "# Matters named although the handbook does not teach them\n\n"
    if not rows:
        return f"{head}No page names one.\n"
    return f"{head}| Page | Matter | The editor's reason |\n| --- | --- | --- |\n{''.join(rows)}"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
