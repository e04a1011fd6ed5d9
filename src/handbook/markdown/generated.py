"""Places in a page for what the build makes: two lines, `/// authorities` and `///`, stand for a table or list.

The build gives the trees; here they only take their place, after the text is parsed and before headings get their ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

AUTHORITIES = "authorities"
GLOSSARY = "glossary"
ABBREVIATIONS = "abbreviations"
STATUS = "status"
AGENCIES = "agencies-map"
NAMES = (AUTHORITIES, GLOSSARY, ABBREVIATIONS, STATUS, AGENCIES)

_PLACE = re.compile(rf"^/// ({'|'.join(NAMES)})[ \t]*\n///[ \t]*$", re.MULTILINE)
_ATTRIBUTE = "data-generated"
# After lists and the blocks of pymdownx, before everything that takes any paragraph.
_PRIORITY = 89.5

Trees = Mapping[str, Callable[[], Iterable[Element]]]
"""What stands in the place of each name: block elements, finished."""


def add_generated(md: Markdown, trees: Trees) -> None:
    """Let `md` put trees in their places; a place whose tree is not given stays empty."""
    md.parser.blockprocessors.register(_FindPlaces(md.parser), "handbook-generated", _PRIORITY)
    md.treeprocessors.register(_PutTrees(md, trees), "handbook-generated", _PutTrees.PRIORITY)


def generated_in(text: str) -> tuple[str, ...]:
    """The names of what a page wants to be made for it, from its Markdown, in order."""
    return tuple(_PLACE.findall(text)) if "\n/// " in f"\n{text}" else ()


class _FindPlaces(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        # In a list or box there is no room for a page's worth of entries.
        return parent is self.parser.root and _PLACE.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _PLACE.search(block)
        assert found is not None, "test() said so"
        if before := block[: found.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        SubElement(parent, "div", {_ATTRIBUTE: found[1]})
        if after := block[found.end() :].lstrip("\n"):
            blocks.insert(0, after)


class _PutTrees(Treeprocessor):
    """Runs after the inline parser (20), attribute lists (8) and brackets (7.5), before numbers (6) and ids (5)."""

    PRIORITY = 7

    def __init__(self, md: Markdown, trees: Trees) -> None:
        super().__init__(md)
        self.trees = trees

    def run(self, root: Element) -> None:
        for parent in [element for element in root.iter() if any(_ATTRIBUTE in child.attrib for child in element)]:
            for place in [child for child in parent if _ATTRIBUTE in child.attrib]:
                at = list(parent).index(place)
                make = self.trees.get(place.attrib[_ATTRIBUTE])
                parent[at : at + 1] = list(make()) if make else []
