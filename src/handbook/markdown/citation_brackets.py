"""Brackets around citations: without them a citation reads as words of the sentence it stands in.

A citation inside a sentence gets square brackets. One that opens a sentence, stands alone in its cell or item, or
already stands in brackets stays as it is.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_OPENS = re.compile(r"(^|[.!?:;…]|[(\[])\s*$")
# A character that was escaped, as Python-Markdown keeps it, and its marks for raw HTML.
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_STASH = re.compile("\x02[^\x02\x03]*\x03")
# More white space than this stands nowhere.
_ENOUGH = 60
_CITATIONS = ("a", "span")
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "label",
     "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "time", "u", "var"}
)  # fmt: skip


class CitationBrackets(Treeprocessor):
    """Runs once the text is parsed (priority 20) and attribute lists are taken off (8), before the contents (5)."""

    PRIORITY = 7.5

    def run(self, root: Element) -> None:
        walk = _Walk()
        for block in root:
            # Most blocks cite nothing, and finding that out is quick.
            if any(is_citation(element) for tag in _CITATIONS for element in block.iter(tag)):
                walk.block(block)


class _Walk:
    """One pass over the page, in reading order."""

    def __init__(self) -> None:
        # The end of what the block says before the place we are at.
        self.said = ""

    def block(self, element: Element) -> None:
        """Walk a block; its text is a sentence of its own, and so is what follows it."""
        self.said = ""
        self.inside(element)
        self.said = ""

    def inside(self, element: Element) -> None:
        self.say(element.text)
        before: Element | None = None
        for child in element:
            if child.tag in _CITATIONS and is_citation(child):
                self.cite(element, before, child)
            elif child.tag in _INLINE:
                self.inside(child)
            elif child.tag == "br":
                self.say(" ")
            elif child.tag != "sup":  # a note's mark is no word of the sentence
                self.block(child)
            self.say(child.tail)
            before = child

    def say(self, text: str | None) -> None:
        if not text:
            return
        if "\x02" in text:
            text = _STASH.sub("", _ESCAPED.sub(lambda found: chr(int(found[1])), text))
        self.said = (self.said + text)[-_ENOUGH:]

    def cite(self, parent: Element, before: Element | None, citation: Element) -> None:
        if not _OPENS.search(self.said):
            if before is None:
                parent.text = f"{parent.text or ''}["
            else:
                before.tail = f"{before.tail or ''}["
            citation.tail = f"]{citation.tail or ''}"
        self.say("*")


def is_citation(element: Element) -> bool:
    """Whether the element is a whole citation: one item, or several together of which at least one was resolved."""
    found = element.get("class", "")
    return "hb-cite" in found and ("hb-cite" in found.split() or ("hb-cites" in found.split() and len(element) > 0))
