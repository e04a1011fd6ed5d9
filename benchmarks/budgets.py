"""The promises of speed and size, each judged on the rows of one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.run import Row

SITES, COLD, UNCHANGED = 0, 1, 2
BARE_BOTH = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """A promise, what was measured (empty: it was not), and whether the promise is kept."""

    pages: int
    promise: str
    measured: str
    kept: bool

    @property
    def word(self) -> str:
        if not self.measured:
            return "not measured"
        return "PASS" if self.kept else "MISS"


def judge(rows: Iterable[Row]) -> list[Verdict]:
    """Every promise for every number of pages; one of whose rows is missing is not measured."""
    by_place = {(row.pages, row.contender, row.position): row for row in rows if not row.problem}
    sizes = sorted({pages for pages, _, _ in by_place})
    return [verdict for pages in sizes for verdict in _judge(pages, by_place)]


def _judge(pages: int, rows: dict[tuple[int, str, int], Row]) -> Iterator[Verdict]:
    cold = rows.get((pages, "handbook", COLD))
    joint = rows.get((pages, "a", 0))

    def ratio(
        promise: str, one: Row | None, other: Row | None, least: float = 0, most: float = 1e9
    ) -> Verdict:
        if one is None or other is None:
            return Verdict(pages, promise, "", False)
        found = one.wall / other.wall
        return Verdict(pages, promise, f"{found:.2f} times", least <= found <= most)

    def below(promise: str, value: float | None, unit: str, most: float) -> Verdict:
        measured = "" if value is None else f"{value:.{2 if value < 10 else 0}f} {unit}"
        return Verdict(pages, promise, measured, value is not None and value < most)

    yield ratio("at least 8 times faster than a", joint, cold, least=8)
    yield ratio("at least 1.5 times faster than b", rows.get((pages, "b", 0)), cold, least=1.5)
    yield ratio("at most 1.25 times the bare tools, c", cold, rows.get((pages, "c", BARE_BOTH)), most=1.25)
    unchanged, sites = rows.get((pages, "handbook", UNCHANGED)), rows.get((pages, "handbook", SITES))
    yield below("nothing changed: under 0.7 s", unchanged.wall if unchanged else None, "s", 0.7)
    yield below("PDF under 7 kB a page", cold.pdf_page / 1000 if cold else None, "kB", 7)
    share = cold.index / joint.index if cold and joint else None
    yield below("search index at most a fifth of the joint one of a", share, "of it", 0.2 + 1e-9)
    yield below("a site worker under 250 MB", sites.largest / 1e6 if sites else None, "MB", 250)
