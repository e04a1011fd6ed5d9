"""From a page's prepared HTML to pandoc's document: text, headings, code; other blocks have modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree

from handbook.book.boxes import division, figure
from handbook.book.document import Blocks, Inlines, Node, around, closed, label, line, para, plain, trimmed
from handbook.book.footnotes import is_note
from handbook.book.grid import grid
from handbook.book.lists import bullets, definitions, numbered
from handbook.book.literal import string
from handbook.book.marks import add_inline, add_text, is_number, moved_in
from handbook.book.tree import HEADINGS, INLINE, HtmlElement, elements, parse

# Text beside one of these is a paragraph; text beside other blocks is a line. In an item, a list does not count.
_IN_ITEMS = frozenset({"p", "pre", "blockquote", *HEADINGS})
_IN_QUOTATIONS = _IN_ITEMS | {"ul", "ol", "dl"}


def read(html: str) -> Blocks:
    """Return the blocks of a page."""
    root = parse(html)
    return PageReader({e.get("id", ""): e for e in elements(root, "aside") if is_note(e)}).blocks(root)


class PageReader:
    """Reads the elements of one page. `notes` are the texts of its footnotes by their ids."""

    def __init__(self, notes: Mapping[str, HtmlElement]) -> None:
        self._notes = dict(notes)

    def note(self, name: str) -> Blocks:
        """Return the text of a note, once: it stands where it is first asked for."""
        found = self._notes.pop(name, None)
        return [] if found is None else self.blocks(found)

    def inlines(self, element: HtmlElement) -> Inlines:
        """Return the content of an element that stands in a line."""
        out: Inlines = []
        self.add_content(element, out)
        return closed(out)

    def add_content(self, element: HtmlElement, out: Inlines) -> None:
        """Add the content of an element to a line."""
        add_text(out, element.text)
        for child in element:
            if isinstance(child.tag, str):
                add_inline(self, child, out)
            add_text(out, child.tail)

    def blocks(self, element: HtmlElement) -> Blocks:
        """Return the content of an element that holds blocks."""
        return self._flow(element, plain)

    def item(self, element: HtmlElement) -> Blocks:
        """Return the content of an item of a list."""
        return self._flow(element, para if _has(element, _IN_ITEMS) else plain)

    def quotation(self, element: HtmlElement) -> Blocks:
        """Return a quotation; a number that opens it stands further out."""
        inside = self._flow(element, para if _has(element, _IN_QUOTATIONS) else plain)
        if inside and inside[0]["t"] == "Para" and is_number(inside[0]["c"][0]):
            number, *words = inside[0]["c"]
            inside[0] = para([moved_in(number), *words])
        return [{"t": "BlockQuote", "c": inside}]

    def paragraph(self, element: HtmlElement) -> Blocks:
        return self._flow(element, para)

    def _flow(self, element: HtmlElement, wrap: Callable[[Inlines], Node]) -> Blocks:
        flow = _Flow(self, wrap)
        flow.add(element)
        flow.end_line()
        return flow.blocks


class _Flow:
    """Blocks in their making; `wrap` makes one of the text that stands between others."""

    def __init__(self, reader: PageReader, wrap: Callable[[Inlines], Node]) -> None:
        self.blocks: Blocks = []
        self._reader = reader
        self._wrap = wrap
        self._words: Inlines = []

    def add(self, element: HtmlElement) -> None:
        """Add the content of an element."""
        add_text(self._words, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._add_child(child)
            add_text(self._words, child.tail)

    def _add_child(self, child: HtmlElement) -> None:
        if child.tag in INLINE:
            # A mark around blocks is no mark.
            self.add(child) if _has_blocks(child) else add_inline(self._reader, child, self._words)
            return
        self.end_line()
        if child.tag in _BLOCKS:
            self.blocks += _BLOCKS[child.tag](self._reader, child)
        elif not is_note(child):
            self.add(child)
        self.end_line()

    def end_line(self) -> None:
        """What comes next is another block."""
        words = trimmed(self._words) if self._words else []
        if words:
            self.blocks.append(self._wrap(words))
        self._words = []


def _has(element: HtmlElement, tags: frozenset[str]) -> bool:
    return any(child.tag in tags for child in element)


def _has_blocks(element: HtmlElement) -> bool:
    return len(element) > 0 and any(e.tag not in INLINE for e in element.iterdescendants(etree.Element))


def _heading(reader: PageReader, element: HtmlElement) -> Blocks:
    level, mark = int(element.tag[1]), element.get("data-mark")
    words, name = trimmed(reader.inlines(element)), label(element.get("id", ""))
    if mark:
        return [plain(around(f"#heading(depth: {level}, supplement: {string(mark)})[", words, f"]{name}"))]
    return [{"t": "Header", "c": [level, [name.strip("<>"), [], []], words]}]


def _code_block(_: PageReader, element: HtmlElement) -> Blocks:
    for end in elements(element, "br"):
        end.text = "\n"
    return [{"t": "CodeBlock", "c": [["", [], []], "".join(element.itertext()).removesuffix("\n")]}]


_BLOCKS: Mapping[str, Callable[[PageReader, HtmlElement], Blocks]] = MappingProxyType(
    {
        **dict.fromkeys(HEADINGS, _heading),
        "p": PageReader.paragraph,
        "div": division,
        "ul": bullets,
        "ol": numbered,
        "dl": definitions,
        "table": grid,
        "blockquote": PageReader.quotation,
        "pre": _code_block,
        "figure": figure,
        "hr": lambda _reader, _element: [line("#hb-rule()")],
    }
)
