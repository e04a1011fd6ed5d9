"""What one page of a language no longer needs, for the other pages to take: paragraphs that moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handbook.translation.catalog import Catalog, Entry
from handbook.translation.kin import Kin
from handbook.translation.merge import known_as


@dataclass(frozen=True, slots=True)
class _Spare:
    """A translation that waits: the place of its page, and whether its paragraph was there until now."""

    page: int
    entry: Entry
    until_now: bool


class Spares:
    """All translations of a language whose pages no longer need them, and which of them others have taken."""

    def __init__(self) -> None:
        self._spares: list[_Spare] = []
        self._by_msgid: dict[str, list[_Spare]] = {}
        self._known_as: list[tuple[str, _Spare]] = []
        self._kin: Kin | None = None
        self._taken: set[tuple[int, str, str]] = set()
        self._takers: set[int] = set()

    def add(self, page: int, until_now: Iterable[Entry], before: Iterable[Entry]) -> None:
        """Offer what a page no longer needs."""
        new = [_Spare(page, entry, True) for entry in until_now] + [
            _Spare(page, entry, False) for entry in before
        ]
        self._spares += new
        for spare in new:
            self._by_msgid.setdefault(spare.entry.msgid, []).append(spare)

    def for_page(self, page: int) -> ForPage:
        """The same as one page sees it, which knows its own already."""
        return ForPage(self, page)

    def exact(self, page: int, msgid: str, until_now: bool) -> Entry | None:
        found = [
            spare
            for spare in self._by_msgid.get(msgid, ())
            if spare.page != page and spare.until_now == until_now
        ]
        # Where two pages have said it in two ways, what is current counts for more.
        return self._give(page, min(found, key=lambda spare: spare.entry.fuzzy)) if found else None

    def near(self, page: int, msgid: str, above: float) -> Entry | None:
        if self._kin is None:
            self._known_as = [(text, spare) for spare in self._spares for text, _ in known_as([spare.entry])]
            self._kin = Kin(text for text, _ in self._known_as)
        best = self._kin.best(msgid)
        if best is None or best[1] < above or self._known_as[best[0]][1].page == page:
            return None
        return self._give(page, self._known_as[best[0]][1])

    def _give(self, page: int, spare: _Spare) -> Entry:
        self._takers.add(page)
        self._taken.add((spare.page, spare.entry.msgid, spare.entry.msgstr))
        return spare.entry

    def has_taken(self, page: int) -> bool:
        """Whether this page has taken anything of others."""
        return page in self._takers

    def has_given(self, page: int) -> bool:
        """Whether others have taken anything of this page."""
        return any(place == page for place, _, _ in self._taken)

    def without_taken(self, page: int, catalog: Catalog) -> Catalog:
        """The page's new catalogue without what now lives in others."""
        kept = (entry for entry in catalog.obsolete if (page, entry.msgid, entry.msgstr) not in self._taken)
        return replace(catalog, obsolete=tuple(kept))


@dataclass(frozen=True, slots=True)
class ForPage:
    """Spare translations of all pages but one."""

    spares: Spares
    page: int

    def exact(self, msgid: str, *, until_now: bool) -> Entry | None:
        return self.spares.exact(self.page, msgid, until_now)

    def near(self, msgid: str, above: float) -> Entry | None:
        return self.spares.near(self.page, msgid, above)
