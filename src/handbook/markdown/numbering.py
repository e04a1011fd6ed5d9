"""Paragraph numbers: the same number and anchor in every language, because they come from the blocks, not the words.

Each top-level paragraph, box (admonition, details) and block quotation counts on; a list, table, tab set or figure
belongs to what stands before it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.markdown.segments import contents_marker, part
from handbook.markdown.session import PageInput, PageOutput, Review

_IMAGE_ONLY = re.compile(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])(\{[^}]*\})?")
_BOXES = frozenset({"admonition", "quote"})

# What a number says of its paragraph: a `Review`, read by the style sheet and the book.
REVIEW = "data-review"


class FindParagraphs(Treeprocessor):
    """Picks the blocks to number before the inline parser runs: later their shape may depend on the language."""

    PRIORITY = 20.6

    def __init__(self, md: Markdown, given: PageInput, out: PageOutput) -> None:
        super().__init__(md)
        self.given = given
        self.out = out
        self.blocks: list[Element] = []

    def run(self, root: Element) -> None:
        if self.given.number is not None:
            marker = contents_marker(self.md)
            self.blocks = [block for block in root if _counts(block, marker)]
        self.out.paragraphs = len(self.blocks)


def _counts(block: Element, marker: str) -> bool:
    if block.tag == "p":
        core = part(block.text or "").core
        if core and core == marker:
            return False
        return bool(core or len(block)) and not _IMAGE_ONLY.fullmatch(core)
    if block.tag in ("blockquote", "details"):
        return True
    return block.tag == "div" and bool(_BOXES & set(block.get("class", "").split()))


class NumberParagraphs(Treeprocessor):
    """Writes the numbers into the finished blocks, before ids are collected for link checks."""

    PRIORITY = 6

    def __init__(self, md: Markdown, given: PageInput, found: FindParagraphs) -> None:
        super().__init__(md)
        self.given = given
        self.found = found

    def run(self, root: Element) -> None:
        taken = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        if self.given.number is not None:
            for element in root.iter():
                # Only a number of ours says that its paragraph is reviewed.
                element.attrib.pop(REVIEW, None)
        for count, block in enumerate(self.found.blocks, 1):
            self.write(block, count, taken)

    def write(self, block: Element, count: int, taken: set[str]) -> None:
        anchor = f"p{count}"
        link = Element("a", {"class": "hb-para", "href": f"#{anchor}", "data-search-exclude": ""})
        if anchor not in taken:
            link.set("id", anchor)
        if title := self.title(count):
            link.set("title", title)
        if review := self.review(count):
            link.set(REVIEW, review)
        link.text = AtomicString(f"{self.given.number}.{count}" if self.given.number else str(count))
        # In a folding box only the summary is always seen.
        home = next((child for child in block if child.tag == "summary"), block)
        if home.text and home.text.strip():
            link.tail, home.text = f" {home.text}", None
        else:
            link.tail = " " if home.tag in ("p", "summary") else "\n"
        home.insert(0, link)

    def review(self, count: int) -> Review | None:
        """How far a paragraph may be trusted, where that is shown."""
        return self.found.out.reviews[count - 1] if self.given.review is not None else None

    def title(self, count: int) -> str:
        """The tooltip of a number, which is read aloud too: the state of its paragraph, what a click does."""
        review = self.review(count)
        word = self.given.review.words[review] if self.given.review is not None and review else ""
        return ". ".join(filter(None, (word, self.given.paragraph_title)))
