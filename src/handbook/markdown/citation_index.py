"""Which paragraph of a page cites what: read from the tree of blocks, so that numbers are those readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.findings import Finding
from handbook.markdown.citations import NAME, PATTERN, PRIORITY
from handbook.markdown.numbering import FindParagraphs
from handbook.register.citation import CitationError, parse_citation
from handbook.register.locators import print_locator

_CITE = "data-cite"


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One authority cited on a page: its id, the paragraph (from 1; 0 above the first), the locator in English."""

    id: str
    paragraph: int
    locator: str = ""


class CitationIndex:
    """Records the citations of one page while it is parsed; `places` has them by paragraph, in reading order."""

    def __init__(self) -> None:
        self.places: tuple[CitedPlace, ...] = ()

    def register(self, md: Markdown, _: list[Finding]) -> None:
        """Take part in parsing a page that cites but does not show; given as `PageInput.inline`."""
        md.inlinePatterns.register(_Mark(PATTERN, md), NAME, PRIORITY)
        md.treeprocessors.register(_Gather(md, self), f"{NAME}-index", _Gather.PRIORITY)


class _Mark(InlineProcessor):
    """Puts a mark around each citation, its text unchanged."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - given by the library
    ) -> tuple[Element | None, int | None, int | None]:
        try:
            parse_citation(m.group())
        except CitationError:
            return None, None, None
        return mark_citation(m.group()), m.start(), m.end()


def mark_citation(written: str) -> Element:
    """Return the mark of a well-formed citation: its text as it is written."""
    mark = Element("span", {_CITE: written})
    mark.text = AtomicString(written)
    return mark


class _Gather(Treeprocessor):
    """Runs when all text is parsed; a list, table or figure belongs to the paragraph before it."""

    PRIORITY = 10

    def __init__(self, md: Markdown, index: CitationIndex) -> None:
        super().__init__(md)
        self.index = index

    def run(self, root: Element) -> None:
        finder: Any = self.md.treeprocessors["handbook-find-paragraphs"]
        assert isinstance(finder, FindParagraphs)
        counts = {block: count for count, block in enumerate(finder.blocks, 1)}
        notes: dict[str, Element] = {}
        owners: dict[str, int] = {}
        found: list[CitedPlace] = []
        current = 0
        for block in root:
            current = counts.get(block, current)
            if block.get("class") == "footnote":
                notes = {note.get("id", ""): note for note in block.iter("li")}
            else:
                found += _cited(block, current, owners)
        found += _of_notes(notes, owners)
        self.index.places = tuple(sorted(found, key=lambda place: place.paragraph))


def _cited(block: Element, paragraph: int, owners: dict[str, int]) -> Iterator[CitedPlace]:
    """What a block cites; `owners` learns which notes it refers to, where nothing before did."""
    for element in block.iter():
        if (raw := element.get(_CITE)) is not None:
            for item in parse_citation(raw).items:
                yield CitedPlace(item.id, paragraph, print_locator(item.locator))
        elif element.get("class") == "footnote-ref":
            owners.setdefault(element.get("href", "").removeprefix("#"), paragraph)


def _of_notes(notes: dict[str, Element], owners: dict[str, int]) -> Iterator[CitedPlace]:
    """A note belongs to the paragraph that refers to it, if need be through another note; else to no paragraph."""
    open_notes = dict(notes)
    while open_notes:
        known = next((name for name in open_notes if name in owners), None)
        name = next(iter(open_notes)) if known is None else known
        yield from _cited(open_notes.pop(name), owners.get(name, 0), owners)
