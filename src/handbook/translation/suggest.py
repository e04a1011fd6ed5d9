"""The memory of one language: what is translated anywhere in it, offered where the same or nearly the same is wanted.

An offer is never a translation: it goes out beside the row of an exchange file, or into the catalogue as fuzzy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.likeness import Index

# Below this an offer costs a translator more time than it saves.
_LEAST = 0.7


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation made for `source` on `page`; `likeness` of that source to the one asked about, 0 to 1."""

    likeness: float
    source: str
    text: str
    page: str

    @property
    def percent(self) -> int:
        """The likeness in full percents; 100 is kept for the very same text."""
        return min(int(self.likeness * 100), 99) if self.likeness < 1 else 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One msgid that catalogues of a language translate differently: each translation and the pages that have it."""

    msgid: str
    translations: tuple[tuple[str, tuple[str, ...]], ...]


class Memory:
    """Every finished translation of a language, by msgid and by likeness; `catalogues` pairs a page with its own."""

    def __init__(self, catalogues: Iterable[tuple[str, Catalog]]) -> None:
        self._known: dict[str, dict[str, list[str]]] = {}
        for page, catalog in catalogues:
            # What waits at the end of a file was a finished translation too, and serves as one.
            for entry in (*catalog.entries, *catalog.obsolete):
                if entry.state is State.CURRENT:
                    self._known.setdefault(entry.msgid, {}).setdefault(entry.msgstr, []).append(page)
        self._sources = list(self._known)
        self._index = Index(self._sources)

    def suggest(self, msgid: str, page: str = "", limit: int = 3, least: float = _LEAST) -> list[Suggestion]:
        """The best offers for a msgid, each text once; what stands on `page` for this very msgid is no offer."""
        found: dict[str, Suggestion] = {}
        for score, place in self._index.nearest(msgid, least, limit + 1):
            source = self._sources[place]
            # The measure passes over case and spaces; only the same text is the same.
            score = 1.0 if source == msgid else min(score, 0.99)
            for text, pages in self._known[source].items():
                others = [one for one in pages if source != msgid or one != page]
                if others and text not in found:
                    found[text] = Suggestion(score, source, text, others[0])
        return sorted(found.values(), key=lambda one: -one.likeness)[:limit]

    def differences(self) -> Iterator[Difference]:
        """The msgids that have more than one finished translation, sorted."""
        for msgid, texts in sorted(self._known.items()):
            if len(texts) > 1:
                yield Difference(msgid, tuple((text, tuple(pages)) for text, pages in sorted(texts.items())))


def prefill(catalog: Catalog, page: str, memory: Memory) -> Catalog:
    """Fill empty entries with the best offer, as fuzzy; a text made for other words keeps those as its previous msgid.

    What would bring in addresses or markup that the source does not have is no offer: it would stop a build.
    """
    return replace(catalog, entries=tuple(_filled(entry, page, memory) for entry in catalog.entries))


def _filled(entry: Entry, page: str, memory: Memory) -> Entry:
    if entry.msgstr:
        return entry
    for offer in memory.suggest(entry.msgid, page):
        if not any(dangers_of_translation(entry.msgid, offer.text)):
            previous = "" if offer.source == entry.msgid else offer.source
            return replace(entry, msgstr=offer.text, fuzzy=True, previous=previous)
    return entry
