"""What came back from outside, judged row by row, and taken into the catalogues; only what was edited changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from handbook.findings import Finding
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.protect import came_back, shown
from handbook.translation.exchange.rows import Returned, ReturnedFile, plain_source, row_key, text_digest
from handbook.translation.kin import Kin

# Says what is wrong with an entry of a page: (code, message, hint) each.
Judge = Callable[[str, Entry], Iterable[tuple[str, str, str]]]


class Fate(StrEnum):
    """What became of a row."""

    UNCHANGED = "unchanged"
    DONE = "translated"
    FUZZY = "fuzzy"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import does: new entries by page and msgid, what is wrong, and the rows by page and fate."""

    entries: dict[str, dict[str, Entry]]
    findings: tuple[Finding, ...]
    counts: dict[str, Counter[Fate]]


def take(
    file: ReturnedFile,
    catalogues: Mapping[str, Catalog],
    judge: Judge,
    *,
    finished: bool = False,
    outdated: bool = False,
) -> Taken:
    """Judge every row of a file against the catalogues of its language, by page; writes nothing.

    `finished` takes every edited text as finished, whatever state the tool left; `outdated` takes translations of
    sentences that have changed since as fuzzy ones of the sentences that took their place.
    """
    table = _Table(file.name, catalogues, judge, finished, outdated)
    for row in file.rows:
        table.add(row)
    return Taken(table.entries, tuple(table.findings), table.counts)


def applied(catalog: Catalog, entries: Mapping[str, Entry]) -> Catalog:
    """The catalogue with some of its entries replaced, by msgid."""
    return replace(catalog, entries=tuple(entries.get(entry.msgid, entry) for entry in catalog.entries))


class _RefusedError(Exception):
    """A row cannot be taken: (code, message, hint) for each reason."""

    def __init__(self, *reasons: tuple[str, str, str]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


@dataclass(slots=True)
class _Table:
    """The entries by their keys, and what has been decided so far."""

    name: str
    catalogues: Mapping[str, Catalog]
    judge: Judge
    finished: bool
    outdated: bool
    keys: dict[str, tuple[str, Entry]] = field(default_factory=dict)
    sources: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)
    first: dict[str, Returned] = field(default_factory=dict)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, Counter[Fate]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for page, catalog in self.catalogues.items():
            for entry in catalog.entries:
                self.keys[row_key(page, entry.msgid)] = (page, entry)
                self.sources.setdefault(plain_source(entry.msgid), []).append((page, entry))

    def add(self, row: Returned) -> None:
        """Decide about one row."""
        try:
            fate, page = self.decide(row)
        except _RefusedError as refusal:
            fate, page = Fate.REFUSED, row.page
            self.findings += [self.finding(row, *reason) for reason in refusal.reasons]
        self.counts.setdefault(page, Counter())[fate] += 1

    def finding(self, row: Returned, code: str, what: str, hint: str) -> Finding:
        page = f"{row.page}: " if row.page else ""
        return Finding(self.name, row.line, code, f"{page}{what}", hint)

    def decide(self, row: Returned) -> tuple[Fate, str]:
        if row.problem:
            raise _RefusedError(("EX101", row.problem, "type the translation into the cell as text"))
        if row.untouched:
            return Fate.UNCHANGED, row.page
        self.once(row)
        found = self.keys.get(row.key) or self.moved(row)
        if found is None:
            return self.lost(row)
        page, entry = found
        if row.source and plain_source(row.source) != plain_source(entry.msgid):
            what = f"the English beside this translation is not the one it was exported with: {_short(row.source)}"
            hint = "cells were sorted or moved apart: copy the translations into a file that was exported anew"
            raise _RefusedError(("EX103", what, hint))
        return self.settle(row, page, entry), page

    def once(self, row: Returned) -> None:
        """Refuse a second row of the same key, unless it says the same."""
        earlier = self.first.setdefault(row.key, row)
        if earlier is not row and (earlier.text, earlier.state) != (row.text, row.state):
            what = f"this entry is translated twice, differently; first in row {earlier.line}"
            raise _RefusedError(("EX105", what, "take one of the two out"))

    def moved(self, row: Returned) -> tuple[str, Entry] | None:
        """The same sentence on another page, where that is the only one and the old page has it no more."""
        found = self.sources.get(plain_source(row.source), [])
        return found[0] if len(found) == 1 else None

    def settle(self, row: Returned, page: str, entry: Entry) -> Fate:
        """Make the new entry of a row that was edited."""
        text = came_back(row.text, entry.msgid, entry.msgstr)
        done = self.finished or row.state is State.CURRENT
        new = replace(entry, msgstr=text, fuzzy=not done, previous="" if done else entry.previous)
        if (new.msgstr, new.fuzzy) == (entry.msgstr, entry.fuzzy):
            return Fate.UNCHANGED
        now = text_digest(entry.msgstr, entry.state)
        if row.base != now and entry.msgstr:
            what = f"the catalogue has been changed since this file was exported; it now has: {_short(entry.msgstr)}"
            raise _RefusedError(("EX104", what, "export again, and enter here what should be different"))
        return self.accept(page, new)

    def accept(self, page: str, entry: Entry) -> Fate:
        if reasons := tuple(self.judge(page, entry)):
            raise _RefusedError(*reasons)
        self.entries.setdefault(page, {})[entry.msgid] = entry
        return Fate.FUZZY if entry.fuzzy else Fate.DONE

    def lost(self, row: Returned) -> tuple[Fate, str]:
        """A sentence that is in no catalogue any more: refuse it, or hand its translation to its successor."""
        what = f"the English has changed since this file was exported: {_short(row.source)}"
        successor = self.successor(row)
        if successor is None:
            raise _RefusedError(("EX102", f"{what}; no sentence has taken its place", "the translation is not needed"))
        page, entry = successor
        if not self.outdated:
            what = f"{what}; it now reads: {_short(entry.msgid)}"
            raise _RefusedError(("EX102", what, "export again, or import with --outdated to keep the text as fuzzy"))
        text = came_back(row.text, entry.msgid, row.source)
        return self.accept(page, replace(entry, msgstr=text, fuzzy=True, previous=row.source)), page

    def successor(self, row: Returned) -> tuple[str, Entry] | None:
        """The entry that came of a lost sentence: made fuzzy from it, or like it; never one that is translated."""
        catalog = self.catalogues.get(row.page)
        waiting = [entry for entry in catalog.entries if entry.state is not State.CURRENT] if catalog else []
        for entry in waiting:
            if plain_source(entry.previous) == plain_source(row.source) and row.source.strip():
                return row.page, entry
        nearest = Kin(entry.msgid for entry in waiting).best(row.source)
        return (row.page, waiting[nearest[0]]) if nearest else None


def _short(text: str) -> str:
    line = " ".join(shown(text).split())
    return f"“{line if len(line) <= 80 else line[:79] + '…'}”"
