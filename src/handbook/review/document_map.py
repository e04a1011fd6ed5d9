"""What the document remembers for the way back: each bookmark's place in the source, and what we wrote there.

It travels as a part of its own (custom XML), which Word and LibreOffice keep and do not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from handbook.review.model import Mark
from handbook.translation.exchange.protect import shown
from handbook.translation.exchange.safe_xml import local

SPACE = "urn:handbook:review:1"
_SIGNS = MappingProxyType({Mark.SAME: "s", Mark.INSERTED: "i", Mark.DELETED: "d"})
_MARKS = MappingProxyType({sign: mark for mark, sign in _SIGNS.items()})
_FIELDS = ("name", "anchor", "page", "number", "file", "language")


@dataclass(frozen=True, slots=True)
class Spot:
    """A bookmark of ours: the place that it stands for.

    `anchor` is the change's, empty for what is none (a fact, a heading); `number` the paragraph's as printed; `line` 0
    where none is known; `runs` what was written there, as it is shown.
    """

    name: str
    anchor: str = ""
    page: str = ""
    number: str = ""
    file: str = ""
    line: int = 0
    language: str = ""
    runs: tuple[tuple[Mark, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The review that a document shows: full hashes of both commits, edition, and when its changes are dated."""

    base: str = ""
    head: str = ""
    edition: str = ""
    stamp: str = ""


def map_xml(origin: Origin, spots: Iterable[Spot]) -> str:
    """The custom XML part."""
    facts = " ".join(f"{name}={_quoted(getattr(origin, name))}" for name in Origin.__slots__)
    return f'<review xmlns="{SPACE}" {facts}>{"".join(map(_spot_xml, spots))}</review>'


def _spot_xml(spot: Spot) -> str:
    facts = " ".join(f"{name}={_quoted(getattr(spot, name))}" for name in _FIELDS if getattr(spot, name))
    line = f' line="{spot.line}"' if spot.line else ""
    runs = "".join(f"<{_SIGNS[mark]}>{escape(shown(text))}</{_SIGNS[mark]}>" for mark, text in spot.runs)
    return f'<at {facts}{line} xml:space="preserve">{runs}</at>'


def _quoted(value: str) -> str:
    return quoteattr(shown(value))


def read_map(root: Element) -> tuple[Origin, Mapping[str, Spot]]:
    """What a document remembers: its review, and its places by the names of their bookmarks."""
    origin = Origin(*(root.get(name, "") for name in Origin.__slots__))
    return origin, {spot.name: spot for spot in _spots(root)}


def _spots(root: Element) -> Iterator[Spot]:
    for one in root:
        line = one.get("line", "")
        values = {name: one.get(name, "") for name in _FIELDS}
        runs = tuple((_MARKS[local(run.tag)], run.text or "") for run in one if local(run.tag) in _MARKS)
        number = int(line) if line.isascii() and line.isdigit() and len(line) < 10 else 0
        yield Spot(**values, line=number, runs=runs)
