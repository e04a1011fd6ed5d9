"""The block `/// quote | @id, art. 9(1)`: a quotation whose words come from the register, in the page's language.

Nothing of it is for translators. What an author writes inside the block is left out, and is a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from handbook.findings import Finding
from handbook.markdown.citation_index import mark_citation
from handbook.markdown.citations import CitationRenderer, Sink
from handbook.markdown.marks import mark_words
from handbook.markdown.session import Marks
from handbook.register.citation import Citation, CitedItem
from handbook.register.quotation import check_quotation, find_quotation, parse_quotation

NAME = "quote"
Make = Callable[[str], Element]
Seen = Callable[[str, bool], None]
"""Told of each quotation: what it names, and whether its block has text of its own."""


@dataclass(frozen=True, slots=True)
class QuotationRenderer:
    """Writes quotations for one page, and remembers in `quoted` what each cites.

    `marks` shows text that is not in the page's language.
    """

    citations: CitationRenderer
    marks: Marks
    sink: Sink
    quoted: dict[Element, CitedItem] = field(default_factory=dict)

    def element(self, written: str) -> Element:
        """Return the quotation; empty, with a finding, where the register has no such text."""
        register, language = self.citations.register, self.citations.language
        for finding in check_quotation(written, register):
            self.sink(finding)
        quote = Element("blockquote", {"class": NAME})
        found = find_quotation(written, register, language)
        if found is None:
            return quote
        self.quoted[quote] = found.item
        # Said even where it is the page's own: the box around may be in English still.
        words = SubElement(quote, "p", {"lang": found.words.language})
        words.text = AtomicString(found.words.text)
        if found.words.language != language:
            mark_words(words, found.words.language, self.marks)
        source = SubElement(quote, "p", {"class": "quote-source"})
        source.append(self.citations.element(Citation((found.item,))))
        return quote

    def seen(self, written: str, has_text: bool) -> None:
        """Take a finding for text that an author wrote inside the block."""
        if has_text:
            self.sink(own_text(written))


class QuotationIndex:
    """Records the quotations of one page while it is parsed; `found` has them in the order of the page."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bool]] = []

    def register(self, md: Markdown) -> None:
        """Take part in parsing a page that quotes but does not show."""
        add_quotations(md, self.element, self.seen)

    def element(self, written: str) -> Element:
        """A place for the words, counted as citing what is quoted."""
        quote = Element("blockquote", {"class": NAME})
        if parse_quotation(written) is not None:
            quote.append(mark_citation(f"[{written.strip()}]"))
        return quote

    def seen(self, written: str, has_text: bool) -> None:
        self.found.append((written, has_text))


def own_text(written: str) -> Finding:
    """The finding for a block with text of its own."""
    what = f"the quotation of {written.strip()} has text of its own"
    return Finding("", 0, "QT103", what, "take it out: the words come from docs/register/")


def add_quotations(md: Markdown, make: Make, seen: Seen) -> None:
    """Let `md` read the block; `make` gives its element for what it names."""
    _Quotations(make, seen).extendMarkdown(md)


class _Quotations(BlocksExtension):  # type: ignore[misc]
    def __init__(self, make: Make, seen: Seen) -> None:
        super().__init__()
        self.given = {"make": make, "seen": seen}

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ARG002, N802 - the library's
        block_mgr.register(_Quote, self.given)


class _Quote(Block):  # type: ignore[misc]
    """One block. What stands inside is parsed aside, where no page shows it and no catalogue finds it."""

    NAME = NAME
    ARGUMENT = None

    def on_init(self) -> None:
        self.aside = Element("div")

    def on_create(self, parent: Element) -> Element:
        quote: Element = self.config["make"](self.argument or "")
        parent.append(quote)
        return quote

    def on_markdown(self) -> str:
        return "block"

    def on_add(self, _: Element) -> Element:
        return self.aside

    def on_end(self, _: Element) -> None:
        self.config["seen"](self.argument or "", bool((self.aside.text or "").strip()) or len(self.aside) > 0)
