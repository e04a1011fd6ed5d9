"""Bring a catalogue up to its source without losing a word: kept, made fuzzy from its nearest kin, or set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from handbook.translation.catalog import Catalog, Entry, without_twins
from handbook.translation.kin import Kin

# An old translation of the same page is taken without a look at other pages if it is as near as this,
_NEAR_ENOUGH = 0.8
# and one of another page if it is nearer by this much: most changes stay on their page.
_NEARER = 0.1
Corrections = Mapping[str, frozenset[str]]
"""By msgid the older ones from which it differs by a typo only, as an editor has declared."""
NO_CORRECTIONS: Corrections = MappingProxyType({})


class Elsewhere(Protocol):
    """Translations of other pages whose source is no longer there; what is given is gone from where it was."""

    def exact(self, msgid: str, *, until_now: bool) -> Entry | None:
        """The translation of this very msgid: of a paragraph that was there `until_now`, or set aside before."""

    def near(self, msgid: str, above: float) -> Entry | None:
        """The translation of the nearest msgid, if its likeness is at least `above`."""


def merge(
    source: Iterable[Entry],
    old: Catalog,
    elsewhere: Elsewhere | None = None,
    corrections: Corrections = NO_CORRECTIONS,
) -> Catalog:
    """Return a catalogue with exactly the entries of `source`, in its order.

    Each takes the old translation of the same msgid: its own, else that of a page where it stood until now, else one
    that was set aside; else the nearest one that is no longer needed where it is, fuzzy, with the msgid it was made
    for; else it is empty. One translation may serve several entries: a paragraph that was split. What is used nowhere
    becomes obsolete if somebody worked on it.
    """
    return _Merger(tuple(source), old, elsewhere, corrections).run()


def made_for(entry: Entry) -> str:
    """The msgid that an entry's translation was made for."""
    return entry.previous if entry.fuzzy and entry.previous else entry.msgid


def known_as(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry under the msgid its translation was made for, and under the one it stood for last."""
    for entry in entries:
        yield made_for(entry), entry
        if entry.msgid != made_for(entry):
            yield entry.msgid, entry


def unused(wanted: Iterable[str], old: Catalog) -> tuple[list[Entry], list[Entry]]:
    """The translations of a catalogue that its page no longer needs: those it had until now, those set aside."""
    names = frozenset(wanted)
    return [entry for entry in old.entries if entry.msgstr and entry.msgid not in names], [
        entry for entry in old.obsolete if entry.msgstr and entry.msgid not in names
    ]


class _Merger:
    def __init__(
        self, wanted: tuple[Entry, ...], old: Catalog, elsewhere: Elsewhere | None, corrections: Corrections
    ) -> None:
        self.wanted = wanted
        self.old = old
        self.elsewhere = elsewhere
        self.corrections = corrections
        self.aside = {entry.msgid: entry for entry in old.obsolete}
        until_now, before = unused((entry.msgid for entry in wanted), old)
        self.spare = [*until_now, *before]
        self.known_as: list[tuple[str, Entry]] = []
        self.nearest: Kin | None = None
        self.used: set[int] = set()

    def run(self) -> Catalog:
        entries = tuple(self.filled(entry) for entry in self.wanted)
        obsolete = tuple(without_twins(self.set_aside({entry.msgid: entry for entry in entries})))
        return replace(self.old, entries=entries, obsolete=obsolete)

    def filled(self, entry: Entry) -> Entry:
        """A wanted entry with the translation there is for it."""
        kept = self.old.by_msgid.get(entry.msgid)
        if kept is not None and kept.msgstr:
            return self.corrected(kept if kept.notes == entry.notes else replace(kept, notes=entry.notes))
        found = self.found(entry.msgid) or kept or self.aside.get(entry.msgid)
        if found is None:
            return entry
        comments = tuple(dict.fromkeys((*(kept.comments if kept else ()), *found.comments)))
        return self.corrected(replace(found, msgid=entry.msgid, notes=entry.notes, comments=comments))

    def corrected(self, entry: Entry) -> Entry:
        """Current again, if all that made it fuzzy was a typo in English."""
        if entry.fuzzy and entry.previous in self.corrections.get(entry.msgid, ()):
            return replace(entry, fuzzy=False, previous="")
        return entry

    def found(self, msgid: str) -> Entry | None:
        """A translation for a msgid that has none: of the same words, of words with a typo, of the nearest words."""
        there = self.elsewhere
        if there is not None and (entry := there.exact(msgid, until_now=True)) is not None:
            return entry
        if (own := self.aside.get(msgid)) is not None and own.msgstr:
            return own
        if there is not None and (entry := there.exact(msgid, until_now=False)) is not None:
            return entry
        return self.misspelt(msgid) or self.near(msgid)

    def misspelt(self, msgid: str) -> Entry | None:
        """The translation of what this msgid was before a typo in it was put right."""
        for old in sorted(self.corrections.get(msgid, ())):
            own = next((entry for entry in self.spare if entry.msgid == old), None)
            if own is not None:
                return self.use(own)
            if (
                self.elsewhere is not None
                and (there := self.elsewhere.exact(old, until_now=True)) is not None
            ):
                return _outdated(there)
        return None

    def near(self, msgid: str) -> Entry | None:
        if self.nearest is None:
            self.known_as = list(known_as(self.spare))
            self.nearest = Kin(text for text, _ in self.known_as)
        best = self.nearest.best(msgid)
        score = best[1] if best else 0.0
        if self.elsewhere is not None and score < _NEAR_ENOUGH:
            entry = self.elsewhere.near(msgid, score + _NEARER if best else 0.0)
            if entry is not None:
                return _outdated(entry)
        if best is None:
            return None
        return self.use(self.known_as[best[0]][1])

    def use(self, entry: Entry) -> Entry:
        self.used.add(id(entry))
        return _outdated(entry)

    def set_aside(self, now: dict[str, Entry]) -> Iterator[Entry]:
        """What stays as obsolete: every text somebody worked on that is not in use now, the oldest first."""
        for entry in (*self.old.obsolete, *self.old.entries):
            there = now.get(entry.msgid)
            if id(entry) in self.used or (there is not None and _holds(there, entry)):
                continue
            if entry.msgstr or entry.comments:
                yield replace(entry, notes=()) if entry.notes else entry


def _outdated(entry: Entry) -> Entry:
    """The entry as one for another msgid; what was fuzzy without a previous msgid was made for words nobody knows."""
    previous = entry.previous if entry.fuzzy else entry.msgid
    return replace(entry, fuzzy=True, previous=previous)


def _holds(there: Entry, entry: Entry) -> bool:
    """Whether all that somebody wrote into an entry is in another."""
    return entry.msgstr in ("", there.msgstr) and set(entry.comments) <= set(there.comments)
